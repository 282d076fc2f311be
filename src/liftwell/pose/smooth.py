"""Smoothing over time, on samples that need not be evenly spaced."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from liftwell.pose.pose import Region

FloatArray = NDArray[np.float64]
REGION_SMOOTHING_S = 0.12
_SAME_S = 1e-6  # moments closer than this are one: times come from divisions


def gaussian(time_s: FloatArray, values: FloatArray, width_s: float) -> FloatArray:
    """Gaussian mean of `values` (T, ...) over time, ignoring NaN; `width_s` is the kernel's standard deviation.

    The mean is local: it looks at most four widths away, so the cost does not grow with the clip's length.
    """
    flat = values.reshape(len(values), math.prod(values.shape[1:]))
    total, weight = np.zeros_like(flat), np.zeros_like(flat)
    gap = float(np.median(np.diff(time_s))) if len(time_s) > 1 else 1.0
    reach = int(np.ceil(4 * width_s / max(gap, 1e-6)))
    for shift in range(-reach, reach + 1):
        here, there = _aligned(len(flat), shift)
        if here.start >= here.stop:
            continue
        apart = time_s[there] - time_s[here]
        w = np.where(np.abs(apart) <= 4 * width_s, np.exp(-0.5 * (apart / width_s) ** 2), 0.0)[:, None]
        seen = np.isfinite(flat[there])
        total[here] += np.where(seen, flat[there], 0.0) * w
        weight[here] += seen * w
    with np.errstate(invalid="ignore"):
        mean = np.where(weight > 1e-9, total / np.maximum(weight, 1e-12), np.nan)
    return mean.reshape(values.shape)


def curve(time_s: FloatArray, values: FloatArray, at: FloatArray) -> FloatArray:
    """Values (T,) at increasing times (T ≥ 2,) brought to other moments (N,) by a cubic Hermite curve.

    Slopes are central differences (Catmull and Rom 1974, for uneven times); beyond the ends the end values stay.
    SciPy's splines do the same, but importing them takes longer than measuring a second of video.
    """
    slope = np.gradient(values, time_s)
    after = np.clip(np.searchsorted(time_s, at), 1, len(time_s) - 1)
    before = after - 1
    step = time_s[after] - time_s[before]
    u = np.clip((at - time_s[before]) / step, 0.0, 1.0)
    rise = values[after] - values[before]
    leave, arrive = slope[before] * step - rise, rise - slope[after] * step
    return np.asarray(values[before] + u * rise + u * (1 - u) * ((1 - u) * leave + u * arrive))


def places_at(time_s: FloatArray, places: FloatArray, when_s: FloatArray) -> FloatArray:
    """Places (T, 2) at increasing times (T,) brought to other moments (N,), linear between: (N, 2)."""
    return np.stack([np.interp(when_s, time_s, places[:, k]) for k in (0, 1)], axis=1)


def linear_at(time_s: FloatArray, values: FloatArray, when_s: FloatArray, gap_s: float) -> FloatArray:
    """Values (T,) at increasing times (T,) brought to other moments (N,), linear between two neighbours: (N,).

    NaN beyond the ends, where either neighbour is NaN, and between neighbours that are `gap_s` or more apart.
    """
    if not len(time_s):
        return np.full(len(when_s), np.nan)
    after = np.searchsorted(time_s, when_s - _SAME_S)
    there = np.minimum(after, len(time_s) - 1)
    before = np.maximum(there - 1, 0)
    step = time_s[there] - time_s[before]
    late = time_s[there] - when_s
    share = np.clip(late / np.where(step > 0, step, 1.0), 0.0, 1.0)
    between = share * values[before] + (1 - share) * values[there]
    seen = (after < len(time_s)) & (after > 0) & (step < gap_s)
    return np.where(np.abs(late) <= _SAME_S, values[there], np.where(seen, between, np.nan))


def nearest_s(time_s: FloatArray, when_s: FloatArray) -> FloatArray:
    """How far (N,) each moment lies from the nearest of the increasing times (T ≥ 1,)."""
    after = np.clip(np.searchsorted(time_s, when_s), 0, len(time_s) - 1)
    before = np.maximum(after - 1, 0)
    return np.asarray(np.minimum(np.abs(time_s[after] - when_s), np.abs(when_s - time_s[before])))


def smooth_regions(time_s: FloatArray, region: FloatArray) -> FloatArray:
    """Calm the regions (T, 4): centre, log of the side, unwrapped rotation."""
    calm = region.copy()
    calm[:, 2] = np.log(calm[:, 2])
    calm[:, 3] = np.unwrap(calm[:, 3])
    calm = gaussian(time_s, calm, REGION_SMOOTHING_S)
    calm[:, 2] = np.exp(calm[:, 2])
    return calm


def region_at(time_s: FloatArray, regions: FloatArray, when_s: float) -> Region:
    """The region at one moment, linear between samples."""
    x, y, side, rotation = (float(np.interp(when_s, time_s, regions[:, k])) for k in range(4))
    return Region(x, y, side, rotation)


def _aligned(n: int, shift: int) -> tuple[slice, slice]:
    """Slices that pair index i with i + shift, both inside 0…n."""
    return slice(max(0, -shift), n - max(0, shift)), slice(max(0, shift), n - max(0, -shift))
