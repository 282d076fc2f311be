"""Stretches: nothing is lost and nothing invented when days are put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liftwell.quantity import Quantity
from liftwell.report.history import History, HistoryDay
from liftwell.report.history_stretches import (
    STEPS,
    Pains,
    Step,
    begins,
    last_days,
    step_for,
    stretch_words,
    stretches,
)
from liftwell.training.day_colour import Colour
from tests.report.histories import day, rounding, years


def history(*days: HistoryDay, usual: int | None = None) -> History:
    return History("sam", days, (usual,) * len(days))


def coloured(*colours: Colour) -> History:
    return history(*(HistoryDay(day(n), load_kg=100, colour=colour) for n, colour in enumerate(colours)))


def test_a_day_alone_is_told_as_it_is() -> None:
    one = HistoryDay(
        day(0), 110, "Sumo deadlift", during=2, after=1, morning=3, colour="amber", lumbar=rounding(5), ceiling_kg=120,
        note="also squats",
    )  # fmt: skip
    (found,) = stretches(history(one, usual=2), "day")
    assert (found.first, found.end, found.sessions) == (day(0), day(1), 1)
    assert (found.load_kg, found.exercise, found.colour, found.usual) == (110, "Sumo deadlift", "amber", 2)
    assert (found.during, found.morning) == (Pains(2, 2, 2), Pains(3, 3, 3))
    assert (found.lumbar, found.ceiling_kg, found.note) == (rounding(5), 120, "also squats")


def test_a_week_has_the_heaviest_load_and_all_pains_between_their_ends() -> None:
    week = history(
        HistoryDay(day(0), 100, "Sumo deadlift", morning=1, during=0, ceiling_kg=120, note="also rows"),
        HistoryDay(day(2), 130, "Deadlift from the floor", morning=5, ceiling_kg=110),
        HistoryDay(day(4), 120, "Sumo deadlift", morning=2),
        HistoryDay(day(5), waking=7),
        HistoryDay(day(7), 90),
    )
    first, second = stretches(week, "week")
    assert (first.sessions, first.load_kg, first.exercise) == (3, 130, "Deadlift from the floor")
    assert (first.morning, first.during) == (Pains(1, 2, 5), Pains(0, 0, 0))
    assert (first.ceiling_kg, first.note, first.usual) == (110, "", None)
    assert (second.sessions, second.load_kg, second.morning) == (1, 90, None)


def test_a_week_without_a_session_has_no_load() -> None:
    (found,) = stretches(history(HistoryDay(day(0), waking=2), usual=2), "week")
    assert (found.sessions, found.load_kg, found.exercise, found.colour, found.morning) == (0, None, None, None, None)
    assert found.usual == 2


@pytest.mark.parametrize(
    ("colours", "most"),
    [
        (["green", "green", "red"], "green"),
        (["red", "red", "green"], "red"),
        (["green", "amber"], "amber"),
        (["amber", "red"], "red"),
        (["unrated", "unrated", "green"], "green"),
        (["unrated"], "unrated"),
    ],
)
def test_a_week_has_the_colour_of_most_sessions_and_of_two_the_graver(colours: list[Colour], most: Colour) -> None:
    assert stretches(coloured(*colours), "week")[0].colour == most


def test_of_several_clips_the_middle_is_told_with_its_error() -> None:
    seen = [rounding(4), rounding(6), rounding(20), Quantity.unseen("deg", "hidden")]
    (found,) = stretches(history(*(HistoryDay(day(n), lumbar=one) for n, one in enumerate(seen))), "week")
    assert found.lumbar is not None
    assert found.lumbar.value == 6
    assert (found.lumbar.sd or 0) > 4


@pytest.mark.parametrize(
    ("step", "on", "first", "words"),
    [
        ("day", date(2026, 3, 5), date(2026, 3, 5), "5 March 2026"),
        ("week", date(2026, 3, 5), date(2026, 3, 2), "Week of 2 March 2026"),
        ("week", date(2026, 3, 2), date(2026, 3, 2), "Week of 2 March 2026"),
        ("week", date(2026, 1, 1), date(2025, 12, 29), "Week of 29 December 2025"),
        ("month", date(2026, 2, 28), date(2026, 2, 1), "February 2026"),
        ("quarter", date(2026, 3, 31), date(2026, 1, 1), "January to March 2026"),
        ("quarter", date(2026, 12, 31), date(2026, 10, 1), "October to December 2026"),
        ("year", date(2026, 12, 31), date(2026, 1, 1), "2026"),
    ],
)
def test_where_a_stretch_begins_and_how_it_is_called(step: Step, on: date, first: date, words: str) -> None:
    assert begins(step, on) == first
    assert stretch_words(step, first) == words


@pytest.mark.parametrize("step", STEPS)
def test_each_stretch_ends_where_the_next_one_begins(step: Step) -> None:
    for start in (date(2023, 1, 30), date(2024, 2, 29), date(2026, 10, 25)):
        for n in range(500):
            (one,) = stretches(history(HistoryDay(day(n, start))), step)
            assert one.first <= day(n, start) < one.end
            assert begins(step, one.end) == one.end


@pytest.mark.parametrize("step", STEPS)
def test_no_session_is_lost(step: Step) -> None:
    whole = years(3)
    found = stretches(whole, step)
    assert sum(one.sessions for one in found) == len(whole.sessions)
    assert max(one.load_kg or 0 for one in found) == max(one.load_kg or 0 for one in whole.sessions)
    assert [one.first for one in found] == sorted({one.first for one in found})


def test_the_finest_step_that_there_is_room_for() -> None:
    whole = years(3)  # 1095 days, 157 weeks
    assert [step_for(whole, most) for most in (1200, 1000, 157, 100, 36, 13, 4, 1)] == [
        "day", "week", "week", "month", "quarter", "quarter", "year", "year",
    ]  # fmt: skip
    assert step_for(History("sam"), 1) == "day"


def test_the_last_days_alone() -> None:
    whole = years(1)
    lately = last_days(whole, 112)
    assert len(lately.days) == 112
    assert lately.days == whole.days[-112:]
    assert lately.usual == whole.usual[-112:]
    assert last_days(whole, 5000) == whole
    assert last_days(History("sam"), 7) == History("sam")
    gap = replace(whole, days=(whole.days[0], whole.days[-1]), usual=(1, 2))
    assert last_days(gap, 7) == History("years", whole.days[-1:], (2,))


def test_pains_in_words() -> None:
    assert str(Pains(2, 2, 2)) == "2"
    assert str(Pains(0, 2.5, 7)) == "2.5 (0 to 7)"
