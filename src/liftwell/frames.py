"""Frames: the image, the camera and the world, and the only place where y flips and pixels become metres.

*Image*: working pixels, x right, y down, origin at the top left corner.
*World*: the sagittal plane of the lifter, x forward whichever way the lifter faces, y up; metres.
`docs/conventions.md` draws both. Nothing else in liftwell turns one into the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sagittal:
    """The upright plane in which a lifter moves, and how it lies in the picture.

    origin_px: (x, y) of the world's origin in the image, by contract the near ankle over the floor;
    pixels_per_metre: scale *in this plane*, for the plate hangs nearer to the camera than the hips and has
    its own; facing: the side of the picture that the lifter looks to. The camera is taken as level and
    far away: perspective is the fit's business (`motion/linkage`).
    Raises ValueError unless the origin is finite and the scale finite and positive.
    """

    origin_px: tuple[float, float]
    pixels_per_metre: float
    facing: Literal["left", "right"]

    def __post_init__(self) -> None:
        if not all(math.isfinite(number) for number in self.origin_px):
            raise ValueError(f"origin_px: expected two finite numbers, got {self.origin_px}")
        if not (math.isfinite(self.pixels_per_metre) and self.pixels_per_metre > 0):
            raise ValueError(f"pixels_per_metre: expected a positive number, got {self.pixels_per_metre}")

    def to_world(self, xy_px: FloatArray) -> FloatArray:
        """Positions (..., 2) in the image, in pixels, as (..., 2) in the world, in metres; NaN stays NaN."""
        return (_pairs(xy_px) - self.origin_px) * self._axes / self.pixels_per_metre

    def to_image(self, xy_m: FloatArray) -> FloatArray:
        """Positions (..., 2) in the world, in metres, as (..., 2) in the image, in pixels; NaN stays NaN."""
        return _pairs(xy_m) * self._axes * self.pixels_per_metre + self.origin_px

    @property
    def _axes(self) -> FloatArray:
        """(2,) the sign of each world axis along the image axis of the same name."""
        return np.array([1.0 if self.facing == "right" else -1.0, -1.0])


def _pairs(xy: FloatArray) -> FloatArray:
    if xy.shape[-1:] != (2,):
        raise ValueError(f"expected positions of shape (..., 2), got {xy.shape}")
    return xy
