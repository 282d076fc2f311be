"""The bar's path as the hands show it, where no plate can be seen: kettlebells, dumbbells, small home plates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.bar_path import BarPath

FloatArray = NDArray[np.float64]

SMOOTH_S = 0.10  # the Gaussian's sd: wrists come at 10 Hz, so their noise has nothing faster to show
WRIST_SD = 0.023  # body lengths: 3 cm, the wrist landmark's median error on synthetic clips


def hands_path(time_s: FloatArray, wrist_px: FloatArray, body_px: float, at_s: FloatArray | None = None) -> BarPath:
    """The mean of both wrists, smoothed over 0.1 s, as a BarPath with source "hands".

    `time_s` (T,) increasing and `wrist_px` (T, 2) in working pixels, NaN where unseen; `body_px` is shank + thigh +
    trunk; `at_s` (N,) the moments wanted, by default `time_s`. Gaps up to 0.3 s are bridged, longer ones stay NaN.
    The error is that of the landmark as a marker of the bar, most of it constant: movements are better than this.
    """
    at = np.asarray(time_s if at_s is None else at_s, float)
    seen = np.isfinite(wrist_px).all(axis=1)
    centre = np.full((len(at), 2), np.nan)
    if seen.any():
        centre = _smoothed(np.asarray(time_s, float)[seen], np.asarray(wrist_px, float)[seen], at)
    sd = np.where(np.isfinite(centre[:, 0]), WRIST_SD * body_px, np.nan)
    return BarPath(at.copy(), centre, sd, np.nan, np.nan, "hands")


def _smoothed(times: FloatArray, places: FloatArray, at: FloatArray) -> FloatArray:
    """A local straight line under Gaussian weights, so that a steady pull is neither lagged nor flattened."""
    result = np.full((len(at), 2), np.nan)
    reach = 4 * SMOOTH_S
    for i, moment in enumerate(at):
        low, high = np.searchsorted(times, (moment - reach, moment + reach))
        lag = times[low:high] - moment
        if len(lag) and np.abs(lag).min() <= 0.15:
            result[i] = _line_at_zero(lag, places[low:high])
    return result


def _line_at_zero(lag: FloatArray, places: FloatArray) -> FloatArray:
    weight = np.exp(-0.5 * (lag / SMOOTH_S) ** 2)
    mean = weight @ lag / weight.sum()
    centre = weight @ places / weight.sum()
    scatter = weight @ (lag - mean) ** 2
    slope = (weight * (lag - mean)) @ places / scatter if scatter > 1e-9 else np.zeros(2)
    return np.asarray(centre - slope * mean)
