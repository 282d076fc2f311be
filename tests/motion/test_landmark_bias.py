"""The offset of landmark from joint belongs to the body: it turns with it and grows with its folds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.motion.landmark_bias import bias_at, flexions
from tests.motion.lifter import FloatArray

KNEE, HIP = 1, 2
angles = st.lists(st.floats(-1.2, 1.2), min_size=4, max_size=4).map(lambda a: np.array([a]))


def bias(angle: FloatArray) -> FloatArray:
    """(T, 6, 2) for angles (T, 4) rad."""
    along = np.stack([np.sin(angle), np.cos(angle)], -1)
    across = np.stack([np.cos(angle), -np.sin(angle)], -1)
    return bias_at(angle, along, across)


@given(angles, st.floats(-3, 3))
def test_it_turns_with_the_body(angle: FloatArray, turn: float) -> None:
    """Tilting forward turns (x forward, y up) clockwise."""
    cos, sin = np.cos(turn), np.sin(turn)
    turned = bias(angle) @ np.array([[cos, -sin], [sin, cos]])
    assert bias(angle + turn) == pytest.approx(turned, abs=1e-12)


@given(angles)
def test_it_stays_within_a_hand(angle: FloatArray) -> None:
    assert np.linalg.norm(bias(angle), axis=-1).max() < 0.1


def test_it_grows_evenly_with_the_fold() -> None:
    """Only the trunk leans, so the hip's frame (the thigh) stays where it is."""
    hips = bias(np.radians([[0, 0, lean, 0] for lean in (0, 30, 60, 90)]))[:, HIP]
    assert np.diff(hips, axis=0) == pytest.approx(np.tile(hips[1] - hips[0], (3, 1)), abs=1e-12)
    assert np.linalg.norm(hips[3] - hips[0]) > 0.005


def test_beyond_what_bodies_do_it_stops() -> None:
    knees = flexions(np.array([[2.6, 0.0, 0.0, 0.0], [3.0, 0.0, 0.0, 0.0], [-0.4, 0.0, 0.0, 0.0], [-0.9, 0, 0, 0]]))[1]
    assert knees[0] == knees[1]
    assert knees[2] == knees[3]


def test_a_straight_body_has_no_folds() -> None:
    assert np.array(flexions(np.full((3, 4), 0.4))) == pytest.approx(0.0)


def test_knees_and_hips_fold_apart() -> None:
    ankle, knee, *above = flexions(np.radians([[20.0, -60.0, 50.0, 0.0]]))
    assert np.degrees([ankle, knee]) == pytest.approx(80)
    assert np.degrees(above) == pytest.approx(110)
