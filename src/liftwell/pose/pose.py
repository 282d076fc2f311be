"""PoseTrack: one person's landmarks over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from liftwell.pose.skeleton import COUNT

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PoseTrack:
    """Landmarks of one person at T sampled frames, in working pixels (x right, y down).

    time_s (T,); landmarks_px (T, 33, 2); visibility (T, 33) in 0…1; world_m (T, 33, 3) the model's own
    3D guess, hip-centred (x right, y down, z away from the camera), good for directions only;
    region (T, 4) the square looked at: centre x, centre y, side in px, rotation in rad; score (T,) in 0…1.
    Raises ValueError on any other shape.
    """

    time_s: FloatArray
    landmarks_px: FloatArray
    visibility: FloatArray
    world_m: FloatArray
    region: FloatArray
    score: FloatArray

    def __post_init__(self) -> None:
        n = len(self.time_s)
        shapes = {
            "time_s": (n,),
            "landmarks_px": (n, COUNT, 2),
            "visibility": (n, COUNT),
            "world_m": (n, COUNT, 3),
            "region": (n, 4),
            "score": (n,),
        }
        for name, shape in shapes.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise ValueError(f"{name}: expected {shape}, got {array.shape}")
            array.setflags(write=False)
