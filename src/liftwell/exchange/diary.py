"""A diary from a TOML or JSON file: what was done, how it felt, what was seen, and who wanted something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, get_args

from liftwell.athlete import require_within
from liftwell.errors import ImpossibleValue
from liftwell.exchange import diary_document as doc
from liftwell.exchange.hand_written import YEARS, checked, read_content, write_whole, written
from liftwell.plan.exercise import exercise
from liftwell.plan.exercise_named import exercise_named
from liftwell.plan.loading.load_table import load_table
from liftwell.plan.placement import Start
from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.override import Override
from liftwell.triage.account import Phase

_NUMBERS: Final = {"lighter": "kg", "heavier": "kg", "fewer": "sets", "higher": "cm"}


def read_diary(path: Path) -> Diary:
    """The diary in a file.

    Raises CannotRead where there is no such file or it is neither TOML nor JSON, ImpossibleValue for an entry that
    cannot be.
    """
    return diary_of(read_document(path))


def read_document(path: Path) -> doc.DiaryDocument:
    """The file as it stands, checked; raises like `read_diary`."""
    return parse_document(read_content(path, "a diary"), str(path))


def parse_document(content: object, name: str) -> doc.DiaryDocument:
    """`content` of the file `name` as a diary; raises ImpossibleValue naming the first place that does not fit."""
    document = checked(doc.DiaryDocument, content, name)
    try:
        diary_of(document)
    except ImpossibleValue as error:
        raise ImpossibleValue(f"{name}: {error}") from None
    return document


def to_json(document: doc.DiaryDocument) -> str:
    """The file's text in JSON, only what was told."""
    return written(document, doc.SCHEMA)


def write_document(document: doc.DiaryDocument, path: Path) -> None:
    """Write the diary in one go, so that a cut leaves the old one; raises CannotWrite."""
    write_whole(to_json(document), path)


def start_of(document: doc.DiaryDocument, on: date) -> Start:
    """Where the plan began: as told, else on the first day up to `on` and in the phase of the first row in the file."""
    if (told := document.start) is not None:
        fields = _fields(told)
        for name in ("exercise", "psoas"):
            fields[name] = None if fields[name] is None else exercise_named(fields[name])
        return Start(**fields)
    rows = sorted((one for one in document.session if one.row is not None), key=lambda one: one.on)
    phase = load_table()[rows[0].row or ""].phase if rows else None
    brought = {one.on for one in document.session if one.imported}  # history of another log is no part of the plan
    return Start(min((day for day in document.days if day <= on and day not in brought), default=on), phase)


def notes_on(document: doc.DiaryDocument, on: date) -> tuple[str, ...]:
    """What a reader of the plan of `on` is to be told of the file: days still to come, and a session of that day."""
    return tuple(_notes(document, on))


def _notes(document: doc.DiaryDocument, on: date) -> Iterator[str]:
    later = sorted({day for day in document.days if day > on})
    if later:
        days = f"{later[0].isoformat()} is" if len(later) == 1 else f"{_listed(later)} are"
        yield f"In the diary {days} after {on.isoformat()}, so what stands there is not looked at yet."
    if any(one.on == on for one in document.session):
        yield f"The diary holds a session of {on.isoformat()} already; this is the plan from before it."


def _listed(days: list[date]) -> str:
    words = [day.isoformat() for day in days]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) <= 4 else f"{len(words)} days from {words[0]} on"


# --- from the file to the diary ------------------------------------------------------------------


def diary_of(document: doc.DiaryDocument) -> Diary:
    """The diary in a document; raises ImpossibleValue for an entry that cannot be."""
    for day in document.days:
        require_within("year", day.year, YEARS, "")
    _require_start(document)
    mornings = {one.on: one.pain for one in document.morning}
    return Diary(
        tuple(_done(one, mornings.get(one.on + timedelta(days=1))) for one in document.session),
        tuple(Morning(one.on, one.pain, one.leg) for one in document.morning),
        tuple(OtherWork(one.on, one.what, one.rpe) for one in document.other),
        tuple(_sign(one) for one in document.sign),
        tuple(Readiness(**_fields(one)) for one in document.check),
        tuple(_override(one) for one in document.override),
    )


def _require_start(document: doc.DiaryDocument) -> None:
    """Raise ImpossibleValue unless the start can be one."""
    start = document.start
    if start is None:
        return
    if start.row is not None and start.row not in load_table():
        raise ImpossibleValue(f"The start names no row {start.row!r}; it is one of {_rows()}.")
    require_within("year", start.on.year, YEARS, "")
    start_of(document, start.on)


def _fields(table: doc.Part) -> dict[str, Any]:
    return {name: getattr(table, name) for name in type(table).model_fields}


def _done(table: doc.SessionTable, waking: int | None) -> Done:
    """A session; the morning after it may stand in the entry of that day, and then counts as told here."""
    day = table.on.isoformat()
    if None not in (table.morning, waking) and table.morning != waking:
        raise ImpossibleValue(f"The morning after {day} is told twice, as {table.morning} and as {waking}.")
    if table.row is not None and table.row not in load_table():
        raise ImpossibleValue(f"The session of {day} names no row {table.row!r}; it is one of {_rows()}.")
    told = _fields(table)
    for name in ("exercise", "sets", "reps", "inside", "load_kg", "raised_cm", "morning"):
        del told[name]
    return Done(lift=_lift(table), morning=waking if table.morning is None else table.morning, **told)


def _lift(table: doc.SessionTable) -> Lift:
    inside = tuple(table.inside)
    reps = sum(inside) if table.reps is None else table.reps
    key = exercise_named(table.exercise, table.raised_cm)
    if exercise(key).kind not in ("lift", "skill"):
        raise ImpossibleValue(f"{exercise(key).name} is no hinge; a session tells of the main lift of the day only.")
    return Lift(key, table.sets, reps, table.load_kg, table.raised_cm, inside)


def _sign(table: doc.SignTable) -> Sign:
    """Something seen; a drill by its id or its name."""
    drill = None if table.exercise is None else exercise_named(table.exercise)
    if table.kind == "mastered" and drill is None:
        raise ImpossibleValue(f"The sign 'mastered' of {table.on.isoformat()} needs its exercise.")
    return Sign(table.on, table.kind, table.value, table.raised_cm, table.side, drill)


def _rows() -> str:
    return ", ".join(load_table())


def _override(table: doc.OverrideTable) -> Override:
    value = table.value
    if table.what == "swap" and isinstance(value, str):
        value = exercise_named(value)
    _require_value(table)
    return Override(table.on, table.who, table.what, value, table.instead_of, table.why, table.until)


def _require_value(table: doc.OverrideTable) -> None:
    """Raise ImpossibleValue unless the value is one that the wish can have."""
    value, wish = table.value, f"The override {table.what!r} of {table.on.isoformat()}"
    if table.until is not None and table.until < table.on:
        raise ImpossibleValue(f"{wish} ends on {table.until.isoformat()}, before it begins.")
    match table.what:
        case "lighter" | "heavier" | "fewer" | "higher" if not isinstance(value, int | float):
            raise ImpossibleValue(f"{wish} needs its value as a number, in {_NUMBERS[table.what]}.")
        case "swap" if not isinstance(value, str):
            raise ImpossibleValue(f"{wish} needs its value: the exercise that comes instead.")
        case "row" if value not in load_table():
            raise ImpossibleValue(f"{wish} needs its value: one of {_rows()}.")
        case "phase" if value not in get_args(Phase):
            raise ImpossibleValue(f"{wish} needs its value: one of {', '.join(get_args(Phase))}.")
        case "skip" if value is not None:
            raise ImpossibleValue(f"{wish} takes no value.")
