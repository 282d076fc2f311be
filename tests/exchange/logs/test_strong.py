"""Strong: five headers, rows that are no sets, kinds of sets, and a unit that the oldest header does not tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liftwell.exchange.logs.foreign_log import FileUnit
from liftwell.exchange.logs.read import read_log
from tests.exchange.logs.log_files import clock, fixture, lifts, sets_of, short, strong

DEADLIFT = "Deadlift (Barbell)"


def test_the_oldest_header() -> None:
    log = fixture("strong_no_unit.csv")
    assert (log.app, log.variant, log.unit, log.unit_told, log.day_first) == ("Strong", "no unit", "kg", False, None)
    assert short(log) == [
        (DEADLIFT, "work", 120, 5),
        (DEADLIFT, "warm-up", 60, 5),
        (DEADLIFT, "work", 142.5, 5),
        (DEADLIFT, "drop", 100, 8),
        (DEADLIFT, "failure", 100, 3),
        ("Pull Up", "work", 0, 8),
        ("Plank", "work", 0, None),
        ("Running", "work", 0, None),
    ]
    assert (log.rows, log.skipped) == (11, 3)  # a rest, a note, and a set that was never done
    assert [one.seconds for one in sets_of(log)][-2:] == [60, 1800]
    assert log.doubts == ("Row 10: the distance 5.0 has no unit, so distances are left out.",)


def test_its_workouts() -> None:
    first, second = fixture("strong_no_unit.csv").workouts
    assert (first.on, first.title, first.seconds, first.note) == (date(2024, 2, 28), "Morning", 3120, "")
    assert second.started == clock("2024-03-09 18:05:11")
    assert (second.title, second.seconds, second.note) == ("Legs, then back", 3900, "slept badly")
    assert [one.note for one in second.sets[:3]] == ["", 'felt "heavy"', ""]
    assert [one.rpe for one in second.sets[:4]] == [None, 8.5, None, 10]


@pytest.mark.parametrize(
    ("name", "variant", "unit", "load", "reps", "seconds"),
    [
        ("strong_android_older.csv", "a unit in each row", "kg", 142.5, 5, None),
        ("strong_android_order.csv", "a unit in each row", "lb", 102.06, 5, None),
        ("strong_header_unit.csv", "unit in the header", "kg", 100.0, 8, 2700),
        ("strong_2024.csv", "workouts numbered, since 2024", "lb", 183.7, 3, 3905),
        ("strong_android.csv", "a unit in each row", "each row", 142.88, 5, 3600),
    ],
)
def test_later_headers(name: str, variant: str, unit: FileUnit, load: float, reps: int, seconds: float | None) -> None:
    log = fixture(name)
    assert (log.app, log.variant, log.unit, log.unit_told, log.doubts) == ("Strong", variant, unit, True, ())
    assert short(log)[0] == (DEADLIFT, "work", load, reps)
    assert log.workouts[0].seconds == seconds


def test_each_row_has_its_own_unit_and_its_dashes_are_nothing() -> None:
    log = fixture("strong_android.csv")
    assert [one.load_kg for one in sets_of(log)] == [142.88, 140, None, None]
    assert [one.distance_m for one in sets_of(log)] == [None, None, 2000, 1609.34]
    assert {one.note for one in sets_of(log)} == {log.workouts[0].note} == {""}


def test_since_2024() -> None:
    log = fixture("strong_2024.csv")
    assert [(one.on, len(one.sets), one.note) for one in log.workouts] == [
        (date(2025, 1, 5), 2, "good"),
        (date(2025, 1, 7), 1, ""),
    ]
    assert sets_of(log)[1].distance_m == 4988.97
    assert (log.rows, log.skipped) == (4, 1)


def test_two_workouts_of_one_hour_keep_apart_by_their_titles(tmp_path: Path) -> None:
    rows = lifts("100,5")[0], lifts("60,8")[0].replace("Legs", "Arms")
    assert [one.title for one in read_log(strong(tmp_path, *rows)).workouts] == ["Legs", "Arms"]


def test_an_iphone_in_america(tmp_path: Path) -> None:
    row = "2024-03-09 6:05:11\u202fPM,Legs,1h,Deadlift (Barbell),1,315,5,0,0,,,"
    (workout,) = read_log(strong(tmp_path, row), unit="lb").workouts
    assert (workout.started, workout.sets[0].load_kg) == (clock("2024-03-09 18:05:11"), 142.88)


def test_a_mark_that_is_not_known_is_named(tmp_path: Path) -> None:
    log = read_log(strong(tmp_path, lifts("100,5")[0].replace(",1,100", ",X,100")))
    assert short(log) == [(DEADLIFT, "work", 100, 5)]
    assert log.doubts == ("Row 2: 'X' marks no kind of set, so it counts as a work set.",)
