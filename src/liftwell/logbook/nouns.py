"""Between nouns and rows: a table has the fields of its noun, and only a lift and a value need turning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Final, TypeVar

from sqlalchemy import Table

from liftwell.logbook import schema
from liftwell.training.diary import Done, Lift, Morning, OtherWork, Readiness, Sign
from liftwell.training.logged_set import LoggedSet
from liftwell.training.outcome import Outcome
from liftwell.training.override import Override

Noun = Done | LoggedSet | Morning | OtherWork | Sign | Readiness | Override | Outcome
AnyNoun = TypeVar("AnyNoun", Done, LoggedSet, Morning, OtherWork, Sign, Readiness, Override, Outcome)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a noun is kept, and by which columns an entry is the same one told again."""

    table: Table
    key: tuple[str, ...]


KEPT: Final[Mapping[type[Noun], Kept]] = {
    Done: Kept(schema.done, ("on", "exercise", "reps", "load_kg", "raised_cm", "inside")),
    LoggedSet: Kept(schema.logged_set, ("token",)),
    Morning: Kept(schema.morning, ("on",)),
    OtherWork: Kept(schema.other_work, ("on", "what")),
    Sign: Kept(schema.sign, ("on", "kind", "raised_cm", "side", "exercise")),
    Readiness: Kept(schema.check_in, ("on",)),
    Override: Kept(schema.override, ("on", "who", "what")),
    Outcome: Kept(schema.outcome, ("on", "instrument", "activity")),
}
_LIFT: Final = tuple(one.name for one in fields(Lift))


def row_of(noun: Noun) -> dict[str, Any]:
    """The columns of a noun."""
    row = {one.name: getattr(noun, one.name) for one in fields(noun)}
    if isinstance(noun, Done):
        lift = row.pop("lift")
        row |= {name: getattr(lift, name) for name in _LIFT}
    elif isinstance(noun, Override):
        row["value"] = None if noun.value is None else json.dumps(noun.value)
    if "inside" in row:
        row["inside"] = "+".join(map(str, row["inside"]))
    return row


def noun_of(kind: type[AnyNoun], row: Mapping[str, Any]) -> AnyNoun:
    """The noun in a row of its table."""
    told = {one.name: row[one.name] for one in fields(kind) if one.name in row}
    if kind is Done:
        lift = {name: row[name] for name in _LIFT} | {"inside": _inside(row["inside"])}
        told["lift"] = Lift(**lift)
    elif kind is LoggedSet:
        told["inside"] = _inside(row["inside"])
    elif kind is Override:
        told["value"] = None if row["value"] is None else json.loads(row["value"])
    return kind(**told)


def _inside(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("+") if part)


def text_of(noun: Noun) -> str:
    """A noun as JSON, for the list of what was changed."""
    return json.dumps({"noun": type(noun).__name__} | asdict(noun), default=_plain, sort_keys=True)


def _plain(value: object) -> str:
    assert isinstance(value, date | datetime)
    return value.isoformat()
