"""From the outline of the back to its slope in seven bands, from the seat (band 0) to the shoulders (band 6)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, median_filter

from liftwell.pose.contour import STATIONS
from liftwell.pose.smooth import gaussian

FloatArray = NDArray[np.float64]

# Limits in stations: 0 at the hip joint, 1 at the shoulder joint.
BANDS: Final = ((-0.05, 0.08), (0.08, 0.20), (0.20, 0.32), (0.32, 0.44), (0.44, 0.56), (0.56, 0.70), (0.70, 0.85))
PLATE_MARGIN: Final = 1.04
_SPIKE_TRUNKS: Final = 0.02
_BACK_DEGREE, _BACK_ROUNDS = 6, 5
_BACK_TOLERANCE: Final = 0.03  # trunk lengths, 1.5 cm: clothes hang within it, a dumbbell behind the shoulder does not
_SMOOTH_STATIONS: Final = 1.6  # 0.027 trunk lengths
_SMOOTH_S: Final = 0.06


def hide_behind_plate(points_px: FloatArray, plate_px: FloatArray, radius_px: float) -> FloatArray:
    """Outline points (T, S, 2) with those at the plate (T, 2) set to NaN: there the outline is the plate's."""
    if not np.isfinite(radius_px):
        return points_px
    apart = np.linalg.norm(points_px - plate_px[:, None], axis=-1)
    return np.where((apart < radius_px)[..., None], np.nan, points_px)


def depth_profile(points: FloatArray, hip: FloatArray, shoulder: FloatArray) -> FloatArray:
    """(T, S) how far the back lies behind the hip–shoulder line, in trunk lengths, at `STATIONS`; NaN if unseen.

    Points (T, S, 2), hip and shoulder (T, 2) are in the lifter's plane, x forward and y up.
    """
    line = shoulder - hip
    trunk = np.linalg.norm(line, axis=1)[:, None]
    along = line / trunk
    outward = np.stack([-along[:, 1], along[:, 0]], 1)
    away = points - hip[:, None]
    station = np.einsum("tsk,tk->ts", away, along) / trunk
    depth = np.einsum("tsk,tk->ts", away, outward) / trunk
    return np.stack([_on_stations(s, d) for s, d in zip(station, depth, strict=True)])


def calm_profile(time_s: FloatArray, depth: FloatArray) -> FloatArray:
    """Depth (T, S) without what is no back, calmed over time and along the back; NaN stays NaN."""
    kept = _back_like(_without_spikes(depth))
    calm = gaussian(time_s, kept, _SMOOTH_S)
    calm[~np.isfinite(kept)] = np.nan
    return _blur(calm)


def band_slopes(calm: FloatArray) -> FloatArray:
    """(T, 7) rad: slope of a calm profile (T, S) against the hip–shoulder line in every band.

    NaN where half a band is unseen.
    """
    slope = np.arctan(np.gradient(calm, STATIONS, axis=1))
    return np.stack([_mean_if_seen(slope[:, (a <= STATIONS) & (b >= STATIONS)]) for a, b in BANDS], axis=1)


def edge_softness(softness: FloatArray) -> FloatArray:
    """(T,) median softness of the mask's edge along the back, in trunk lengths; NaN where nothing is seen."""
    with np.errstate(all="ignore"):
        seen = np.isfinite(softness)
        filled = np.where(seen, softness, np.inf)
        middle = np.sort(filled, axis=1)[np.arange(len(filled)), np.maximum(seen.sum(1) // 2, 0)]
    return np.where(np.isfinite(middle), middle, np.nan)


def _on_stations(station: FloatArray, depth: FloatArray) -> FloatArray:
    """Depth at the common stations; gaps in what was seen stay gaps."""
    seen = np.isfinite(station) & np.isfinite(depth)
    if seen.sum() < 4:
        return np.full(len(STATIONS), np.nan)
    order = np.argsort(station[seen])
    s, d = station[seen][order], depth[seen][order]
    inside = np.interp(STATIONS, s, d, left=np.nan, right=np.nan)
    nearest = np.abs(STATIONS[:, None] - s).min(1)
    return np.where(nearest < 2 * (STATIONS[1] - STATIONS[0]), inside, np.nan)


def _without_spikes(depth: FloatArray) -> FloatArray:
    """Single points that jump off the back (a hand, a hem in one picture) become unseen."""
    filled = np.where(np.isfinite(depth), depth, np.nanmedian(depth) if np.isfinite(depth).any() else 0.0)
    return np.where(np.abs(filled - median_filter(filled, size=(5, 5), mode="nearest")) < _SPIKE_TRUNKS, depth, np.nan)


def _back_like(depth: FloatArray) -> FloatArray:
    """Without the points that leave the smooth line of a back: a mask that flowed over onto something behind it.

    A robust polynomial per picture: reweighted least squares, then whatever is further off than the tolerance goes.
    """
    place = (STATIONS - STATIONS.mean()) / np.ptp(STATIONS) * 2
    design = np.vander(place, _BACK_DEGREE + 1)
    seen = np.isfinite(depth)
    known = np.where(seen, depth, 0.0)
    weight = seen.astype(float)
    off = np.zeros_like(known)
    for _ in range(_BACK_ROUNDS):
        normal = np.einsum("sa,ts,sb->tab", design, weight, design) + 1e-6 * np.eye(_BACK_DEGREE + 1)
        fitted = np.linalg.solve(normal, np.einsum("sa,ts->ta", design, weight * known)[..., None])[..., 0] @ design.T
        off = known - fitted
        weight = seen / (1 + (off / (0.5 * _BACK_TOLERANCE)) ** 2) ** 2
    return np.where(seen & (np.abs(off) > _BACK_TOLERANCE), np.nan, depth)


def _blur(depth: FloatArray) -> FloatArray:
    """Gaussian along the stations that ignores NaN and keeps them."""
    seen = np.isfinite(depth)
    total = gaussian_filter1d(np.where(seen, depth, 0.0), _SMOOTH_STATIONS, axis=1, mode="nearest")
    weight = gaussian_filter1d(seen.astype(float), _SMOOTH_STATIONS, axis=1, mode="nearest")
    return np.where(seen, total / np.maximum(weight, 1e-9), np.nan)


def _mean_if_seen(values: FloatArray) -> FloatArray:
    """Mean over the last axis where at least half of it is seen."""
    seen = np.isfinite(values)
    count = seen.sum(1)
    mean = np.where(seen, values, 0.0).sum(1) / np.maximum(count, 1)
    return np.where(2 * count >= values.shape[1], mean, np.nan)
