"""Hip and shoulder as the outline of the back tells them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.motion.body import by_landmarks, reconstruct
from liftwell.motion.under_outline import depth_model, joints_under, outwards
from liftwell.pose.contour import Outline
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import near
from tests.motion.lifter import BODY_PX, SIZE_PX, bar_path, lifting, outline, pose_track, rounding

FloatArray = NDArray[np.float64]
KNOTS = ((0.0, 1.0), (1.0, 1.0), (2.2, 0.0), (3.0, 0.0), (4.2, 1.0), (5.0, 1.0))
BODY = lifting(np.arange(0, 5.0, 0.1), KNOTS)
TRACK, BACK, BAR = pose_track(BODY), outline(BODY, rounding(BODY)), bar_path(BODY)
NOTHING = replace(BACK, points_px=np.full_like(BACK.points_px, np.nan))


def mistaken(joint: str, along_x_px: float) -> PoseTrack:
    """A model that puts one landmark so far to the right in the whole clip."""
    landmarks = TRACK.landmarks_px.copy()
    landmarks[:, near(joint, "right"), 0] += along_x_px
    return replace(TRACK, landmarks_px=landmarks)


def lean_deg(track: PoseTrack, back: Outline) -> FloatArray:
    return np.degrees(reconstruct(track, back, BAR, "right", BODY_PX, SIZE_PX).lean)


@pytest.mark.parametrize("joint", ["hip", "shoulder"])
def test_where_the_model_puts_a_joint_matters_less_under_an_outline(joint: str) -> None:
    without, with_it = (
        float(np.abs(lean_deg(mistaken(joint, 12.0), back) - lean_deg(mistaken(joint, -12.0), back)).mean())
        for back in (NOTHING, BACK)
    )
    assert without > 3.0
    assert with_it < 0.8 * without


def test_where_landmarks_and_outline_agree_hardly_anything_changes() -> None:
    assert np.abs(lean_deg(TRACK, BACK) - np.degrees(BODY.angle[:, 2])).mean() < 1.5


def test_without_an_outline_the_landmarks_stand() -> None:
    moving = reconstruct(TRACK, NOTHING, BAR, "right", BODY_PX, SIZE_PX)
    alone = by_landmarks(TRACK, NOTHING, BAR, moving.plane)
    assert np.isnan(joints_under(alone.linkage, alone.depth)).all()
    assert moving.lean == pytest.approx(alone.linkage.angle[:, 2], abs=1e-3)


def test_pictures_that_show_too_little_of_the_back_tell_nothing() -> None:
    moving = reconstruct(TRACK, BACK, BAR, "right", BODY_PX, SIZE_PX)
    found = by_landmarks(TRACK, BACK, BAR, moving.plane)
    depth = found.depth.copy()
    depth[20, 30:] = np.nan
    under = joints_under(found.linkage, depth)
    assert np.isnan(under[20]).all()
    assert np.isfinite(under[[19, 21]]).all()


def test_joints_move_across_the_trunk_only() -> None:
    moving = reconstruct(TRACK, BACK, BAR, "right", BODY_PX, SIZE_PX)
    found = by_landmarks(TRACK, BACK, BAR, moving.plane)
    step = joints_under(found.linkage, found.depth) - found.linkage.joints[:, 2:4]
    across = np.einsum("tjk,tk->tj", step, outwards(found.linkage))
    assert np.abs(np.linalg.norm(step, axis=-1) - np.abs(across)).max() < 1e-9


def test_the_model_is_a_covariance_of_ten_depths_a_lean_and_two_joints() -> None:
    model = depth_model()
    assert model.stations.shape == (10,)
    assert model.covariance.shape == (13, 13) == (len(model.mean),) * 2
    assert model.covariance == pytest.approx(model.covariance.T)
    assert np.linalg.eigvalsh(model.covariance).min() > -1e-6
