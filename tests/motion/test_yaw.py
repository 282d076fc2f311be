"""How far the camera stands off side-on, from the body and from a plate that may be the near one or the far one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.motion.yaw import (
    APART,
    BESIDE_FAR,
    BESIDE_NEAR,
    FAR_ARM_M,
    FAR_RADIUS,
    NEAR_RADIUS,
    PLATE_SD,
    Yaw,
    yaw_beside_hands,
    yaw_of_bar,
    yaw_of_body,
)
from liftwell.pose.skeleton import COUNT, both

FRONT = Yaw(math.radians(20.0), math.radians(7.0))
BACK = Yaw(-FRONT.value, FRONT.sd)


def landmarks(apart_px: float, pictures: int = 5) -> np.ndarray[tuple[int, int, int], np.dtype[np.float64]]:
    """Left joints so far to the right of the right ones."""
    points = np.zeros((pictures, COUNT, 2))
    for joint in APART:
        points[:, both(joint)[0], 0] = apart_px
    return points


@given(st.floats(-0.2, 0.2), st.floats(50, 900))
def test_from_the_front_the_left_side_lies_to_the_right_at_any_size(sine: float, body_px: float) -> None:
    seen = yaw_of_body(landmarks(sine / sum(APART.values()) * body_px), body_px)
    assert math.sin(seen.value) == pytest.approx(sine)


def test_a_mirror_changes_sides_and_nothing_else() -> None:
    """In a mirror the left side is the model's right side, and right is left."""
    points = landmarks(20.0) + np.random.default_rng(1).normal(0, 3, (5, COUNT, 2))
    mirror = points.copy()
    for joint in APART:
        left, right = both(joint)
        mirror[:, [left, right], 0] = -points[:, [right, left], 0]
    assert yaw_of_body(mirror, 400.0) == pytest.approx(yaw_of_body(points, 400.0))


@pytest.mark.parametrize(("apart_px", "turned"), [(900.0, 90.0), (-900.0, -90.0)])
def test_no_body_is_turned_further_than_square_on(apart_px: float, turned: float) -> None:
    assert math.degrees(yaw_of_body(landmarks(apart_px), 400.0).value) == pytest.approx(turned)


def test_one_wild_picture_among_many_changes_nothing() -> None:
    points = landmarks(10.0)
    wild = np.concatenate([points, landmarks(500.0, 1)])
    assert yaw_of_body(wild, 400.0).value == pytest.approx(yaw_of_body(points, 400.0).value)


@pytest.mark.parametrize("body", [FRONT, BACK])
@pytest.mark.parametrize(("arm", "radius"), [(BESIDE_NEAR, NEAR_RADIUS), (BESIDE_FAR, FAR_RADIUS)])
def test_the_body_decides_which_plate_it_is(body: Yaw, arm: float, radius: float) -> None:
    turned = math.copysign(math.radians(25.0), body.value)
    assert yaw_beside_hands(body, arm * math.sin(turned), radius) == pytest.approx((turned, PLATE_SD))


def test_where_the_body_cannot_tell_the_size_of_the_plate_does() -> None:
    doubtful, beside = Yaw(0.0, math.radians(8.0)), -0.1
    near, far = (yaw_beside_hands(doubtful, beside, radius).value for radius in (NEAR_RADIUS, FAR_RADIUS))
    assert near > 0 > far


def test_a_disc_that_fits_no_plate_is_left_alone() -> None:
    sure = Yaw(0.0, math.radians(5.0))
    assert yaw_beside_hands(sure, -0.4, NEAR_RADIUS) == sure


@pytest.mark.parametrize(("arm_m", "radius"), [(0.48, NEAR_RADIUS), (FAR_ARM_M, FAR_RADIUS)])
def test_the_fitted_bar_tells_it_from_either_plate(arm_m: float, radius: float) -> None:
    turned = math.radians(23.0)
    assert yaw_of_bar(FRONT, arm_m * math.sin(turned) - 0.005, radius) == pytest.approx((turned, PLATE_SD))


def test_an_arm_longer_than_the_bar_is_a_quarter_turn() -> None:
    square = Yaw(math.radians(80.0), math.radians(7.0))
    assert math.degrees(yaw_beside_hands(square, 2 * BESIDE_NEAR, NEAR_RADIUS).value) == pytest.approx(90.0)
