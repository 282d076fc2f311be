"""Metres for the bar and for the body: two depths, two scales, one check between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from liftwell.barbell.bar_path import BarPath
from liftwell.barbell.scale import PlateScale, plate_scale
from liftwell.quantity import Quantity

# Relative error of the factor that the fit finds from the plate's plane to the lifter's: with the plate's own error,
# the scale is off by 3.6 % (rms) in the bench's tuning half.
FITTED_PARALLAX_SD: Final = 0.04


@dataclass(frozen=True, slots=True)
class Scale:
    """Working pixels per metre: `bar` for the bar's own movement at the near plate, `body` at the lifter's mid-plane.

    Both are seen or both are not. `plate_m` is the diameter believed, None without a plate.
    """

    bar: Quantity
    body: Quantity
    plate_m: float | None


def scale_of(
    bar: BarPath,
    body_px: float,
    parallax: float,
    height_m: float | None,
    plate_diameter_m: float | None,
    *,
    sharp: bool = True,
) -> Scale:
    """Scales from the plate, the stature or both; `parallax` is the fitted size of mid-plane beside plate-plane.

    `sharp` is whether the plate's edge was seen well; the rest as in `barbell.scale.plate_scale`.
    """
    near = plate_scale(bar.radius_px, bar.radius_sd_px, body_px, height_m, plate_diameter_m, sharp=sharp)
    if near.pixels_per_metre.value is None:
        return Scale(near.pixels_per_metre, near.pixels_per_metre, None)
    if bar.source == "hands":
        return Scale(near.pixels_per_metre, near.pixels_per_metre, None)
    return Scale(near.pixels_per_metre, _body(near, body_px, parallax, height_m), near.plate_m)


def _body(near: PlateScale, body_px: float, parallax: float, height_m: float | None) -> Quantity:
    """Mid-plane scale: the plate's, brought back to the lifter; with a known stature the weighted mean of both."""
    seen, sd = near.pixels_per_metre.value or math.nan, near.pixels_per_metre.sd or math.nan
    value = seen * parallax
    relative = math.hypot(sd / seen, FITTED_PARALLAX_SD)
    stature = plate_scale(math.nan, math.nan, body_px, height_m).pixels_per_metre
    if stature.value is None or stature.sd is None or near.plate_m is None:
        return Quantity(value, value * relative, "px/m")
    a, b = (value * relative) ** -2, stature.sd**-2
    return Quantity((a * value + b * stature.value) / (a + b), (a + b) ** -0.5, "px/m")
