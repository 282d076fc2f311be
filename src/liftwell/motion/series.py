"""Every measured quantity over time, on the times of the clip's own frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Series
from liftwell.barbell.bar_path import BarPath
from liftwell.motion.back import Back
from liftwell.motion.body import Moving
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.motion.scale import Scale
from liftwell.pose.smooth import curve, gaussian, nearest_s, places_at

FloatArray = NDArray[np.float64]

# Standard deviations (rad) of whole errors over six rendered bodies in 27 clips, leaving one body out, rms; what the
# body's own proportions do is the larger part. Times 1.25, because real people differ more than rendered ones.
_CARE: Final = 1.25
ANGLE_SD: Final = {
    name: float(np.radians(_CARE * degrees))
    for name, degrees in {"shank": 2.6, "thigh": 2.6, "trunk": 2.2, "knee": 4.0, "hip": 3.4}.items()
}
# Noise (rad) of the fit where all is well; more noise, larger errors.
_USUAL_NOISE: Final = 0.052
ANKLE_HEIGHT_M, ANKLE_HEIGHT_SD_M = 0.075, 0.015  # nominal metres from sole to ankle joint, in shoes
BRIDGE_S: Final = 0.45  # longest time between two sights of the body that a smooth curve may span
BAR_SMOOTH_S: Final = 0.04
PLACE_SD_M: Final = 0.02  # of the bar beside the body: parallax and landmark offsets together, on rendered clips


@dataclass(frozen=True, slots=True)
class Stretch:
    """One moving stretch with everything known of it."""

    moving: Moving
    back: Back
    bar: BarPath
    scale: Scale

    @property
    def metres(self) -> float:
        """Metres of this body per nominal metre; NaN without a scale."""
        body = self.scale.body.value
        return self.moving.plane.pixels_per_metre / body if body else np.nan


def angle_series(stretch: Stretch) -> Mapping[str, Series]:
    """Angles in rad at the frames of the stretch: 0 upright or straight, positive forward or folded."""
    link, back = stretch.moving.linkage, stretch.back
    shank, thigh, trunk, _ = link.angle.T
    noise = np.maximum(1.0, link.angle_sd / _USUAL_NOISE)
    worst = noise[:, :3].max(1)
    pelvis, pelvis_sd = trunk + back.pelvis, np.hypot(back.pelvis_sd, ANGLE_SD["trunk"])
    rows = {
        "shank": (shank, ANGLE_SD["shank"] * noise[:, 0]),
        "knee_flexion": (shank - thigh, ANGLE_SD["knee"] * worst),
        "hip_flexion": (trunk - thigh, ANGLE_SD["hip"] * worst),
        "trunk_inclination": (trunk, ANGLE_SD["trunk"] * noise[:, 2]),
        "pelvis": (pelvis, pelvis_sd),
        "hip_on_pelvis": (pelvis - thigh, np.hypot(pelvis_sd, ANGLE_SD["thigh"])),
        "lumbar_flexion": (back.lumbar, back.lumbar_sd),
        "thoracic_flexion": (back.thoracic, back.thoracic_sd),
    }
    at = stretch.bar.time_s
    return {name: _on_frames(link.time_s, value, sd, at, "rad") for name, (value, sd) in rows.items()}


def bar_series(stretch: Stretch) -> Mapping[str, Series]:
    """Bar axis in m from the near ankle (x forward) and the floor (y up), and its speed (m/s upwards)."""
    time = stretch.bar.time_s
    place, place_sd = bar_place(stretch)
    speed, speed_sd = bar_speed(stretch)
    return {
        "bar_x": Series(place[:, 0].copy(), np.hypot(place_sd, PLACE_SD_M) + 0 * time, "m"),
        "bar_y": Series(place[:, 1].copy(), np.hypot(place_sd, PLACE_SD_M) + 0 * time, "m"),
        "bar_speed": Series(speed, speed_sd, "m/s"),
    }


def bar_place(stretch: Stretch) -> tuple[FloatArray, FloatArray]:
    """(N, 2) m and the noise (N,) of movements: moved by the plate's scale, placed by the fitted hands."""
    moved = _moved_m(stretch)
    link = stretch.moving.linkage
    hand = (link.joints[:, 6] - link.joints[:, 0]) * stretch.metres
    hand[:, 1] += ANKLE_HEIGHT_M * stretch.metres
    offset = hand - places_at(stretch.bar.time_s, moved, link.time_s)
    if not np.isfinite(offset).any():
        return np.full_like(moved, np.nan), np.full(len(moved), np.nan)
    noise = stretch.bar.sd_px / (stretch.scale.bar.value or np.nan)
    return moved + np.nanmedian(offset, axis=0), noise


def bar_speed(stretch: Stretch) -> tuple[FloatArray, FloatArray]:
    """Upward speed (N,) m/s with its error: noise of the track and error of scale."""
    time = stretch.bar.time_s
    height = _moved_m(stretch)[:, 1]
    calm = gaussian(time, height, BAR_SMOOTH_S)
    speed = np.gradient(calm, time) if len(time) > 1 else np.full(len(time), np.nan)
    noise = stretch.bar.sd_px / (stretch.scale.bar.value or np.nan) / BAR_SMOOTH_S / 2
    return speed, np.hypot(noise, relative_error(stretch) * np.abs(speed))


def bar_height_bodies(stretch: Stretch) -> FloatArray:
    """(N,) height of the bar in body lengths from an arbitrary level, y up: there whether or not there is a scale."""
    shrink = stretch.moving.linkage.parallax if stretch.bar.source == "plate" else 1.0
    nominal = stretch.moving.plane.to_world(stretch.bar.centre_px)[:, 1] * shrink
    return np.asarray(nominal / NOMINAL_BODY_M)


def relative_error(stretch: Stretch) -> float:
    """Standard deviation of the bar's scale by its value; NaN without a scale."""
    bar = stretch.scale.bar
    return bar.sd / bar.value if bar.value and bar.sd is not None else np.nan


def _moved_m(stretch: Stretch) -> FloatArray:
    """(N, 2) where the bar is, in metres of its own plane, from an arbitrary origin; NaN without a scale."""
    pixels_per_metre = stretch.scale.bar.value
    if pixels_per_metre is None:
        return np.full((len(stretch.bar.time_s), 2), np.nan)
    plane = stretch.moving.plane
    return np.asarray(plane.to_world(stretch.bar.centre_px) * (plane.pixels_per_metre / pixels_per_metre))


def _on_frames(time_s: FloatArray, value: FloatArray, sd: FloatArray, at: FloatArray, unit: str) -> Series:
    """Ten samples a second brought to the frames: a smooth curve through what is seen; long gaps stay gaps."""
    seen = np.isfinite(value)
    if seen.sum() < 2:
        return Series(np.full(len(at), np.nan), np.full(len(at), np.nan), unit)
    known = time_s[seen]
    filled = curve(known, value[seen], at)
    after = np.clip(np.searchsorted(known, at), 0, len(known) - 1)
    before = np.maximum(after - 1, 0)
    bridged = (known[after] - known[before] <= BRIDGE_S) & (at >= known[0]) & (at <= known[-1])
    inside = (nearest_s(known, at) < 0.06) | bridged
    spread = np.interp(at, known, sd[seen])
    return Series(np.where(inside, filled, np.nan), np.where(inside, spread, np.nan), unit)
