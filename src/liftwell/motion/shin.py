"""How far the bar is from the shin: from the line of the shank to its skin, from the bar's axis to its surface."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

# From the shin's line of joints to the skin in front of it, and from the bar's axis to its surface (IPF: 28–29 mm).
SHIN_FRONT_M, SHIN_FRONT_SD_M, BAR_RADIUS_M = 0.050, 0.012, 0.0145
_HIDDEN_M: Final = 0.02  # error of the bar's place against the shin where both lie behind the plate
GAP_SD_M: Final = float(np.hypot(SHIN_FRONT_SD_M, _HIDDEN_M))


def shin_gap(ankle: FloatArray, knee: FloatArray, bar: FloatArray, metres: float) -> float:
    """Metres between the skin of the shin and the bar's surface, square to the shank, at the height of the bar.

    Places (2,) are x forward and y up in units of `metres`.
    """
    shank = knee - ankle
    forward = np.array([shank[1], -shank[0]]) / np.linalg.norm(shank)
    return float((bar - ankle) @ forward * metres - SHIN_FRONT_M - BAR_RADIUS_M)
