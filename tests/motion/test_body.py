"""From landmarks, outline and bar in the picture to a body in motion: any size, either side, plates in the way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.barbell.bar_path import BarPath
from liftwell.lift import Facing
from liftwell.motion.body import Moving, _at, read_backs, reconstruct
from liftwell.motion.sight import yaw_of_offset
from liftwell.pose.contour import STATIONS, Outline
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import both, near
from tests.motion.lifter import (
    BODY_PX,
    SIZE_PX,
    Lifter,
    bar_path,
    from_aside,
    lifting,
    outline,
    pose_track,
    reps_at,
    rounding,
)

TRUTH = lifting(np.arange(0, 5, 0.1), reps_at(1.0))
NO_OUTLINE = Outline(np.zeros(0), np.zeros((0, len(STATIONS), 2)), np.zeros((0, len(STATIONS))))


def built(truth: Lifter = TRUTH, facing: Facing = "right", size: float = 1.0) -> Moving:
    """The lifter's motion from a picture `size` times as large."""
    track, bar, back = pose_track(truth, facing), bar_path(truth, facing), outline(truth, rounding(truth), facing)
    width, height = (round(size * side) for side in SIZE_PX)
    return reconstruct(
        replace(track, landmarks_px=track.landmarks_px * size),
        Outline(back.time_s, back.points_px * size, back.softness),
        replace(bar, centre_px=bar.centre_px * size, radius_px=bar.radius_px * size),
        facing,
        BODY_PX * size,
        (width, height),
    )


def mean_error_deg(moving: Moving) -> float:
    return float(np.degrees(np.abs(moving.linkage.angle - TRUTH.angle)).mean(axis=0).max())


def test_angles_come_back_from_the_picture() -> None:
    moving = built()
    assert mean_error_deg(moving) < 1.5
    assert moving.lean == pytest.approx(TRUTH.angle[:, 2], abs=np.radians(4))


@pytest.mark.parametrize(("facing", "size"), [("left", 1.0), ("right", 0.5), ("left", 3.0)])
def test_side_and_size_of_the_picture_do_not_matter(facing: Facing, size: float) -> None:
    one, other = built(), built(facing=facing, size=size)
    assert other.linkage.angle == pytest.approx(one.linkage.angle, abs=1e-6)
    assert other.slopes == pytest.approx(one.slopes, abs=1e-6, nan_ok=True)
    assert other.softness == pytest.approx(one.softness, abs=1e-6, nan_ok=True)


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("yaw_deg", [-15.0, 15.0], ids=["from behind", "from the front"])
def test_a_camera_that_stands_aside_is_noticed_and_taken_into_account(facing: Facing, yaw_deg: float) -> None:
    track, bar, back = from_aside(TRUTH, np.radians(yaw_deg), facing)
    found, straight = reconstruct(track, back, bar, facing, BODY_PX, SIZE_PX), built(facing=facing)
    assert np.degrees(yaw_of_offset(float(found.linkage.bar_offset[0]))) == pytest.approx(yaw_deg, abs=1.5)
    assert mean_error_deg(found) < mean_error_deg(straight) + 0.3
    assert np.degrees(np.nanmean(np.abs(found.slopes - straight.slopes))) < 0.5
    assert np.linalg.norm(found.joints_px[:, 3] - track.landmarks_px[:, near("shoulder", facing)], axis=-1).max() < 30


@pytest.mark.parametrize("yaw_deg", [-28.0, 28.0], ids=["from behind", "from the front"])
def test_a_plate_far_beside_the_hands_is_no_mistake(yaw_deg: float) -> None:
    track, bar, back = from_aside(TRUTH, np.radians(yaw_deg))
    found = reconstruct(track, back, bar, "right", BODY_PX, SIZE_PX)
    assert np.degrees(yaw_of_offset(float(found.linkage.bar_offset[0]))) == pytest.approx(yaw_deg, abs=4)


def test_without_a_plate_nothing_tells_where_the_camera_stands() -> None:
    """The same picture, but the bar known by the hands alone: the angles are as wrong as the view is oblique."""
    track, bar, back = from_aside(TRUTH, np.radians(15.0))
    hands = replace(bar_path(TRUTH, source="hands"), centre_px=track.landmarks_px[:, near("wrist", "right")])
    corrected, taken = (reconstruct(track, back, seen, "right", BODY_PX, SIZE_PX) for seen in (bar, hands))
    assert mean_error_deg(taken) > 1.5 * mean_error_deg(corrected)


def test_joints_are_drawn_where_the_near_side_shows_them() -> None:
    """The hand is drawn at the hand; knee and shoulder within the landmarks' own bias."""
    moving, track = built(), pose_track(TRUTH)
    landmarks = track.landmarks_px[:, [both(joint)[1] for joint in ("knee", "shoulder")]]
    assert np.linalg.norm(moving.joints_px[:, [1, 3]] - landmarks, axis=-1).max() < 0.05 * BODY_PX


def test_an_ankle_behind_the_plate_is_a_guess_that_does_not_count() -> None:
    """At the bottom the plate stands in front of the ankle; the model then guesses 10 cm off."""
    track, bar = _track(), bar_path(TRUTH)
    points = track.landmarks_px.copy()
    guessed = np.linalg.norm(points[:, both("ankle")[1]] - bar.centre_px, axis=1) < bar.radius_px
    points[guessed, both("ankle")[1]] += [45.0, 0.0]
    assert guessed.any()
    moving = reconstruct(replace(track, landmarks_px=points), NO_OUTLINE, bar, "right", BODY_PX, SIZE_PX)
    assert mean_error_deg(moving) < 1.5


@pytest.mark.parametrize("seen", [True, False], ids=["hands", "nothing"])
def test_without_a_plate_the_wrists_hold_the_body(seen: bool) -> None:
    bar = bar_path(TRUTH, source="hands")
    if not seen:
        bar = replace(bar, centre_px=np.full_like(bar.centre_px, np.nan))
    assert mean_error_deg(reconstruct(pose_track(TRUTH), NO_OUTLINE, bar, "right", BODY_PX, SIZE_PX)) < 1.5


def test_a_plate_that_is_lost_for_the_whole_rep_is_not_made_up() -> None:
    """It is on the floor before and after; in between it was with the hands, not on the floor."""
    bar = bar_path(TRUTH)
    centre = bar.centre_px.copy()
    centre[8:40] = np.nan
    lost = reconstruct(_track(), _outline(), replace(bar, centre_px=centre), "right", BODY_PX, SIZE_PX)
    assert mean_error_deg(lost) < 1.5
    assert np.linalg.norm(lost.linkage.joints[24, 6] - TRUTH.joints[24, 6]) < 0.05


def test_between_its_frames_the_bar_is_known_and_in_its_gaps_it_is_not() -> None:
    bar = bar_path(lifting(np.arange(0, 2, 0.04), reps_at(0.1)))
    centre = bar.centre_px.copy()
    centre[10:30] = np.nan
    place = _at(replace(bar, centre_px=centre), np.array([0.1, 0.42, 0.8, 1.3]))
    assert place[0] == pytest.approx(bar.centre_px[[2, 3]].mean(axis=0), abs=1)
    assert np.isfinite(place[:, 0]).tolist() == [True, True, False, True]


def test_the_plate_hides_the_back_behind_it() -> None:
    blade = _outline().points_px[25, 60]
    bar = bar_path(TRUTH)
    moved = replace(bar, centre_px=bar.centre_px + (blade - bar.centre_px[25]))
    assert np.isfinite(built().outline_px[25, 60]).all()
    hidden = reconstruct(_track(), _outline(), moved, "right", BODY_PX, SIZE_PX)
    assert np.isnan(hidden.outline_px[25, 60]).all()


def test_without_an_outline_there_is_no_back() -> None:
    moving = reconstruct(_track(), NO_OUTLINE, bar_path(TRUTH), "right", BODY_PX, SIZE_PX)
    assert np.isnan(moving.slopes).all()
    (back,) = read_backs([moving])
    assert not back.upright_seen
    assert np.isnan(back.lumbar).all()


def test_one_lifter_has_one_tallest_posture() -> None:
    """A stretch that is bent from end to end is read against the posture of another in which the lifter stands."""
    standing = built()
    bent = built(lifting(np.arange(0, 2, 0.1), [(0.0, 0.0), (1.9, 0.02)]))
    alone, (_, together) = read_backs([bent])[0], read_backs([standing, bent])
    assert not alone.upright_seen
    assert together.upright_seen
    assert np.degrees(together.lumbar.mean()) > 10


def test_the_bar_may_be_seen_oftener_than_the_body() -> None:
    bar: BarPath = bar_path(lifting(np.arange(0, 5, 1 / 60), reps_at(1.0)))
    moving = reconstruct(_track(), _outline(), bar, "right", BODY_PX, SIZE_PX)
    assert moving.linkage.angle == pytest.approx(built().linkage.angle, abs=np.radians(0.5))


def _track() -> PoseTrack:
    return pose_track(TRUTH)


def _outline() -> Outline:
    return outline(TRUTH, rounding(TRUTH))
