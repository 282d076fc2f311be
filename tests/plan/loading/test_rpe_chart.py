"""The chart as it is printed, straight lines between, nothing outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.plan.loading.load_table import load_table
from liftwell.plan.loading.rpe_chart import percent_of_single, single_from_rated

RPE = [10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6]
PRINTED = """
 1  100   97.8  95.5  93.9  92.2  90.7  89.2  87.8  86.3
 2  95.5  93.9  92.2  90.7  89.2  87.8  86.3  85.0  83.7
 3  92.2  90.7  89.2  87.8  86.3  85.0  83.7  82.4  81.1
 4  89.2  87.8  86.3  85.0  83.7  82.4  81.1  79.9  78.6
 5  86.3  85.0  83.7  82.4  81.1  79.9  78.6  77.4  76.2
 6  83.7  82.4  81.1  79.9  78.6  77.4  76.2  75.1  73.9
 8  78.6  77.4  76.2  75.1  73.9  72.8  71.7  70.7  69.6
10  73.9  72.8  71.7  70.7  69.6  68.6  67.6  66.6  65.6
"""


@pytest.mark.parametrize("line", PRINTED.strip().splitlines())
def test_every_printed_cell_is_there(line: str) -> None:
    reps, *cells = line.split()
    assert [percent_of_single(int(reps), rpe) for rpe in RPE] == [float(cell) for cell in cells]


def test_between_two_cells_lies_a_straight_line() -> None:
    assert percent_of_single(5, 8.25) == pytest.approx((82.4 + 81.1) / 2)
    assert percent_of_single(1, 9.9) == pytest.approx(100 - 0.2 * 2.2)


@pytest.mark.parametrize(("reps", "rpe"), [(0, 8), (11, 8), (5, 5.9), (5, 10.1)])
def test_outside_the_chart_there_is_no_answer(reps: int, rpe: float) -> None:
    assert percent_of_single(reps, rpe) is None
    assert single_from_rated(100, reps, rpe) is None


@given(st.integers(1, 10), st.floats(6, 10), st.floats(1, 700))
def test_a_harder_set_is_a_higher_share_and_a_lower_single(reps: int, rpe: float, load: float) -> None:
    share, single = percent_of_single(reps, rpe), single_from_rated(load, reps, rpe)
    hardest, easiest = percent_of_single(reps, 10), percent_of_single(reps, 6)
    assert share is not None
    assert single is not None
    assert hardest is not None
    assert easiest is not None
    assert easiest <= share <= hardest
    assert single * share / 100 == pytest.approx(load)


def test_the_load_table_asks_no_more_than_the_chart_has_for_its_rpe() -> None:
    # Cluster sets are parted by rests: the chart knows none.
    plain = [one for one in load_table().values() if one.percent is not None and not one.inside and one.reps[1] <= 10]
    over = {one.id: share for one in plain if (share := percent_of_single(one.reps[1], max(one.rpe, 6))) is not None}
    assert [one.id for one in plain if one.id in over and (one.percent or 0) > over[one.id] + 0.5] == []
