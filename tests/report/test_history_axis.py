"""The time axis: days lie where they belong, labels have room and are true."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.report.history_axis import TimeAxis


def axis(days: int, first: date = date(2026, 3, 2), right: float = 1000) -> TimeAxis:
    return TimeAxis(first, first + timedelta(days=days), 0, right)


def test_days_are_laid_evenly_from_the_left_to_the_right() -> None:
    found = TimeAxis(date(2026, 3, 2), date(2026, 3, 12), 40, 140)
    assert [found.x(date(2026, 3, n)) for n in (2, 3, 12)] == [40, 50, 140]
    assert found.day == 10


def test_the_day_on_which_the_clocks_change_is_as_long_as_any() -> None:
    found = axis(60)
    assert found.x(date(2026, 3, 30)) - found.x(date(2026, 3, 29)) == pytest.approx(found.day)


def test_a_few_weeks_are_labelled_by_mondays() -> None:
    assert [words for _, words in axis(28).labels(40)] == ["2 Mar", "9 Mar", "16 Mar", "23 Mar"]
    assert next(words for _, words in axis(28, date(2026, 3, 4)).labels(40)) == "9 Mar"
    assert [words for _, words in axis(28).labels(300)] == ["2 Mar", "16 Mar"]


def test_months_are_labelled_by_name_and_january_by_its_year() -> None:
    assert [words for _, words in axis(112).labels(40)] == ["Mar", "Apr", "May", "Jun"]
    assert [words for _, words in axis(120, date(2026, 11, 20)).labels(40)] == ["Dec", "2027", "Feb", "Mar"]
    assert [words for _, words in axis(59, date(2026, 1, 1)).labels(40)] == ["2026", "Feb"]


def test_long_times_are_labelled_by_years() -> None:
    labels = [words for _, words in axis(7305, date(2006, 11, 20)).labels(46)]
    assert labels == [str(year) for year in range(2007, 2027)]
    assert [words for _, words in axis(7305, date(2006, 11, 20), 300).labels(40)] == ["2010", "2015", "2020", "2025"]


@given(
    first=st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    days=st.integers(1, 30_000),
    right=st.sampled_from([60, 330, 1000]),
)
def test_labels_have_room_and_lie_on_the_axis(first: date, days: int, right: float) -> None:
    found = axis(days, first, right)
    labels = found.labels(38)
    assert all(found.first <= on < found.end for on, _ in labels)
    # The first one may stand a few days into its month, and February is a tenth shorter than the usual month.
    assert all(found.x(after) - found.x(before) >= 38 * 0.75 for (before, _), (after, _) in pairwise(labels))
    assert all(on.day == 1 for on, words in labels[1:] if " " not in words)
    assert len(labels) <= 30
