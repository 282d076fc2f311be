"""OpenBarbell: repetitions become sets again."""

from __future__ import annotations

from tests.exchange.logs.log_files import clock, fixture, sets_of, short


def test_repetitions_are_counted_into_sets() -> None:
    log = fixture("openbarbell.csv")
    assert (log.app, log.unit, log.day_first, log.doubts) == ("OpenBarbell", "each row", False, ())
    assert short(log) == [
        ("Deadlift", "work", 140, 3),
        ("Deadlift", "work", 150, 1),
        ("Squat", "work", 102.06, 2),
        ("Deadlift", "work", 100, 1),
        ("Deadlift", "work", 100, 1),
    ]
    assert (log.rows, log.skipped) == (8, 0)


def test_month_first_by_the_fifteenth_and_nothing_where_nothing_was_told() -> None:
    log = fixture("openbarbell.csv")
    assert [one.started for one in log.workouts] == [clock("2018-01-15 18:04:11"), clock("2018-02-03 07:00")]
    assert [(one.rpe, one.note) for one in sets_of(log)][:2] == [(7, "belt"), (None, "")]
