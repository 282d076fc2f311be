"""Clip and Frame: what the rest of liftwell knows of a video."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Clip:
    """A readable video. Sizes are after rotation; `frames` and `duration_s` come from the container.
    `recorded_on` is the day that the file tells, None where it tells none.

    Frames are handed out at the *working size* (`working_width_px` × `working_height_px`), at most
    1280 pixels on the long side: finer pixels cost time and add nothing to a person 300–1000 px tall.
    Every pixel coordinate inside liftwell is in working pixels; `working_scale` is working pixels per clip pixel.
    """

    path: Path
    name: str
    duration_s: float
    frame_rate_hz: float
    width_px: int
    height_px: int
    frames: int
    rotation_deg: int
    codec: str
    working_width_px: int
    working_height_px: int
    recorded_on: date | None = None

    @property
    def working_scale(self) -> float:
        """Working pixels per pixel of the clip."""
        return self.working_width_px / self.width_px


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: `index` in the clip, `time_s` from the first frame, `image` (H, W, 3) uint8 BGR at working size."""

    index: int
    time_s: float
    image: NDArray[np.uint8]
