"""The sixteen invariants of `clinical.md` 5.9 as a judge of a history: what was prescribed against what had been.

It knows the public nouns only, none of the engine's rules: the numbers here are typed from the page. It judges what
the plan says, never what a lifter did beside it. Where the page leaves freedom the milder reading counts, and a
comment says so. Not judged here: 9 needs the engine, 13 the pages that are shown, the liveness of 7 a run of many
days; of 10 and 11 what shows in a plan: unknown answers earn nothing, and the anchor is worked out anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Today
from liftwell.training.diary import Diary, Done, Readiness
from tests.plan.laws import days as of_days
from tests.plan.laws import falls, loads, phases, safety
from tests.plan.laws.case import Case, Rule
from tests.plan.ledger import DAY, LEG_WORSE, Usual, past

# Those that judge any day, and those that only judge a day with a main lift.
SHOWN: Final[Sequence[Rule]] = (
    safety.emergency, safety.screen, safety.young, safety.legs, of_days.allowed, of_days.reasons,
    of_days.true_words, phases.phases,
)  # fmt: skip
LIFTED: Final[Sequence[Rule]] = (
    *SHOWN, safety.limits, falls.after_red, falls.two_reds, falls.earned, loads.caps, loads.week, loads.ceiling,
    loads.start, loads.gaps, of_days.effort, of_days.neighbours, of_days.per_week, phases.acute, phases.gate,
)  # fmt: skip


class Day(NamedTuple):
    """One day of a history; done: what the lifter did by the plan; lifter: as the screen saw them, if it changed."""

    on: date
    check: Readiness | None
    today: Today
    done: Done | None = None
    lifter: Lifter | None = None


def violations(
    lifter: Lifter,
    history: Sequence[Day | tuple[date, Readiness | None, Today, Done | None]],
    beside: Diary | None = None,
    *,
    since: date | None = None,
) -> list[str]:
    """Every breach of the law in a history, oldest first, as "day number: what"; `beside` holds what is no session.

    beside: mornings, other work, signs, checks and overrides; its sessions are imports and lifts beside the plan.
    since: the first day that is judged.
    """
    beside = beside or Diary()
    days = sorted((Day(*one) for one in history), key=lambda one: one.on)
    waking = {one.on: one.pain for one in beside.mornings}
    told = sorted(
        (_answered(one, waking) for one in (*beside.done, *(one.done for one in days if one.done))),
        key=lambda one: one.on,
    )
    usual = Usual.of(lifter, beside.mornings, frozenset(one.on for one in told))
    checks = {one.on: one for one in (*beside.checks, *(day.check for day in days if day.check))}
    ordered = sorted(checks.values(), key=lambda one: one.on)
    sessions = [past(one, usual.effective(one.on), checks.get(one.on)) for one in told]
    # Of two sessions on one day both count (5.1 20): the heavier one is what the caps are held against.
    loaded = (one for one in sessions if one.full and one.lift.load_kg > 0)
    full = [max(day, key=lambda one: one.lift.load_kg) for _, day in groupby(loaded, key=lambda one: one.on)]
    on_session, on_full = [one.on for one in sessions], [one.on for one in full]
    on_check = [one.on for one in ordered]
    shown = [one.today for one in days]
    legs = [one for one in ordered if one.leg in LEG_WORSE]
    found: list[str] = []
    for number, day in enumerate(days):
        if since is not None and day.on < since:
            continue
        case = Case(
            day.on, day.check, day.today, day.lifter or lifter, sessions[: bisect_left(on_session, day.on)],
            full[: bisect_left(on_full, day.on)], shown[:number], ordered[: bisect_right(on_check, day.on)], usual,
            beside, legs,
        )  # fmt: skip
        found += [f"{day.on} {text}" for rule in (LIFTED if case.main else SHOWN) for text in rule(case)]
    return found


def _answered(done: Done, waking: Mapping[date, int]) -> Done:
    """A session with the pain of the next morning, which may have been told apart from it."""
    next_day = waking.get(done.on + DAY)
    return done if done.morning is not None or next_day is None else replace(done, morning=next_day)
