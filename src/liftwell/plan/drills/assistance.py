"""What comes after the main lift: nothing, one exercise or two (`clinical.md` 4.3)."""

from __future__ import annotations

from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.choice import Place, facts_of
from liftwell.plan.drills.pick import item, pick
from liftwell.plan.drills.warm_up import may_warm_up
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item
from liftwell.triage.account import Phase

PLACES: Final[tuple[Place, ...]] = ("assistance", "second")


def assistance(lifter: Lifter, phase: Phase, row: str | None = None) -> tuple[Item, ...]:
    """The exercises after the main lift, none at a place that is only for now, nor while loads are held.

    Empty unless the level is clear and the pain has settled.
    """
    if not may_warm_up(lifter, phase) or lifter.provisional or phase == "hold":
        return ()
    facts, rpe_max = facts_of(lifter, phase, row, lifter.limiters), threshold("assistance_rpe_max")
    found = (pick(place, facts, lifter, rpe_max) for place in PLACES)
    return tuple(item(one, lifter, "assistance") for one in found if one is not None)
