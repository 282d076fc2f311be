"""Sessions that follow their sets: whenever a set is noted, changed or taken away, what the plan reads goes along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select

from liftwell.logbook import schema
from liftwell.logbook.entries import Entries
from liftwell.logbook.nouns import Noun, noun_of
from liftwell.logbook.planned import as_planned
from liftwell.training.diary import Done
from liftwell.training.logged_set import LoggedSet
from liftwell.training.set_sessions import apart, joined, session_like, sessions_of

_DONE: Final = schema.done.c
Rows = Sequence[Mapping[str, Any]]


def write(entries: Entries, nouns: Sequence[Noun], gone: Sequence[Noun] = ()) -> None:
    """Take entries away and keep others. Sets go first, so that a session that is told meets what its sets make."""
    sets = [one for one in (*nouns, *gone) if isinstance(one, LoggedSet)]
    before = {day: sets_on(entries, day) for day in _days(entries, sets)}
    for noun in gone:
        if (row := entries.like(noun)) is not None:
            entries.take(row, noun_of(type(noun), row))  # type: ignore[type-var]
    for noun in nouns:
        if isinstance(noun, LoggedSet):
            entries.keep(noun)
    for day, were in before.items():
        _follow(entries, were, sets_on(entries, day))
    for noun in nouns:
        if not isinstance(noun, LoggedSet):
            entries.keep(_beside_sets(entries, noun) if isinstance(noun, Done) else noun)


def sets_on(entries: Entries, day: date) -> tuple[LoggedSet, ...]:
    """The sets of a day, in whatever order they came."""
    return entries.all(LoggedSet, schema.logged_set.c.on == day)


def prescribed(connection: Connection, key: int, on: date, *, newest: bool) -> str | None:
    """What the plan said first on that day, or its `newest` word, as JSON."""
    table = schema.prescription.c
    order = table.number.desc() if newest else table.number
    mine = select(table.document).where(table.athlete_id == key, table.on == on)
    return connection.scalar(mine.order_by(order).limit(1))


def _days(entries: Entries, sets: Iterable[LoggedSet]) -> list[date]:
    """The days of some sets, and those on which they were noted before, where they move to another."""
    days = dict.fromkeys(one.on for one in sets)
    for one in sets:
        if (row := entries.like(one)) is not None:
            days[row["on"]] = None
    return list(days)


def _follow(entries: Entries, before: Sequence[LoggedSet], after: Sequence[LoggedSet]) -> None:
    was = {one.lift.variant: one for one in sessions_of(before)}
    now = {one.lift.variant: one for one in sessions_of(after)}
    for variant in dict.fromkeys((*was, *now)):
        old, made = was.get(variant), now.get(variant)
        if made is not None and made != old:
            _change(entries, old, made)
        elif old is not None and made is None:
            _take(entries, _told(entries, old))


def _change(entries: Entries, was: Done | None, made: Done) -> None:
    """What the sets make takes the place of what they made, and of what was told of that lift without sets."""
    rows = _told(entries, made)
    if not rows:
        plans = (prescribed(entries.connection, entries.key, made.on, newest=newest) for newest in (True, False))
        entries.keep(as_planned(made, plans))
        return
    old = noun_of(Done, rows[0])
    entries.change(rows[0], joined(made, apart(old, was, made)))
    _take(entries, rows[1:])


def _take(entries: Entries, rows: Rows) -> None:
    for row in rows:
        entries.take(row, noun_of(Done, row))


def _told(entries: Entries, done: Done) -> Rows:
    """The rows of the person's own sessions of that lift and height on that day; another log's stay as they are."""
    exercise, raised_cm = done.lift.variant
    same = (_DONE.on == done.on, _DONE.exercise == exercise, _DONE.raised_cm == raised_cm, _DONE.imported.is_(False))
    return entries.rows(Done, *same)


def _beside_sets(entries: Entries, told: Done) -> Done:
    """A session that is told, with what its sets make of it where there are any."""
    made = session_like(told, sets_on(entries, told.on))
    return told if made is None or told.imported else joined(made, told)
