"""An entry of the logbook beside what the plan and the diary say of the same thing, and in words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from liftwell.logbook.nouns import Noun
from liftwell.logbook.shelf import Shelf
from liftwell.plan.exercise import catalogue
from liftwell.training.diary import Diary, Done, Morning, OtherWork
from liftwell.training.outcome import Outcome

_UNTOLD: Final = "nothing"


def as_planned(shelf: Shelf, entry: Noun) -> Noun:
    """A session with the row that was prescribed for its lift on its day; whatever else as it is."""
    if not isinstance(entry, Done):
        return entry
    # The newest plan of that day, or, where the day was planned again once the session was done, the first.
    documents = (shelf.prescribed(entry.on, newest=True), shelf.prescribed(entry.on))
    plans = (json.loads(one) for one in documents if one is not None)
    plan = next((one for one in plans if (one["main"] or {}).get("exercise") == entry.lift.exercise), None)
    if plan is None:
        return entry
    light = plan["main"]["light"]
    gentle = plan["kind"] == "gentle" or light == "week"
    return replace(entry, row=plan["main"]["row"], gentle=gentle, light=light == "day")


def last_time(diary: Diary, entry: Noun) -> Done | None:
    """The newest session of the same lift on an earlier day."""
    if not isinstance(entry, Done):
        return None
    before = (one for one in diary.done if one.lift.exercise == entry.lift.exercise and one.on < entry.on)
    return max(before, key=lambda one: one.on, default=None)


def words_of(entry: Noun | None) -> str:
    """An entry in words, with its day."""
    match entry:
        case Done():
            return f"{entry.on.isoformat()}, {_session(entry)}"
        case Morning():
            return f"{entry.on.isoformat()}, pain {entry.pain} on waking"
        case OtherWork():
            return f"{entry.on.isoformat()}, {entry.what}"
        case Outcome():
            of = f" of {entry.activity}" if entry.activity else ""
            return f"{entry.on.isoformat()}, {entry.instrument} {entry.score:g}{of}"
    return _UNTOLD


def _session(done: Done) -> str:
    lift = done.lift
    known = catalogue().get(lift.exercise)
    name = lift.exercise if known is None else known.name
    load = f"with {lift.load_kg:g} kg" if lift.load_kg else "without weight"
    told = (
        f"plates {lift.raised_cm:g} cm up" if lift.raised_cm else "",
        f"row {done.row}" if done.row else "",
        "" if done.rpe is None else f"RPE {done.rpe:g}",
        "" if done.during is None else f"pain {done.during}",
        "" if done.after is None else f"{done.after} within an hour",
        "after pain relief" if done.relief else "",
    )
    dose = f"{name}: {lift.sets} x {'+'.join(map(str, lift.inside)) or lift.reps} {load}"
    return ", ".join([dose, *filter(None, told)])
