"""Facts read off landmarks: facing, length of the body, hands; and a whole first pass over a real file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from liftwell.lift import Facing
from liftwell.passes.first import BODY_RATE_HZ, body_length_px, facing_of, hands_px, look_through
from liftwell.pose.skeleton import both, near
from liftwell.progress import Progress
from liftwell.video.decode import open_clip
from tests.motion.lifter import BODY_PX, lifting, pose_track, reps_at
from tests.pose.scripted import Pose, Scripted

BODY = lifting(np.arange(0, 5, 0.1), reps_at(1.0))
CLIP = Path(__file__).parent.parent / "data" / "no_person.mp4"
SIDES: tuple[Facing, ...] = ("left", "right")


@pytest.mark.parametrize("facing", SIDES)
def test_toes_and_nose_point_where_the_lifter_looks(facing: Facing) -> None:
    assert facing_of(pose_track(BODY, facing)) == facing


@pytest.mark.parametrize("facing", SIDES)
def test_a_body_is_as_long_bent_as_erect(facing: Facing) -> None:
    length = body_length_px(pose_track(BODY, facing).landmarks_px)
    assert length == pytest.approx(BODY_PX, rel=0.1)
    assert np.ptp(length) < 0.08 * BODY_PX


def test_the_near_side_or_the_longer_one() -> None:
    points = pose_track(BODY, "left").landmarks_px.copy()
    for joint in ("ankle", "knee", "hip", "shoulder"):
        points[:, near(joint, "right")] *= 0.5
    assert body_length_px(points) == pytest.approx(body_length_px(points, "left"))
    assert body_length_px(points, "right") == pytest.approx(0.5 * body_length_px(points, "left"))


def test_hands_are_the_middle_of_both_wrists() -> None:
    points = np.zeros((2, 33, 2))
    left, right = both("wrist")
    points[:, left], points[:, right] = [10.0, 20.0], [30.0, 60.0]
    assert hands_px(points) == pytest.approx(np.tile([20.0, 40.0], (2, 1)))


def near_by(_: float) -> Pose:
    return Pose(180, 320, 300)


def further_away(_: float) -> Pose:
    return Pose(60, 320, 90)


def test_everybody_is_followed_at_ten_pictures_a_second() -> None:
    told: list[Progress] = []
    first = look_through(open_clip(CLIP), Scripted(near_by, further_away, marked=False), told.append)
    assert first.track is not None
    assert np.diff(first.track.time_s) == pytest.approx(1 / BODY_RATE_HZ, abs=0.02)
    assert first.track.landmarks_px[0, 23] == pytest.approx([180, 320])
    assert first.others == 1
    assert len(first.looks) == len(first.track.time_s)
    assert len(first.survey.crops) > 0
    assert [step.done for step in told] == sorted(step.done for step in told)
    assert told[-1].stage == "look"


def test_an_empty_room_has_no_track() -> None:
    first = look_through(open_clip(CLIP), Scripted(), lambda _: None)
    assert first.track is None
    assert first.others == 0
    assert len(first.survey.crops) == 0
    assert len(first.looks) > 20
