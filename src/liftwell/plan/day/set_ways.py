"""Every lift that a set of today's session may come to, so that a page can follow the stop rule without the server."""

from __future__ import annotations

from dataclasses import dataclass

from liftwell.evidence import threshold
from liftwell.plan.day.stop_rule import gentler_of, lighter_of
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift
from liftwell.training.copied import replace
from liftwell.training.day_colour import green_limit
from liftwell.training.diary import Lift


@dataclass(frozen=True, slots=True)
class Way:
    """One set of a lift, and where the stop rule leads from it: places in the list, None where the hinge ends.

    words: what is said when the next set is gentler, or when nothing gentler can be made.
    """

    lift: Lift
    gentler: int | None
    lighter: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of the stop rule for one lifter and day, pain 0 to 10.

    green: up to which pain a set is fine; red: from which the hinge ends; rise: over the beginning, likewise; began:
    pain at the check-in, None where not told; base: usual pain on waking, 0 where not known; rpe: above which a set was
    harder than planned.
    """

    green: int
    red: int
    rise: int
    began: int | None
    base: int
    rpe: float


def ways_of(main: MainLift, lifter: Lifter) -> tuple[Way, ...]:
    """The planned set first, then each that the rule can lead to within the sets of the day.

    A set may be made gentler once: where a second one hurts too much the hinge ends.
    """
    states = [_State(replace(main.lift, sets=1), 1, gentled=False)]
    ways: list[Way] = []
    while len(ways) < len(states):
        now = states[len(ways)]
        more = now.number < main.lift.sets
        gentler, words = gentler_of(now.lift, lifter) if more and not now.gentled else (None, "")
        lighter = lighter_of(now.lift, lifter) if more else None
        ways.append(Way(now.lift, _place(states, now, gentler, gentled=True), _place(states, now, lighter), words))
    return tuple(ways)


@dataclass(frozen=True, slots=True)
class _State:
    """A lift, by which set of the day it may be reached at the soonest, and whether it was made gentler before."""

    lift: Lift
    number: int
    gentled: bool


def _place(states: list[_State], now: _State, lift: Lift | None, *, gentled: bool = False) -> int | None:
    """Where the set that follows stands in the list, at its end if it is new."""
    if lift is None:
        return None
    after = now.gentled or gentled
    known = next((at for at, one in enumerate(states) if (one.lift, one.gentled) == (lift, after)), None)
    if known is not None:
        return known
    states.append(_State(lift, now.number + 1, after))
    return len(states) - 1


def limits_of(main: MainLift, base: int | None, began: int | None) -> Limits:
    """The limits of the stop rule; `base` and `began` as `stop_rule.next_set` takes them."""
    usual = 0 if base is None else base
    return Limits(
        green=green_limit(usual),
        red=int(threshold("red_pain_min")),
        rise=int(threshold("stop_rise_min")),
        began=began,
        base=usual,
        rpe=main.rpe_max + threshold("rpe_over_max"),
    )
