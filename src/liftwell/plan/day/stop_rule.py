"""The stop rule: what the sets of a session so far leave for the next one (`clinical.md` 4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from types import MappingProxyType
from typing import Final, Literal

from liftwell.evidence import threshold
from liftwell.plan.course.variants import allowed, blocks
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift, Reason
from liftwell.screen.short_check import AFTER_RED
from liftwell.training.copied import replace
from liftwell.training.day_colour import green_limit
from liftwell.training.diary import LEG_WORSE, LegSign, Lift

# on: the next set as planned; tell: first say how the last one felt; gentler: one notch; lighter: that was the last set
# at this load; done: all sets are; end: no more hinge today.
Step = Literal["on", "tell", "gentler", "lighter", "done", "end"]
_RAISED_ON_BLOCKS: Final = ("conventional_deadlift", "sumo_deadlift", "block_pull_low")
_EVIDENCE: Final = "stop-rule"
# Every sentence of the rule, so that a page that follows it alone, without the server, says the same.
WORDS: Final[Mapping[str, str]] = MappingProxyType({
    "leg": "We stopped the hinge: your leg feels something new. A few questions, please.",
    "red": "We stopped the hinge: pain reached {worst}. A few questions, please.",
    "rise": "We stopped the hinge: pain rose to {worst} today. A few questions, please.",
    "twice": "That is the hinge for today: two sets hurt more than {limit}.",
    "tell": "First say how much that set hurt, 0 to 10.",
    "above": "Pain was {pain}, and up to {limit} is fine today.",
    "higher": "The plates go {height} cm up.",
    "lighter": "The next set is with {load} kg.",
    "fewer": "The next set has {reps} reps.",
    "no gentler": "Nothing gentler can be made here, so that is the hinge for today.",
    "last": "That was your last set with {load} kg today: {why}.",
    "stopped": "a rep stopped moving",
    "harder": "it was harder than planned",
    "grown": "your back starts to change shape there",
    "go on": "Go on with {load} kg.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set as it went: the lift with its load, worst pain in it (None: not told), leg and RPE.

    grew: the back changed shape more than in an easy set, beyond error; stopped: a repetition stopped moving.
    """

    lift: Lift
    pain: int | None
    leg: LegSign = "none"
    rpe: float | None = None
    grew: bool = False
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class NextSet:
    """What comes next: the lift of the next set (None where there is none), why, and ids of questions to ask first."""

    step: Step
    lift: Lift | None = None
    why: Reason | None = None
    ask: tuple[str, ...] = ()


def next_set(
    sets: Sequence[SetDone], main: MainLift, lifter: Lifter, base: int | None, began: int | None = None
) -> NextSet:
    """What the sets so far leave for the next one, one set of the main lift where there is none yet.

    base: usual pain on waking, began: pain at the check-in; the strictest is taken where either is not known.
    """
    if not sets:
        return NextSet("on", replace(main.lift, sets=1))
    if (shut := _ended(sets, base, began)) is not None:
        return shut
    last = sets[-1]
    if last.pain is None:
        return NextSet("tell", why=Reason(WORDS["tell"], _EVIDENCE))
    if len(sets) >= main.lift.sets:
        return NextSet("done")
    return _goes_on(sets, main, lifter, _limit(base))


def _goes_on(sets: Sequence[SetDone], main: MainLift, lifter: Lifter, limit: int) -> NextSet:
    last = sets[-1]
    if last.pain is not None and last.pain > limit:
        return _gentler(last, lifter, limit)
    if (why := _last_at_load(sets, main)) is not None:
        return _lighter(last.lift, lifter, why)
    return NextSet("on", last.lift)


def _limit(base: int | None) -> int:
    return green_limit(0 if base is None else base)


# --- the hinge ends ------------------------------------------------------------------------------


def _ended(sets: Sequence[SetDone], base: int | None, began: int | None) -> NextSet | None:
    """Whether any set so far ended the hinge, and which questions that opens."""
    pains = [one.pain for one in sets if one.pain is not None]
    if any(one.leg in LEG_WORSE for one in sets):
        return _end(WORDS["leg"], AFTER_RED)
    worst = max(pains, default=0)
    if worst >= threshold("red_pain_min"):
        return _end(WORDS["red"].format(worst=worst), AFTER_RED)
    if worst - _start(pains, base, began) >= threshold("stop_rise_min"):
        return _end(WORDS["rise"].format(worst=worst), AFTER_RED)
    if sum(pain > _limit(base) for pain in pains) > 1:
        return _end(WORDS["twice"].format(limit=_limit(base)))
    return None


def _start(pains: Sequence[int], base: int | None, began: int | None) -> int:
    """Pain that the session began with; without a check-in the usual one, or the first set's where that is less."""
    if began is not None:
        return began
    return min((0 if base is None else base), *pains[:1], 10)


def _end(text: str, ask: tuple[str, ...] = ()) -> NextSet:
    return NextSet("end", why=Reason(text, _EVIDENCE), ask=ask)


# --- the last set at this load -------------------------------------------------------------------


def _last_at_load(sets: Sequence[SetDone], main: MainLift) -> str | None:
    """Why the set was the last at its load, None where it was not."""
    last = sets[-1]
    if last.stopped:
        return WORDS["stopped"]
    if last.rpe is not None and last.rpe > main.rpe_max + threshold("rpe_over_max"):
        return WORDS["harder"]
    same = [one for one in sets if one.lift.load_kg == last.lift.load_kg and one.lift.variant == last.lift.variant]
    grown = sum(one.grew for one in same)
    return WORDS["grown"] if grown >= threshold("grown_sets_min") else None


def _lighter(lift: Lift, lifter: Lifter, why: str) -> NextSet:
    after = lighter_of(lift, lifter)
    that = WORDS["last"].format(load=f"{lift.load_kg:g}", why=why)
    if after is None:
        return _end(that)
    return NextSet("lighter", after, Reason(f"{that} {WORDS['go on'].format(load=f'{after.load_kg:g}')}", _EVIDENCE))


def lighter_of(lift: Lift, lifter: Lifter) -> Lift | None:
    """The same lift a tenth lighter, None where that cannot be made."""
    load = _tenth_less(lift, lifter)
    return None if load is None else replace(lift, load_kg=load)


# --- one notch gentler ---------------------------------------------------------------------------


def _gentler(last: SetDone, lifter: Lifter, limit: int) -> NextSet:
    after, how = gentler_of(last.lift, lifter)
    told = f"{WORDS['above'].format(pain=last.pain, limit=limit)} {how}"
    return _end(told) if after is None else NextSet("gentler", after, Reason(told, _EVIDENCE))


def gentler_of(lift: Lift, lifter: Lifter) -> tuple[Lift | None, str]:
    """The first notch that can be made, and its words: the bar higher, a tenth lighter, a third fewer repetitions."""
    if (higher := _higher(lift, lifter)) is not None:
        return higher, WORDS["higher"].format(height=f"{higher.raised_cm:g}")
    if (lighter := lighter_of(lift, lifter)) is not None:
        return lighter, WORDS["lighter"].format(load=f"{lighter.load_kg:g}")
    if (fewer := _fewer(lift)) is not None:
        return fewer, WORDS["fewer"].format(reps=fewer.reps)
    return None, WORDS["no gentler"]


def _higher(lift: Lift, lifter: Lifter) -> Lift | None:
    if lift.exercise not in _RAISED_ON_BLOCKS:
        return None
    name, raised_cm = variant = blocks(lift.raised_cm + threshold("raise_notch_cm"))
    return replace(lift, exercise=name, raised_cm=raised_cm) if allowed(lifter, variant) else None


def _tenth_less(lift: Lift, lifter: Lifter) -> float | None:
    return lifter.equipment.at_most(lift.exercise, threshold("stop_notch_share") * lift.load_kg)


def _fewer(lift: Lift) -> Lift | None:
    """A third fewer repetitions, in whole parts of a cluster; None where there is only one left."""
    share = threshold("stop_reps_share")
    if lift.inside:
        inside = lift.inside[: floor(share * len(lift.inside))]
        return replace(lift, inside=inside, reps=sum(inside)) if inside else None
    reps = floor(share * lift.reps)
    return replace(lift, reps=reps) if reps else None
