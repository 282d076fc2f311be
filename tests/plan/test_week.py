"""The week ahead: what the plan says of each day if those before it go well, and no further than safety lets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from liftwell.exchange.answers import read_answers
from liftwell.plan.lifter import Lifter
from liftwell.plan.placement import lifter_of
from liftwell.plan.plan_words import may_show
from liftwell.plan.session import plan_for
from liftwell.plan.week import week_for
from liftwell.training.diary import Diary, Done, Lift, Morning, Readiness
from liftwell.triage.triage import triage
from tests.triage.test_cases import CASES

DAY: Final = date(2026, 11, 26)
WELL: Final = Readiness(DAY, 1, walking=True)


def lifter(case: str) -> Lifter:
    account = read_answers(CASES / f"{case}.toml")
    return lifter_of(account, triage(account))


@pytest.mark.parametrize("case", ["C01", "C02", "C04", "C08", "C13"])
def test_seven_days_from_today_on(case: str) -> None:
    one = lifter(case)
    week = week_for(one, Diary(), DAY, WELL)
    assert [day.on for day in week] == [DAY + timedelta(days=ahead) for ahead in range(7)]
    assert week[0] == plan_for(one, Diary(), DAY, WELL)
    assert all(may_show(day) for day in week)


@pytest.mark.parametrize(("case", "days"), [("C02", 2), ("C04", 2), ("C01", 3), ("C08", 3)])
def test_no_more_hinge_days_than_the_phase_has(case: str, days: int) -> None:
    week = week_for(lifter(case), Diary(), DAY, WELL)
    assert 2 <= sum(day.main is not None for day in week) <= days


def test_each_day_is_the_plan_of_that_day_once_the_days_before_went_well() -> None:
    one = lifter("C02")
    week = week_for(one, Diary(), DAY, WELL)
    first = week[0].main
    assert first is not None
    done = Done(DAY, first.lift, first.row, first.rpe_max, during=0, after=0, morning=0)
    told = Diary(done=(done,), mornings=(Morning(DAY + timedelta(days=1), 0, leg=False),))
    second = DAY + timedelta(days=1)
    assert week[1] == plan_for(one, told, second, Readiness(second, 0, walking=True))


def test_nothing_is_planned_beyond_a_day_that_may_not_be_shown() -> None:
    one = lifter("C02")
    assert week_for(replace(one, level="soon"), Diary(), DAY, WELL) == ()
    stale = replace(one, screened_on=DAY - timedelta(days=26))
    assert len(week_for(stale, Diary(), DAY, WELL)) == 3


def test_the_diary_stays_as_it_was() -> None:
    diary = Diary((Done(DAY - timedelta(days=3), Lift("conventional_deadlift", 3, 8, 142.5), "R1", 6, 1, 1, 0),))
    before = replace(diary)
    week_for(lifter("C02"), diary, DAY, WELL)
    assert diary == before
