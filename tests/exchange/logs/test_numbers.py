"""Numbers as people and phones write them: the same number comes back, and two readings are never one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.exchange.logs.foreign_log import Unit
from liftwell.exchange.logs.numbers import (
    Mark,
    decimal_mark,
    kilograms,
    read_metres,
    read_number,
    read_seconds,
    read_unit,
    read_whole,
    split_unit,
    unit_in,
)

MARKS = st.sampled_from(",.")
HUNDREDTHS = st.integers(0, 2_000_000)


@given(HUNDREDTHS, MARKS, st.sampled_from(["", " ", "\u202f", "\u00a0", "'", "’"]))
def test_a_number_comes_back_whatever_its_mark_and_spaces(hundredths: int, mark: Mark, gap: str) -> None:
    number = Decimal(hundredths) / 100
    text = f"{number:,.2f}".replace(",", gap).replace(".", mark)
    assert read_number(text) == read_number(text, mark) == number


@given(HUNDREDTHS, MARKS)
def test_thousands_and_decimals_together_leave_no_choice(hundredths: int, mark: Mark) -> None:
    number = Decimal(hundredths) / 100
    text = f"{number:,.2f}"
    if mark == ",":
        text = text.translate({44: 46, 46: 44})
    assert read_number(text) == number


@given(st.integers(0, 10**6), st.booleans())
def test_whole_numbers_come_back(number: int, decimals: bool) -> None:
    assert read_whole(f"{number}.0" if decimals else str(number)) == number


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1,250", ",", "1.25"),
        ("1,250", ".", "1250"),
        ("1.250", ".", "1.25"),
        ("1.250", None, "1.25"),
        ("1.250", ",", "1250"),
        ("0,125", None, "0.125"),
        ("61.23496995", None, "61.23496995"),
        ("1,250,000", None, "1250000"),
        ("1.250.000", None, "1250000"),
        ("-2.5", None, "-2.5"),
        ("\u22122,5", None, "-2.5"),
        (".5", None, "0.5"),
        ("5.", None, "5"),
    ],
)
def test_where_the_rest_of_the_file_decides(text: str, mark: Mark | None, number: str) -> None:
    assert read_number(text, mark) == Decimal(number)


def test_a_number_that_could_be_two_is_none() -> None:
    with pytest.raises(ValueError, match="decimals or thousands"):
        read_number("1,250")


@pytest.mark.parametrize("text", ["", "abc", "1e3", "nan", "inf", "12kg3", "1,2,3", "1.2.3", "5+", "--5", "x" * 10**5])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="is no number") as error:
        read_number(text)
    assert len(str(error.value)) < 100


@pytest.mark.parametrize("text", ["5.5", "0,1"])
def test_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        read_whole(text)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["100", "62,5"], ","),
        (["100", "62.5"], "."),
        (["1.250,5"], ","),
        (["62,5 kg", "1,250"], ","),
        (["62,5", "62.5"], None),
        (["1,250", "100"], None),
        ([], None),
    ],
)
def test_the_whole_file_shows_its_mark(texts: list[str], mark: Mark | None) -> None:
    assert decimal_mark(texts) == mark


@given(HUNDREDTHS)
def test_a_pound_is_exact_and_kilograms_stay(hundredths: int) -> None:
    number = Decimal(hundredths) / 100
    assert kilograms(number, "kg") == float(number)
    # In whole numbers: hundredths of a pound times 45359237, halves to even.
    exact, rest = divmod(hundredths * 45_359_237, 10**8)
    exact += rest > 5 * 10**7 or (rest == 5 * 10**7 and exact % 2)
    assert kilograms(number, "lb") == exact / 100


@pytest.mark.parametrize(
    ("pounds", "kg"), [("45", 20.41), ("135", 61.23), ("225", 102.06), ("315", 142.88), ("405", 183.70)]
)
def test_plates_of_a_gym_in_pounds(pounds: str, kg: float) -> None:
    assert kilograms(Decimal(pounds), "lb") == kg


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("100 kg", "100", "kg"),
        ("100kg", "100", "kg"),
        ("225lbs.", "225", "lb"),
        ("225 Pounds", "225", "lb"),
        ("62,5", "62,5", None),
        ("BW", "BW", None),
    ],
)
def test_a_unit_beside_a_number(text: str, number: str, unit: Unit | None) -> None:
    assert split_unit(text) == (number, unit)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Weight (kg)", "kg"),
        ("weight(lbs)", "lb"),
        ("weight_kg", "kg"),
        ("Gewicht [kgs]", "kg"),
        ("Weight", None),
        ("Weight (kg/lb)", None),
        ("Background", None),
        ("kgs or lbs", None),
    ],
)
def test_a_unit_in_a_columns_name(header: str, unit: Unit | None) -> None:
    assert unit_in(header) == unit


def test_no_unit() -> None:
    assert [read_unit(word) for word in ("KGS", "Lb.", " lbs ")] == ["kg", "lb", "lb"]
    with pytest.raises(ValueError, match="no unit of load"):
        read_unit("stone")


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_durations_come_back(hours: int, minutes: int, seconds: int) -> None:
    total = hours * 3600 + minutes * 60 + seconds
    assert read_seconds(f"{hours}:{minutes:02d}:{seconds:02d}") == total
    assert read_seconds(f"{hours}h {minutes}m {seconds}s") == read_seconds(f"{hours}h{minutes}m{seconds}s") == total
    assert read_seconds(str(total)) == total


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("52m", 3120), ("1h 5m", 3900), ("2h 38m", 9480), ("5:30", 330), ("45 min", 2700), ("1,5 h", 5400), ("90", 90)],
)
def test_durations_of_the_apps(text: str, seconds: float) -> None:
    assert read_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "5 apples", "h", "1h or so"])
def test_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_seconds(text)


def test_distances_in_metres() -> None:
    assert [read_metres("2", unit) for unit in ("m", "km", "mi", "Miles", "ft", "yd", "cm")] == [
        2, 2000, 3218.69, 3218.69, 0.61, 1.83, 0.02,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no unit of distance"):
        read_metres("2", "parsec")
