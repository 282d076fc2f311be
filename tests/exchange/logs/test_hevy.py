"""Hevy: months in the phone's language, units in column names, kinds as words, line breaks as letters."""

from __future__ import annotations

from pathlib import Path

from liftwell.exchange.logs.hevy import layout
from liftwell.exchange.logs.read import read_log
from tests.exchange.logs.log_files import FIXTURES, clock, fixture, sets_of, short, written


def test_months_of_two_languages_in_one_file() -> None:
    log = fixture("hevy_localised.csv")
    assert (log.app, log.unit, log.unit_told, log.day_first, log.doubts) == ("Hevy", "kg", True, None, ())
    assert [(one.title, one.started, one.seconds) for one in log.workouts] == [
        ("Costas", clock("2025-09-21 21:22"), 3600),
        ("Dos", clock("2026-02-03 18:00"), 4200),
    ]
    assert log.workouts[1].note == "ligne 1\nligne 2"


def test_kinds_and_what_is_empty() -> None:
    assert short(fixture("hevy_localised.csv")) == [
        ("Treadmill", "work", None, None),
        ("Deadlift (Barbell)", "warm-up", 60, 5),
        ("Deadlift (Barbell)", "work", 120, 5),
        ("Deadlift (Barbell)", "drop", 100, 7),
        ("Deadlift (Barbell)", "failure", 100, 4),
        ("Chin Up", "work", None, 8),
    ]
    treadmill = sets_of(fixture("hevy_localised.csv"))[0]
    assert (treadmill.seconds, treadmill.distance_m) == (600, 1500)


def test_tabs_pounds_and_kilometres() -> None:
    log = fixture("hevy_pro.tsv")
    assert (log.unit, log.variant) == ("lb", "weight_lbs and distance_km")
    assert [(one.load_kg, one.rpe, one.distance_m) for one in sets_of(log)] == [(142.88, 7.5, None), (None, None, 2000)]


def test_miles(tmp_path: Path) -> None:
    text = (FIXTURES / "hevy_localised.csv").read_text("utf-8").replace("distance_km", "distance_miles")
    assert sets_of(read_log(written(tmp_path, text)))[0].distance_m == 2414.02


def test_an_end_that_cannot_be_is_named(tmp_path: Path) -> None:
    text = (FIXTURES / "hevy_localised.csv").read_text("utf-8")
    for end, says in (("20 set 2025, 10:00", "not between 0 and 86400 seconds"), ("soon", "is no date")):
        log = read_log(written(tmp_path, text.replace("21 de set. de 2025, 22:22", end)))
        assert log.workouts[0].seconds is None
        assert says in log.doubts[0]
        assert log.doubts[0].endswith("so the workout is kept without its duration.")


def test_another_header_is_none() -> None:
    assert layout(["title", "start_time", "exercise_title"]) is None
    assert layout(["weight_kg", "date"]) is None
