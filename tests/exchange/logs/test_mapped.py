"""Any log, where a person says which column means what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logs.read import read_log
from tests.exchange.logs.log_files import FIXTURES, STRONG, lifts, sets_of, short, strong, written

COLUMNS = {"date": "Datum", "exercise": "Übung", "load": "Gewicht (kg)", "reps": "wdh"}
OPTIONAL = {"set": "Satz", "rpe": "Anstrengung", "note": "Notiz"}


def test_a_german_spreadsheet() -> None:
    log = read_log(FIXTURES / "german.csv", columns=COLUMNS | OPTIONAL)
    assert (log.app, log.unit, log.unit_told, log.day_first, log.doubts) == ("CSV", "kg", True, None, ())
    assert short(log) == [
        ("Kreuzheben", "work", 102.5, 5),
        ("Kreuzheben", "warm-up", 105, 3),
        ("Klimmzug", "work", None, 8),
    ]
    assert [one.on for one in log.workouts] == [date(2024, 12, 24), date(2024, 12, 27)]
    assert next((one.rpe, one.note) for one in sets_of(log)) == (8.5, "gut")


def test_only_what_is_needed() -> None:
    assert [one[1] for one in short(read_log(FIXTURES / "german.csv", columns=COLUMNS))] == ["work"] * 3


def test_units_in_cells_and_in_a_column(tmp_path: Path) -> None:
    columns = {"date": "d", "exercise": "e", "load": "l", "reps": "r", "unit": "u"}
    path = written(tmp_path, "d,e,l,r,u\n2024-01-01,Row,100 kg,5,lb\n2024-01-01,Row,100,5,lb\n")
    log = read_log(path, columns=columns)
    assert ([one.load_kg for one in sets_of(log)], log.unit) == ([100, 45.36], "each row")


def test_a_mapping_goes_before_what_is_known(tmp_path: Path) -> None:
    columns = {"date": "Date", "exercise": "Workout Name", "load": "Weight", "reps": "Reps"}
    log = read_log(strong(tmp_path, *lifts("100,5")), columns=columns)
    assert (log.app, log.names) == ("CSV", (("Legs", 1),))


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (COLUMNS | {"mood": "Notiz"}, "No column can mean 'mood'; choose among date, exercise, load, reps, unit"),
        ({"date": "Datum"}, "No column is named for exercise, load, reps; name it with --column exercise=NAME"),
        (COLUMNS | {"reps": "Reps"}, "has no column 'Reps'; it has Datum, Übung, Gewicht"),
    ],
)
def test_a_mapping_that_does_not_fit(columns: dict[str, str], says: str) -> None:
    with pytest.raises(ImpossibleValue, match=says):
        read_log(FIXTURES / "german.csv", columns=columns)


def test_columns_that_mean_something_else_are_no_log(tmp_path: Path) -> None:
    path = written(tmp_path, f"{STRONG}\n" + "\n".join(lifts("100,5", "100,5")) + "\n")
    columns = {"date": "Exercise Name", "exercise": "Date", "load": "Weight", "reps": "Reps"}
    with pytest.raises(Exception, match="2 of 2 rows cannot be believed") as error:
        read_log(path, columns=columns)
    assert "each column means what was said" in str(error.value)
