"""The gap between shin and bar: square to the shank, skin to surface, in metres whatever the places are counted in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.motion.shin import BAR_RADIUS_M, GAP_SD_M, SHIN_FRONT_M, SHIN_FRONT_SD_M, shin_gap
from tests.motion.lifter import FloatArray

ANKLE = np.array([0.0, 0.08])
SHANK_M = 0.43
FROM_THE_LINE_M = SHIN_FRONT_M + BAR_RADIUS_M  # from the line of joints to a bar's axis that touches the skin
gaps = st.floats(-0.05, 0.3)
leans = st.floats(-0.2, 1.2)
alongs = st.floats(0.0, 0.6)


def placed(gap_m: float, lean_rad: float = 0.0, along_m: float = 0.2) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Ankle, knee and bar (2,) in m: a shank that leans forward by so much, and a bar with a gap in front of it."""
    up, ahead = np.array([np.sin(lean_rad), np.cos(lean_rad)]), np.array([np.cos(lean_rad), -np.sin(lean_rad)])
    return ANKLE, ANKLE + SHANK_M * up, ANKLE + along_m * up + (FROM_THE_LINE_M + gap_m) * ahead


def test_in_front_of_an_upright_shank_it_is_a_difference_of_x() -> None:
    knee, bar = np.array([0.0, 0.08 + SHANK_M]), np.array([0.12, 0.225])
    assert shin_gap(ANKLE, knee, bar, 1.0) == pytest.approx(0.12 - 0.050 - 0.0145)


@given(gaps, leans, alongs)
def test_a_known_gap_comes_back_however_the_shank_leans(gap_m: float, lean_rad: float, along_m: float) -> None:
    assert shin_gap(*placed(gap_m, lean_rad, along_m), 1.0) == pytest.approx(gap_m, abs=1e-9)


def test_knees_forward_close_the_gap_under_a_bar_that_stays() -> None:
    bar = np.array([0.15, 0.3])
    knees = [ANKLE + SHANK_M * np.array([np.sin(lean), np.cos(lean)]) for lean in np.radians([0, 10, 20, 30])]
    assert (np.diff([shin_gap(ANKLE, knee, bar, 1.0) for knee in knees]) < -0.03).all()


@given(gaps, leans, st.floats(0.3, 3.0))
def test_places_may_be_counted_in_anything(gap_m: float, lean_rad: float, unit_m: float) -> None:
    ankle, knee, bar = (place / unit_m for place in placed(gap_m, lean_rad))
    assert shin_gap(ankle, knee, bar, unit_m) == pytest.approx(gap_m, abs=1e-9)


def test_a_bar_at_the_skin_has_no_gap_and_a_guess_behind_it_a_negative_one() -> None:
    assert shin_gap(*placed(0.0), 1.0) == pytest.approx(0.0, abs=1e-12)
    assert shin_gap(*placed(-0.01), 1.0) == pytest.approx(-0.01)


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_what_was_not_seen_has_no_gap(hidden: int) -> None:
    places = list(placed(0.02))
    places[hidden] = np.full(2, np.nan)
    assert np.isnan(shin_gap(places[0], places[1], places[2], 1.0))


def test_the_error_holds_the_skin_and_what_the_plate_hides() -> None:
    assert SHIN_FRONT_SD_M < GAP_SD_M < 0.03
