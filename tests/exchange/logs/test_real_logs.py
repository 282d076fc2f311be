"""Real exports of three apps, counted a second time with nothing but the csv module."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from liftwell.exchange.logs.read import read_log
from tests.exchange.logs.log_files import clock, sets_of


@pytest.fixture(scope="session")
def logs(data: Path) -> Path:
    """The folder of real exports; skips where it is absent."""
    if not (data / "logs").is_dir():
        pytest.skip(f"no real logs at {data / 'logs'}: set LIFTWELL_DATA to the folder that holds logs/")
    return data / "logs"


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a file, as they stand."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_strong(logs: Path) -> None:
    log, rows = read_log(logs / "strong.csv", today=date(2026, 11, 27)), table(logs / "strong.csv")
    assert (log.app, log.variant, log.unit, log.unit_told, log.doubts) == ("Strong", "no unit", "kg", False, ())
    assert (len(rows), log.rows, log.skipped, len(sets_of(log)), len(log.workouts)) == (205, 205, 0, 205, 12)
    assert dict(log.names) == Counter(row["Exercise Name"] for row in rows)
    assert {one.started for one in log.workouts} == {datetime.fromisoformat(row["Date"]) for row in rows}
    assert [(one.load_kg, one.reps) for one in log.workouts[0].sets] == [
        (float(row["Weight"]), int(row["Reps"])) for row in rows if row["Date"] == "2020-12-30 18:51:52"
    ]
    assert log.workouts[0].seconds == 2 * 3600 + 38 * 60


def test_hevy(logs: Path) -> None:
    log, rows = read_log(logs / "hevy.csv", today=date(2026, 11, 27)), table(logs / "hevy.csv")
    assert (log.app, log.unit, log.unit_told, log.doubts) == ("Hevy", "kg", True, ())
    assert (len(rows), log.rows, log.skipped, len(sets_of(log)), len(log.workouts)) == (149, 149, 0, 149, 9)
    assert dict(log.names) == Counter(row["exercise_title"] for row in rows)
    assert (log.workouts[0].started, log.workouts[-1].started) == (
        clock("2025-05-31 16:32"),
        clock("2025-06-30 19:56"),
    )
    assert sum(one.load_kg or 0 for one in sets_of(log)) == sum(float(row["weight_kg"] or 0) for row in rows)
    assert sum(one.load_kg is None for one in sets_of(log)) == sum(not row["weight_kg"] for row in rows)
    assert sum(one.reps or 0 for one in sets_of(log)) == sum(int(row["reps"] or 0) for row in rows)


def test_fitnotes(logs: Path) -> None:
    log, rows = read_log(logs / "fitnotes.csv", today=date(2026, 11, 27)), table(logs / "fitnotes.csv")
    assert (log.app, log.variant, log.unit) == ("FitNotes", "Android, unit in the header", "lb")
    assert (len(rows), log.rows, log.skipped, len(sets_of(log)), len(log.workouts)) == (200, 200, 0, 200, 49)
    assert (log.unit_told, log.day_first, log.doubts) == (True, None, ())
    assert dict(log.names) == Counter(row["Exercise"] for row in rows)
    assert Counter(one.on.isoformat() for one in log.workouts for _ in one.sets) == Counter(row["Date"] for row in rows)
    told = sorted((float(row["Weight (lbs)"]) * 0.45359237, int(row["Reps"])) for row in rows)
    read = sorted((one.load_kg or 0, one.reps or 0) for one in sets_of(log))
    assert [reps for _, reps in read] == [reps for _, reps in told]
    assert [load for load, _ in read] == pytest.approx([load for load, _ in told], abs=0.005 + 1e-9)


def test_every_hinge_of_the_real_logs(logs: Path) -> None:
    from liftwell.plan.foreign_names import hinge_of

    names = {name for app in ("strong", "hevy", "fitnotes") for name, _ in read_log(logs / f"{app}.csv").names}
    assert {name: hinge for name in names if (hinge := hinge_of(name))} == {
        "Deadlift (Barbell)": "conventional_deadlift",
        "Conventional Deadlift": "conventional_deadlift",
        "Sumo Deadlift": "sumo_deadlift",
        "Romanian Deadlift": "rdl_bar",
        "Romanian Deadlift (Dumbbells)": "rdl_dumbbell",
    }
