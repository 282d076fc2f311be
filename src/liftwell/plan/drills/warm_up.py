"""What comes before the main lift: the trio with the limiter doubled, then the hinge (`clinical.md` 4.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.allowed import Fit
from liftwell.plan.drills.choice import Choice, Place, choices, facts_of
from liftwell.plan.drills.dose import amount
from liftwell.plan.drills.drill_progress import limiters_left, stepped_up
from liftwell.plan.drills.pick import Pick, item, missing, pick
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
    found = within_time(picked(lifter, phase, row, diary, on), threshold("warm_up_longest_min"))
    return tuple(item(one, lifter, "skill" if one.place == "skill" else "warm-up") for one in found)


def left_out(lifter: Lifter, phase: Phase, row: str | None, diary: Diary, on: date) -> tuple[Reason, ...]:
    """One sentence for each drill of the trio that is left out because nothing of its group is allowed."""
    if not may_warm_up(lifter, phase):
        return ()
    facts, rpe_max = facts_of(lifter, phase, row, limiters_left(lifter, diary, on)), threshold("warm_up_rpe_max")
    empty = (place for place in ALWAYS if pick(place, facts, lifter, rpe_max) is None)
    return tuple(missing(place, facts, lifter, rpe_max) for place in empty)


def may_warm_up(lifter: Lifter, phase: Phase) -> bool:
    """Whether there is anything to warm up for: a clear level, and a pain that has settled."""
    return lifter.clear and "acute" not in lifter.conditions and phase not in ("none", "settle")


def picked(lifter: Lifter, phase: Phase, row: str | None, diary: Diary, on: date) -> tuple[Pick, ...]:
    """The picks of a whole warm-up, however long it takes."""
    if not may_warm_up(lifter, phase):
        return ()
    facts, rpe_max = facts_of(lifter, phase, row, limiters_left(lifter, diary, on)), threshold("warm_up_rpe_max")
    skill = pick("skill", facts, lifter, rpe_max)
    trio = [one for place in TRIO if (one := pick(place, facts, lifter, rpe_max)) is not None]
    stepped = [_stepped(one, facts, lifter, diary, on) for one in trio]
    # A bridge that is today's skill is not done twice.
    rest = [one for one in stepped if skill is None or one.fit.exercise != skill.fit.exercise]
    return (*rest, skill) if skill is not None else tuple(rest)


def minutes(picks: Sequence[Pick]) -> float:
    """About how long these take together."""
    return sum(one.seconds for one in picks) / 60


def within_time(picks: tuple[Pick, ...], longest_min: float) -> tuple[Pick, ...]:
    """The picks in so many minutes: second sets go first, from the last one on, then the bridge of the trio.

    The first second set stays as long as there is another way, because it is there for what limits.
    """
    while minutes(picks) > longest_min:
        twice = [n for n, one in enumerate(picks) if one.much.sets > amount(one.fit.exercise).sets]
        bridges = [n for n, one in enumerate(picks) if one.place == "glute"]
        if len(twice) > 1 or (twice and not bridges):
            once = replace(picks[twice[-1]], much=replace(picks[twice[-1]].much, sets=1))
            picks = (*picks[: twice[-1]], once, *picks[twice[-1] + 1 :])
        elif bridges:
            picks = tuple(one for n, one in enumerate(picks) if n not in bridges)
        else:
            break
    return picks


def _stepped(one: Pick, facts: Collection[str], lifter: Lifter, diary: Diary, on: date) -> Pick:
    """The pick, some steps further where the drill in hand has become easy; as many of it as its own choice says."""
    before = one.fit.exercise
    key = stepped_up(before, lifter, diary, on)
    if key == before:
        return one
    own = next((choice for choice in choices()[one.place] if choice.exercise == key and choice.suits(facts)), None)
    much = amount(key, one.much.sets, *((own.reps, own.hold_s) if own is not None else ()))
    why = f"“{exercise(before).name}” has become easy for you, so this is the next step."
    return Pick(one.place, Choice(key, why, "drill-and-retest"), Fit(key), much)
