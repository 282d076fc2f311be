"""The body and the bar in body lengths: a lifter of known size comes back from the picture, scale or not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import MOTION_POINTS, Motion
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.motion.points import motion_of
from liftwell.motion.series import ANKLE_HEIGHT_M, Stretch
from liftwell.quantity import Quantity
from tests.motion.lifter import FloatArray, filmed, lifting, reps_at

KNOTS = reps_at(1.0)
AT = np.arange(0, 5, 1 / 30)
TRUTH = lifting(AT, KNOTS)
SEEN = filmed(KNOTS)
MOTION = motion_of([SEEN])
JOINTS = ("ankle", "knee", "hip", "shoulder", "elbow", "wrist", "hand")
# The body is sampled until 4.9 s, the bar until 4.97 s.
WHOLE = AT < 4.9


def in_bodies(joint: str) -> FloatArray:
    """(T, 2) where a joint is: from the ankle joint, which is known to be so high over the floor."""
    place = TRUTH.joints[:, JOINTS.index(joint)] - TRUTH.foot + [0.0, ANKLE_HEIGHT_M]
    return np.asarray(place / NOMINAL_BODY_M)


def apart(one: str, other: str, motion: Motion = MOTION) -> FloatArray:
    return np.asarray(np.linalg.norm(motion.point(one) - motion.point(other), axis=1)[WHOLE])


def blind(stretch: Stretch, first: int, last: int) -> Stretch:
    """The same stretch with nothing seen of foot and back in some samples of the body."""
    rows = slice(first, last)
    limbs, change = stretch.moving.limbs, stretch.back.change.copy()
    heel, toe = limbs.heel.copy(), limbs.toe.copy()
    heel[rows], toe[rows], change[rows] = np.nan, np.nan, np.nan
    moving = replace(stretch.moving, limbs=limbs._replace(heel=heel, toe=toe))
    return replace(stretch, moving=moving, back=replace(stretch.back, change=change))


def test_every_frame_has_every_point() -> None:
    assert MOTION.points.shape == (len(AT), len(MOTION_POINTS), 2)
    assert MOTION.back_bands.shape == (len(AT), 7)


@pytest.mark.parametrize("joint", ["knee", "hip", "shoulder", "elbow", "hand"])
def test_joints_come_back_in_body_lengths(joint: str) -> None:
    off = np.linalg.norm(MOTION.point(joint) - in_bodies(joint), axis=1)[WHOLE]
    assert off.max() < 0.03
    assert off.mean() < 0.015


def test_the_near_ankle_is_where_everything_is_counted_from() -> None:
    ankle = np.array([0.0, ANKLE_HEIGHT_M / NOMINAL_BODY_M])
    assert MOTION.point("ankle")[WHOLE] == pytest.approx(np.tile(ankle, (WHOLE.sum(), 1)), abs=1e-9)


def test_a_body_is_one_body_length_long() -> None:
    whole = apart("ankle", "knee") + apart("knee", "hip") + apart("hip", "shoulder")
    assert np.median(whole) == pytest.approx(1.0, abs=0.02)


def test_the_bar_is_where_the_hands_are() -> None:
    assert np.median(apart("bar", "hand")) < 0.005
    assert apart("bar", "hand").max() < 0.02
    assert np.ptp(MOTION.point("bar")[:, 1]) == pytest.approx(np.ptp(in_bodies("hand")[:, 1]), rel=0.03)


def test_heel_and_toe_are_on_the_floor_in_front_of_and_behind_the_ankle() -> None:
    """The heel is drawn 20 px behind the ankle's landmark and the toe 60 px in front of it, both 25 px lower."""
    high = slice(66, 76)
    heel, toe = MOTION.point("heel")[high], MOTION.point("toe")[high]
    assert np.linalg.norm(toe - heel, axis=1) == pytest.approx(np.full(10, 80 / 600), rel=0.05)
    assert (heel[:, 0] < 0).all()
    assert (toe[:, 0] > 0).all()
    assert np.abs(heel[:, 1]).max() < 0.06


def test_a_mirrored_clip_gives_the_same_numbers() -> None:
    mirrored = motion_of([filmed(KNOTS, "left")])
    assert mirrored.points == pytest.approx(MOTION.points, abs=1e-6, nan_ok=True)
    assert mirrored.back_bands == pytest.approx(MOTION.back_bands, abs=1e-6, nan_ok=True)


def test_stretches_follow_each_other() -> None:
    short = filmed(reps_at(0.5), until_s=3.0)
    both = motion_of([short, SEEN])
    count = len(short.bar.time_s)
    assert len(both.points) == len(both.back_bands) == count + len(AT)
    assert both.points[:count] == pytest.approx(motion_of([short]).points, nan_ok=True)
    assert both.points[count:] == pytest.approx(MOTION.points, nan_ok=True)


@pytest.mark.parametrize("order", [1, -1])
def test_the_longest_stretch_says_how_long_a_body_is(order: int) -> None:
    body = Quantity(400.0, 4.0, "px/m")
    short = filmed(reps_at(0.5), until_s=3.0)
    other = replace(short, scale=replace(short.scale, body=body))
    assert motion_of([SEEN, other][::order]).body == MOTION.body
    assert motion_of([other]).body != MOTION.body


def test_a_body_is_as_long_as_the_scale_says() -> None:
    """The lifter is filmed at 600 px; 400 px a metre, known to 1 %, make that 1.5 m."""
    body = motion_of([replace(SEEN, scale=replace(SEEN.scale, body=Quantity(400.0, 4.0, "px/m")))]).body
    assert body.value == pytest.approx(1.5)
    assert body.sd == pytest.approx(0.015)
    assert body.unit == "m"
    assert MOTION.body.value == pytest.approx(NOMINAL_BODY_M, rel=0.03)


def test_without_a_scale_only_the_length_of_the_body_is_missing() -> None:
    unscaled = motion_of([replace(SEEN, scale=filmed(KNOTS, source="hands").scale)])
    assert unscaled.body == Quantity.unseen("m", "no_scale")
    assert unscaled.points == pytest.approx(MOTION.points, nan_ok=True)


def test_hands_alone_place_the_bar_too() -> None:
    hands = motion_of([filmed(KNOTS, source="hands")])
    assert hands.body.reason == "no_scale"
    assert np.median(apart("bar", "hand", hands)) < 0.01


def test_bands_are_those_of_the_back_where_the_body_was_sampled() -> None:
    assert MOTION.back_bands[::3] == pytest.approx(SEEN.back.change, abs=1e-9, nan_ok=True)
    assert np.isfinite(MOTION.back_bands[3:25]).any(axis=1).all()


def test_what_was_not_seen_stays_unseen() -> None:
    motion = motion_of([blind(SEEN, 20, 30)])
    inside, before = (AT > 2.0) & (AT < 2.85), AT < 1.75
    for values in (motion.point("heel"), motion.point("toe"), motion.back_bands):
        assert np.isnan(values[inside]).all()
    assert np.isfinite(motion.point("shoulder")[WHOLE]).all()
    assert motion.back_bands[before] == pytest.approx(MOTION.back_bands[before], nan_ok=True)


def test_a_bar_that_was_never_seen_is_nowhere() -> None:
    lost = replace(SEEN, bar=replace(SEEN.bar, centre_px=np.full_like(SEEN.bar.centre_px, np.nan)))
    motion = motion_of([lost])
    assert np.isnan(motion.point("bar")).all()
    assert np.isfinite(motion.point("hand")[WHOLE]).all()
