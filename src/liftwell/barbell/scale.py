"""Pixels per metre for the bar's own movement, from the plate and the lifter's stature, with an honest error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from liftwell.quantity import Quantity

FULL_SIZE_M: Final = 0.450  # IWF and IPF technical rules: 20 kg discs, and all bumpers, measure 450 mm
ASSUMED_SD: Final = 0.015  # relative, of a plate that only looks full-size: 440 and 455 mm ones are about
PLATE_SD: Final = 0.005  # relative: rubber wears, and not every maker keeps to the millimetre
PARALLAX: Final = 0.82  # size of a length at the lifter's mid-plane beside one at the near plate; cameras 3–5 m away
PARALLAX_SD: Final = 0.06  # relative; rendered clips from 3.2–4.5 m gave 0.78–0.86
STATURE_M: Final = 1.72  # adults of both sexes; NCD-RisC 2020, doi:10.1016/S0140-6736(20)31859-6, western countries
STATURE_SD: Final = 0.055  # relative, both sexes together
BODY_OF_STATURE: Final = 0.765  # shank + thigh + trunk by stature, on the synthetic bodies
BODY_OF_STATURE_SD: Final = 0.03  # relative: people of one stature differ in proportions
LANDMARK_SD: Final = 0.04  # relative: body length of landmarks against truth, 0.95–1.03 on d01–d11
TOO_SMALL: Final = -2.0  # standard deviations: 400 mm and smaller plates exist, so little is forgiven here
TOO_LARGE: Final = 5.0  # nothing held is wider than 450 mm, so a large look means a near camera


@dataclass(frozen=True, slots=True)
class PlateScale:
    """`pixels_per_metre` of the bar's movement: a Quantity in px/m, its sd the whole error of scale.

    `plate_m`: the diameter taken for the plate, None where only the stature gave the scale or nothing did.
    `disagreement`: ln(plate's scale / body's scale); 0 when both agree, None without a plate.
    """

    pixels_per_metre: Quantity
    plate_m: float | None = None
    disagreement: float | None = None


def plate_scale(
    disc_radius_px: float,
    radius_sd_px: float,
    body_px: float,
    height_m: float | None = None,
    plate_diameter_m: float | None = None,
    *,
    sharp: bool = True,
) -> PlateScale:
    """Working pixels per metre for movements of the bar, or "no_scale" where nothing of known size is in view.

    A given `plate_diameter_m` is believed. Else the plate passes for a 450 mm one only if its radius fits the body
    seen 0.82 times as large behind it; `height_m` makes that test sharp, without it an average adult is assumed.
    If it does not fit, the stature alone gives the scale, or nothing does. Disagreement between plate and body beyond
    what is expected widens the error: one of the two is wrong, and nobody can say which.
    `body_px` is shank + thigh + trunk in the lifter's tallest frames (90th percentile: bent bodies look shorter).
    A disc whose edge is not `sharp` (`Disc.sharp`) passes for nothing: home-made and broken ones are not.
    `disc_radius_px` NaN stands for "hands only": the scale is then that of the mid-plane.
    """
    body, body_sd = _body_scale(body_px, height_m)
    if not math.isfinite(disc_radius_px):
        return _of_body(body, body_sd, height_m)
    near, near_sd = body / PARALLAX, math.hypot(body_sd, PARALLAX_SD)
    diameter = plate_diameter_m or FULL_SIZE_M
    scale = 2 * disc_radius_px / diameter
    apart = math.log(scale / near)
    fits = TOO_SMALL < apart / near_sd < TOO_LARGE and sharp
    if plate_diameter_m is None and not fits:
        return _of_body(near, near_sd, height_m, apart)
    tolerated = near_sd if plate_diameter_m is None else 2 * near_sd
    own = PLATE_SD if plate_diameter_m is not None else ASSUMED_SD
    relative = math.hypot(radius_sd_px / disc_radius_px, own, max(0.0, abs(apart) - tolerated))
    return PlateScale(Quantity(scale, scale * relative, "px/m"), diameter, apart)


def _body_scale(body_px: float, height_m: float | None) -> tuple[float, float]:
    """Pixels per metre at the mid-plane and its relative sd."""
    stature_sd = 0.0 if height_m is not None else STATURE_SD
    scale = body_px / (BODY_OF_STATURE * (STATURE_M if height_m is None else height_m))
    return scale, math.hypot(stature_sd, BODY_OF_STATURE_SD, LANDMARK_SD)


def _of_body(scale: float, sd: float, height_m: float | None, disagreement: float | None = None) -> PlateScale:
    if height_m is None:
        return PlateScale(Quantity.unseen("px/m", "no_scale"), None, disagreement)
    return PlateScale(Quantity.measured(scale, scale * sd, "px/m", "no_scale"), None, disagreement)
