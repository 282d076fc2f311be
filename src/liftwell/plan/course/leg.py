"""Leg symptoms: software only moves to the safe side, and never decides that a present one is harmless (5.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course.standing import Standing
from liftwell.plan.lifter import Lifter
from liftwell.screen.questions import Level
from liftwell.training.copied import replace
from liftwell.training.diary import LegSign, Morning

# L2: below the knee or tingling; L3: new, lower down, more numb or more often; L4: weaker; L5: both legs.
LEG_GRADES: Final[Mapping[str, int]] = {"below": 2, "new": 3, "lower": 3, "number": 3, "weaker": 4, "both": 5}
LEVELS: Final[Mapping[int, Level]] = {2: "soon", 3: "days", 4: "today", 5: "emergency"}
_BELOW_KNEE: Final = 2


def with_morning(standing: Standing, morning: Morning, before: date | None) -> Standing:
    """One morning's word on the leg: a sign below the knee stops loaded hinges, quiet mornings in a row are counted.

    before: the day of the last morning that was told, since a day without a word breaks the row.
    """
    if morning.leg is None:
        return replace(standing, quiet_leg=0) if standing.quiet_leg else standing
    if morning.leg:
        grade = max(standing.leg_grade, _BELOW_KNEE)
        return replace(standing, leg_grade=grade, leg_on=morning.on, quiet_leg=0)
    in_a_row = before is not None and morning.on - before == timedelta(days=1)
    return replace(standing, quiet_leg=standing.quiet_leg + 1 if in_a_row else 1)


def with_leg(standing: Standing, leg: LegSign, on: date) -> Standing:
    """A check-in's or a session's word on the leg: the graver grade stays, quiet days in a row are counted."""
    if leg in LEG_GRADES:
        return replace(standing, leg_grade=max(standing.leg_grade, LEG_GRADES[leg]), leg_on=on, quiet_leg=0)
    return standing


def stops_load(standing: Standing, lifter: Lifter) -> bool:
    """Whether a leg symptom keeps the hinge without load: until a clinician clears it, or L2 was gone for 14 days."""
    if standing.leg_grade < _BELOW_KNEE or standing.leg_on is None:
        return False
    if standing.leg_grade < 5 and lifter.cleared_on is not None and lifter.cleared_on >= standing.leg_on:
        return False
    gone = standing.leg_grade == _BELOW_KNEE and standing.quiet_leg >= threshold("quiet_leg_days")
    asked = lifter.screened_on is not None and lifter.screened_on > standing.leg_on
    return not (gone and asked and lifter.clear)


def eased_leg(standing: Standing, lifter: Lifter) -> Standing:
    """The standing without a leg symptom that is over."""
    if standing.leg_grade and not stops_load(standing, lifter):
        return replace(standing, leg_grade=0, leg_on=None, quiet_leg=0)
    return standing
