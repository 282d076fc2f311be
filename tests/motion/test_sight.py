"""From where the camera stands: straight from the side nothing changes, and from elsewhere every place comes back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.frames import Sagittal
from liftwell.lift import Facing
from liftwell.motion.body import LANDMARKS
from liftwell.motion.landmark_bias import NEAR_M, depth_factor
from liftwell.motion.sight import Sight, yaw_of_offset

JOINTS = sorted(NEAR_M)
PLACES = np.random.default_rng(3).uniform(-0.8, 0.8, (20, 2))
facings = st.sampled_from(["left", "right"])


def plane(facing: Facing = "right") -> Sagittal:
    return Sagittal((360.0, 640.0), 450.0, facing)


@given(st.sampled_from(JOINTS), st.floats(-0.5, 0.5), facings)
def test_a_joint_is_seen_where_it_is_read(name: str, yaw: float, facing: Facing) -> None:
    sight = Sight(plane(facing), yaw)
    assert sight.joint(sight.joint_px(PLACES, name), name) == pytest.approx(PLACES, abs=1e-9)


@pytest.mark.parametrize("name", LANDMARKS)
def test_from_exactly_beside_only_nearness_counts(name: str) -> None:
    seen_px = plane().to_image(PLACES)
    assert Sight(plane()).joint(seen_px, name) == pytest.approx(PLACES * depth_factor(name))
    assert Sight(plane()).joint_px(PLACES, name) == pytest.approx(plane().to_image(PLACES / depth_factor(name)))
    assert Sight(plane()).middle(seen_px) == pytest.approx(PLACES)


@given(st.floats(-0.5, 0.5), facings)
def test_a_turned_camera_sees_the_mid_plane_narrower_and_as_high(yaw: float, facing: Facing) -> None:
    seen_px = plane(facing).to_image(PLACES * [np.cos(yaw), 1.0])
    assert Sight(plane(facing), yaw).middle(seen_px) == pytest.approx(PLACES, abs=1e-9)


@pytest.mark.parametrize("facing", ["left", "right"])
def test_from_the_front_what_is_near_looks_further_back(facing: Facing) -> None:
    """A camera in front of the lifter sees the near shoulder behind the middle of the chest, whichever way he looks."""
    ahead = 1.0 if facing == "right" else -1.0
    beside, front = (Sight(plane(facing), yaw).joint_px(np.zeros(2), "shoulder") for yaw in (0.0, 0.2))
    assert ahead * (front - beside)[0] < -10
    assert front[1] == beside[1]


def test_places_that_nobody_saw_stay_unseen() -> None:
    nowhere = np.full((2, 2), np.nan)
    sight = Sight(plane(), 0.2)
    assert np.isnan([sight.joint(nowhere, "hip"), sight.middle(nowhere), sight.joint_px(nowhere, "hip")]).all()


@pytest.mark.parametrize(("offset_m", "yaw_deg"), [(-0.005, 0.0), (0.235, 30.0), (-0.245, -30.0), (0.0784, 10.0)])
def test_the_bar_tells_how_far_the_camera_is_turned(offset_m: float, yaw_deg: float) -> None:
    """The plate hangs 0.48 m in front of the fitted plane, and side-on looks 5 mm further back than it is."""
    assert np.degrees(yaw_of_offset(offset_m)) == pytest.approx(yaw_deg, abs=0.01)


def test_no_offset_turns_the_camera_further_than_straight_ahead() -> None:
    assert [np.degrees(yaw_of_offset(x)) for x in (-3.0, 3.0)] == pytest.approx([-90, 90])
