"""Smoothing over uneven times: straight things stay straight, noise shrinks, gaps are neither spread nor lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from liftwell.pose.smooth import (
    FloatArray,
    curve,
    gaussian,
    linear_at,
    nearest_s,
    places_at,
    region_at,
    smooth_regions,
)

TIMES = np.arange(0, 5, 0.05)
values = arrays(np.float64, 40, elements=st.floats(-100, 100))
gaps = arrays(np.float64, 40, elements=st.floats(0.01, 0.3))


@given(gaps, st.floats(-50, 50), st.floats(0.02, 1.0))
def test_a_constant_stays_one_however_uneven_the_times(steps: FloatArray, level: float, width_s: float) -> None:
    assert gaussian(np.cumsum(steps), np.full(40, level), width_s) == pytest.approx(level, abs=1e-9)


@given(values, gaps, st.floats(0.02, 0.5))
def test_a_mean_lies_between_the_extremes(value: FloatArray, steps: FloatArray, width_s: float) -> None:
    calm = gaussian(np.cumsum(steps), value, width_s)
    assert calm.min() >= value.min() - 1e-9
    assert calm.max() <= value.max() + 1e-9


@given(values, st.floats(-1000, 1000), st.floats(0.05, 0.5))
def test_when_it_happened_does_not_matter(value: FloatArray, later_s: float, width_s: float) -> None:
    time = np.linspace(0.0, 3.9, 40)
    assert gaussian(time + later_s, value, width_s) == pytest.approx(gaussian(time, value, width_s), abs=0.1)


def test_a_straight_line_stays_straight_inside() -> None:
    calm = gaussian(TIMES, 3 * TIMES + 1, 0.1)
    assert calm[10:-10] == pytest.approx((3 * TIMES + 1)[10:-10], abs=1e-3)


def test_noise_shrinks_as_the_samples_in_the_window() -> None:
    noise = np.random.default_rng(1).normal(0, 1, (len(TIMES), 50))
    inside = gaussian(TIMES, noise, 0.2)[20:-20]
    assert inside.std() == pytest.approx((2 * np.sqrt(np.pi) * 0.2 / 0.05) ** -0.5, rel=0.1)


def test_a_gap_narrower_than_the_window_is_filled_and_a_wide_one_is_not() -> None:
    value = TIMES.copy()
    value[20] = np.nan
    value[40:80] = np.nan
    calm = gaussian(TIMES, value, 0.1)
    assert calm[20] == pytest.approx(TIMES[20], abs=1e-3)
    assert np.isnan(calm[50:70]).all()
    assert np.isfinite(calm[:40]).all()


def test_nothing_and_one_sample_stay_what_they_are() -> None:
    assert gaussian(np.zeros(0), np.zeros((0, 2)), 0.1).shape == (0, 2)
    assert gaussian(np.array([3.0]), np.array([[7.0, np.nan]]), 0.1) == pytest.approx(
        np.array([[7.0, np.nan]]), nan_ok=True
    )


def test_more_axes_are_smoothed_alike() -> None:
    value = np.random.default_rng(2).normal(size=(len(TIMES), 3, 2))
    assert gaussian(TIMES, value, 0.1)[:, 1, 0] == pytest.approx(gaussian(TIMES, value[:, 1, 0], 0.1))


def test_a_turn_through_half_a_circle_has_no_jump() -> None:
    """A body that lies down turns past π, where angles wrap."""
    turning = np.linspace(2.8, 3.6, len(TIMES))
    regions = np.column_stack([TIMES, TIMES, np.full_like(TIMES, 100), np.angle(np.exp(1j * turning))])
    calm = smooth_regions(TIMES, regions)
    assert np.abs(np.diff(calm[:, 3])).max() < 0.02
    assert calm[10:-10, 3] == pytest.approx(turning[10:-10], abs=1e-3)


def test_sizes_are_smoothed_by_ratio() -> None:
    side = np.where(np.arange(len(TIMES)) % 2, 50.0, 200.0)
    regions = np.column_stack([TIMES, TIMES, side, 0 * TIMES])
    assert smooth_regions(TIMES, regions)[10:-10, 2] == pytest.approx(100, rel=0.02)
    assert regions[0, 2] == 200, "what was given is left alone"


def test_a_region_between_two_samples() -> None:
    regions = np.array([[0.0, 0.0, 100.0, 0.0], [10.0, 20.0, 200.0, 1.0]])
    half = region_at(np.array([1.0, 2.0]), regions, 1.5)
    assert (half.x, half.y, half.side, half.rotation) == pytest.approx((5, 10, 150, 0.5))
    late = region_at(np.array([1.0, 2.0]), regions, 9.0)
    assert late.x == 10


def test_a_curve_goes_through_its_points_and_follows_a_parabola() -> None:
    time = np.array([0.0, 0.1, 0.25, 0.3, 0.5, 0.6])
    assert np.allclose(curve(time, time**2, time), time**2)
    between = np.linspace(0.1, 0.5, 41)
    assert np.abs(curve(time, time**2, between) - between**2).max() < 1e-9


def test_a_curve_stays_at_its_ends() -> None:
    time = np.array([0.0, 1.0])
    assert curve(time, np.array([2.0, 3.0]), np.array([-1.0, 0.5, 9.0])).tolist() == [2.0, 2.5, 3.0]


def test_places_lie_on_the_line_between_their_neighbours() -> None:
    places = np.array([[0.0, 10.0], [2.0, 30.0]])
    assert places_at(np.array([0.0, 1.0]), places, np.array([0.25, 2.0])).tolist() == [[0.5, 15.0], [2.0, 30.0]]


def test_the_nearest_of_the_times_counts_on_either_side() -> None:
    assert nearest_s(np.array([0.0, 1.0]), np.array([-0.5, 0.25, 0.75, 1.5])).tolist() == [0.5, 0.25, 0.25, 0.5]


def test_between_two_neighbours_it_is_a_line_and_elsewhere_nothing() -> None:
    times, values = np.array([0.0, 0.1, 0.2, 0.9, 1.0]), np.array([0.0, 2.0, np.nan, 4.0, 6.0])
    when = np.array([-0.1, 0.0, 0.05, 0.1, 0.15, 0.2, 0.5, 0.9, 0.95, 1.0, 1.1, np.nan])
    found = linear_at(times, values, when, gap_s=0.2)
    none = np.nan
    assert found == pytest.approx([none, 0, 1, 2, none, none, none, 4, 5, 6, none, none], nan_ok=True)
    assert np.isnan(linear_at(times[:0], values[:0], when, gap_s=0.2)).all()
    assert linear_at(times[:1], values[:1], when[:3], gap_s=0.2) == pytest.approx([none, 0, none], nan_ok=True)
