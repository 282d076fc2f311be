"""The stretches of a clip in which the lifter moves: only they are measured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from liftwell.evidence import threshold
from liftwell.lift import TestName
from liftwell.passes.first import FirstPass, body_length_px, hands_px
from liftwell.pose.pose import PoseTrack
from liftwell.pose.skeleton import both
from liftwell.pose.smooth import gaussian

FloatArray = NDArray[np.float64]
Stretch = tuple[float, float]

_WINDOW_S = 0.75
_BEFORE_S, _AFTER_S, _JOIN_S = 1.0, 0.7, 2.0
_CALM_S = 0.1


def stretches_of(first: FirstPass, test: TestName | None) -> list[Stretch]:
    """What of the clip is measured: where the lifter moves, or all of it where hands and shoulders lie still."""
    track = first.track
    if track is None or len(track.time_s) < 2:
        return []
    if test == "knee-extension":
        return [(float(track.time_s[0]), float(track.time_s[-1]))]
    return moving_stretches(track)


def moving_stretches(track: PoseTrack) -> list[Stretch]:
    """(start, stop) in s of every stretch with movement of shoulders or hands, with a margin for the stillness around.

    Stretches less than 2 s apart are one: a rest on the floor belongs to the set.
    """
    if len(track.time_s) < 2:
        return []
    body = float(np.percentile(body_length_px(track.landmarks_px), 80))
    shoulders = track.landmarks_px[:, list(both("shoulder")), 1].mean(1)
    heights = np.stack([shoulders, hands_px(track.landmarks_px)[:, 1]], 1) / body
    travel = _local_range(track.time_s, gaussian(track.time_s, heights, _CALM_S))
    busy = (travel > threshold("moving_min_body")).any(1)
    return _joined(track.time_s[busy], float(track.time_s[0]), float(track.time_s[-1]))


def _local_range(time_s: FloatArray, values: FloatArray) -> FloatArray:
    """Highest minus lowest (T, K) within 0.75 s of every sample."""
    low = np.searchsorted(time_s, time_s - _WINDOW_S, side="left")
    high = np.searchsorted(time_s, time_s + _WINDOW_S, side="right")
    return np.array([np.ptp(values[a:b], axis=0) for a, b in zip(low, high, strict=True)])


def _joined(busy_s: FloatArray, first: float, last: float) -> list[Stretch]:
    stretches: list[Stretch] = []
    for moment in busy_s:
        start, stop = max(first, float(moment) - _BEFORE_S), min(last, float(moment) + _AFTER_S)
        if stretches and start - stretches[-1][1] < _JOIN_S:
            stretches[-1] = (stretches[-1][0], stop)
        else:
            stretches.append((start, stop))
    return stretches
