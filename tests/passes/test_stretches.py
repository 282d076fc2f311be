"""Moving stretches: a lift with its margins, rests inside, stillness outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liftwell.barbell.survey import PlateSurvey
from liftwell.passes.first import FirstPass
from liftwell.passes.stretches import moving_stretches, stretches_of
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import both
from tests.motion.lifter import lifting, pose_track, reps_at

TIMES = np.arange(0, 40, 0.1)


def track(knots: Sequence[tuple[float, float]]) -> PoseTrack:
    return pose_track(lifting(TIMES, knots))


def test_one_pull_in_a_long_clip_is_one_stretch_with_the_stillness_around() -> None:
    """The pull lasts from 20.0 s to 22.8 s."""
    ((start, stop),) = moving_stretches(track(reps_at(20.0)))
    assert 17.0 < start < 19.3
    assert 23.0 < stop < 25.5


def test_a_knee_test_is_measured_from_the_first_sight_to_the_last() -> None:
    seen = FirstPass((), track(reps_at(20.0)), 0, PlateSurvey())
    assert stretches_of(seen, "knee-extension") == [pytest.approx((0.0, 39.9))]
    assert stretches_of(seen, None) == stretches_of(seen, "hinge") == moving_stretches(track(reps_at(20.0)))
    assert stretches_of(FirstPass((), None, 0, PlateSurvey()), "knee-extension") == []


def test_a_rest_on_the_floor_belongs_to_the_set() -> None:
    """The pulls end and begin three seconds apart."""
    assert len(moving_stretches(track(reps_at(10.0, 15.8)))) == 1


def test_a_long_break_parts_two_sets() -> None:
    first, second = moving_stretches(track(reps_at(5.0, 25.0)))
    assert first[1] < 12
    assert second[0] > 20


def test_a_clip_cut_to_the_lift_is_all_stretch() -> None:
    times = np.arange(0, 3, 0.1)
    ((start, stop),) = moving_stretches(pose_track(lifting(times, reps_at(0.1))))
    assert (start, stop) == pytest.approx((0.0, 2.9))


def test_who_stands_still_does_not_move() -> None:
    still = track([(0.0, 1.0), (1.0, 1.0)])
    noise = np.random.default_rng(1).normal(0, 3, still.landmarks_px.shape)
    assert moving_stretches(replace(still, landmarks_px=still.landmarks_px + noise)) == []


def test_hands_alone_are_movement() -> None:
    still = track([(0.0, 1.0), (1.0, 1.0)])
    points = still.landmarks_px.copy()
    points[:, list(both("wrist")), 1] -= 300 * np.clip(TIMES - 20, 0, 1)[:, None]
    ((start, stop),) = moving_stretches(replace(still, landmarks_px=points))
    assert start < 20
    assert stop > 21


@pytest.mark.parametrize("samples", [0, 1])
def test_too_little_to_tell(samples: int) -> None:
    assert moving_stretches(pose_track(lifting(TIMES[:samples], reps_at(1.0)))) == []


@settings(max_examples=20)
@given(st.floats(0, 1000), st.floats(0.1, 10), st.sampled_from([1.0, -1.0]))
def test_when_how_large_and_which_way_do_not_matter(later_s: float, size: float, mirror: float) -> None:
    seen = track(reps_at(5.0, 25.0))
    other = replace(seen, time_s=seen.time_s + later_s, landmarks_px=seen.landmarks_px * [size * mirror, size])
    expected = [(start + later_s, stop + later_s) for start, stop in moving_stretches(seen)]
    assert np.array(moving_stretches(other)) == pytest.approx(np.array(expected), abs=0.11)
