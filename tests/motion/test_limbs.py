"""Foot and elbow from landmarks: known tilts and bends come back, and what the plate or the edge hides does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.frames import Sagittal
from liftwell.lift import Facing
from liftwell.motion.body import read_backs, reconstruct
from liftwell.motion.landmark_bias import depth_factor
from liftwell.motion.limbs import _FLAT_SOLE, Limbs, read_limbs
from liftwell.motion.linkage import NOMINAL_BODY_M, PARALLAX, Linkage
from liftwell.motion.sight import Sight
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import near
from tests.motion.lifter import BODY_PX, SIZE_PX, FloatArray, bar_path, lifting, outline, pose_track, reps_at, rounding

TRUTH = lifting(np.arange(0, 5, 0.1), reps_at(1.0))
N = len(TRUTH.time_s)
BODY = Linkage(TRUTH.time_s, TRUTH.angle, 0 * TRUTH.angle, TRUTH.joints, TRUTH.length, PARALLAX, np.zeros(2), 0.0)
SHOULDER, HAND = TRUTH.joints[:, 3], TRUTH.joints[:, 6]
NOWHERE = np.full((N, 2), np.nan)
FOOT_PX = 90.0
facings = st.sampled_from(["left", "right"])


def plane(facing: Facing) -> Sagittal:
    return Sagittal((SIZE_PX[0] / 2, SIZE_PX[1] / 2), BODY_PX / NOMINAL_BODY_M, facing)


def read(
    track: PoseTrack, facing: Facing = "right", plate_px: FloatArray = NOWHERE, radius_px: float = np.nan
) -> Limbs:
    return read_limbs(track, BODY, plate_px, radius_px, Sight(plane(facing)))


def moved(facing: Facing, **joints_px: FloatArray) -> PoseTrack:
    """The lifter's landmarks with some of the near side somewhere else: (2,) or (T, 2) px each."""
    track = pose_track(TRUTH, facing)
    points = track.landmarks_px.copy()
    for joint, place in joints_px.items():
        points[:, near(joint, facing)] = place
    return replace(track, landmarks_px=points)


def on_a_foot(tilt_deg: float, facing: Facing = "right", heel_px: tuple[float, float] = (300.0, 900.0)) -> PoseTrack:
    """The toe where the foot's line falls from the heel by so much, as it looks in the picture."""
    forward = 1.0 if facing == "right" else -1.0
    tilt = np.radians(tilt_deg)
    heel = np.array(heel_px)
    return moved(facing, heel=heel, toe=heel + FOOT_PX * np.array([forward * np.cos(tilt), np.sin(tilt)]))


def elbow_at(along: float, behind_m: float, facing: Facing = "right") -> PoseTrack:
    """The elbow so far down the line from shoulder to hand, and so far behind it (nominal metres)."""
    arm = HAND - SHOULDER
    behind = np.stack([arm[:, 1], -arm[:, 0]], axis=1) / np.linalg.norm(arm, axis=1)[:, None]
    place = SHOULDER + along * arm + behind_m * behind
    return moved(facing, elbow=plane(facing).to_image(place / depth_factor("elbow")))


def test_a_flat_foot_reads_flat() -> None:
    """Its line falls a little in the picture; that is known and taken out."""
    flat_deg = float(np.degrees(_FLAT_SOLE))
    assert read(on_a_foot(flat_deg)).sole == pytest.approx(np.zeros(N), abs=1e-9)
    assert 0 < flat_deg < 5


@given(st.floats(-30, 60), facings)
def test_a_heel_that_is_up_is_found(heel_up_deg: float, facing: Facing) -> None:
    found = read(on_a_foot(float(np.degrees(_FLAT_SOLE)) + heel_up_deg, facing), facing)
    assert np.degrees(found.sole) == pytest.approx(np.full(N, heel_up_deg), abs=1e-6)


def test_heel_and_toe_are_where_they_were_seen() -> None:
    right, left = read(pose_track(TRUTH)), read(pose_track(TRUTH, "left"), "left")
    assert right.heel[:, 0].max() < TRUTH.foot[0] < right.toe[:, 0].min()
    for one, other in zip(right, left, strict=True):
        assert other == pytest.approx(one, abs=1e-9)


@pytest.mark.parametrize("joint", ["heel", "toe"])
@pytest.mark.parametrize("facing", ["left", "right"])
def test_a_foot_behind_the_plate_is_not_read(joint: str, facing: Facing) -> None:
    """Either end of it hides the foot, and only while the plate is there."""
    track = on_a_foot(10.0, facing)
    plate = NOWHERE.copy()
    plate[10:20] = track.landmarks_px[0, near(joint, facing)] + [0.0, -30.0]
    found = read(track, facing, plate, 40.0)
    for values in (found.heel[:, 0], found.toe[:, 1], found.sole):
        assert np.isnan(values).tolist() == [10 <= k < 20 for k in range(N)]
    assert np.isfinite(found.elbow).all()


@pytest.mark.parametrize(("away", "hidden"), [(1.0, True), (1.1, True), (1.2, False)])
def test_the_rim_hides_a_little_more_than_the_plate(away: float, hidden: bool) -> None:
    track = on_a_foot(0.0)
    plate = track.landmarks_px[:, near("heel", "right")] - [away * 60.0, 0.0]
    assert np.isnan(read(track, "right", plate, 60.0).sole).all() == hidden


@pytest.mark.parametrize("height_px", [SIZE_PX[1] - 5.0, SIZE_PX[1] + 30.0])
def test_a_foot_at_the_lower_edge_of_the_picture_is_not_read(height_px: float) -> None:
    found = read(on_a_foot(0.0, heel_px=(300.0, height_px)))
    assert np.isnan(found.heel).all()
    assert np.isnan(found.toe).all()
    assert np.isnan(found.sole).all()
    assert np.isfinite(read(on_a_foot(0.0, heel_px=(300.0, 0.95 * SIZE_PX[1]))).sole).all()


def test_without_a_plate_nothing_is_hidden() -> None:
    track = on_a_foot(0.0)
    heel = track.landmarks_px[:, near("heel", "right")]
    for plate, radius in ((NOWHERE, np.nan), (NOWHERE, 100.0), (heel, np.nan)):
        assert np.isfinite(read(track, "right", plate, radius).sole).all()


@given(st.floats(0.2, 0.7), facings)
def test_a_straight_arm_reads_zero(along: float, facing: Facing) -> None:
    assert read(elbow_at(along, 0.0, facing), facing).elbow == pytest.approx(np.zeros(N), abs=1e-9)


@given(st.floats(0.2, 0.7), st.floats(-0.15, 0.15), facings)
def test_a_bent_arm_reads_the_angle_between_its_parts(along: float, behind_m: float, facing: Facing) -> None:
    """An elbow bends backwards under a hanging hand: behind the line is positive."""
    arm = float(np.linalg.norm((HAND - SHOULDER)[0]))
    bend = np.arctan2(behind_m, along * arm) + np.arctan2(behind_m, (1 - along) * arm)
    found = read(elbow_at(along, behind_m, facing), facing).elbow
    assert found == pytest.approx(np.full(N, bend), abs=1e-9)


def test_the_landmarks_of_a_straight_arm_are_straight() -> None:
    assert np.degrees(np.abs(read(pose_track(TRUTH)).elbow)).max() < 3


def test_a_moment_of_noise_is_calmed() -> None:
    track = elbow_at(0.41, 0.0)
    points = track.landmarks_px.copy()
    points[25, near("elbow", "right")] += [-20.0, 0.0]
    alone = read(elbow_at(0.41, 20.0 * NOMINAL_BODY_M / BODY_PX)).elbow[25]
    calmed = read(replace(track, landmarks_px=points)).elbow[25]
    assert 0 < calmed < 0.6 * alone


def test_a_fitted_body_carries_its_limbs() -> None:
    """The whole way from the picture: the arms hang straight, and the plate hides the foot only near the floor."""
    traced = outline(TRUTH, rounding(TRUTH))
    moving = reconstruct(pose_track(TRUTH), traced, bar_path(TRUTH), "right", BODY_PX, SIZE_PX)
    assert read_backs([moving])[0].upright_seen
    assert np.degrees(np.abs(moving.limbs.elbow)).mean() < 3
    hidden = np.isnan(moving.limbs.sole)
    assert hidden[:8].all()
    assert not hidden[22:26].any()
