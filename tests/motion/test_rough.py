"""Pulls counted from landmarks alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.lift import Facing
from liftwell.motion.rough import count_reps
from liftwell.pose.skeleton import both
from tests.motion.lifter import lifting, pose_track, reps_at

TIMES = np.arange(0, 12, 0.1)
KNOTS = reps_at(1.0, 5.0)


@pytest.mark.parametrize("facing", ["left", "right"])
def test_two_pulls_are_two(facing: Facing) -> None:
    first, second = count_reps(pose_track(lifting(TIMES, KNOTS), facing))
    assert [first.liftoff_s, second.liftoff_s] == pytest.approx([1.2, 5.2], abs=0.3)
    assert [first.lockout_s, second.lockout_s] == pytest.approx([2.1, 6.1], abs=0.3)


def test_mirrored_or_resized_is_the_same_set() -> None:
    track = pose_track(lifting(TIMES, KNOTS))
    small = replace(track, landmarks_px=track.landmarks_px * [-0.4, 0.4])
    assert count_reps(small) == count_reps(track)


def test_a_raised_arm_is_no_pull() -> None:
    track = pose_track(lifting(TIMES, [(0.0, 1.0), (1.0, 1.0)]))
    points = track.landmarks_px.copy()
    up = np.clip(TIMES - 2, 0, 1)[:, None]
    points[:, list(both("wrist")), 1] -= 300 * up
    assert count_reps(replace(track, landmarks_px=points)) == []


def test_somebody_who_stands_does_nothing() -> None:
    assert count_reps(pose_track(lifting(TIMES, [(0.0, 1.0), (1.0, 1.0)]))) == []
