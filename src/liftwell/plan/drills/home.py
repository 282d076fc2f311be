"""Drills at home in the week: those of what limits, or those that are kept (`clinical.md` 4.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.allowed import Fit, fitting
from liftwell.plan.drills.choice import Choice
from liftwell.plan.drills.dose import amount
from liftwell.plan.drills.drill_progress import keepers, limiters_left
from liftwell.plan.drills.pick import Pick, item
from liftwell.plan.drills.settle import ease, settling
from liftwell.plan.drills.warm_up import picked
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item
from liftwell.training.diary import Diary
from liftwell.triage.account import Phase

# In which phases what limits is practised at home, and how often.
OFTEN: Final[Mapping[Phase, str]] = {"foundation": ", 5 days a week", "technique": ", 3 to 5 days a week"}
# When all is done two drills are kept: those that were worked on, then these.
KEPT: Final = ("rock_back", "hamstring_strap")
KEPT_COUNT: Final = 2


def home(lifter: Lifter, phase: Phase, diary: Diary, on: date, since: date | None = None) -> tuple[Item, ...]:
    """The drills at home in the week of the day `on`, five minutes a day by estimate, the first limiter at least.

    While the back settles (since `since`) it is the walk of the day. Nothing in `return` and `hold`, where the trio of
    the warm-up is enough; two keepers in `perform`.
    """
    if not lifter.clear:
        return _walks(ease(lifter))
    if phase == "settle" or "acute" in lifter.conditions:
        return _walks(settling(lifter, diary, since or lifter.began, on).items)
    if phase == "perform":
        return _kept(lifter)
    if phase not in OFTEN:
        return ()
    practised = _limiting(lifter, phase, diary, on)
    times = accumulate(one.seconds / 60 for one in practised)
    longest = threshold("home_longest_min")
    short = [one for n, (one, time) in enumerate(zip(practised, times, strict=True)) if not n or time <= longest]
    return tuple(item(one, lifter, "home", OFTEN[phase]) for one in short)


def _limiting(lifter: Lifter, phase: Phase, diary: Diary, on: date) -> list[Pick]:
    """The drills of what limits, or the hinge where that is it."""
    left, picks = limiters_left(lifter, diary, on), picked(lifter, phase, None, diary, on)
    groups = [one for group in left for one in picks if one.place == group]
    return groups or [one for one in picks if "hinge" in left and one.place == "skill" and not one.choice.with_bar]


def _walks(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(one, part="home") for one in items if one.exercise == "walk_easy")


def _kept(lifter: Lifter) -> tuple[Item, ...]:
    """Two drills, those of what had limited first, one set each."""
    keys = dict.fromkeys((*keepers(lifter, lifter.limiters), *KEPT))
    fits = (fitting(key, lifter) for key in keys)
    allowed = list(dict.fromkeys(fit.exercise for fit in fits if fit is not None))[:KEPT_COUNT]
    why = "It is one of the two drills that you keep."
    picks = (Pick("hip", Choice(key, why, "staying-well"), Fit(key), amount(key)) for key in allowed)
    return tuple(item(one, lifter, "home") for one in picks)
