"""A day on which the diary tells of more than the answers: the screen says so in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from liftwell.plan.raised_screen import raised_to
from liftwell.screen.intake import Intake
from liftwell.screen.outcome import outcome_of
from liftwell.screen.questions import Level, at_least
from liftwell.screen.red_flags import Screen, screened
from tests.plan.todays import DAY, ROW_DAY, SETTLE

SCREEN: Screen = replace(screened(Intake(DAY)), level="none", level_uncleared="none", flags=())


@pytest.mark.parametrize("level", get_args(Level))
def test_a_screen_is_never_made_milder(level: Level) -> None:
    for before in get_args(Level):
        found = raised_to(replace(SCREEN, level=before), replace(ROW_DAY, level=level))
        assert at_least(found.level, before)
        assert at_least(found.level, level)


@pytest.mark.parametrize(
    ("level", "says"),
    [
        ("emergency", "Both legs hurt, tingle, feel numb or are weak, and it is new or got worse."),
        ("today", "One leg or foot is weaker than it was."),
        ("days", "The pain or tingling in your leg is spreading, or you feel less there."),
        ("soon", "Pain below the knee, or tingling, means that a nerve is irritated."),
    ],
)
def test_a_leg_has_the_words_of_its_question(level: Level, says: str) -> None:
    found = raised_to(SCREEN, replace(ROW_DAY, kind="none", level=level))
    assert (found.level, found.level_uncleared) == (level, level)
    assert says in outcome_of(found).text
    assert [flag.sentence for flag in found.reasons] == [says]


def test_two_weeks_without_change_are_no_leg() -> None:
    found = raised_to(SCREEN, replace(SETTLE, level="days"))
    assert "Two weeks have brought little change." in outcome_of(found).text
    assert "leg_nerve" not in found.conditions


def test_answers_that_are_too_old_are_open() -> None:
    found = raised_to(SCREEN, replace(ROW_DAY, kind="ease", level="unanswered"))
    assert found.open == ("stale",)
    assert outcome_of(found).headline == "One question first"


def test_where_nothing_is_graver_the_screen_stays() -> None:
    assert raised_to(SCREEN, ROW_DAY) is SCREEN
