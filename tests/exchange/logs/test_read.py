"""A log as a whole: values that cannot be are named, a wrong file is one sentence, and reading says how far it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.exchange.logs.read import read_log
from tests.exchange.logs.log_files import FITNOTES, FIXTURES, STRONG, lifts, sets_of, strong, written

GOOD = lifts("100,5", "100,5", "100,5", "100,5")
KEPT = "so the set is kept without"


@pytest.mark.parametrize(
    ("row", "load", "reps", "says"),
    [
        ("1500,5", 1500, 5, ""),
        ("1500.01,5", None, 5, f"the load 1500.01 kg is not between 0 and 1500 kg, {KEPT} a load"),
        ("-20,5", None, 5, f"the load -20 kg is not between 0 and 1500 kg, {KEPT} a load"),
        ("heavy,5", None, 5, f"'heavy' is no number, {KEPT} a load"),
        ("inf,5", None, 5, f"'inf' is no number, {KEPT} a load"),
        ('"1,250",5', None, 5, f"'1,250' could have decimals or thousands, {KEPT} a load"),
        ("100,1000", 100, 1000, ""),
        ("100,1001", 100, None, f"the number of repetitions 1001 is not between 0 and 1000, {KEPT} repetitions"),
        ("100,4.5", 100, None, f"'4.5' is no whole number, {KEPT} repetitions"),
        ("100,-1", 100, None, f"the number of repetitions -1 is not between 0 and 1000, {KEPT} repetitions"),
        ("100,0", 100, 0, ""),
        ("0,5", 0, 5, ""),
        (",5", None, 5, ""),
        ("nan,5", None, 5, ""),
    ],
)
def test_loads_and_repetitions(tmp_path: Path, row: str, load: float | None, reps: int | None, says: str) -> None:
    log = read_log(strong(tmp_path, *GOOD, *lifts(row)))
    last = sets_of(log)[-1]
    assert (last.load_kg, last.reps, log.skipped) == (load, reps, 0)
    assert log.doubts == ((f"Row 6: {says}.",) if says else ())


@pytest.mark.parametrize(
    ("text", "rpe", "says"),
    [("10", 10, ""), ("@8", 8, ""), ("0", None, ""), ("11", None, "the RPE 11 is not between 0 and 10")],
)
def test_efforts(tmp_path: Path, text: str, rpe: float | None, says: str) -> None:
    log = read_log(strong(tmp_path, f"{lifts('100,5')[0]}{text}"))
    assert sets_of(log)[0].rpe == rpe
    assert log.doubts == ((f"Row 2: {says}, {KEPT} an RPE.",) if says else ())


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("1990-01-01", ""),
        ("2026-11-28", ""),
        ("1989-12-31", "the date 1989-12-31 is before 1990-01-01"),
        ("2026-11-29", "the date 2026-11-29 is still to come"),
        ("2026-02-30", "'2026-02-30' is no date"),
        ("", "there is no date"),
    ],
)
def test_days(tmp_path: Path, day: str, says: str) -> None:
    rows = [f"{one},Deadlift,Back,100,kgs,5,,," for one in ("2020-01-01", "2020-01-02", day)]
    log = read_log(written(tmp_path, "\n".join([FITNOTES, *rows])), today=date(2026, 11, 27))
    assert (log.rows, log.skipped) == (3, 1 if says else 0)
    assert log.doubts == ((f"Row 4: {says}, so the row is left out.",) if says else ())


def test_without_today_any_later_day_is_read(tmp_path: Path) -> None:
    log = read_log(written(tmp_path, f"{FITNOTES}\n2140-01-01,Deadlift,Back,100,kgs,5,,,\n"))
    assert log.workouts[0].on == date(2140, 1, 1)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (lifts("100,5")[0].replace("Deadlift (Barbell)", ""), "there is no exercise"),
        (f"{lifts('100,5')[0]},,6", "there are more cells than columns"),
    ],
)
def test_rows_that_are_left_out(tmp_path: Path, row: str, says: str) -> None:
    log = read_log(strong(tmp_path, *GOOD, row))
    assert (len(sets_of(log)), log.skipped) == (4, 1)
    assert log.doubts == (f"Row 6: {says}, so the row is left out.",)


@pytest.mark.parametrize(
    ("seconds", "distance", "says"),
    [("1e9", "0", "'1e9' is no number"), ("90000", "0", "the duration 90000 is not between 0 and 86400 seconds")],
)
def test_durations(tmp_path: Path, seconds: str, distance: str, says: str) -> None:
    log = read_log(strong(tmp_path, f"2024-03-09 18:05:11,Legs,1h,Run,1,0,5,{distance},{seconds},,,"))
    assert log.doubts == (f"Row 2: {says}, {KEPT} a duration.",)


def test_distances(tmp_path: Path) -> None:
    rows = [f"2024-03-09,Run,Cardio,,,5,{one},0:10:00" for one in ("5,parsec", "2000,km", "x,km", "3,km")]
    log = read_log(written(tmp_path, "\n".join([FITNOTES, *rows])))
    assert [one.distance_m for one in sets_of(log)] == [None, None, None, 3000]
    assert [one.partition(", so")[0] for one in log.doubts] == [
        "Row 2: 'parsec' is no unit of distance",
        "Row 3: the distance 2000 is not between 0 and 1000000 m",
        "Row 4: 'x' is no number",
    ]


def test_a_unit_that_the_file_does_not_tell(tmp_path: Path) -> None:
    path = strong(tmp_path, *lifts("100,5"))
    for unit, load in ((None, 100), ("kg", 100), ("lb", 45.36)):
        log = read_log(path, unit=unit)  # type: ignore[arg-type]
        assert (sets_of(log)[0].load_kg, log.unit, log.unit_told) == (load, unit or "kg", False)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("fitnotes_header_unit.csv", "says that its loads are in kg; leave out --unit lb"),
        ("strong_android.csv", "names the unit of each load; leave out --unit lb"),
    ],
)
def test_a_unit_against_the_files_own(name: str, says: str) -> None:
    with pytest.raises(ImpossibleValue, match=says):
        read_log(FIXTURES / name, unit="lb")


def test_a_unit_that_the_file_tells_too() -> None:
    assert read_log(FIXTURES / "fitnotes_header_unit.csv", unit="kg").unit_told


def test_a_header_holds_its_unit_without_any_load(tmp_path: Path) -> None:
    text = f"{FITNOTES.replace('Weight,Weight Unit', 'Weight (lbs)')}\n2024-03-09,Pull Up,Back,,5,,,\n"
    log = read_log(written(tmp_path, text))
    assert (log.unit, log.unit_told) == ("lb", True)


def test_a_decimal_comma_elsewhere_decides(tmp_path: Path) -> None:
    log = read_log(strong(tmp_path, *lifts('"62,5",5', '"61,235",5')))
    assert [one.load_kg for one in sets_of(log)] == [62.5, 61.24]  # 61.235: halves to even


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        (f"{STRONG}\n", "has names of columns and no row below them"),
        (f"{STRONG}\n,,,\n\n", "has names of columns and no row below them"),
        (f"{STRONG}\n{lifts('0,0')[0]}\n", "none of them is a set that was done"),
        ("Name,City\nJo,Rome\n", r"has the columns 'Name, City', which no known app writes; .* --column date=Datum"),
        ("Date,Time,Measurement,Value,Unit,Comment\n2024-01-01,10:00,Weight,80,kg,\n", "which no known app writes"),
        ("just a letter to a friend\n", "which no known app writes"),
        ("\n".join([STRONG, *GOOD[:2], *lifts("a,5", "b,5", "c,5")]), r"3 of 5 rows cannot be believed \(row 4: 'a'"),
        ("\n".join([FITNOTES, "soon,Row,Back,5,kg,5,,,", "x,Row,Back,5,kg,5,,,"]), "2 of 2 rows cannot be believed"),
        (f'{STRONG}\n2024-01-01,"Legs,1h,Deadlift,1,100,5\n', "row 2 has a quotation mark"),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    before = path.read_bytes()
    with pytest.raises(CannotRead, match=says) as error:
        read_log(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_half_of_the_rows_may_be_bad(tmp_path: Path) -> None:
    log = read_log(strong(tmp_path, *GOOD[:2], *lifts("a,5", "b,b")))
    assert len(log.doubts) == 3  # two of them in one row
    assert len(sets_of(log)) == 4


def test_rests_hide_no_bad_rows(tmp_path: Path) -> None:
    rest = GOOD[0].replace(",1,100", ",Rest Timer,100")
    with pytest.raises(CannotRead, match="cannot be believed"):
        read_log(strong(tmp_path, *[rest] * 20, GOOD[0], *lifts("a,5", "b,5")))


def test_a_long_file_says_how_far_it_is(tmp_path: Path) -> None:
    path = strong(tmp_path, *GOOD * 1250)
    heard: list[tuple[int, int]] = []
    log = read_log(path, heard=lambda done, total: heard.append((done, total)))
    size = path.stat().st_size
    assert log.rows == len(sets_of(log)) == 5000
    assert len(heard) >= 20
    assert heard == sorted(heard)
    assert {total for _, total in heard} == {size}
    assert heard[-1] == (size, size)
    assert len({done for done, _ in heard}) >= 10


def test_names_are_counted_in_their_order(tmp_path: Path) -> None:
    rows = [GOOD[0].replace("Deadlift", name) for name in ("Squat", "Deadlift", "Squat", "Bench")]
    assert read_log(strong(tmp_path, *rows)).names == (
        ("Bench (Barbell)", 1),
        ("Deadlift (Barbell)", 1),
        ("Squat (Barbell)", 2),
    )
