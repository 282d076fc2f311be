"""Metres are claimed only with a reason, and doubt widens their error."""

from __future__ import annotations

import math

import pytest

from liftwell.barbell.scale import BODY_OF_STATURE, PARALLAX, PlateScale, plate_scale

BODY_PX = 500.0
HEIGHT_M = 1.78
NEAR = BODY_PX / (BODY_OF_STATURE * HEIGHT_M) / PARALLAX  # px/m at the plate, by the body
FITTING = 0.225 * NEAR  # radius of a 450 mm plate that agrees with the body


def relative_sd(scale: PlateScale) -> float:
    """Error of the scale as a part of it."""
    value, sd = scale.pixels_per_metre.value, scale.pixels_per_metre.sd
    assert value is not None
    assert sd is not None
    return sd / value


def test_a_plate_that_fits_the_body_is_taken_for_a_full_size_one() -> None:
    scale = plate_scale(FITTING, 0.3, BODY_PX, HEIGHT_M)
    assert scale.pixels_per_metre.value == pytest.approx(NEAR)
    assert scale.plate_m == pytest.approx(0.45)
    assert scale.disagreement == pytest.approx(0)
    assert relative_sd(scale) < 0.02


def test_a_given_diameter_is_believed() -> None:
    scale = plate_scale(FITTING * 0.32 / 0.45, 0.3, BODY_PX, plate_diameter_m=0.32)
    assert scale.pixels_per_metre.value == pytest.approx(NEAR)
    assert scale.plate_m == pytest.approx(0.32)


def test_small_plates_of_unknown_size_give_no_scale() -> None:
    scale = plate_scale(FITTING * 0.32 / 0.45, 0.3, BODY_PX)
    assert scale.pixels_per_metre.reason == "no_scale"
    assert scale.plate_m is None


def test_small_plates_leave_the_scale_to_the_stature() -> None:
    scale = plate_scale(FITTING * 0.32 / 0.45, 0.3, BODY_PX, HEIGHT_M)
    assert scale.pixels_per_metre.value == pytest.approx(NEAR)
    assert scale.plate_m is None
    assert scale.disagreement == pytest.approx(math.log(0.32 / 0.45))
    assert 0.05 < relative_sd(scale) < 0.12


def test_hands_move_at_the_mid_plane() -> None:
    scale = plate_scale(math.nan, math.nan, BODY_PX, HEIGHT_M)
    assert scale.pixels_per_metre.value == pytest.approx(NEAR * PARALLAX)
    assert scale.disagreement is None


def test_hands_without_a_stature_give_no_scale() -> None:
    assert plate_scale(math.nan, math.nan, BODY_PX).pixels_per_metre.reason == "no_scale"


@pytest.mark.parametrize("ratio", [0.9, 1.15, 1.25])
def test_disagreement_widens_the_error(ratio: float) -> None:
    apart, agreeing = (plate_scale(FITTING * r, 0.3, BODY_PX, HEIGHT_M) for r in (ratio, 1.0))
    assert apart.plate_m == pytest.approx(0.45)
    assert relative_sd(apart) > relative_sd(agreeing)
    assert apart.disagreement == pytest.approx(math.log(ratio))


def test_a_tall_lifter_with_a_full_size_plate_is_recognised_by_the_stature() -> None:
    radius = 0.225 * BODY_PX / (BODY_OF_STATURE * 2.10) / PARALLAX
    guessed, known = plate_scale(radius, 0.3, BODY_PX), plate_scale(radius, 0.3, BODY_PX, 2.10)
    assert known.plate_m == pytest.approx(0.45)
    assert guessed.plate_m is None or relative_sd(guessed) > relative_sd(known)


def test_an_uncertain_radius_is_an_uncertain_scale() -> None:
    assert relative_sd(plate_scale(FITTING, 0.02 * FITTING, BODY_PX, HEIGHT_M)) == pytest.approx(0.025, abs=0.001)
