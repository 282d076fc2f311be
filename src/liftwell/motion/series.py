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

# Standard deviations (rad) of whole errors, rms over the clips of the bench's tuning half within 15° of side-on in
# which the lifter was followed; what the body's own proportions do is the larger part. Times 1.25, because real people
# differ more than rendered ones.
_CARE: Final = 1.25
ANGLE_SD: Final = {
    name: float(np.radians(_CARE * degrees))
    for name, degrees in {
        "shank": 3.0, "thigh": 2.8, "trunk": 2.3, "knee": 4.8, "hip": 3.2, "elbow": 3.2, "sole": 4.0,
    }.items()
}  # fmt: skip
# Standing, the hip landmark lies in front of the joint by an amount that differs from body to body (rms over frames
# with less than 15° of hip flexion: trunk 3.7°, hip 7.1°). Gone at 40° of hip flexion.
_STANDING_SD: Final = {"trunk": float(np.radians(_CARE * 3.0)), "hip": float(np.radians(_CARE * 6.3))}
_FOLDED: Final = float(np.radians(40.0))
BENT_ELBOW_SD: Final = 1 / 3  # of its flexion: the hand of a bent arm is fitted nearer to the shoulder than it is
# Noise (rad) of the fit where all is well; more noise, larger errors.
_USUAL_NOISE: Final = 0.052
ANKLE_HEIGHT_M, ANKLE_HEIGHT_SD_M = 0.075, 0.015  # nominal metres from sole to ankle joint, in shoes
BRIDGE_S: Final = 0.45  # longest time between two sights of the body that a smooth curve may span
BAR_SMOOTH_S: Final = 0.04
PLACE_SD_M: Final = 0.02  # of the bar beside the body: parallax and landmark offsets together, on rendered clips
# Of its height over the floor. Rendered clips are 2 cm off; on real ones plates that rest with their axis at 22.5 cm
# are read at 9 to 18 cm. How far it moves is not touched by this.
HEIGHT_SD_M: Final = 0.06


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
    link, back, limbs = stretch.moving.linkage, stretch.back, stretch.moving.limbs
    still = np.zeros(len(link.time_s))
    shank, thigh, trunk, _ = link.angle.T
    noise = np.maximum(1.0, link.angle_sd / _USUAL_NOISE)
    worst = noise[:, :3].max(1)
    upright = np.clip(1 - (trunk - thigh) / _FOLDED, 0.0, 1.0)
    trunk_sd, hip_sd = (np.hypot(ANGLE_SD[part], upright * _STANDING_SD[part]) for part in ("trunk", "hip"))
    pelvis, pelvis_sd = trunk + back.pelvis, np.hypot(back.pelvis_sd, trunk_sd)
    rows = {
        "shank": (shank, ANGLE_SD["shank"] * noise[:, 0]),
        "knee_flexion": (shank - thigh, ANGLE_SD["knee"] * worst),
        "hip_flexion": (trunk - thigh, hip_sd * worst),
        "trunk_inclination": (trunk, trunk_sd * noise[:, 2]),
        "pelvis": (pelvis, pelvis_sd),
        "hip_on_pelvis": (pelvis - thigh, np.hypot(pelvis_sd, ANGLE_SD["thigh"])),
        "lumbar_flexion": (back.lumbar, back.lumbar_sd),
        "thoracic_flexion": (back.thoracic, back.thoracic_sd),
        "elbow_flexion": (limbs.elbow, np.hypot(ANGLE_SD["elbow"], BENT_ELBOW_SD * limbs.elbow)),
        "sole": (limbs.sole, still + ANGLE_SD["sole"]),
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
        "bar_y": Series(place[:, 1].copy(), np.hypot(place_sd, HEIGHT_SD_M) + 0 * time, "m"),
        "bar_speed": Series(speed, speed_sd, "m/s"),
    }


def bar_place(stretch: Stretch) -> tuple[FloatArray, FloatArray]:
    """(N, 2) m and the noise (N,) of movements: moved by the plate's scale, placed by the fitted hands."""
    link = stretch.moving.linkage
    hand = (link.joints[:, 6] - link.joints[:, 0]) * stretch.metres
    hand[:, 1] += ANKLE_HEIGHT_M * stretch.metres
    noise = stretch.bar.sd_px / (stretch.scale.bar.value or np.nan)
    place = _in_the_hands(stretch, _moved_m(stretch), hand)
    return place, np.where(np.isfinite(place[:, 0]).any(), noise, np.nan)


def bar_beside_body(stretch: Stretch) -> FloatArray:
    """(N, 2) nominal metres of the linkage's own plane: where the bar is at the lifter's depth, scale or not."""
    link = stretch.moving.linkage
    shrink = link.parallax if stretch.bar.source == "plate" else 1.0
    moved = stretch.moving.plane.to_world(stretch.bar.centre_px) * shrink
    return _in_the_hands(stretch, moved, link.joints[:, 6])


def _in_the_hands(stretch: Stretch, moved: FloatArray, hand: FloatArray) -> FloatArray:
    """(N, 2) the way of the bar `moved` (N, 2), placed where the fitted hands (T, 2) hold it most of the time."""
    offset = hand - places_at(stretch.bar.time_s, moved, stretch.moving.linkage.time_s)
    if not np.isfinite(offset).any():
        return np.full_like(moved, np.nan)
    return np.asarray(moved + np.nanmedian(offset, axis=0))


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
    return np.asarray(bar_beside_body(stretch)[:, 1] / NOMINAL_BODY_M)


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
    seen = np.isfinite(value)
    filled = on_frames(time_s, value, at)
    spread = np.interp(at, time_s[seen], sd[seen]) if seen.any() else np.full(len(at), np.nan)
    return Series(filled, np.where(np.isfinite(filled), spread, np.nan), unit)


def on_frames(time_s: FloatArray, value: FloatArray, at: FloatArray) -> FloatArray:
    """Ten samples (T,) a second brought to the frames (N,): a smooth curve through what is seen; long gaps stay."""
    seen = np.isfinite(value)
    if seen.sum() < 2:
        return np.full(len(at), np.nan)
    known = time_s[seen]
    filled = curve(known, value[seen], at)
    after = np.clip(np.searchsorted(known, at), 0, len(known) - 1)
    before = np.maximum(after - 1, 0)
    bridged = (known[after] - known[before] <= BRIDGE_S) & (at >= known[0]) & (at <= known[-1])
    inside = (nearest_s(known, at) < 0.06) | bridged
    return np.where(inside, filled, np.nan)
