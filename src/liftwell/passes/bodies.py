"""Looks at the lifter's body ten times a second while the frames go by."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.lift import Facing
from liftwell.passes.first import BODY_RATE_HZ
from liftwell.pose.contour import STATIONS, Outline, trace_back
from liftwell.pose.detect import Pending, PoseModel
from liftwell.pose.pose import Body, PoseTrack, Region
from liftwell.video.clip import Frame

FloatArray = NDArray[np.float64]
STREAMS: Final = 2  # looks under way at once: one for each of two cores


class Bodies:
    """Looks at the body ten times a second, two looks under way at a time."""

    def __init__(self, model: PoseModel, facing: Facing) -> None:
        self._model, self._facing = model, facing
        self._waiting: deque[tuple[float, Pending]] = deque()
        self._next_s = -np.inf
        self._times: list[float] = []
        self._bodies: list[Body] = []
        self._outlines: list[tuple[FloatArray, FloatArray]] = []

    def due(self, time_s: float) -> bool:
        """Whether a tenth of a second has gone by; keeps to a grid, whatever the frame rate."""
        if time_s < self._next_s - 1e-6:
            return False
        behind = time_s - self._next_s
        step = 1 / BODY_RATE_HZ
        self._next_s = time_s + step if behind > step else self._next_s + step
        return True

    def look(self, frame: Frame, region: Region) -> None:
        """Begin to look at `region` of `frame`; waits only while two looks are under way."""
        if len(self._waiting) == STREAMS:
            self._collect()
        self._waiting.append((frame.time_s, self._model.look(frame.image, region, outline=True)))

    def finish(self) -> tuple[PoseTrack, Outline]:
        """Wait for the last looks; everything that was seen."""
        while self._waiting:
            self._collect()
        time_s = np.array(self._times)
        points = np.array([p for p, _ in self._outlines]).reshape(-1, len(STATIONS), 2)
        softness = np.array([s for _, s in self._outlines]).reshape(-1, len(STATIONS))
        return PoseTrack.of(self._times, self._bodies), Outline(time_s, points, softness)

    def _collect(self) -> None:
        time_s, pending = self._waiting.popleft()
        body = pending.body()
        self._times.append(time_s)
        self._outlines.append(trace_back(body, self._facing))
        self._bodies.append(replace(body, mask=None))
