"""PoseTrack: one person's landmarks over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from liftwell.pose.skeleton import COUNT

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Region:
    """A square of the picture that holds one person: centre and side in working px, rotation in rad."""

    x: float
    y: float
    side: float
    rotation: float


@dataclass(frozen=True, slots=True)
class Body:
    """One look at one person. landmarks_px (33, 2), visibility (33,) 0…1, world_m (33, 3), score 0…1.

    `mask` (256, 256) is the probability "person" in the pixels of `region`'s crop, None when not asked for;
    `next_region` is where to look in the following frame.
    """

    landmarks_px: FloatArray
    visibility: FloatArray
    world_m: FloatArray
    score: float
    region: Region
    next_region: Region
    mask: NDArray[np.float32] | None


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

    @classmethod
    def of(cls, times: Sequence[float], bodies: Sequence[Body]) -> PoseTrack:
        """The track of `bodies` seen at `times`; its regions are those that each picture's own landmarks ask for."""
        regions = [(r.x, r.y, r.side, r.rotation) for r in (b.next_region for b in bodies)]
        return cls(
            time_s=np.array(times, float),
            landmarks_px=np.array([b.landmarks_px for b in bodies]).reshape(-1, COUNT, 2),
            visibility=np.array([b.visibility for b in bodies]).reshape(-1, COUNT),
            world_m=np.array([b.world_m for b in bodies]).reshape(-1, COUNT, 3),
            region=np.array(regions).reshape(-1, 4),
            score=np.array([b.score for b in bodies], float),
        )
