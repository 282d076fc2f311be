"""The knee of a stick figure that lies on its back, made of numbers."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.lift import Facing
from liftwell.motion.knee_test import (
    SHORT_BIAS,
    SHORT_SD,
    THIGH_BIAS,
    knee_test,
    leg_held_up,
    leg_series,
    lies,
    lying_side,
    trunk_by_thigh,
)
from liftwell.pose.skeleton import COUNT, both, near
from tests.motion.lifter import FloatArray

TIMES = np.arange(0.0, 6.0, 0.1)
TRUNK, THIGH, SHANK = 120.0, 100.0, 100.0  # px
STRAIGHTENS = np.interp(TIMES, [0.5, 2.0, 3.0, 4.5], [90.0, 20.0, 20.0, 90.0])


def lying(
    short_deg: FloatArray | float = STRAIGHTENS,
    thigh_deg: float = 0.0,
    side: Facing = "left",
    trunk: float = TRUNK,
    leg: Facing | None = None,
) -> FloatArray:
    """Landmarks (T, 33, 2) px of somebody with their `side` to the camera: the head at the right for the left one.

    The thigh of `leg` leans towards the head by `thigh_deg`, its knee is `short_deg` from straight; the other one
    lies flat.
    """
    head = 1.0 if side == "left" else -1.0
    points = np.full((len(TIMES), COUNT, 2), 300.0)
    points[:, list(both("shoulder"))] = (300.0 + head * trunk, 300.0)
    thigh = np.full(len(TIMES), np.radians(thigh_deg))
    shank = thigh - np.radians(short_deg)
    for one in ("left", "right"):
        up = one == (leg or side)
        first, second = (thigh, shank) if up else (np.full(len(TIMES), -np.pi / 2),) * 2
        knee = points[:, near("hip", one)] + THIGH * np.stack([head * np.sin(first), -np.cos(first)], 1)
        points[:, near("knee", one)] = knee
        points[:, near("ankle", one)] = knee + SHANK * np.stack([head * np.sin(second), -np.cos(second)], 1)
    return points


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_best_that_was_held_is_read_on_either_side(side: Facing) -> None:
    points = lying(side=side)
    assert lies(points)
    assert lying_side(points) == side
    test = knee_test(leg_held_up(TIMES, points, side), side)
    assert test.side == side
    assert test.short.value == pytest.approx(np.radians(20.0) + SHORT_BIAS)
    assert test.short.sd == SHORT_SD
    assert test.thigh.value == pytest.approx(THIGH_BIAS, abs=1e-9)
    assert test.best_s == pytest.approx(2.5, abs=0.6)


def test_a_kick_of_a_moment_does_not_count() -> None:
    kick = STRAIGHTENS - 15.0 * (np.abs(TIMES - 1.0) < 0.11)
    test = knee_test(leg_held_up(TIMES, lying(kick), "left"), "left")
    assert test.short.value == pytest.approx(np.radians(20.0) + SHORT_BIAS)


def test_a_knee_beyond_straight_is_less_than_nought() -> None:
    test = knee_test(leg_held_up(TIMES, lying(-10.0), "left"), "left")
    assert test.short.value == pytest.approx(np.radians(-10.0) + SHORT_BIAS)


@pytest.mark.parametrize("thigh_deg", [-25.0, 20.0])
def test_a_thigh_that_leans_tells_nothing(thigh_deg: float) -> None:
    test = knee_test(leg_held_up(TIMES, lying(thigh_deg=thigh_deg), "left"), "left")
    assert (test.short.reason, test.thigh.reason, test.best_s) == ("thigh_leans", "thigh_leans", None)


def test_a_mix_up_of_left_and_right_in_some_pictures_does_no_harm() -> None:
    points = lying()
    swapped = points.copy()
    for joint in ("hip", "knee", "ankle"):
        swapped[::4, list(both(joint))] = points[::4, list(reversed(both(joint)))]
    test = knee_test(leg_held_up(TIMES, swapped, "left"), "left")
    assert test.short.value == pytest.approx(np.radians(20.0) + SHORT_BIAS)


def test_the_far_leg_is_not_read() -> None:
    test = knee_test(leg_held_up(TIMES, lying(leg="right"), "left"), "left")
    assert test.short.reason == "far_leg"


def test_who_stands_does_not_lie() -> None:
    points = lying()
    assert not lies(points[..., ::-1])


def test_a_trunk_seen_from_the_feet_looks_short() -> None:
    assert trunk_by_thigh(lying(), "left") == pytest.approx(1.2)
    assert trunk_by_thigh(lying(trunk=50.0), "left") == pytest.approx(0.5)


def test_the_course_of_knee_and_thigh_is_kept() -> None:
    series = leg_series(leg_held_up(TIMES, lying(), "left"))
    assert series["knee_flexion"].value == pytest.approx(np.radians(STRAIGHTENS) + SHORT_BIAS)
    assert set(series) == {"knee_flexion", "thigh"}
