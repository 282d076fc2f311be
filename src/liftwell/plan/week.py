"""The week from a day on, as it comes if every day goes well (`clinical.md` 4.8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from liftwell.plan.lifter import Lifter
from liftwell.plan.plan_words import made_easier, may_show
from liftwell.plan.prescription import Today
from liftwell.plan.session import with_check
from liftwell.plan.way import Way
from liftwell.training.copied import replace
from liftwell.training.diary import Diary, Done, Morning, Readiness

DAYS: Final = 7


def week_for(
    lifter: Lifter, diary: Diary, on: date, check: Readiness | None = None, way: Way | None = None
) -> tuple[Today, ...]:
    """Today and the six days after it, each planned as if those before it went as planned, with pain as usual.

    It ends before a day whose exercises may not be shown. `way`: carried up to `on` already, where there is one.
    """
    return tuple(_days(lifter, diary, on, check, way or Way()))


def _days(lifter: Lifter, diary: Diary, on: date, check: Readiness | None, way: Way) -> Iterator[Today]:
    usual = way.standing_on(lifter, diary, on).usual.effective or 0
    for ahead in range(DAYS):
        day = on + timedelta(days=ahead)
        begins = check if ahead == 0 else Readiness(day, usual, walking=True)
        today = way.plan(lifter, with_check(diary, begins), day)
        if not may_show(today):
            return
        yield today
        diary = _gone_well(diary, today, usual)


def _gone_well(diary: Diary, today: Today, usual: int) -> Diary:
    """The diary with that day in it, done as planned, and the next morning as usual."""
    morning = Morning(today.on + timedelta(days=1), usual, leg=False)
    told = replace(diary, mornings=(*diary.mornings, morning))
    if today.main is None:
        return told
    done = Done(
        today.on, today.main.lift, today.main.row, today.main.rpe_max,
        during=usual, after=usual, morning=usual, gentle=made_easier(today), light=today.main.light == "day",
    )  # fmt: skip
    return replace(told, done=(*diary.done, done))
