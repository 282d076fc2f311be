"""From where the camera sees the near side of a body: places in the picture to places in the lifter's own plane.

The camera stands some metres to the side, and seldom exactly there. What lies nearer to it than the middle of the body
looks larger, and, when the camera stands a little to the front or the back, shifted: a shoulder otherwise than a hip.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.frames import Sagittal
from liftwell.motion.landmark_bias import NEAR_M, depth_factor

FloatArray = NDArray[np.float64]

# The fitted offset of the bar beside the hands tells the yaw: the near plate hangs 0.48 m in front of what the fit
# takes for the lifter's plane (rendered clips with 0 and 10° of yaw).
NEAR_ARM_M, _BAR_OFFSET_M = 0.48, -0.005


class Sight(NamedTuple):
    """`plane` maps working pixels to nominal metres; `yaw` rad off side-on, positive = seen from the front."""

    plane: Sagittal
    yaw: float = 0.0

    def joint(self, place_px: FloatArray, name: str) -> FloatArray:
        """(..., 2) nominal metres in the mid-plane of the near joint `name` seen at `place_px` (..., 2)."""
        world = self.plane.to_world(place_px) * depth_factor(name)
        return self._straight(world, NEAR_M[name])

    def middle(self, place_px: FloatArray) -> FloatArray:
        """(..., 2) nominal metres of what is seen at `place_px` (..., 2) and lies in the mid-plane: the back."""
        return self._straight(self.plane.to_world(place_px), 0.0)

    def joint_px(self, place: FloatArray, name: str) -> FloatArray:
        """(..., 2) working pixels at which the near joint `name` at `place` (..., 2) is seen."""
        seen = place * [math.cos(self.yaw), 1.0] - [NEAR_M[name] * math.sin(self.yaw), 0.0]
        return self.plane.to_image(seen / depth_factor(name))

    def _straight(self, world: FloatArray, near_m: float) -> FloatArray:
        shift = np.array([near_m * math.sin(self.yaw), 0.0])
        return np.asarray((world + shift) / np.array([math.cos(self.yaw), 1.0]))


def yaw_of_offset(bar_offset_x_m: float, arm_m: float = NEAR_ARM_M) -> float:
    """Yaw (rad, positive = from the front) from the bar's fitted forward offset, of a plate `arm_m` in front of the
    lifter's plane; nominal metres.
    """
    return turned((bar_offset_x_m - _BAR_OFFSET_M) / arm_m)


def turned(sine: float) -> float:
    """The angle (rad) of a measured sine, which may be a little more than 1."""
    return math.asin(min(max(sine, -1.0), 1.0))
