"""The comfort step: warmth and easy moves before the warm-up, offered and never a gate (`clinical.md` 1.3)."""

from __future__ import annotations

from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.allowed import care_of, hindrance
from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item, Reason

STEPS: Final = (("tissue_ease", "heat 10 min, if you like it"), ("cat_camel", "1 x 6"))


def comfort(lifter: Lifter, hurts_days: int | None, stiff_mornings: bool | None) -> tuple[Item, ...]:
    """What is offered before the warm-up to a back that has hurt for more than three months, or is stiff on waking.

    hurts_days: since the pain began; both None where not told, and then nothing is offered for it. Empty unless the
    level is clear and the pain has settled.
    """
    long = hurts_days is not None and hurts_days > threshold("stiff_mornings_days")
    if not lifter.clear or "acute" in lifter.conditions or not (long or stiff_mornings):
        return ()
    text = "Your back has hurt for long" if long else "Your back is stiff in the morning"
    why = Reason(f"{text}, so you may begin with some ease; it is never a must.", "comfort-step")
    return tuple(
        Item(key, dose, why, "comfort", care_of(exercise(key), lifter.conditions))
        for key, dose in STEPS
        if not hindrance(key, lifter)
    )
