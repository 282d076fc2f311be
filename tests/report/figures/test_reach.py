"""Two links reach what they hold, with knees in front and elbows behind."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.report.figures.reach import down, heading, reach, turned, up, where_zero

angles = st.floats(-3.1, 3.1)


@given(angles, st.floats(0.1, 0.79), st.booleans())
def test_the_end_lies_where_it_is_held(direction: float, far: float, knee: bool) -> None:
    end = far * down(direction)
    upper, lower = reach(0j, end, 0.43, 0.37, knee=knee)
    assert abs(0.43 * down(upper) + 0.37 * down(lower) - end) < 1e-4
    assert (upper >= lower - 1e-9) if knee else (lower >= upper - 1e-9)


@pytest.mark.parametrize("far", [0.801, 3.0])
def test_what_is_out_of_reach_is_pointed_at(far: float) -> None:
    upper, lower = reach(0j, complex(far, 0.0), 0.4, 0.4, knee=True)
    assert (upper, lower) == pytest.approx((math.pi / 2, math.pi / 2), abs=0.02)


@given(angles)
def test_directions_and_leans_go_forward(angle: float) -> None:
    assert heading(down(angle)) == pytest.approx(angle, abs=1e-9)
    assert turned(up(0.0), angle) == pytest.approx(up(angle))
    assert down(0.0) == -up(0.0)


def test_a_zero_is_found_where_there_is_one() -> None:
    assert where_zero(lambda x: x * x - 2, 0.0, 4.0) == pytest.approx(math.sqrt(2), abs=1e-5)
    assert where_zero(lambda x: 1 + (x - 0.5) ** 2, 0.0, 1.0) == pytest.approx(0.5, abs=0.05)
