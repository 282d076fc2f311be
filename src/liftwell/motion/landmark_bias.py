"""How far each landmark lies from the joint centre it stands for, and from the middle of the body towards the camera.

Learnt on bodies whose joints are known.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

# Nominal metres (along the segment up, forward across it) at a straight joint, and its change per 90° of flexion.
# Gauss–Newton on the angles that the whole fit gives, over 23 clips of the bench's tuning half and eleven older ones,
# taken half-way from what the older clips alone had said. The hip landmark lies in front of the joint; the ankle's and
# the knee's lie above theirs, the knee's the more so the more it is bent.
BIAS: Final[FloatArray] = np.array(
    [
        [[0.037, -0.002], [0.000, 0.000]],  # ankle
        [[0.021, -0.004], [0.030, 0.005]],  # knee
        [[-0.031, 0.025], [0.010, -0.002]],  # hip
        [[0.018, 0.001], [-0.012, 0.007]],  # shoulder
        [[0.010, 0.004], [-0.018, -0.002]],  # elbow
        [[0.011, 0.000], [-0.004, -0.005]],  # wrist
    ]
)
ANKLE_OVER_JOINT: Final[FloatArray] = BIAS[0, 0, ::-1]  # (2,) of an upright shank, x forward and y up
# How far in front of the mid-plane each near-side landmark lies (m, synthetic bodies), seen from about 4 m: what is
# nearer looks larger and further from the middle of the picture.
NEAR_M: Final = {
    "ankle": 0.15, "knee": 0.18, "hip": 0.12, "shoulder": 0.19, "elbow": 0.21, "wrist": 0.25, "heel": 0.15, "toe": 0.15,
}  # fmt: skip
CAMERA_M: Final = 4.0
# Segment in whose frame each point's bias is given: shank, shank, thigh, trunk, arm, arm.
_SEGMENT: Final = np.array([0, 0, 1, 2, 3, 3])


def depth_factor(joint: str) -> float:
    """What a place at `joint`, measured from the middle of the picture, shrinks by when brought to the mid-plane."""
    return 1 - NEAR_M[joint] / CAMERA_M


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
