from __future__ import annotations

import numpy as np
import pytest

from liftwell.analysis import Series
from liftwell.loads.joints import BEND_PER_LEAN, HIDDEN_BEND_SD, SHIFT, joints_of, pelvis_of
from liftwell.loads.posture import LEAN_ON_PELVIS
from tests.loads.lifts import ARM, BODY_M, THIGH, TRUNK, lift

LIFT = lift()
TIME_S = LIFT.time_s
SURE = np.full(len(TIME_S), 0.05)


def test_the_hand_is_where_the_bar_is() -> None:
    joints = joints_of(LIFT.motion, BODY_M)
    assert np.allclose(joints["hand"], LIFT.motion.point("bar").T * BODY_M)
    assert np.allclose(joints["shoulder"] - joints["hand"], [[0.0], [ARM]])


def test_the_wrist_lies_on_the_straight_arm() -> None:
    joints = joints_of(LIFT.motion, BODY_M)
    assert np.allclose(joints["shoulder"] - joints["wrist"], [[0.0], [0.81 * ARM]])


def test_hip_and_knee_are_set_beside_the_fit_and_nothing_else_is() -> None:
    joints = joints_of(LIFT.motion, BODY_M)
    for name in ("ankle", "knee", "hip", "shoulder", "elbow"):
        moved = np.hypot(*(joints[name] - LIFT.motion.point(name).T * BODY_M))
        assert (moved < 0.04).all()
        assert (moved > 0).all() == (name in SHIFT)


def test_the_shift_turns_with_the_segments() -> None:
    """As long and as far in front of its segment whatever the posture: trunk and thigh become a little shorter."""
    joints = joints_of(LIFT.motion, BODY_M)
    thigh, trunk = (np.hypot(*(joints[a] - joints[b])) for a, b in (("hip", "knee"), ("shoulder", "hip")))
    assert (trunk < TRUNK).all()
    assert np.ptp(trunk) < 0.03
    assert np.ptp(thigh) < 0.03
    assert (np.abs(thigh - THIGH) < 0.04).all()


def test_a_pelvis_that_was_seen_is_left_alone() -> None:
    pelvis = pelvis_of(TIME_S, LIFT.pelvis, LIFT.trunk)
    assert np.allclose(pelvis.tilt, LIFT.pelvis.value)
    assert np.allclose(pelvis.sd, LIFT.pelvis.sd)


def test_a_hidden_back_bends_as_before_and_after_and_is_less_sure() -> None:
    hidden = (TIME_S > 1.2) & (TIME_S < 1.6)
    pelvis = pelvis_of(TIME_S, Series(np.where(hidden, np.nan, LIFT.pelvis.value), SURE, "rad"), LIFT.trunk)
    assert np.allclose(pelvis.tilt, LIFT.pelvis.value, atol=1e-6)
    assert (pelvis.sd[hidden] >= HIDDEN_BEND_SD).all()
    assert np.allclose(pelvis.sd[~hidden], SURE[~hidden])


def test_a_back_that_was_never_seen_bends_like_most() -> None:
    never = Series(np.full(len(TIME_S), np.nan), SURE, "rad")
    pelvis = pelvis_of(TIME_S, never, LIFT.trunk)
    trunk = LIFT.trunk.value
    assert np.allclose(trunk - pelvis.tilt, LEAN_ON_PELVIS + BEND_PER_LEAN * trunk)
    assert (pelvis.sd >= HIDDEN_BEND_SD).all()


def test_what_was_not_seen_of_the_trunk_stays_unseen() -> None:
    trunk = Series(np.where(TIME_S > 3, np.nan, LIFT.trunk.value), SURE, "rad")
    assert np.isnan(pelvis_of(TIME_S, LIFT.pelvis, trunk).tilt).any()


@pytest.mark.parametrize("name", SHIFT)
def test_shifts_are_small(name: str) -> None:
    assert all(abs(number) < 0.02 for pair in SHIFT[name].values() for number in pair)
