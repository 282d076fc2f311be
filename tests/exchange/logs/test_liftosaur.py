"""Liftosaur: what was done beside what was planned; a set without repetitions was not done."""

from __future__ import annotations

from liftwell.exchange.logs.liftosaur import layout
from tests.exchange.logs.log_files import clock, fixture, sets_of, short


def test_what_was_done() -> None:
    log = fixture("liftosaur.csv")
    assert (log.app, log.unit, log.unit_told) == ("Liftosaur", "each row", True)
    assert short(log) == [
        ("Deadlift", "warm-up", 61.23, 5),
        ("Deadlift", "work", 104.33, 6),
        ("Deadlift", "work", 100, 5),  # done as planned
        ("Romanian Deadlift", "work", 60, 8),
    ]
    assert (log.rows, log.skipped) == (5, 1)
    assert [one.rpe for one in sets_of(log)] == [None, 8.5, None, None]
    assert sets_of(log)[1].note == "strong"


def test_rows_of_one_time_are_one_workout_and_universal_time_is_said() -> None:
    log = fixture("liftosaur.csv")
    assert [(one.title, one.started, len(one.sets)) for one in log.workouts] == [
        ("Day 1", clock("2026-03-01 10:00"), 3),
        ("Day 2", clock("2026-03-03 10:00"), 1),
    ]
    assert log.doubts == ("Row 2: times are in UTC, so a workout near midnight may stand a day off.",)


def test_a_history_without_loads_is_read() -> None:
    found = layout(["workout datetime", "exercise", "is warmup set?", "completed reps"])
    assert found is not None
    assert found.loads == ()
    assert layout(["workout datetime", "exercise"]) is None
