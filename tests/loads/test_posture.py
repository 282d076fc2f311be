"""Where mass lies in a body, in postures whose answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from liftwell.loads.posture import (
    CERVICALE_DORSAL,
    LEAN_ON_PELVIS,
    PER_LUMBAR,
    PER_THORACIC,
    POINTS,
    Trunk,
    bow_of,
    l5s1_place,
    with_trunk,
)
from liftwell.loads.segments import parts_of
from tests.loads.chain import deadlift, moving, upright

FloatArray = NDArray[np.float64]
MAN = parts_of("male")
STATURE_M = 1.78
TRUNK_M = np.array(0.5)
TIME_S = np.linspace(0, 1.3, 27)
ANGLES = st.floats(-1.2, 1.2)


def point(points: FloatArray, name: str) -> FloatArray:
    return np.asarray(points[POINTS.index(name)])


def joints_of(lean: float, trunk_m: float = 0.5) -> dict[str, FloatArray]:
    """A body that only matters from the hips to the shoulders."""
    shoulder = trunk_m * np.array([math.sin(lean), math.cos(lean)])
    return {**dict.fromkeys(("ankle", "knee", "hip", "elbow", "wrist", "hand"), np.zeros(2)), "shoulder": shoulder}


def test_upright_l5s1_lies_above_and_behind_the_hips() -> None:
    x, y = l5s1_place(np.zeros(2), np.array(0.0), TRUNK_M, MAN.l5s1)
    assert (x, y) == pytest.approx((-0.5 * MAN.l5s1.dorsal, 0.5 * MAN.l5s1.cranial))


def test_on_a_level_pelvis_l5s1_lies_ahead_and_above() -> None:
    x, y = l5s1_place(np.array([1.0, 2.0]), np.array(math.pi / 2), TRUNK_M, MAN.l5s1)
    assert (x, y) == pytest.approx((1 + 0.5 * MAN.l5s1.cranial, 2 + 0.5 * MAN.l5s1.dorsal))


@given(pelvis=ANGLES)
def test_l5s1_keeps_its_distance_from_the_hips(pelvis: float) -> None:
    assert np.hypot(*l5s1_place(np.zeros(2), np.array(pelvis), TRUNK_M, MAN.l5s1)) == pytest.approx(
        0.5 * math.hypot(*MAN.l5s1)
    )


def test_a_straight_back_has_no_bow() -> None:
    points = with_trunk(joints_of(0.7), Trunk(np.array(0.7 - LEAN_ON_PELVIS), np.array(0.7)), MAN)
    assert point(points, "bow") == pytest.approx([0, 0])


def test_upright_c7_lies_above_and_behind_the_shoulders_and_the_head_above_it() -> None:
    points = with_trunk(joints_of(0.0), Trunk(np.array(-LEAN_ON_PELVIS), np.array(0.0)), MAN)
    shoulder, c7, vertex = (point(points, name) for name in ("shoulder", "cervicale", "vertex"))
    assert c7 - shoulder == pytest.approx([-0.5 * CERVICALE_DORSAL, 0.5 * MAN.neck])
    assert vertex - c7 == pytest.approx([0, 0.5 * MAN.head.length / MAN.trunk])


@given(lean=ANGLES, bend=st.floats(-0.5, 0.9))
def test_the_trunk_leaves_the_hips_along_the_pelvis(lean: float, bend: float) -> None:
    """The parabola's first step is its chord plus its bow, and that is turned back from the chord by the bend."""
    chord = np.array([math.sin(lean), math.cos(lean)])
    step = chord + bow_of(chord, np.array(bend))
    assert math.atan2(*step) == pytest.approx(lean - bend)


def test_a_round_back_carries_its_mass_further_behind() -> None:
    lean = 0.9
    bow = point(with_trunk(joints_of(lean), Trunk(np.array(lean - 0.5), np.array(lean)), MAN), "bow")
    up, back = np.array([math.sin(lean), math.cos(lean)]), np.array([-math.cos(lean), math.sin(lean)])
    assert bow @ back > 0.05
    assert bow @ back > 2 * abs(bow @ up)


@given(lean=ANGLES, bend=st.floats(-0.5, 0.9))
def test_rounding_is_what_the_trunk_leans_beyond_its_pelvis(lean: float, bend: float) -> None:
    trunk = Trunk(np.array(lean - bend - LEAN_ON_PELVIS), np.array(lean))
    assert trunk.bend == pytest.approx(bend)
    # The low back turns the hip–shoulder line more than the upper back does, and neither more than itself.
    assert 0 < PER_THORACIC < PER_LUMBAR < 1


def test_l5s1_may_lie_elsewhere_on_the_pelvis() -> None:
    joints, trunk = joints_of(0.3), Trunk(np.array(0.1), np.array(0.3))
    up, back = np.array([0.1, 0.2, 0.3]), np.array([0.05, 0.1, 0.0])
    many = {name: place[:, None] for name, place in joints.items()}
    several = with_trunk(many, Trunk(trunk.pelvis[None], trunk.lean[None]), MAN, (up, back))
    for k in range(3):
        alone = with_trunk(joints, trunk, MAN, (float(up[k]), float(back[k])))
        assert several[..., k] == pytest.approx(alone)
    one, other = (point(several, "l5s1")[:, k] for k in (0, 1))
    assert np.hypot(*(one - other)) == pytest.approx(0.5 * math.hypot(0.1, 0.05))


def test_any_axes_may_follow() -> None:
    lean = np.linspace(0, 1, 12).reshape(3, 4)
    shoulder = 0.5 * np.stack([np.sin(lean), np.cos(lean)])
    joints = {**{name: np.zeros_like(shoulder) for name in joints_of(0)}, "shoulder": shoulder}
    points = with_trunk(joints, Trunk(lean - 0.2, lean), MAN)
    assert points.shape == (len(POINTS), 2, 3, 4)
    one = with_trunk(joints_of(float(lean[1, 2])), Trunk(lean[1, 2] - 0.2, lean[1, 2]), MAN)
    assert points[..., 1, 2] == pytest.approx(one)


def test_a_rigid_chain_has_the_same_points() -> None:
    """Of a whole pull; the moving oracle is driven by this chain."""
    turnings = deadlift(TIME_S, 1.3)
    points, _ = moving(upright(STATURE_M, MAN), turnings)
    lean = -turnings["trunk"].angle
    names = ("ankle", "knee", "hip", "shoulder", "elbow", "wrist", "hand")
    again = with_trunk({name: point(points, name) for name in names}, Trunk(lean - LEAN_ON_PELVIS, lean), MAN)
    assert again == pytest.approx(points)


def test_the_chains_accelerations_are_those_of_its_points() -> None:
    """By second differences of places a ten-thousandth of a second apart."""
    step_s = 1e-4
    before, now, after = (moving(upright(STATURE_M, MAN), deadlift(TIME_S + k * step_s, 1.3)) for k in (-1, 0, 1))
    assert (before[0] - 2 * now[0] + after[0]) / step_s**2 == pytest.approx(now[1], abs=1e-5)
