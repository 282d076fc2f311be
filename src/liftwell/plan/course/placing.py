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
        Due("start", variant, *_first_words(lifter, key), wish_kg=start_kg(lifter, key)),
        usual,
        lifter.began,
        lifter.began,
        lifter.began,
        sessions=lifter.sessions_before,
        settling=settling,
        entry_pain=lifter.base,
        easing_since=lifter.began if phase in ("return", "perform") else None,
        ref_kg=lifter.ref_kg,
    )


def _first_words(lifter: Lifter, key: str) -> tuple[str, str]:
    """Why the first day is as it is: what holds its load down most."""
    if lifter.phase == "settle":
        return say.ACUTE
    if row(key).phase == "hold":
        return say.STEADY
    loads = _loads(lifter, key)
    days = lifter.days_off or 0
    if days >= threshold("off_days"):
        return say.off(days, after_days_off(days))
    why = min(loads, key=lambda one: loads[one]) if loads else "light"
    return say.started(why, lifter.comfortable_kg)


def start_kg(lifter: Lifter, key: str) -> float:
    """The least of the row's own load, nine tenths of what is comfortable, and the last load; less after days off."""
    if row(key).phase == "hold":
        loads = [threshold("hold_share") * load for load in (lifter.last_kg, lifter.comfortable_kg) if load]
        if lifter.comfortable_kg == 0:
            loads.append(threshold("hold_share") * threshold("light_bell_kg"))
        least = min(loads, default=threshold("light_bar_kg"))
    else:
        least = min(_loads(lifter, key).values(), default=threshold("light_bar_kg"))
    return after_days_off(lifter.days_off or 0) * least


def _loads(lifter: Lifter, key: str) -> dict[str, float]:
    """What may hold the first load down, in kg."""
    line, loads = row(key), {}
    if (own := row_kg(lifter, lifter.ref_kg, key)) is not None:
        by_mass = line.percent is None or lifter.ref_kg is None
        loads["light" if by_mass and lifter.mass_kg is None else "mass" if by_mass else "best"] = own
    if lifter.last_kg:
        loads["last"] = lifter.last_kg
    if lifter.comfortable_kg is not None:
        # Nothing was comfortable: the lightest bell there is.
        comfortable = threshold("comfortable_share") * lifter.comfortable_kg
        loads["comfortable" if comfortable else "light"] = comfortable or threshold("light_bell_kg")
    return loads


def after_days_off(days: int) -> float:
    """The share of the load that is left after that many days off (`clinical.md` 4.6 and 5.5)."""
    if days >= threshold("long_off_days"):
        return threshold("long_off_share")
    return threshold("off_share") if days >= threshold("off_days") else 1.0
