"""The plan of one day: who the lifter is, what the diary holds and how today begins in, the whole session out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from liftwell.evidence import threshold
from liftwell.plan.course import sentences as say
from liftwell.plan.course.leg import LEVELS, stops_load
from liftwell.plan.course.replay import standing_on
from liftwell.plan.course.settling import must_refer
from liftwell.plan.course.standing import Standing
from liftwell.plan.day.gate import Gate, gate
from liftwell.plan.day.main_lift import main_lift
from liftwell.plan.day.safety import level_today, shown_without_plan
from liftwell.plan.day.spacing import next_hinge_on
from liftwell.plan.drills.settle import settle_items
from liftwell.plan.drills.whole import drills_only, whole_session
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift, Reason, Today
from liftwell.screen.questions import Level, worst
from liftwell.screen.short_check import AFTER_RED
from liftwell.training.diary import Diary, Readiness


def plan_for(lifter: Lifter, diary: Diary, on: date, check: Readiness | None = None) -> Today:
    """Today's session and why (`clinical.md` 4 and 5); `check` is the check-in of today, None where nobody asked.

    Pure: the same arguments give the same plan. Entries of the diary after `on` are not looked at.
    """
    if check is not None:
        diary = replace(diary, checks=(*(one for one in diary.checks if one.on != on), check))
    level = level_today(lifter, on)
    if (without := shown_without_plan(lifter, diary, level, on)) is not None:
        return without
    noted = diary.until(on)
    standing = standing_on(lifter, noted, on)
    asked = check or next((one for one in reversed(noted.checks) if one.on == on), None)
    return session_of(standing, lifter, noted, on, asked, level)
