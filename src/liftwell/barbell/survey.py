"""PlateSurvey: a bounded handful of pictures around the hands, gathered while the clip streams by."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Image = NDArray[np.uint8]

WORKING_BODY_PX = 256.0  # body length (shank + thigh + trunk) after resampling: finer pixels brought nothing
# Body lengths from the wrists to the left, top, right and bottom of a crop: a plate hangs below the hands, the more so
# in the picture when it lies on the floor near the camera.
REACH = (0.45, 0.40, 0.45, 0.60)
CAPACITY = 32  # samples held at most: 32 crops of 230² px in colour are 5 MB, and half as many still find a plate
_IDLE_WEIGHT = 0.01  # body lengths per second that standing still counts for, so that rests fill few places
_MOVED = 0.04  # body lengths: smaller wrist movements are landmark noise
_RESCALE = 0.10  # a body length that drifts by less than this keeps the scale of the crops


@dataclass(frozen=True, slots=True)
class Crop:
    """Surroundings of the hands at `time_s`: `image` (h, w, 3) uint8 BGR, `scale` crop pixels per working pixel.

    `origin_px` (2,) is the working pixel under the corner of the crop before resampling. Pixel centres are integers.
    """

    time_s: float
    image: Image
    origin_px: FloatArray
    scale: float

    def inside(self, xy_px: FloatArray) -> FloatArray:
        """Working pixels (..., 2) -> crop pixels."""
        return (xy_px - self.origin_px + 0.5) * self.scale - 0.5

    def outside(self, xy: FloatArray) -> FloatArray:
        """Crop pixels (..., 2) -> working pixels."""
        return (xy + 0.5) / self.scale - 0.5 + self.origin_px

    def at_scale(self, scale: float) -> Crop:
        """The same view resampled, so that all crops of a survey can be laid over each other."""
        if math.isclose(scale, self.scale, rel_tol=1e-3):
            return self
        factor = scale / self.scale
        image = cv2.resize(self.image, None, fx=factor, fy=factor, interpolation=cv2.INTER_LINEAR)
        return Crop(self.time_s, np.asarray(image, np.uint8), self.origin_px, scale)


def cut(time_s: float, image: Image, centre_px: FloatArray, reach_px: FloatArray, scale: float) -> Crop | None:
    """The part of `image` (H, W, 3) around `centre_px`, None if nothing is left of it inside the picture.

    `reach_px` (4,) pixels to the left, top, right and bottom.
    """
    height, width = image.shape[:2]
    x0, y0 = (max(0, math.floor(c - r)) for c, r in zip(centre_px, reach_px[:2], strict=True))
    x1 = min(width, math.ceil(centre_px[0] + reach_px[2]) + 1)
    y1 = min(height, math.ceil(centre_px[1] + reach_px[3]) + 1)
    if min(x1 - x0, y1 - y0) * scale < 16:
        return None
    piece = image[y0:y1, x0:x1]
    if scale < 1:
        piece = np.asarray(cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    return Crop(time_s, piece.copy(), np.array([x0, y0], float), scale)


class PlateSurvey:
    """Collects crops around the hands during the first pass; holds at most `capacity` however long the clip.

    Samples are spread evenly over the path of the wrist (plus a little for time), not over the clock: a plate
    shows itself by moving with the hands, and an hour of rest says nothing. When full, every other crop is dropped.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._crops: list[Crop] = []
        self._bodies: deque[float] = deque(maxlen=101)
        self._reference = math.nan
        self._stride = 0.0
        self._travelled = 0.0
        self._next = 0.0
        self._last: tuple[float, FloatArray] | None = None

    @property
    def crops(self) -> tuple[Crop, ...]:
        """What is held now, in order of time."""
        return tuple(self._crops)

    @property
    def body_px(self) -> float:
        """Body length (shank + thigh + trunk) in working pixels when tallest of late; NaN before the first sample.

        The 90th percentile, because landmarks of a bent body lie up to a fifth too close together.
        """
        return float(np.percentile(self._bodies, 90)) if self._bodies else math.nan

    def add(self, time_s: float, image: Image, wrist_px: FloatArray, body_px: float) -> None:
        """Offer one frame: `image` (H, W, 3) uint8 BGR, `wrist_px` (2,) mean of both wrists, `body_px` body length.

        Frames in which the hands or the body were not found (NaN) are passed over.
        """
        wrist = np.asarray(wrist_px, float)
        if not (np.isfinite(wrist).all() and body_px > 0):
            return
        self._bodies.append(body_px)
        self._advance(time_s, wrist)
        if self._travelled < self._next:
            return
        body = self._body_reference()
        crop = cut(time_s, image, wrist, np.multiply(REACH, body), min(1.0, WORKING_BODY_PX / body))
        if crop is not None:
            self._keep(crop)

    def _advance(self, time_s: float, wrist: FloatArray) -> None:
        if self._last is None:
            self._last = (time_s, wrist)
            return
        before, place = self._last
        moved = float(np.hypot(*(wrist - place))) / self.body_px
        self._travelled += _IDLE_WEIGHT * (time_s - before) + (moved if moved > _MOVED else 0.0)
        self._last = (time_s, wrist if moved > _MOVED else place)

    def _body_reference(self) -> float:
        body = self.body_px
        if not abs(body / self._reference - 1) < _RESCALE:
            self._reference = body
        return self._reference

    def _keep(self, crop: Crop) -> None:
        if len(self._crops) == self._capacity:
            del self._crops[1::2]
            self._stride = max(2 * self._stride, 2 * self._travelled / self._capacity)
        self._crops.append(crop)
        self._next = self._travelled + self._stride
