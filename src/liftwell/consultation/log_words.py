"""An entry of the logbook beside what the plan and the diary say of the same thing, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from liftwell.logbook.nouns import Noun
from liftwell.logbook.planned import as_planned
from liftwell.logbook.shelf import Shelf
from liftwell.plan.exercise import catalogue
from liftwell.plan.loading.weight_unit import load_words
from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork
from liftwell.training.logged_set import LoggedSet
from liftwell.training.outcome import Outcome

_UNTOLD: Final = "nothing"


def in_plan(shelf: Shelf, entry: Done) -> Done:
    """A session with the row that was prescribed for its lift on its day."""
    return as_planned(entry, (shelf.prescribed(entry.on, newest=True), shelf.prescribed(entry.on)))


def last_time(diary: Diary, entry: Noun) -> Done | None:
    """The newest session of the same lift on an earlier day."""
    if not isinstance(entry, Done):
        return None
    before = (one for one in diary.done if one.lift.exercise == entry.lift.exercise and one.on < entry.on)
    return max(before, key=lambda one: one.on, default=None)


def words_of(entry: Noun | None, sets: Sequence[LoggedSet] = ()) -> str:
    """An entry in words, with its day; of a session with the sets of that day where they were told one by one."""
    match entry:
        case Done():
            return f"{entry.on.isoformat()}, {session_words(entry, sets)}"
        case Morning():
            return f"{entry.on.isoformat()}, pain {entry.pain} on waking"
        case OtherWork():
            return f"{entry.on.isoformat()}, {entry.what}"
        case Outcome():
            of = f" of {entry.activity}" if entry.activity else ""
            return f"{entry.on.isoformat()}, {entry.instrument} {entry.score:g}{of}"
    return _UNTOLD


def plan_reads(done: Done, sets: Sequence[LoggedSet]) -> str | None:
    """What the plan makes of sets that differ, or of which more was told; None where it reads them as they are."""
    alike = _alike(done, sets)
    if all((one.rpe, one.pain) == (done.rpe, done.during) and len(alike) == 1 for one, _ in alike):
        return None
    unrated = "" if done.during is not None else " Not every set tells its pain, so it cannot count as a good day."
    return f"For the plan that is {_dose(done.lift)}{_rated(done.rpe, done.during)}.{unrated}"


def session_words(done: Done, sets: Sequence[LoggedSet] = ()) -> str:
    """A session in words without its day; with its sets where they were told one by one."""
    lift = done.lift
    known = catalogue().get(lift.exercise)
    name = lift.exercise if known is None else known.name
    alike = _alike(done, sets)
    told = (
        f"plates {lift.raised_cm:g} cm up" if lift.raised_cm else "",
        f"row {done.row}" if done.row else "",
        "" if alike else _rated(done.rpe, done.during).removeprefix(", "),
        "" if done.after is None else f"{done.after} within an hour",
        "after pain relief" if done.relief else "",
    )
    dose = "; ".join(_set_words(one, count) for one, count in alike) or _dose(lift)
    return ", ".join([f"{name}: {dose}", *filter(None, told)])


def _alike(done: Done, sets: Sequence[LoggedSet]) -> list[tuple[LoggedSet, int]]:
    """The sets of a session, those alike that follow each other as one, and how many they are."""
    mine = [one for one in sets if one.variant == done.lift.variant and one.kind == "main"]
    groups = [list(group) for _, group in groupby(mine, lambda one: (one.lift, one.rpe, one.pain, one.why))]
    return [(group[0], len(group)) for group in groups]


def _set_words(one: LoggedSet, count: int) -> str:
    if one.skipped:
        return f"{count} skipped{f' ({one.why})' if one.why else ''}"
    lift = one.lift or Lift(one.exercise, 1, 0, one.load_kg or 0.0)
    return _dose(replace(lift, sets=count)) + _rated(one.rpe, one.pain)


def _dose(lift: Lift) -> str:
    load = f"with {load_words(lift.load_kg, 'kg')}" if lift.load_kg else "without weight"
    return f"{lift.sets} x {'+'.join(map(str, lift.inside)) or lift.reps} {load}"


def _rated(rpe: float | None, pain: int | None) -> str:
    return ("" if rpe is None else f", RPE {rpe:g}") + ("" if pain is None else f", pain {pain}")
