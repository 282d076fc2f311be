"""Way: carried along or gone through anew, the plan of a day is the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from liftwell.plan.session import plan_for, with_check
from liftwell.plan.way import Way
from liftwell.training.copied import replace
from liftwell.training.diary import Diary, Done, Morning, Readiness
from tests.plan.test_week import DAY, lifter


@pytest.mark.parametrize("case", ["C02", "C04", "C08"])
@pytest.mark.parametrize("wakes", [1, 4])
def test_the_plan_carried_along_is_the_plan_of_the_whole_diary(case: str, wakes: int) -> None:
    one, way, diary = lifter(case), Way(), Diary()
    for ahead in range(21):
        on = DAY + timedelta(days=ahead)
        check = Readiness(on, 1, walking=True)
        noted = with_check(diary, check)
        today = way.plan(one, noted, on)
        assert today == plan_for(one, diary, on, check)
        # The morning after is told as an entry of its own, when the session has been carried already.
        done = () if today.main is None else (Done(on, today.main.lift, today.main.row, 6.0, during=1, after=1),)
        morning = Morning(on + timedelta(days=1), wakes if ahead % 5 == 2 else 1)
        diary = replace(noted, done=(*diary.done, *done), mornings=(*diary.mornings, morning))
    assert diary.done
