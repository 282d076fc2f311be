"""BarPath: the bar's axis over time, as seen on the near plate or, without a plate, on the hands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BarSource = Literal["plate", "hands"]


@dataclass(frozen=True, slots=True)
class BarPath:
    """Centre of the near plate (or of the hands) at T frames, in working pixels (x right, y down).

    time_s (T,); centre_px (T, 2), NaN where not seen; sd_px (T,) noise of one axis;
    radius_px, radius_sd_px: the plate's vertical semi-axis and its error, NaN when `source` is "hands".
    Raises ValueError on wrong shapes.
    """

    time_s: FloatArray
    centre_px: FloatArray
    sd_px: FloatArray
    radius_px: float
    radius_sd_px: float
    source: BarSource

    def __post_init__(self) -> None:
        n = len(self.time_s)
        for name, shape in {"time_s": (n,), "centre_px": (n, 2), "sd_px": (n,)}.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise ValueError(f"{name}: expected {shape}, got {array.shape}")
            array.setflags(write=False)

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(T,) whether the bar was seen."""
        return np.isfinite(self.centre_px[:, 0])
