"""Repetitions counted from the first pass alone, for clips that are filmed too badly to measure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.motion.measured_reps import LIFTOFF_M
from liftwell.motion.reps import Heights, RepTimes, find_reps
from liftwell.passes.first import body_length_px, hands_px
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import both

FloatArray = NDArray[np.float64]


def count_reps(track: PoseTrack) -> list[RepTimes]:
    """Pulls seen in the landmarks (T, 33, 2) of a track, from the hands and the fold of hip and knee."""
    points = track.landmarks_px
    body = float(np.percentile(body_length_px(points), 80))
    ankle, knee, hip, shoulder = (points[:, list(both(j))].mean(1) for j in ("ankle", "knee", "hip", "shoulder"))

    def tilt(low: FloatArray, high: FloatArray) -> FloatArray:
        return np.asarray(np.arctan2(np.abs(high[:, 0] - low[:, 0]), low[:, 1] - high[:, 1]))

    fold = tilt(hip, shoulder) + 2 * tilt(knee, hip) + tilt(ankle, knee)
    hands = hands_px(points)[:, 1]
    heights = Heights(track.time_s, -hands / body, fold, (hands - shoulder[:, 1]) / body)
    return find_reps(heights, LIFTOFF_M["hands"] / NOMINAL_BODY_M)
