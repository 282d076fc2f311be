"""The 33 BlazePose landmarks by name, and which of them belong to the side that faces the camera.

Source: BlazePose GHUM 3D model card, Google 2021 (landmark order).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from liftwell.lift import Facing


class Landmark(IntEnum):
    """Index of a landmark; odd numbers are the body's left side, except the nose (0)."""

    NOSE = 0
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_TOE = 31
    RIGHT_TOE = 32


COUNT: Final = 33
JOINTS: Final = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe")
_LEFT: Final = {
    "shoulder": Landmark.LEFT_SHOULDER,
    "elbow": Landmark.LEFT_ELBOW,
    "wrist": Landmark.LEFT_WRIST,
    "hip": Landmark.LEFT_HIP,
    "knee": Landmark.LEFT_KNEE,
    "ankle": Landmark.LEFT_ANKLE,
    "heel": Landmark.LEFT_HEEL,
    "toe": Landmark.LEFT_TOE,
}


def near(joint: str, facing: Facing) -> int:
    """Index of `joint` on the side nearer to the camera: a lifter facing left shows the left side."""
    return int(_LEFT[joint]) + (0 if facing == "left" else 1)


def both(joint: str) -> tuple[int, int]:
    """Indices of the left and the right `joint`."""
    return int(_LEFT[joint]), int(_LEFT[joint]) + 1
