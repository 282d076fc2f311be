"""Which bends are hinges, which one is the toe-touch, and what is read in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import MOTION_POINTS, HingeTest, Instants, Motion, Rep, Series
from liftwell.motion.hinge_test import Bend, hinge_test, toe_touch
from liftwell.quantity import Quantity
from tests.analyses import REP_TIMES, degrees, made_rep

ARM = 0.5  # body lengths
BODY = Quantity(1.35, 0.03, "m")
HIDDEN = Quantity.unseen("rad", "hidden")


def bend(rep: int, shoulders: float = 0.74, knee_deg: float = 25.0, lumbar_deg: float | None = 10.0) -> Bend:
    lumbar = HIDDEN if lumbar_deg is None else degrees(lumbar_deg)
    return Bend(rep, shoulders, shoulders - ARM, float(np.radians(knee_deg)), lumbar)


def measured(hands: list[float], lumbar_deg: list[float], body: Quantity = BODY, arm: float = ARM) -> HingeTest:
    """One bend for each: how high the hands stay, in body lengths, and what the low back does."""
    reps: list[Rep] = [
        replace(made_rep(k, deg, times), lumbar_flexion=Instants(HIDDEN, degrees(deg), degrees(deg), degrees(0.0)))
        for k, (deg, times) in enumerate(zip(lumbar_deg, REP_TIMES, strict=False), 1)
    ]
    time_s = np.arange(0.0, 14.0, 0.1)
    points = np.full((len(time_s), len(MOTION_POINTS), 2), np.nan)
    lowest = [times[1] for times in REP_TIMES[: len(hands)]]
    points[:, MOTION_POINTS.index("hand"), 1] = np.interp(time_s, lowest, hands)
    points[:, MOTION_POINTS.index("shoulder"), 1] = np.interp(time_s, lowest, hands) + arm
    points[::7] = np.nan  # now and then a hand is not seen
    motion = Motion(points, body, np.zeros((len(time_s), 7)), np.ones(len(time_s)))
    knee = Series(np.full(len(time_s), 0.3), np.full(len(time_s), 0.05), "rad")
    return hinge_test(reps, time_s, {"knee_flexion": knee}, motion)


def test_three_hinges_and_a_toe_touch() -> None:
    test = measured([0.24, 0.23, 0.25, 0.05], [8.0, 12.0, 10.0, 50.0])
    assert (test.hinges, test.toe_touch) == ((1, 2, 3), 4)
    assert test.lumbar.in_degrees().value == pytest.approx(10.0)
    assert test.own_max.in_degrees().value == pytest.approx(50.0)
    assert test.hands.value == pytest.approx(0.24 * 1.35, abs=0.01)


def test_without_a_toe_touch_the_own_range_is_not_known() -> None:
    test = measured([0.24, 0.23], [8.0, 12.0])
    assert (test.hinges, test.toe_touch, test.own_max.reason) == ((1, 2), None, "no_toe_touch")


def test_a_single_bend_is_a_hinge_whatever_its_depth() -> None:
    test = measured([0.05], [30.0])
    assert (test.hinges, test.toe_touch) == ((1,), None)


def test_without_a_scale_the_hands_have_no_height() -> None:
    assert measured([0.24], [8.0], Quantity.unseen("m", "no_scale")).hands.reason == "no_scale"


def test_hands_that_hold_a_stick_behind_the_back_tell_no_depth() -> None:
    assert measured([0.6, 0.6], [8.0, 9.0], arm=0.1).hands.reason == "hidden"


def test_no_bend_is_no_test() -> None:
    nothing = Motion(np.zeros((0, len(MOTION_POINTS), 2)), BODY, np.zeros((0, 7)), np.ones(0))
    with pytest.raises(ValueError, match="at least one bend"):
        hinge_test([], np.zeros(0), {}, nothing)


def test_the_toe_touch_may_come_first() -> None:
    bends = [bend(1, 0.53), bend(2), bend(3)]
    assert toe_touch(bends) is bends[0]


def test_stiff_legs_that_keep_the_hands_high_are_told_by_their_knees() -> None:
    bends = [bend(1), bend(2), bend(3, 0.73, knee_deg=5.0, lumbar_deg=45.0)]
    assert toe_touch(bends) is bends[2]


def test_straight_knees_alone_make_no_toe_touch() -> None:
    bends = [bend(1, lumbar_deg=30.0), bend(2), bend(3, knee_deg=5.0, lumbar_deg=None)]
    assert toe_touch(bends) is None
