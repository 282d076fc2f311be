"""Training and diary as CSV (RFC 4180, lines end in a line feed): to look at in a spreadsheet, or to move away.

An empty cell is what was not told. A text that a spreadsheet would run as a formula gets an apostrophe in front;
`plain` takes it away again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Final

from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.logged_set import LoggedSet
from liftwell.training.override import Override
from liftwell.training.workout import Workout

_COLUMNS: Final = (
    "date", "time", "workout", "exercise", "set", "kind", "load_kg", "reps", "rpe", "seconds", "distance_m", "note",
)  # fmt: skip
_STARTS: Final = "=+@\t\r\n\uff1d\uff0b\uff0d\uff20-"  # the wide ones are formulas where people type in East Asia
# Apostrophes before it count too, so that what was guarded can be told from what was written so.
_FORMULA: Final = re.compile(f"'*[{_STARTS}]")
_QUOTED: Final = re.compile('[,"\r\n]')

_Cell = date | str | float | tuple[int, ...] | None


def workouts_csv(workouts: Sequence[Workout]) -> str:
    """One row for each set, in the order given; `set` counts those of an exercise in its workout, from 1.

    time: when the workout began, in the time of the place. Notes on a whole workout and its length have no column.
    """
    return _table(_COLUMNS, (row for workout in workouts for row in _sets(workout)))


def sets_csv(sets: Sequence[LoggedSet]) -> str:
    """One row for each set of one's own, in the order given; columns have the names of the facts."""
    return _records(LoggedSet, sets)


def diary_csv(diary: Diary) -> Mapping[str, str]:
    """All that was noted, file name by text: one file for each list, one row for each record in the order given.

    Columns have the names of the facts; yes and no are true and false, repetitions inside a cluster 2+2+2; the value of
    an override stands in `value_number` or in `value_word`.
    """
    lift, done = _names(Lift), [name for name in _names(Done) if name not in ("on", "lift")]
    sessions = ([one.on, *_values(one.lift, lift), *_values(one, done)] for one in diary.done)
    return {
        "sessions.csv": _table(["on", *lift, *done], sessions),
        "mornings.csv": _records(Morning, diary.mornings),
        "other.csv": _records(OtherWork, diary.other),
        "signs.csv": _records(Sign, diary.signs),
        "checks.csv": _records(Readiness, diary.checks),
        "overrides.csv": _overrides(diary.overrides),
    }


def plain(cell: str) -> str:
    """The text as it was before it was guarded against being run as a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# --- rows ----------------------------------------------------------------------------------------


def _sets(workout: Workout) -> Iterator[list[_Cell]]:
    began = None if workout.started is None else workout.started.strftime("%H:%M:%S")
    number: Counter[str] = Counter()
    for one in workout.sets:
        number[one.name] += 1
        numbers = [one.load_kg, one.reps, one.rpe, one.seconds, one.distance_m]
        yield [workout.on, began, workout.title, one.name, number[one.name], one.kind, *numbers, one.note]


def _overrides(overrides: Iterable[Override]) -> str:
    """An override wants a number or a word: each has its column, so that the word "5" stays one."""
    before, after = ["on", "who", "what"], ["instead_of", "why", "until"]
    rows = ([*_values(one, before), *_number_or_word(one), *_values(one, after)] for one in overrides)
    return _table([*before, "value_number", "value_word", *after], rows)


def _number_or_word(override: Override) -> tuple[_Cell, _Cell]:
    return (None, override.value) if isinstance(override.value, str) else (override.value, None)


def _records(kind: type[LoggedSet | Morning | OtherWork | Sign | Readiness], records: Iterable[object]) -> str:
    names = _names(kind)
    return _table(names, (_values(one, names) for one in records))


def _names(kind: type[LoggedSet | Morning | OtherWork | Sign | Readiness | Lift | Done]) -> list[str]:
    return [field.name for field in fields(kind)]


def _values(record: object, names: Iterable[str]) -> list[_Cell]:
    return [getattr(record, name) for name in names]


# --- cells ---------------------------------------------------------------------------------------


def _table(header: Sequence[str], rows: Iterable[Sequence[_Cell]]) -> str:
    return "".join(f"{','.join(map(_cell, row))}\n" for row in (header, *rows))


def _cell(value: _Cell) -> str:
    """One cell. The csv module of Python 3.11 leaves a carriage return without quotes, which breaks the row there."""
    text = _guarded(value) if isinstance(value, str) else _told(value)
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text


def _told(value: date | float | tuple[int, ...] | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case tuple():
            return "+".join(map(str, value))
    return repr(value).removesuffix(".0")


def _guarded(text: str) -> str:
    """A text that no spreadsheet runs; half a character, which no file can hold, becomes a question mark."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return f"'{whole}" if _FORMULA.match(whole) else whole
