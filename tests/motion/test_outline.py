"""The outline of a back that is known: depth, slopes, and what is left when parts of it are hidden."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.lift import Facing
from liftwell.motion.outline import BANDS, band_slopes, calm_profile, edge_softness, hide_behind_plate
from liftwell.pose.contour import STATIONS
from tests.motion.lifter import FloatArray, outline_px, profile_px, two_arcs

TIMES = np.arange(0, 2, 0.1)
N = len(TIMES)
INNER = (STATIONS > -0.25) & (STATIONS < 1.1)
MIDDLES = np.array([(a + b) / 2 for a, b in BANDS])
ROUND = two_arcs(0.3, 0.2)
facings = st.sampled_from(["left", "right"])


def line(length_px: float, lean_rad: float, facing: Facing) -> tuple[FloatArray, FloatArray]:
    """Hip and shoulder (T, 2) in the picture of a trunk of this length that leans forward by so much."""
    forward = 1.0 if facing == "right" else -1.0
    hip = np.tile([400.0, 600.0], (N, 1))
    return hip, hip + length_px * np.array([forward * np.sin(lean_rad), -np.cos(lean_rad)])


@given(st.floats(40, 800), st.floats(-0.3, 1.6), facings)
def test_depth_comes_back_whatever_the_size_lean_and_side(length_px: float, lean: float, facing: Facing) -> None:
    hip, shoulder = line(length_px, lean, facing)
    points = outline_px(np.tile(ROUND, (N, 1)), hip, shoulder, facing)
    found = profile_px(points, hip, shoulder, facing)
    assert found[:, INNER] == pytest.approx(np.tile(ROUND[INNER], (N, 1)), abs=1e-6)


def test_the_back_lies_behind() -> None:
    """Facing right, the back is on the left of the picture."""
    hip, shoulder = line(200, 0.0, "right")
    behind = hip[:, None] + STATIONS[:, None] * (shoulder - hip)[:, None] - np.array([30.0, 0.0])
    assert profile_px(behind, hip, shoulder, "right") == pytest.approx(0.15)
    assert profile_px(behind, hip, shoulder, "left") == pytest.approx(-0.15)


def test_gaps_stay_gaps() -> None:
    hip, shoulder = line(200, 0.5, "left")
    points = outline_px(np.tile(ROUND, (N, 1)), hip, shoulder, "left")
    points[:, 30:45] = np.nan
    points[5, 3:] = np.nan
    found = profile_px(points, hip, shoulder, "left")
    assert np.isnan(found[0, 33:42]).all()
    assert np.isfinite(found[0, [20, 28, 47, 60]]).all()
    assert np.isnan(found[5]).all()


def test_a_straight_slant_has_one_slope_in_every_band() -> None:
    depth = np.tile(0.1 + 0.2 * STATIONS, (N, 1))
    assert band_slopes(calm_profile(TIMES, depth)) == pytest.approx(np.full((N, len(BANDS)), np.arctan(0.2)), abs=1e-6)


def test_a_round_back_turns_by_what_it_is_bent() -> None:
    slopes = band_slopes(calm_profile(TIMES, np.tile(ROUND, (N, 1))))[N // 2]
    truth = np.interp(MIDDLES, STATIONS, np.arctan(np.gradient(ROUND, STATIONS)))
    assert slopes == pytest.approx(truth, abs=np.radians(2))
    assert (np.diff(slopes[1:]) < 0).all(), "rounding turns every next band further forward"


def test_a_hand_on_the_back_in_one_picture_is_ignored() -> None:
    depth = np.tile(ROUND, (N, 1))
    clean = band_slopes(calm_profile(TIMES, depth))
    depth[10, 40:42] += 0.1
    slopes = band_slopes(calm_profile(TIMES, depth))
    seen = np.isfinite(slopes)
    assert slopes[seen] == pytest.approx(clean[seen], abs=np.radians(1.5))
    assert seen[np.arange(N) != 10].all()
    assert seen[10].sum() >= len(BANDS) - 1


def test_a_mask_that_flows_over_the_shoulders_bends_nothing_below() -> None:
    """Something stands behind the lifter's shoulders in every picture."""
    depth = np.tile(ROUND, (N, 1))
    clean = band_slopes(calm_profile(TIMES, depth))
    depth[:, STATIONS > 0.8] += 0.15
    assert band_slopes(calm_profile(TIMES, depth))[:, :5] == pytest.approx(clean[:, :5], abs=np.radians(2))


def test_noise_in_time_is_averaged() -> None:
    noise = np.random.default_rng(4).normal(0, 0.004, (N, len(STATIONS)))
    slopes = band_slopes(calm_profile(TIMES, np.tile(ROUND, (N, 1)) + noise))
    assert np.degrees(slopes.std(axis=0)).max() < 3


def test_a_band_of_which_more_than_half_is_hidden_is_unseen() -> None:
    depth = np.tile(ROUND, (N, 1))
    low, high = BANDS[3]
    hidden = (low <= STATIONS) & (low + 0.6 * (high - low) >= STATIONS)
    depth[:, hidden] = np.nan
    slopes = band_slopes(calm_profile(TIMES, depth))
    assert np.isnan(slopes[:, 3]).all()
    assert np.isfinite(slopes[:, [0, 1, 5, 6]]).all()


def test_nothing_seen_is_nothing_known() -> None:
    nothing = np.full((N, len(STATIONS)), np.nan)
    assert np.isnan(band_slopes(calm_profile(TIMES, nothing))).all()
    assert np.isnan(edge_softness(nothing)).all()


def test_softness_is_that_of_the_middle_of_the_edge() -> None:
    softness = np.full((2, len(STATIONS)), 0.02)
    softness[:, :5] = 0.4
    softness[0, 50:] = np.nan
    assert edge_softness(softness) == pytest.approx(0.02)


def test_points_at_the_plate_are_the_plates() -> None:
    points = np.stack([np.linspace(0, 100, 11), np.zeros(11)], axis=1)[None]
    plate = np.array([[50.0, 10.0]])
    kept = hide_behind_plate(points, plate, 25.0)
    assert np.flatnonzero(np.isnan(kept[0, :, 0])).tolist() == [3, 4, 5, 6, 7]
    assert kept[0, :3] == pytest.approx(points[0, :3])


@pytest.mark.parametrize(("plate_px", "radius_px"), [(np.nan, 25.0), (50.0, np.nan)], ids=["lost", "none"])
def test_a_plate_that_was_not_seen_hides_nothing(plate_px: float, radius_px: float) -> None:
    points = np.zeros((1, 4, 2)) + 50.0
    assert np.isfinite(hide_behind_plate(points, np.full((1, 2), plate_px), radius_px)).all()
