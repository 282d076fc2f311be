"""The first day of a plan: where triage places the lifter, and how light they start (`clinical.md` 3.4 and 4.6)."""

from __future__ import annotations

from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.due import Due
from liftwell.plan.course.standing import Evidence, Settling, Standing
from liftwell.plan.course.variants import FIRST_BELL, goal
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import FIRST_ROWS, row
from liftwell.plan.loading.row_load import row_kg
from liftwell.training.usual_pain import UsualPain

_TEN: Final = 10


def placed(lifter: Lifter) -> Standing:
    """The standing before the first session."""
    phase = lifter.phase if lifter.phase not in ("none", "settle") else "foundation"
    key = lifter.row or FIRST_ROWS[phase]
    usual = UsualPain.at_entry(lifter.base)
    variant = (FIRST_BELL, 0.0) if key == "F" else goal(lifter, Evidence())
    settling = None
    if lifter.phase == "settle":
        settling = Settling(lifter.began, "foundation", None, variant, lifter.base)
    return Standing(
        "settle" if settling else phase,
        key,
        Due("start", variant, *say.START, wish_kg=start_kg(lifter, key)),
        usual,
        lifter.began,
        lifter.began,
        lifter.began,
        settling=settling,
        entry_pain=lifter.base,
        easing_since=lifter.began if phase in ("return", "perform") else None,
        ref_kg=lifter.ref_kg,
    )


def start_kg(lifter: Lifter, key: str) -> float:
    """The smallest of the row's own load, nine tenths of what is comfortable, and the last load; less after days off."""
    line = row(key)
    if line.phase == "hold":
        loads = [threshold("hold_share") * lifter.last_kg] if lifter.last_kg else [threshold("light_bar_kg")]
    else:
        loads = [load for load in (row_kg(lifter, lifter.ref_kg, key), lifter.last_kg) if load]
        if lifter.comfortable_kg is not None:
            # Nothing was comfortable: the lightest bell there is.
            loads.append(threshold("comfortable_share") * lifter.comfortable_kg or threshold("light_bell_kg"))
        loads = loads or [threshold("light_bar_kg")]
    return after_days_off(lifter.days_off or 0) * min(loads)


def after_days_off(days: int) -> float:
    """The share of the load that is left after that many days off (`clinical.md` 4.6 and 5.5)."""
    if days >= threshold("long_off_days"):
        return threshold("long_off_share")
    return threshold("off_share") if days >= threshold("off_days") else 1.0
