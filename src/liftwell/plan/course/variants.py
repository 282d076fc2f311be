"""Which variant of the hinge: what is allowed, what is gentler, and the one that this lifter works towards (4.5)."""

from __future__ import annotations

from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course.standing import Evidence
from liftwell.plan.exercise import catalogue, exercise
from liftwell.plan.lifter import Lifter
from liftwell.training.diary import Lift

Variant = tuple[str, float]
FIRST_BELL: Final = "kb_deadlift_blocks"
UNLOADED: Final = "dowel_hinge"
FLOOR: Final = ("conventional_deadlift", "sumo_deadlift", "trap_bar_low", "trap_bar_high")
# With these the bar starts raised (`modify` of the catalogue: "blocks", "from blocks", "raised bar").
_RAISED_FOR: Final = frozenset({"groin_pinch", "pregnant", "bone_fragile", "flexion_sensitive", "hip_replacement"})
_BELLS: Final = ("kb_deadlift_floor", FIRST_BELL)


def allowed(lifter: Lifter, variant: Variant) -> bool:
    """Whether no condition, no limit and no lack of equipment speaks against a variant."""
    name, raised_cm = variant
    one = exercise(name)
    if set(one.forbid) & lifter.conditions or not lifter.equipment.allows(name):
        return False
    if lifter.limits.no_loaded_hinge or lifter.limits.unread or misses_a_coach(lifter):
        return False
    if "knee_pain" in lifter.conditions and name.startswith("trap_bar"):
        return False
    raised = raised_cm > 0 or name in (*_BELLS, "trap_bar_high", "rdl_bar", "rdl_dumbbell")
    if lifter.limits.raised_cm is not None and not name.startswith("kb_") and raised_cm < lifter.limits.raised_cm:
        return False
    if "groin_pinch" in lifter.conditions and name == "kb_deadlift_floor":
        return False
    return raised or not lifter.conditions & _RAISED_FOR


def misses_a_coach(lifter: Lifter) -> bool:
    """Whether somebody trained has to stand beside this lifter, and nobody is named."""
    needed = lifter.limits.coach or bool(lifter.conditions & {"bone_fragile", "under18"})
    return needed and "coach" not in lifter.equipment.tags


def goal(lifter: Lifter, seen: Evidence) -> Variant:
    """The variant to work towards: the lowest bar at which the hinge was seen to hold, as far as equipment goes."""
    heights = [height for _, height in seen.passed] + list(lifter.passed_cm)
    if not heights:
        return _first_allowed(lifter, (lifter.exercise or "conventional_deadlift", lifter.raised_cm))
    lowest = min(heights)
    if lowest == 0 and lifter.raised_cm == 0:
        return _first_allowed(lifter, (lifter.exercise or "conventional_deadlift", 0.0))
    return _first_allowed(lifter, blocks(max(lowest, lifter.raised_cm) if lifter.raised_cm else lowest))


def blocks(raised_cm: float) -> Variant:
    """A pull from blocks of that height."""
    if raised_cm <= 0:
        return "conventional_deadlift", 0.0
    return ("block_pull_high" if raised_cm >= threshold("high_blocks_cm") else "block_pull_low"), raised_cm


def _first_allowed(lifter: Lifter, wanted: Variant) -> Variant:
    """What is wanted, or the first gentler one that is allowed; the bell where nothing else is."""
    tried = [wanted]
    while True:
        if allowed(lifter, tried[-1]):
            return tried[-1]
        after = _notch(tried[-1])
        if after is None:
            return FIRST_BELL, 0.0
        tried.append(after)


def _notch(variant: Variant) -> Variant | None:
    """One notch gentler, whatever the lifter owns: plates 5 cm higher, then high handles, then bells."""
    name, raised_cm = variant
    if name in ("conventional_deadlift", "sumo_deadlift"):
        return blocks(threshold("first_raise_cm"))
    if name == "block_pull_low":
        return blocks(raised_cm + threshold("raise_notch_cm"))
    if name in ("block_pull_high", "trap_bar_low"):
        return ("trap_bar_high", 0.0) if name == "trap_bar_low" else ("kb_deadlift_floor", 0.0)
    if name in ("trap_bar_high", "rdl_bar", "rdl_dumbbell"):
        return "kb_deadlift_floor", 0.0
    return (FIRST_BELL, 0.0) if name == "kb_deadlift_floor" else None


def gentler(lifter: Lifter, lift: Lift) -> Variant | None:
    """The next gentler variant that the lifter may do and owns, None where there is none."""
    after = _notch(lift.variant)
    if lift.exercise in FLOOR[:2] and not allowed(lifter, blocks(threshold("first_raise_cm"))):
        after = ("trap_bar_high", 0.0)
    while after is not None:
        if allowed(lifter, after):
            return after
        after = _notch(after)
    return None


def is_lift(name: str) -> bool:
    """Whether an exercise of the catalogue is a main lift."""
    return name in catalogue() and catalogue()[name].kind == "lift"
