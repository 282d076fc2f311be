"""What comes before the main lift: the trio with the limiter doubled, then the hinge (`clinical.md` 4.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.allowed import Fit
from liftwell.plan.drills.choice import Choice, Place, facts_of
from liftwell.plan.drills.dose import amount
from liftwell.plan.drills.drill_progress import limiters_left, stepped_up
from liftwell.plan.drills.pick import Pick, as_usual, item, missing, pick
from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item, Reason
from liftwell.training.diary import Diary
from liftwell.triage.account import Phase

# The trio of the article, with what a hip that stays short of straight and a seat add to it.
TRIO: Final[tuple[Place, ...]] = ("hip_extension", "hip", "hamstring", "glute", "psoas")
# Without a drill for one of these something is missing, and that is said.
ALWAYS: Final[tuple[Place, ...]] = ("hip", "hamstring", "psoas")


def warm_up(lifter: Lifter, phase: Phase, row: str | None, diary: Diary, on: date) -> tuple[Item, ...]:
    """Trio and hinge skill of the day `on`, in order, at most ten minutes by estimate and nothing above RPE 6.

    Empty unless the level is clear and the pain has settled. What had been tested and mastered by then is in `diary`.
    """
    limiters, longest = limiters_left(lifter, diary, on), threshold("warm_up_longest_min")
    found = within_time(picked(lifter, phase, row, diary, on), limiters, longest)
    return tuple(item(one, lifter, "skill" if one.place == "skill" else "warm-up") for one in found)


def left_out(lifter: Lifter, phase: Phase, row: str | None, diary: Diary, on: date) -> tuple[Reason, ...]:
    """One sentence for each drill of the trio that is left out because nothing of its group is allowed."""
    if not may_warm_up(lifter, phase):
        return ()
    facts = facts_of(lifter, phase, row, limiters_left(lifter, diary, on))
    there = {one.place for one in _filled(lifter, facts)[0]}
    return tuple(missing(place, facts, lifter, threshold("warm_up_rpe_max")) for place in ALWAYS if place not in there)


def may_warm_up(lifter: Lifter, phase: Phase) -> bool:
    """Whether there is anything to warm up for: a clear level, and a pain that has settled."""
    return lifter.clear and "acute" not in lifter.conditions and phase not in ("none", "settle")


def picked(lifter: Lifter, phase: Phase, row: str | None, diary: Diary, on: date) -> tuple[Pick, ...]:
    """The picks of a whole warm-up, however long it takes."""
    if not may_warm_up(lifter, phase):
        return ()
    limiters = limiters_left(lifter, diary, on)
    facts = facts_of(lifter, phase, row, limiters)
    trio, skill = _filled(lifter, facts)
    stepped = [_stepped(one, facts, lifter, diary, on, limits_first=one.place in limiters[:1]) for one in trio]
    # A bridge that is today's skill is not done twice.
    rest = [one for one in stepped if skill is None or one.fit.exercise != skill.fit.exercise]
    return (*rest, skill) if skill is not None else tuple(rest)


# A lifter's days are much alike, and a plan is asked for thousands of times.
@lru_cache(maxsize=1024)
def _filled(lifter: Lifter, facts: frozenset[str]) -> tuple[tuple[Pick, ...], Pick | None]:
    """The places of the trio and that of the skill as these facts fill them, before any step up."""
    rpe_max = threshold("warm_up_rpe_max")
    found = (pick(place, facts, lifter, rpe_max) for place in TRIO)
    return tuple(one for one in found if one is not None), pick("skill", facts, lifter, rpe_max)


def minutes(picks: Sequence[Pick]) -> float:
    """About how long these take together."""
    return sum(one.seconds for one in picks) / 60


def within_time(picks: tuple[Pick, ...], limiters: Sequence[str], longest_min: float) -> tuple[Pick, ...]:
    """The picks in so many minutes, with less of what limits least: the second sets of all limiters but the first go.

    If that is not enough, so do the bridge of the trio, the second set of the skill and then that of the first limiter.
    """
    later = [place for place in reversed(limiters) if any(one.place == place for one in picks)][:-1]
    for place in (*later, "glute", "skill", *limiters[:1]):
        if minutes(picks) <= longest_min:
            break
        lighter = (_lighter(one) if one.place == place else one for one in picks)
        picks = tuple(one for one in lighter if one is not None)
    return picks


def _lighter(one: Pick) -> Pick | None:
    """A pick with the fewest sets, the bridge not at all."""
    return None if one.place == "glute" else replace(one, much=replace(one.much, sets=amount(one.fit.exercise).sets))


def _stepped(one: Pick, facts: Collection[str], lifter: Lifter, diary: Diary, on: date, *, limits_first: bool) -> Pick:
    """The pick, some steps further where the drill in hand has become easy; as many of it as its own choice says."""
    before = one.fit.exercise
    key = stepped_up(before, lifter, diary, on, limits_first=limits_first)
    if key == before:
        return one
    usual = as_usual(one.place, key, facts)
    much = amount(key, one.much.sets, *((usual.reps, usual.hold_s) if usual is not None else ()))
    why = f"“{exercise(before).name}” has become easy for you, so this is the next step."
    return Pick(one.place, Choice(key, why, "drill-and-retest"), Fit(key), much)
