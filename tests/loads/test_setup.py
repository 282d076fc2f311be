"""Posture from geometry, held against what a ruler and a protractor say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.loads.posture import LEAN_ON_PELVIS, PER_LUMBAR, PER_THORACIC
from liftwell.loads.setup import (
    TOUCH_M,
    Back,
    FloatArray,
    Fold,
    Legs,
    across,
    fold,
    leaning,
    meeting,
    shin_lean,
    shortened,
    strut,
    wide_legs,
)

DEGREE = np.pi / 180


def array(*values: float) -> FloatArray:
    return np.array(values)


def back(hip_range: float = 115.0, straight: float = 80.0, thoracic: float = 0.0, trunk: float = 0.5) -> Back:
    return Back(array(trunk), array(hip_range * DEGREE), array(straight * DEGREE), 0.55, array(thoracic * DEGREE))


@given(st.floats(0.066, 0.2), st.floats(0.05, 0.38))
def test_a_shin_that_touches_the_bar_is_as_far_from_it_as_skin_and_bar_are_thick(bar_x: float, height: float) -> None:
    lean = float(shin_lean(array(bar_x), array(height), array(0.38))[0])
    assert bar_x * np.cos(lean) - height * np.sin(lean) == pytest.approx(TOUCH_M)


def test_a_bar_over_the_foot_asks_for_the_shin_that_lifters_are_seen_with() -> None:
    """10 cm in front of the ankle and 16 cm over it: 13 degrees, as rendered lifters have it."""
    assert float(np.degrees(shin_lean(array(0.10), array(0.157), array(0.4)))[0]) == pytest.approx(12, abs=1.5)


def test_the_bar_straightens_the_shin_as_it_rises() -> None:
    leans = shin_lean(array(*[0.095] * 20), np.linspace(0.15, 0.38, 20), array(*[0.4] * 20))
    assert (np.diff(leans) < 0).all()


def test_no_shin_reaches_back_to_a_bar_behind_it() -> None:
    assert np.isnan(shin_lean(array(0.02), array(0.05), array(0.4)))[0]


def test_legs_that_stand_wide_look_shorter() -> None:
    legs = wide_legs(array(0.43), array(0.43), array(0.0), array(0.25))
    assert legs.shank[0] == pytest.approx(0.43)
    assert legs.thigh[0] == pytest.approx(np.sqrt(0.43**2 - 0.25**2))


def test_a_leg_too_short_for_its_stance_is_not_a_number() -> None:
    assert np.isnan(across(array(0.43), 0.5))[0]


@given(st.floats(-0.3, 0.3), st.floats(0.55, 0.85), st.floats(0.35, 0.5), st.floats(0.45, 0.6))
def test_two_circles_meet_at_their_radii_and_behind(x: float, y: float, radius: float, other: float) -> None:
    below, above = np.array([[0.05], [0.45]]), np.array([[0.05 + x], [0.45 + y]])
    place = meeting(below, above, array(radius), array(other))
    if np.isnan(place).any():
        assert not abs(radius - other) < np.hypot(x, y) < radius + other
    else:
        assert np.hypot(*(place - below))[0] == pytest.approx(radius)
        assert np.hypot(*(place - above))[0] == pytest.approx(other)
        assert (place - below)[0, 0] * y - (place - below)[1, 0] * x <= 1e-9


def test_circles_that_lie_apart_do_not_meet() -> None:
    assert np.isnan(meeting(np.zeros((2, 1)), np.array([[0.0], [2.0]]), array(0.4), array(0.5))).all()


def folded(hip_range: float, thoracic: float = 0.0, straight: float = 80.0) -> tuple[Fold, FloatArray, FloatArray]:
    knee, shoulder = np.array([[0.07], [0.49]]), np.array([[0.15], [0.89]])
    return fold(knee, array(10 * DEGREE), array(0.43), shoulder, back(hip_range, straight, thoracic)), knee, shoulder


def test_hips_with_room_to_spare_leave_the_back_straight() -> None:
    fold_, knee, shoulder = folded(150.0, straight=150.0)
    assert fold_.give.lumbar[0] == 0
    assert fold_.give.spare[0] > 0
    assert np.hypot(*(shoulder - fold_.hip))[0] == pytest.approx(0.5)
    assert np.hypot(*(fold_.hip - knee))[0] == pytest.approx(0.43)
    assert leaning(shoulder - fold_.hip)[0] == pytest.approx(fold_.trunk.lean[0])


@given(st.floats(90.0, 115.0), st.floats(0.0, 20.0))
def test_what_the_hips_do_not_bend_the_low_back_does(hip_range: float, thoracic: float) -> None:
    fold_, _, shoulder = folded(hip_range, thoracic, straight=140.0)
    given_by_hips = fold_.trunk.pelvis - fold_.thigh
    assert float(np.degrees(given_by_hips[0])) == pytest.approx(hip_range, abs=0.05)
    bend = PER_LUMBAR * fold_.give.lumbar + PER_THORACIC * thoracic * DEGREE
    assert fold_.trunk.lean[0] == pytest.approx(fold_.trunk.pelvis[0] + LEAN_ON_PELVIS + bend[0], abs=1e-3)
    chord = np.hypot(*(shoulder - fold_.hip))
    assert chord[0] == pytest.approx(shortened(0.5, bend)[0], abs=2e-4)


def test_straighter_knees_stop_the_hips_earlier() -> None:
    hips = back(115.0, 80.0)
    given_by_hips = np.degrees(hips.hips_give(np.radians([0.0, 20.0, 40.0, 90.0])))
    assert given_by_hips == pytest.approx([80, 91, 102, 115])


def test_a_parabola_is_as_much_longer_than_its_chord_as_the_series_says() -> None:
    """Arc of y = 4 s x (1 - x) over a chord of 1, by summing up."""
    bend, x = np.radians(25), np.linspace(0, 1, 20001)
    y = np.tan(bend) * x * (1 - x)
    arc = np.hypot(np.diff(x), np.diff(y)).sum()
    assert float(shortened(arc, bend)) == pytest.approx(1, abs=2e-3)


def test_a_strut_keeps_the_bend_of_its_knee() -> None:
    ankle, shoulder = np.array([[0.0], [0.07]]), np.array([[0.15], [0.89]])
    fold_ = strut(ankle, Legs(array(0.43), array(0.43)), array(20 * DEGREE), shoulder, back())
    shank, thigh = leaning(fold_.knee - ankle), leaning(fold_.hip - fold_.knee)
    assert float(np.degrees(shank - thigh)[0]) == pytest.approx(20)
    assert np.hypot(*(fold_.hip - fold_.knee))[0] == pytest.approx(0.43)
    assert fold_.thigh[0] == pytest.approx(thigh[0])
