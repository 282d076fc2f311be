"""Contents: everything of one athlete as plain values, in an order that only the values decide, and back.

Keys of the database do not show: an import or a workout is named by its place in its own list. So the same facts give
the same text, whatever was done and undone on the way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Date, DateTime, Float, RowMapping, Table, insert, select

from liftwell.errors import ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.brought_in import set_rows
from liftwell.logbook.store import Logbook, id_of, inserted, named, require_id

SCHEMA: Final = "liftwell.logbook/2"
# Lists that stand for themselves; those that hang on another are told with it, or by its place.
PLAIN: Final[Mapping[str, Table]] = {
    "answers": schema.answers, "start": schema.start, "set": schema.logged_set, "morning": schema.morning,
    "other_work": schema.other_work, "sign": schema.sign, "check_in": schema.check_in, "override": schema.override,
    "outcome": schema.outcome, "prescription": schema.prescription, "clip": schema.clip, "change": schema.change,
}  # fmt: skip
KEYS: Final = ("id", "athlete_id", "import_id", "workout_id")
Content = dict[str, Any]


def contents(logbook: Logbook, name: str) -> Content:
    """Everything of an athlete; raises ImpossibleValue where there is no such athlete."""
    with logbook.reading() as connection:
        key = require_id(connection, name)
        found: Content = {"schema": SCHEMA, "athlete": named(name)}
        batches, batch_places = _listed(connection, schema.import_batch, key)
        workouts, workout_places = _workouts(connection, key, batch_places)
        found |= {"import": batches, "workout": workouts, "done": _done(connection, key, workout_places)}
        return found | {word: _listed(connection, table, key)[0] for word, table in PLAIN.items()}


def put_back(logbook: Logbook, content: Content, name: str) -> None:
    """An athlete as `contents` told them, under a name that is free; all of it or nothing.

    The content must have been checked: see `exchange.logbook_json`. Raises ImpossibleValue where the name is taken.
    """
    with logbook.writing() as connection:
        key = id_of(connection, name)
        if key is None:
            key = inserted(connection, schema.athlete, {"name": named(name)})
        elif any(connection.scalar(select(table.c.id).where(table.c.athlete_id == key).limit(1)) for table in _ALL):
            raise ImpossibleValue(f"The athlete {named(name)!r} is not empty; give another name with --athlete.")
        whose = {"athlete_id": key}
        batches = [_key_of(connection, schema.import_batch, row | whose) for row in content["import"]]
        workouts = [_workout_back(connection, row, key, batches) for row in content["workout"]]
        sets = [
            one | {"workout_id": workout, "number": number}
            for workout, row in zip(workouts, content["workout"], strict=True)
            for number, one in enumerate(row["sets"])
        ]
        _insert(connection, schema.workout_set, sets)
        _insert(connection, schema.done, [_linked(row, "workout", workouts) | whose for row in content["done"]])
        for word, table in PLAIN.items():
            _insert(connection, table, [row | whose for row in content[word]])


_ALL: Final = (*PLAIN.values(), schema.import_batch, schema.workout, schema.done)


def _workout_back(connection: Connection, row: Content, key: int, batches: list[int]) -> int:
    told = {column: value for column, value in row.items() if column != "sets"}
    return _key_of(connection, schema.workout, _linked(told, "import", batches) | {"athlete_id": key})


def _linked(row: Content, link: str, keys: list[int]) -> Content:
    """A row with the key of what it hangs on in place of its place in the list."""
    place = row.get(link)
    told = {column: value for column, value in row.items() if column != link}
    return told | {f"{link}_id": None if place is None else keys[place]}


def _key_of(connection: Connection, table: Table, told: Content) -> int:
    return inserted(connection, table, _row(table, told))


def _row(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the table as the database takes it."""
    return {column: _typed(table, column, value) for column, value in told.items()}


def _insert(connection: Connection, table: Table, rows: list[Content]) -> None:
    """Many rows at once: of sets there may be tens of thousands."""
    if rows:
        connection.execute(insert(table), [_row(table, row) for row in rows])


def _typed(table: Table, column: str, value: object) -> object:
    if isinstance(value, str) and isinstance(table.c[column].type, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(table.c[column].type, Date):
        return date.fromisoformat(value)
    if isinstance(value, int) and isinstance(table.c[column].type, Float):
        return float(value)
    return value


# --- out -----------------------------------------------------------------------------------------


def _plain(row: RowMapping) -> Content:
    told = {str(column): value for column, value in row.items() if column not in KEYS}
    return {
        column: value.isoformat() if isinstance(value, date | datetime) else value for column, value in told.items()
    }


def _order(content: Content) -> tuple[str, str]:
    return str(content.get("on") or content.get("at") or ""), json.dumps(content, sort_keys=True, ensure_ascii=False)


def _listed(connection: Connection, table: Table, key: int) -> tuple[list[Content], dict[int, int]]:
    """The rows of an athlete in order, and at which place each key stands."""
    rows = connection.execute(select(table).where(table.c.athlete_id == key).order_by(table.c.id)).mappings().all()
    told = sorted(((_plain(row), row["id"]) for row in rows), key=lambda one: _order(one[0]))
    return [content for content, _ in told], {row_key: place for place, (_, row_key) in enumerate(told)}


def _workouts(connection: Connection, key: int, batches: dict[int, int]) -> tuple[list[Content], dict[int, int]]:
    sets: dict[int, list[Content]] = {}
    for row in set_rows(connection, key):
        told = _plain(row)
        del told["number"]
        sets.setdefault(row["workout_id"], []).append(told)
    rows = connection.execute(select(schema.workout).where(schema.workout.c.athlete_id == key)).mappings().all()
    whole = [
        (_plain(row) | {"import": batches.get(row["import_id"]), "sets": sets.get(row["id"], [])}, row["id"])
        for row in rows
    ]
    whole.sort(key=lambda one: _order(one[0]))
    return [content for content, _ in whole], {row_key: place for place, (_, row_key) in enumerate(whole)}


def _done(connection: Connection, key: int, workouts: dict[int, int]) -> list[Content]:
    rows = connection.execute(select(schema.done).where(schema.done.c.athlete_id == key)).mappings().all()
    return sorted((_plain(row) | {"workout": workouts.get(row["workout_id"])} for row in rows), key=_order)
