"""The dose of a drill: how much, in words, how hard and how long, from the catalogue's dose table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.choice import pace
from liftwell.plan.exercise import Exercise, exercise

EACH_SIDE: Final = " each side"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of an exercise: sets of repetitions, circles each way or metres, held for so many seconds each."""

    sets: int = 1
    reps: int | None = None
    hold_s: int | None = None
    circles: int | None = None
    metres: int | None = None
    per_side: bool = False


@cache
def amount(key: str, sets: int = 1, reps: int | None = None, hold_s: int | None = None) -> Amount:
    """`sets` of an exercise within its dose, of `reps` and `hold_s` where told, else from the bottom of its ranges.

    Sets above the most that the catalogue gives are cut to it, and below the fewest raised; raises KeyError where there
    is no such exercise.
    """
    one = exercise(key)
    fewest, most = _range(one, "sets") or (1, 1)
    return Amount(
        sets=max(fewest, min(sets, most)),
        reps=_bottom(one, "reps") if reps is None else reps,
        hold_s=_bottom(one, "hold_s") if hold_s is None else hold_s,
        circles=_bottom(one, "circles_each_direction"),
        metres=_bottom(one, "metres"),
        per_side=bool(one.dose.get("per_side", False)),
    )


@cache
def words(key: str, much: Amount) -> str:
    """The dose as it is said: "2 x 5 slow, 10 s hold", "1 x 12 each side", "1 round: 5 circles each way, each side"."""
    if much.circles is not None:
        return f"{much.sets} round{'s'[: much.sets - 1]}: {much.circles} circles each way, each side"
    side = EACH_SIDE if much.per_side else ""
    if much.metres is not None:
        return f"{much.sets} x {much.metres} m{side}"
    if much.reps is None:
        return f"{much.sets} x {much.hold_s} s{side}"
    slow = " slow" if key in pace().slow else ""
    hold = f", {much.hold_s} s hold" if much.hold_s else ""
    return f"{much.sets} x {much.reps}{slow}{side}{hold}"


@cache
def effort(key: str, much: Amount) -> float:
    """RPE of that much: what the catalogue says is meant for the top of its ranges, and the bottom asks less."""
    one = exercise(key)
    asked = ((much.reps, _range(one, "reps")), (much.hold_s, _range(one, "hold_s")))
    ranges = [(told, within) for told, within in asked if told is not None and within is not None]
    at_bottom = [told <= low < high for told, (low, high) in ranges]
    return one.effort - (threshold("bottom_of_range_rpe") if any(at_bottom) else 0)


@cache
def seconds(key: str, much: Amount) -> float:
    """About how long it takes, getting ready and the rests between sets among it, in s; an estimate by our own pace."""
    times = pace()
    each = (
        (much.reps or 0) * (times.rep_s + (much.hold_s or 0))
        + (0 if much.reps else much.hold_s or 0)
        + 2 * (much.circles or 0) * times.circle_s
        + (much.metres or 0) * times.metre_s
    )
    rest = _bottom(exercise(key), "rest_s") or 0
    sides = 2 if much.per_side else 1
    return times.ready_s + much.sets * each * sides + (much.sets - 1) * rest


def _bottom(one: Exercise, name: str) -> int | None:
    within = _range(one, name)
    return None if within is None else within[0]


def _range(one: Exercise, name: str) -> tuple[int, int] | None:
    """What the dose table says of one thing, from and to; None where it says nothing."""
    match one.dose.get(name):
        case (int() | float() as low, int() | float() as high):
            return int(low), int(high)
        case int() | float() as told:
            return int(told), int(told)
    return None
