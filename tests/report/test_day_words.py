"""Days in words, and the last day on which somebody is to be seen: the day that the fixed words of the level mean."""

from __future__ import annotations

from datetime import date, timedelta

from liftwell.report.day_words import WITHIN, be_seen, day_words
from liftwell.screen.outcome import outcome_of
from liftwell.triage.account import Account
from liftwell.triage.triage import triage
from tests.screen.lifters import ALONE, lifter


def test_a_day_is_read_in_english() -> None:
    assert day_words(date(2026, 1, 1)) == "1 January 2026"
    assert day_words(date(2028, 2, 29)) == "29 February 2028"
    assert day_words(date(2026, 12, 31)) == "31 December 2026"


def test_the_last_day_runs_over_the_end_of_a_year() -> None:
    assert be_seen("days", date(2026, 12, 30)) == "Be seen by 2 January 2027."
    assert be_seen("soon", date(2026, 12, 30)) == "Be seen by 13 January 2027."
    assert be_seen("today", date(2026, 12, 30)) == "Be seen today, 30 December 2026."


def test_no_other_level_sets_a_day() -> None:
    assert be_seen("emergency", date(2026, 12, 30)) == ""
    assert be_seen("unanswered", date(2026, 12, 30)) == ""
    assert be_seen("routine", date(2026, 12, 30)) == ""


def test_the_days_are_those_of_the_fixed_words() -> None:
    said = {timedelta(days=3): "within three days", timedelta(days=14): "within two weeks"}
    outcomes = [outcome_of(triage(Account(lifter(answers))).screen) for answers in ALONE]
    assert sorted(WITHIN) == ["days", "soon"]
    for one in outcomes:
        if one.level in WITHIN:
            assert said[WITHIN[one.level]] in one.text
