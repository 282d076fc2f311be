"""Dates: what phones write in fifteen languages, and an order of day and month that the whole file decides."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logs.dates import Moment, day_order, in_utc, read_day, read_moment
from liftwell.exchange.logs.months import NAMES, months, unaccented
from tests.exchange.logs.log_files import FIXTURES, clock

DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))
MINUTES = st.datetimes(clock("1990-01-01 00:00"), clock("2089-12-31 00:00")).map(
    lambda at: at.replace(second=0, microsecond=0)
)
LOG = Path("log.csv")

with (FIXTURES / "phone_dates.csv").open(encoding="utf-8", newline="") as _file:
    # Written by ICU 78 (Intl.DateTimeFormat of Node): `2024-03-07T17:09` with months short and long, in 18 locales.
    PHONES = list(csv.DictReader(_file))


def test_the_phones_are_many() -> None:
    assert len({row["locale"] for row in PHONES}) == 18
    assert len(PHONES) == 18 * 2 * 12


@pytest.mark.parametrize("locale", sorted({row["locale"] for row in PHONES}))
def test_what_a_phone_writes_is_read(locale: str) -> None:
    # Only numbers with strokes depend on an order, and there the locale's is the day first.
    for row in PHONES:
        if row["locale"] == locale:
            at = datetime.fromisoformat(row["iso"])
            assert read_moment(row["text"], day_first=True) == Moment(at.date(), at), row["text"]


def test_no_name_means_two_months() -> None:
    assert all(line.count("|") == 11 for line in NAMES.values())
    pairs = {
        (unaccented(word), number)
        for line in NAMES.values()
        for number, forms in enumerate(line.split("|"), 1)
        for word in forms.split()
    }
    assert len(pairs) == len(months())


@pytest.mark.parametrize("language", NAMES)
def test_every_form_of_every_month_is_read_in_capitals_too(language: str) -> None:
    for number, forms in enumerate(NAMES[language].split("|"), 1):
        for word in forms.split():
            for written in (word, word.upper(), f"{word}."):
                assert read_day(f"3 {written} 2025") == date(2025, number, 3)


@given(DAYS)
def test_days_come_back(day: date) -> None:
    iso = day.isoformat()
    assert read_day(iso) == read_day(iso.replace("-", "/")) == read_day(f"{day:%d.%m.%Y}") == day
    assert read_day(f"{day.day}. {day.month}. {day.year}") == day
    assert read_day(f"{day:%d/%m/%Y}", day_first=True) == read_day(f"{day:%m/%d/%Y}", day_first=False) == day
    assert read_day(f"{day:%d-%m-%y}", day_first=True) == read_day(f"{day:%m/%d/%y}", day_first=False) == day


@given(MINUTES)
def test_moments_come_back(at: datetime) -> None:
    moment = Moment(at.date(), at)
    assert read_moment(f"{at:%Y-%m-%d %H:%M:%S}") == moment
    assert read_moment(at.isoformat()) == read_moment(f"{at.isoformat()}.000Z") == moment
    assert read_moment(f"{at.isoformat()}+05:30") == moment
    twelve = f"{at.hour % 12 or 12}:{at:%M:%S}\u202f{'AM' if at.hour < 12 else 'PM'}"
    assert read_moment(f"{at:%Y-%m-%d} {twelve}") == moment
    assert read_moment(f"{at.month}/{at.day}/{at.year}, {twelve}", day_first=False) == moment
    assert read_moment(f"{at.day}.{at.month}.{at.year} klo {at.hour}.{at:%M}") == moment


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("28 Mar 2025, 17:29", clock("2025-03-28 17:29")),
        ("3 févr. 2026, 18:00", clock("2026-02-03 18:00")),
        ("21 de set. de 2026, 21:22", clock("2026-09-21 21:22")),
        ("1er août 2025 à 7h05", clock("2025-08-01 07:05")),
        ("3 sept 2025, 6:00 p. m.", clock("2025-09-03 18:00")),
        ("Mar 28, 2025 at 12:29 AM", clock("2025-03-28 00:29")),
        ("28-Mar-25 5:29", clock("2025-03-28 05:29")),
        ("  2024-02-01   07:00:00 ", clock("2024-02-01 07:00")),
    ],
)
def test_examples_of_the_apps(text: str, at: datetime) -> None:
    assert read_moment(text) == Moment(at.date(), at)


def test_a_day_alone_has_no_hour() -> None:
    assert read_moment("2017-08-29") == Moment(date(2017, 8, 29), None)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2024-13-01", "2024-02-30", "31.02.2024", "2024-02-01 25:00", "2024-02-01 13:00 PM", "3 foo 2024",
        "Mar 2024", "3 Mar Apr 2024", "3 Mar 202", "12345", "03/04/2024", "2024-02-01 0:30 PM", "45 Mar 2024",
        "2024 Mar 99999999999999999999", "9" * 5000, "3 Mar 2024 " + "x" * 10**5, "5.5.5.5",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        read_moment(text)
    assert len(str(error.value)) < 200


def test_one_day_after_the_twelfth_decides_for_the_whole_file() -> None:
    assert day_order({"03/04/2024": 2, "25/12/2023": 7}, None, LOG) is True
    assert day_order({"03/04/2024 18:00": 2, "12/25/2023 18:00": 7}, None, LOG) is False
    assert day_order({"2024-04-03": 2, "3 Mar 2024": 3, "03.04.2024": 4, "no date": 5}, None, LOG) is None


def test_dates_that_fit_both_orders_ask() -> None:
    with pytest.raises(ImpossibleValue, match=r"03/04/2024 in row 2, fit .* --day-first or --month-first"):
        day_order({"03/04/2024": 2, "05/06/2024": 3}, None, LOG)
    assert day_order({"03/04/2024": 2, "05/06/2024": 3}, False, LOG) is False
    assert day_order({"05/05/2024": 2}, None, LOG) is None
    assert read_day("05/05/2024") == date(2024, 5, 5)


def test_dates_that_contradict_are_named() -> None:
    texts = {"25/12/2024": 2, "12/31/2024": 9}
    with pytest.raises(ImpossibleValue, match=r"day comes first in 25/12/2024 in row 2 and the month in 12/31/2024 in"):
        day_order(texts, None, LOG)
    assert day_order(texts, True, LOG) is True


@pytest.mark.parametrize(("text", "told", "option"), [("25/12/2024", False, "month"), ("12/25/2024", True, "day")])
def test_an_option_that_no_date_allows(text: str, told: bool, option: str) -> None:
    with pytest.raises(ImpossibleValue, match=f"leave out --{option}-first"):
        day_order({text: 4}, told, LOG)


def test_an_option_that_nothing_needs_is_no_order() -> None:
    assert day_order({"2024-04-03": 2}, True, LOG) is None


def test_universal_time_is_told() -> None:
    assert in_utc("2026-03-01T10:00:00.000Z")
    assert in_utc("2026-03-01T10:00:00+00:00")
    assert not in_utc("2026-03-01T10:00:00+01:00")
    assert not in_utc("2026-03-01 10:00")
