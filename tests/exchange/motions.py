"""Analyses with a motion made up for tests: a body that sways as a whole, known at every moment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import MOTION_POINTS, Analysis, Motion, Series
from liftwell.lift import Facing
from liftwell.quantity import Quantity
from tests.analyses import made_analysis

FloatArray = NDArray[np.float64]
BODY_M = 1.4


def places(time_s: FloatArray) -> FloatArray:
    """(T, 9, 2) body lengths: each point k at (0.1 k + 0.05 t, 1 - 0.1 k - 0.02 t), so that linear is exact."""
    k = np.arange(len(MOTION_POINTS))
    x = 0.1 * k - 0.3 + 0.05 * time_s[:, None]
    y = 1.0 - 0.1 * k - 0.02 * time_s[:, None]
    return np.stack([x, y], axis=2)


def moving_analysis(
    time_s: FloatArray | None = None, points: FloatArray | None = None, scaled: bool = True
) -> Analysis:
    """`made_analysis` with a motion, on its own times or others, with other points, with or without a scale."""
    made = made_analysis()
    time_s = made.time_s if time_s is None else time_s
    points = places(time_s) if points is None else points
    body = Quantity(BODY_M, 0.05, "m") if scaled else Quantity.unseen("m", "no_scale")
    motion = Motion(points, body, np.zeros((len(time_s), 7)), np.ones(len(time_s)))
    return replace(made, time_s=time_s, series=angles(time_s), motion=motion)


def angles(time_s: FloatArray) -> dict[str, Series]:
    """Deg, in a chain that closes: hip on pelvis is pelvis minus thigh, knee is shank minus thigh."""
    fold = 0.5 - 0.5 * np.cos(2 * np.pi * time_s / 3.3)
    degrees = {
        "shank": 15 * fold,
        "knee_flexion": 75 * fold,
        "hip_flexion": 120 * fold,
        "trunk_inclination": 60 * fold,
        "pelvis": 50 * fold - 2,
        "hip_on_pelvis": 110 * fold - 2,
        "lumbar_flexion": 20 * fold,
        "thoracic_flexion": 5 * fold,
        "elbow_flexion": 3 + 0 * fold,
    }
    return {name: Series(np.radians(value), np.full(len(time_s), 0.05), "rad") for name, value in degrees.items()}


def hiding(analysis: Analysis, hidden: NDArray[np.bool_], *names: str) -> Analysis:
    """The same with the series `names` unseen at `hidden` (T,)."""
    series = dict(analysis.series)
    for name in names:
        one = series[name]
        series[name] = Series(np.where(hidden, np.nan, one.value), np.where(hidden, np.nan, one.sd), one.unit)
    return replace(analysis, series=series)


def on_the_side(analysis: Analysis, facing: Facing, near_side: Facing | None = None) -> Analysis:
    """The same, facing another way, and perhaps in a mirrored picture."""
    return replace(analysis, capture=replace(analysis.capture, facing=facing, near_side=near_side))
