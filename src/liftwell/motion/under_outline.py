"""Where hip and shoulder lie under the outline of the back.

The landmarks of hip and shoulder are off by two or three centimetres, and by the same in a whole clip. The outline is
sharp, and a joint lies about as deep under it in one body as in another: together they tell the trunk's inclination
twice as well. A Gaussian model learnt on rendered bodies in many clothes (`under_outline.toml`, bench/learn_joints.py).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.motion.gaussian import by_pattern, regression
from liftwell.motion.linkage import Linkage
from liftwell.pose.contour import STATIONS

FloatArray = NDArray[np.float64]
_FEWEST = 6  # stations that have to be seen
_LEAN = 1  # the last of the features


class DepthModel(NamedTuple):
    """Features: depth of the back at `stations` (S,) in trunk lengths, lean in rad. Targets: how far outwards, towards
    the back, hip and shoulder lie from where landmarks alone put them, trunk lengths. `mean` (S + 3,), `covariance`
    (S + 3, S + 3), `noise` sd of a feature that nothing explains.
    """

    stations: FloatArray
    mean: FloatArray
    covariance: FloatArray
    noise: float


def depth_features(depth: FloatArray, lean: FloatArray, stations: FloatArray) -> FloatArray:
    """(T, S + 1) what the model is given: the profile `depth` (T, …) at `stations` and the lean (T,) rad."""
    at = np.abs(STATIONS[:, None] - stations).argmin(0)
    return np.column_stack([depth[:, at], lean])


def joints_under(linkage: Linkage, depth: FloatArray) -> FloatArray:
    """(T, 2, 2) places of hip and shoulder, given the back's profile `depth` behind their line as `linkage` has it.

    NaN where too little of the back is seen.
    """
    model = depth_model()
    features = depth_features(depth, linkage.angle[:, 2], model.stations)
    count = features.shape[1]
    off = np.full((len(features), 2), np.nan)
    for pattern, rows in by_pattern(features):
        if pattern[:-_LEAN].sum() >= _FEWEST:
            weights, _ = regression(model.covariance, pattern, model.noise**2 * np.eye(count))
            off[rows] = model.mean[count:] + (features[rows] - model.mean[:count])[:, pattern] @ weights
    hip_shoulder = linkage.joints[:, 2:4]
    trunk = np.linalg.norm(hip_shoulder[:, 1] - hip_shoulder[:, 0], axis=1)
    return np.asarray(hip_shoulder + (trunk[:, None] * off)[..., None] * outwards(linkage)[:, None])


def outwards(linkage: Linkage) -> FloatArray:
    """(T, 2) unit vectors across the trunk, through the back."""
    line = linkage.joints[:, 3] - linkage.joints[:, 2]
    along = line / np.linalg.norm(line, axis=1)[:, None]
    return np.stack([-along[:, 1], along[:, 0]], axis=1)


@cache
def depth_model() -> DepthModel:
    """The model that ships with liftwell, read once."""
    table = tomllib.loads((files("liftwell.motion") / "under_outline.toml").read_text("utf-8"))
    percent = 0.01
    mean, covariance = (np.array(table[name], float) for name in ("mean_percent", "covariance_percent2"))
    stations, noise = np.array(table["stations"], float), float(table["noise_sd_percent"])
    return DepthModel(stations, percent * mean, percent**2 * covariance, percent * noise)
