"""The camera of a rendered clip: a pinhole on the lifter's left or right side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from bench.synthetic.mesh import FloatArray
from bench.synthetic.turns import unit

Side = Literal["left", "right"]
NEAR_M, FAR_M = 0.3, 40.0


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """px = K (rotation X + translation) with X in world metres.

    Pixels are continuous: (0, 0) is the top left corner of the top left pixel. Camera axes: right, down, forward.
    """

    width: int
    height: int
    focal_px: float
    rotation: FloatArray
    translation: FloatArray
    centre_px: FloatArray

    @property
    def eye(self) -> FloatArray:
        """Where the camera stands (3,), world metres."""
        return -self.rotation.T @ self.translation

    def project(self, points: ArrayLike) -> FloatArray:
        """Pixels (..., 2) of world points (..., 3) m."""
        seen = np.asarray(points, float) @ self.rotation.T + self.translation
        return np.asarray(self.focal_px * seen[..., :2] / seen[..., 2:] + self.centre_px)

    def shifted(self, dx_px: float, dy_px: float) -> Camera:
        """The camera whose picture lies (dx, dy) px further right and down."""
        return replace(self, centre_px=self.centre_px + np.array([dx_px, dy_px]))

    def padded(self, margin_px: int) -> Camera:
        """The camera whose picture shows `margin_px` more on each of its four sides."""
        return replace(
            self,
            width=self.width + 2 * margin_px,
            height=self.height + 2 * margin_px,
            centre_px=self.centre_px + margin_px,
        )

    def scaled(self, factor: float) -> Camera:
        """The camera with `factor` times as many pixels along each side."""
        return replace(
            self,
            width=round(self.width * factor),
            height=round(self.height * factor),
            focal_px=self.focal_px * factor,
            centre_px=self.centre_px * factor,
        )

    def clip_matrix(self) -> FloatArray:
        """World to clip space (4, 4), with picture rows growing upwards in GL, so that nothing needs a flip."""
        across, down = 2 * self.focal_px / self.width, 2 * self.focal_px / self.height
        shift = 2 * self.centre_px / (self.width, self.height) - 1
        depth = (FAR_M + NEAR_M) / (FAR_M - NEAR_M), -2 * FAR_M * NEAR_M / (FAR_M - NEAR_M)
        lens = np.array([[across, 0, shift[0], 0], [0, down, shift[1], 0], [0, 0, *depth], [0, 0, 1, 0]])
        pose = np.eye(4)
        pose[:3, :3], pose[:3, 3] = self.rotation, self.translation
        return np.asarray(lens @ pose)


def looking(
    width: int,
    height: int,
    *,
    distance_m: float,
    height_m: float,
    yaw_rad: float,
    roll_rad: float,
    side: Side,
    view_m: float,
    look_at_z_m: float = 0.88,
    look_at_x_m: float = 0.0,
) -> Camera:
    """A camera `distance_m` from the lifter and `height_m` above the floor.

    It stands on the lifter's left or right; a positive yaw moves it towards the lifter's front. `view_m` is how many
    metres the picture's height shows at the lifter.
    """
    outwards = 1.0 if side == "left" else -1.0
    target = np.array([look_at_x_m, 0.0, look_at_z_m])
    away = distance_m * np.array([np.sin(yaw_rad), outwards * np.cos(yaw_rad)])
    eye = np.array([look_at_x_m + away[0], away[1], height_m])
    forward = unit(target - eye)
    right = unit(np.cross(forward, [0.0, 0.0, 1.0]))
    down = np.cross(forward, right)
    cos, sin = np.cos(roll_rad), np.sin(roll_rad)
    rotation = np.stack([cos * right + sin * down, cos * down - sin * right, forward])
    focal_px = height * distance_m / view_m
    return Camera(width, height, focal_px, rotation, -rotation @ eye, np.array([width / 2, height / 2]))
