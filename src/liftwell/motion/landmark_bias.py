"""How far each landmark lies from the joint centre it stands for, learnt on bodies whose joints are known."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

# Nominal metres (along the segment up, forward across it) at a straight joint, and its change per 90° of flexion.
BIAS: FloatArray = np.zeros((6, 2, 2))
# Segment in whose frame each point's bias is given: shank, shank, thigh, trunk, arm, arm.
_SEGMENT: Final = np.array([0, 0, 1, 2, 3, 3])


def bias_at(local: FloatArray, along: FloatArray, across: FloatArray) -> FloatArray:
    """(T, 6, 2) offset of landmark from joint for angles `local` (T, ≥4) with the segments' unit vectors (T, 4, 2)."""
    fold = np.stack(flexions(local), axis=1) / (np.pi / 2)
    amount = BIAS[None, :, 0] + BIAS[None, :, 1] * fold[..., None]
    return amount[..., :1] * along[:, _SEGMENT] + amount[..., 1:] * across[:, _SEGMENT]


def flexions(local: FloatArray) -> list[FloatArray]:
    """The flexion (rad) that moves each point's bias: the knee for ankle and knee, the hip for all above."""
    knee = np.clip(local[:, 0] - local[:, 1], -0.3, 2.5)
    hip = np.clip(local[:, 2] - local[:, 1], -0.3, 2.5)
    return [knee, knee, hip, hip, hip, hip]
