"""Joints put in place by a person: exact there, likewise beside, nothing further off; and the fit that follows."""

from __future__ import annotations

import numpy as np
import pytest

from liftwell.correction import JOINTS, JointPlace
from liftwell.motion.body import LANDMARKS, Moving, reconstruct
from liftwell.motion.marks import Marks, landmark_paths, marks_on
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import near
from tests.motion.lifter import BODY_PX, SIZE_PX, bar_path, lifting, outline, pose_track, reps_at, rounding

TIMES = np.arange(0, 5, 0.1)
TRUTH = lifting(TIMES, reps_at(1.0))
HIP = JOINTS.index("hip")
WRONG_PX = 60.0
FROM_S, TO_S = 1.0, 3.0


def told(*points: JointPlace) -> Marks:
    marks = marks_on(TIMES, np.zeros((len(TIMES), len(JOINTS), 2)), points, BODY_PX)
    assert marks is not None
    return marks


def test_a_joint_is_where_it_was_put_and_less_surely_so_beside() -> None:
    marks = told(JointPlace("hip", 2.0, 30.0, 40.0))
    place, sd, likeness = (array[:, 0] for array in marks.of(["hip"]))
    at = 20
    assert place[at] == pytest.approx([30, 40])
    assert sd[at] == pytest.approx(0.007 * BODY_PX)
    assert likeness[at] == 1
    assert (np.diff(sd[at : at + 4]) > 0).all()
    assert sd[at + 2] > 0.7 * 50, "a large mistake says little of what lies further off"
    assert np.isnan(place[at + 5 :]).all()
    assert not likeness[at + 5 :].any()
    assert not marks.likeness[:, [k for k in range(len(JOINTS)) if k != HIP]].any()


def test_between_two_points_the_mistake_changes_evenly_and_the_last_word_counts() -> None:
    marks = told(*(JointPlace("hip", t, x, 0.0) for t, x in ((2.0, 99.0), (2.0, 10.0), (2.2, 20.0))))
    assert marks.place_px[20:23, HIP, 0] == pytest.approx([10, 15, 20])


def test_between_two_samples_the_joint_moves_as_it_did() -> None:
    paths = np.zeros((len(TIMES), len(JOINTS), 2))
    paths[:, :, 0] = 100 * TIMES[:, None]
    marks = marks_on(TIMES, paths, [JointPlace("hip", 2.04, 204.0 + 7.0, 0.0)], BODY_PX)
    assert marks is not None
    assert marks.place_px[20, HIP] == pytest.approx([207, 0])


@pytest.mark.parametrize("points", [[], [JointPlace("hip", 9.0, 1.0, 1.0)]])
def test_what_lies_in_another_stretch_says_nothing(points: list[JointPlace]) -> None:
    assert marks_on(TIMES, np.zeros((len(TIMES), len(JOINTS), 2)), points, BODY_PX) is None


def test_landmarks_are_brought_to_the_marks_on_the_near_side_only() -> None:
    track = pose_track(TRUTH)
    paths = landmark_paths(track, "right")
    marks = marks_on(TIMES, paths, [JointPlace("heel", 2.0, *(paths[20, JOINTS.index("heel")] + [5, 5]))], BODY_PX)
    assert marks is not None
    moved = marks.moved(track, "right").landmarks_px - track.landmarks_px
    assert moved[20, near("heel", "right")] == pytest.approx([5, 5])
    assert np.flatnonzero(np.abs(moved).sum((0, 2))).tolist() == [near("heel", "right")]


def built(track: PoseTrack, *points: JointPlace) -> Moving:
    """Looked at with the outline of the back, and a plate."""
    back = outline(TRUTH, rounding(TRUTH))
    return reconstruct(track, back, bar_path(TRUTH), "right", BODY_PX, SIZE_PX, points)


def slipped() -> PoseTrack:
    """The hip 60 px off for the two seconds of a pull."""
    track = pose_track(TRUTH)
    points = track.landmarks_px.copy()
    points[(FROM_S <= TIMES) & (TO_S >= TIMES), near("hip", "right"), 0] += WRONG_PX
    return PoseTrack(track.time_s, points, track.visibility, track.world_m, track.region, track.score)


def hip_deg(moving: Moving) -> np.ndarray:
    return np.degrees(moving.linkage.angle[:, 2] - moving.linkage.angle[:, 1])


def off_deg(moving: Moving, whole: Moving) -> float:
    """Root mean square while the hip was off."""
    during = (FROM_S <= TIMES) & (TO_S >= TIMES)
    return float(np.sqrt(((hip_deg(moving) - hip_deg(whole))[during] ** 2).mean()))


def hips_of(whole: Moving, times_s: list[float]) -> list[JointPlace]:
    """Where somebody who sees the hip would put it."""
    path = whole.joints_px[:, LANDMARKS.index("hip")]
    return [JointPlace("hip", t, *(float(np.interp(t, TIMES, path[:, k])) for k in (0, 1))) for t in times_s]


def test_a_few_points_bring_a_slipped_joint_back() -> None:
    whole, wrong = built(pose_track(TRUTH)), built(slipped())
    assert off_deg(wrong, whole) > 4
    errors = [
        off_deg(built(slipped(), *hips_of(whole, list(np.linspace(FROM_S, TO_S, count + 2)[1:-1]))), whole)
        for count in (1, 2, 4, 8)
    ]
    assert errors[0] < off_deg(wrong, whole)
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 0.2 * off_deg(wrong, whole)


def test_the_error_that_is_told_holds_what_is_left() -> None:
    whole = built(pose_track(TRUTH))
    mended = built(slipped(), *hips_of(whole, list(np.arange(FROM_S, TO_S, 0.25))))
    sd = np.degrees(np.hypot(mended.linkage.angle_sd[:, 1], mended.linkage.angle_sd[:, 2]))
    assert (np.abs(hip_deg(mended) - hip_deg(whole)) < 2 * sd).mean() > 0.95
    assert np.median(sd) > 0.5 * np.median(np.degrees(whole.linkage.angle_sd[:, 1:3]).max(axis=1)), "not too sure of it"


def test_a_point_where_the_joint_was_seen_changes_nothing_to_speak_of() -> None:
    whole = built(pose_track(TRUTH))
    again = built(pose_track(TRUTH), *hips_of(whole, [2.0]))
    assert np.abs(hip_deg(again) - hip_deg(whole)).max() < 1


def test_without_points_it_is_the_same_fit_to_the_last_bit() -> None:
    track = pose_track(TRUTH)
    assert (built(track).linkage.angle == built(track, JointPlace("hip", 99.0, 0.0, 0.0)).linkage.angle).all()
