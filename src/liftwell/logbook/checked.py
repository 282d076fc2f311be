"""The contents of an athlete from outside, checked against the tables before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Table, UniqueConstraint

from liftwell.errors import ImpossibleValue, LiftwellError
from liftwell.logbook import schema
from liftwell.logbook.contents import KEYS, PLAIN, SCHEMA, Content
from liftwell.logbook.fits import fits, is_text
from liftwell.logbook.nouns import KEPT, noun_of
from liftwell.logbook.store import named
from liftwell.training.override import Override
from liftwell.training.workout import WorkoutSet

_TABLES: Final[Mapping[str, Table]] = {
    "import": schema.import_batch, "workout": schema.workout, "done": schema.done, **PLAIN,
}  # fmt: skip
# Columns that hang on another list, and where in the content they stand.
_LINKS: Final[Mapping[str, Mapping[str, str]]] = {"workout": {"import": "import"}, "done": {"workout": "workout"}}
# Columns that the place in the list tells.
_PLACES: Final[Mapping[str, tuple[str, ...]]] = {"workout_set": ("number",)}
_BEFORE: Final = "liftwell.logbook/1"
_UNFILLED: Final = ("planned_load_kg", "planned_reps", "pain", "leg")
_NOUNS: Final = {kept.table.name: noun for noun, kept in KEPT.items()}


def checked_contents(content: object) -> Content:
    """The content, if it is one; raises ImpossibleValue naming the first place that does not fit."""
    content = _of_today(content)
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise ImpossibleValue(f"This is no export of a logbook: it does not say {SCHEMA!r} as its schema.")
    unknown = set(content) - {"schema", "athlete", *_TABLES}
    if unknown:
        raise ImpossibleValue(f"There is nothing called {min(map(str, unknown))!r} in a logbook.")
    if not isinstance(content.get("athlete"), str):
        raise ImpossibleValue("The name of the 'athlete' is missing.")
    named(content["athlete"])
    for word, table in _TABLES.items():
        rows = content.get(word)
        if not isinstance(rows, list):
            raise ImpossibleValue(f"The list {word!r} is missing.")
        for place, row in enumerate(rows):
            _check(f"{word}, entry {place + 1}", word, row, table, content)
        _check_once(word, rows, table)
    return content


def _of_today(content: object) -> object:
    """An export of before there were sets of one's own, as one of today; whatever else as it is."""
    if not isinstance(content, dict) or content.get("schema") != _BEFORE or "set" in content:
        return content
    workouts = content.get("workout")
    found = content | {"schema": SCHEMA, "set": []}
    return found | {"workout": [_without_unfilled(one) for one in workouts]} if isinstance(workouts, list) else found


def _without_unfilled(workout: object) -> object:
    """A workout whose sets lack the columns that nothing has ever filled."""
    if not isinstance(workout, dict) or not isinstance(workout.get("sets"), list):
        return workout
    return workout | {"sets": [_filled(one) for one in workout["sets"]]}


def _filled(one: object) -> object:
    if not isinstance(one, dict):
        return one
    return {name: value for name, value in one.items() if name not in _UNFILLED or value is not None}


def _check(where: str, word: str, row: object, table: Table, content: Mapping[str, Any]) -> None:
    if not isinstance(row, dict):
        raise ImpossibleValue(f"{where}: it should be a table of values.")
    told = dict(row)
    for link, of in _LINKS.get(word, {}).items():
        _check_link(where, link, told, len(content[of]))
    sets = told.pop("sets", None) if word == "workout" else []
    _check_row(where, told, table)
    _check_sets(where, sets)
    if table.name in _NOUNS:
        _check_noun(where, told, table)


def _check_link(where: str, link: str, told: dict[str, Any], count: int) -> None:
    if link not in told:
        raise ImpossibleValue(f"{where}: {link!r} is missing.")
    value = told.pop(link)
    if value is not None and not (type(value) is int and 0 <= value < count):
        raise ImpossibleValue(f"{where}: there is no {link} {_shown(value)}.")


def _check_sets(where: str, sets: object) -> None:
    if not isinstance(sets, list):
        raise ImpossibleValue(f"{where}: its sets are missing.")
    for number, one in enumerate(sets):
        place = f"{where}, set {number + 1}"
        if not isinstance(one, dict):
            raise ImpossibleValue(f"{place}: it should be a table of values.")
        _check_row(place, one, schema.workout_set)
        try:
            WorkoutSet(**{of.name: one[of.name] for of in fields(WorkoutSet)})
        except LiftwellError as error:
            raise ImpossibleValue(f"{place}: {error}") from None


def _check_row(where: str, row: Mapping[str, object], table: Table) -> None:
    """Every column of the table is told and has its kind of value, and nothing else is."""
    columns = {column.name: column for column in table.c if column.name not in (*KEYS, *_PLACES.get(table.name, ()))}
    for name, column in columns.items():
        if name not in row:
            raise ImpossibleValue(f"{where}: {name!r} is missing.")
        if not fits(_dated(row[name], column.type.python_type), column):
            raise ImpossibleValue(f"{where}: {name} cannot be {_shown(row[name])}.")
    unknown = sorted(str(name) for name in row if name not in columns)
    if unknown:
        raise ImpossibleValue(f"{where}: {unknown[0]!r} is unknown.")


def _dated(value: object, kind: type) -> object:
    """The date in a text where the column holds one, and the value as it is where there is none."""
    if kind not in (date, datetime) or not isinstance(value, str):
        return value
    try:
        found: date = kind.fromisoformat(value)
    except ValueError:
        return value
    plain = found.isoformat() == value and getattr(found, "tzinfo", None) is None
    return found if plain else value


def _check_once(word: str, rows: list[Content], table: Table) -> None:
    """What there can be only one of is told once."""
    for rule in sorted((one for one in table.constraints if isinstance(one, UniqueConstraint)), key=str):
        names = [column.name for column in rule.columns if column.name not in KEYS]
        places: dict[tuple[object, ...], int] = {}
        for place, row in enumerate(rows, 1):
            before = places.setdefault(tuple(row[name] for name in names), place)
            if before != place:
                raise ImpossibleValue(
                    f"{word}, entry {place}: it is the same as entry {before}; there can be only one."
                )


def _check_noun(where: str, row: Mapping[str, Any], table: Table) -> None:
    """What no lifter can have is no entry, whoever wrote it."""
    try:
        typed = {name: _dated(value, table.c[name].type.python_type) for name, value in row.items()}
        noun = noun_of(_NOUNS[table.name], typed)  # type: ignore[type-var]
    except LiftwellError as error:
        raise ImpossibleValue(f"{where}: {error}") from None
    except (ValueError, TypeError, RecursionError):
        raise ImpossibleValue(f"{where}: it cannot be understood.") from None
    if isinstance(noun, Override) and not _is_wish(noun.value):
        raise ImpossibleValue(f"{where}: value cannot be {_shown(noun.value)}.")


def _is_wish(value: object) -> bool:
    if isinstance(value, str):
        return is_text(value)
    return value is None or fits(value, schema.sign.c.value)


def _shown(value: object) -> str:
    huge = isinstance(value, int) and abs(value) > 10**60
    return "a number so large" if huge else repr(str(value)[:60])
