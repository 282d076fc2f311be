"""FitNotes: the unit in a header, in each row or in two columns, and days in the order of the phone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logs.read import read_log
from tests.exchange.logs.log_files import FITNOTES, fixture, sets_of, short, written


def test_the_unit_in_the_header() -> None:
    log = fixture("fitnotes_header_unit.csv")
    assert (log.app, log.variant, log.unit, log.unit_told) == ("FitNotes", "Android, unit in the header", "kg", True)
    assert [(one.on, len(one.sets), one.started) for one in log.workouts] == [
        (date(2023, 10, 1), 3, None),
        (date(2023, 10, 4), 1, None),
    ]
    belt, _, rowing, _ = sets_of(log)
    assert (belt.note, rowing.seconds, rowing.distance_m, rowing.load_kg) == ("belt", 510, 2000, None)


def test_the_unit_in_each_row_halves_no_load() -> None:
    log = fixture("fitnotes_row_unit.csv")
    assert (log.unit, log.day_first) == ("each row", True)
    assert short(log) == [
        ("Deadlift", "work", 102.06, 5),
        ("Deadlift", "work", 100, 5),
        ("Chin Up", "work", None, 10),
    ]
    assert [one.on for one in log.workouts] == [date(2023, 12, 25), date(2024, 1, 3), date(2024, 1, 5)]


def test_a_column_for_each_unit() -> None:
    log = fixture("fitnotes_ios.csv")
    assert (log.variant, log.unit) == ("iOS, a column for each unit", "each row")
    assert [one.load_kg for one in sets_of(log)] == [100, 102.06, 102.06, None, None]
    assert [one.note for one in sets_of(log)] == ["paused", "", "", "", "Zone 2"]
    assert log.doubts == (
        "Row 5: its loads, 100 kg and 136.08 kg, differ, so the set is kept without a load.",
    )  # fmt: skip


def test_a_zero_in_the_other_units_column_is_no_second_load(tmp_path: Path) -> None:
    head = "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
    log = read_log(written(tmp_path, f"{head}2026-04-29,Deadlift,Back,0,225,5,,,,,wr\n"))
    assert (short(log), log.unit, log.doubts) == ([("Deadlift", "work", 102.06, 5)], "lb", ())
    assert short(read_log(written(tmp_path, f"{head}2026-04-29,Pull Up,Back,0,0,5,,,,,wr\n")))[0][2] == 0


def test_days_that_fit_both_orders_ask_first(tmp_path: Path) -> None:
    path = written(tmp_path, f"{FITNOTES}\n03/04/2024,Deadlift,Back,100,kgs,5,,,\n")
    with pytest.raises(ImpossibleValue, match="--day-first or --month-first"):
        read_log(path)
    days = [read_log(path, day_first=order).workouts[0].on for order in (True, False)]
    assert days == [date(2024, 4, 3), date(2024, 3, 4)]


def test_a_row_without_its_unit_takes_the_files_only_one(tmp_path: Path) -> None:
    rows = "2024-04-03,Deadlift,Back,225,lbs,5,,,\n2024-04-03,Deadlift,Back,135,,5,,,\n"
    log = read_log(written(tmp_path, f"{FITNOTES}\n{rows}"))
    assert ([one.load_kg for one in sets_of(log)], log.doubts) == ([102.06, 61.23], ())


def test_a_row_without_its_unit_among_two_is_not_guessed(tmp_path: Path) -> None:
    units = "".join(f"2024-04-03,Deadlift,Back,225,{unit},5,,,\n" for unit in ("lbs", "kgs", "", "stone", "lbs"))
    log = read_log(written(tmp_path, f"{FITNOTES}\n{units}"))
    assert [one.load_kg for one in sets_of(log)] == [102.06, 225, None, None, 102.06]
    assert log.doubts == (
        "Row 4: the load 225 has no unit, while others are in kg and in lb, so the set is kept without a load.",
        "Row 5: 'stone' is no unit of load, so the set is kept without a load.",
    )
