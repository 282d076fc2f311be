"""How far apart hinge days are, and how many a week has (`clinical.md` 4.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course.performing import has_room
from liftwell.plan.course.standing import Standing
from liftwell.plan.loading.load_table import CLIMB
from liftwell.triage.account import Phase

_A_WEEK: Final[Mapping[Phase, str]] = {
    "foundation": "week_days_foundation", "technique": "week_days_technique", "return": "week_days",
    "perform": "week_days", "hold": "week_days",
}  # fmt: skip


def next_hinge_on(standing: Standing, on: date) -> date:
    """The first day, `on` or later, on which the next hinge may be."""
    day = on
    if standing.last_on is not None:
        day = max(day, standing.last_on + timedelta(days=days_between(standing)))
    most = int(threshold(_A_WEEK.get(standing.phase, "week_days")))
    while not (_has_room(standing.hinge_days, day, most) and has_room(standing, day)):
        day += timedelta(days=1)
    return day


def days_between(standing: Standing) -> int:
    """Days from the last hinge to the next: one for light hinges, else two, or three after a very hard day."""
    light = standing.last_row == "F" or (standing.last_done is not None and standing.last_done.load_kg == 0)
    if standing.phase == "foundation" and light:
        return int(threshold("rest_days_light"))
    rows = CLIMB[CLIMB.index("R6") :]
    hard = standing.last_rpe is not None and standing.last_rpe >= threshold("very_hard_rpe_min")
    late = standing.row in rows or standing.phase == "perform"
    return int(threshold("rest_days_hard" if hard and late else "rest_days"))


def _has_room(days: Sequence[date], day: date, most: int) -> bool:
    """Whether the six days before have fewer than `most` hinge days."""
    return sum(1 for one in set(days) if timedelta(0) < day - one < timedelta(days=7)) < most
