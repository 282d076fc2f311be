"""A drawn lifter's world: a printed disc that moves and turns to a fraction of a pixel, a person, a busy background."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Image = NDArray[np.uint8]

WIDTH, HEIGHT = 420, 520
BODY_PX = 256.0
RADIUS_PX = 50.0
RATE_HZ = 30.0
HANDS_ABOVE_PX = 40.0
_FINE = 4  # drawn this many times larger, then averaged: edges fall between pixels as a camera's do


def _texture(seed: int, height: int, width: int, grain: float) -> NDArray[np.float32]:
    noise = np.random.default_rng(seed).normal(size=(height, width, 3)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), grain)
    return np.asarray(128 + 45 * smooth / smooth.std(), np.float32)


def _face() -> NDArray[np.float32]:
    """A dark plate with print, drawn large: (N, N, 4) BGR and opacity."""
    side = int(2 * RADIUS_PX * _FINE) + 8 * _FINE
    middle, radius = (side - 1) / 2, RADIUS_PX * _FINE
    rows, columns = np.mgrid[:side, :side] - middle
    front = np.clip((70, 50, 40) + 0.08 * _texture(7, side, side, 10.0), 0, 255).astype(np.uint8)
    cv2.putText(front, "25 KG", (int(middle - 0.6 * radius), int(middle - 0.4 * radius)), 0, 2.6, (230, 230, 230), 12)
    cv2.circle(front, (round(middle), round(middle)), int(0.1 * radius), (180, 180, 180), -1)
    opacity = (np.hypot(rows, columns) <= radius).astype(np.float32)[..., None]
    return np.asarray(cv2.GaussianBlur(np.dstack([front * opacity, opacity]), (0, 0), 0.35 * _FINE), np.float32)


_NOISE = np.random.default_rng(2).normal(0, 1.5, (HEIGHT, WIDTH, 3)).astype(np.float32)
_WALL = _texture(1, HEIGHT, WIDTH, 9.0)
_FACE = _face()


def _spoked() -> NDArray[np.float32]:
    """The same plate with five openings that take up half the circle between hub and rim."""
    face = _FACE.copy()
    rows, columns = (np.mgrid[: len(face), : len(face)] - (len(face) - 1) / 2) / (RADIUS_PX * _FINE)
    distance, angle = np.hypot(rows, columns), np.arctan2(rows, columns)
    open_ = (distance > 0.3) & (distance < 0.78) & (np.cos(5 * angle) > 0)
    face[open_] = 0
    return face


_SPOKED = _spoked()


@dataclass(frozen=True)
class Scene:
    """`plate_px` (T, 2) the disc's centre or NaN where there is none, `turn_rad` (T,), a still disc at `decoy_px`.

    `rack_px` are small bright rings on the wall, and still; a disc that is 0.7 times as large and as quick as the
    plate moves with it, `far_px` from it at rest.
    """

    plate_px: FloatArray
    turn_rad: FloatArray
    decoy_px: tuple[float, float] | None = None
    hidden: frozenset[int] = frozenset()
    rack_px: tuple[tuple[float, float], ...] = ()
    spoked: bool = False
    far_px: tuple[float, float] | None = None

    @property
    def time_s(self) -> FloatArray:
        """Moments of the frames (T,)."""
        return np.arange(len(self.plate_px)) / RATE_HZ

    def hands_px(self, index: int) -> FloatArray:
        """A wrist landmark: near the disc's top, and wrong by a few pixels that change."""
        wobble = 3 * np.array([np.sin(1.7 * index), np.cos(2.3 * index)])
        return np.asarray(self.plate_px[index] - [0, HANDS_ABOVE_PX] + wobble)

    def image(self, index: int) -> Image:
        """Frame `index`, BGR."""
        face = _SPOKED if self.spoked else _FACE
        picture = _WALL.copy()
        if self.decoy_px is not None:
            _paste(picture, _FACE, self.decoy_px, 0.4)
        for x, y in self.rack_px:
            cv2.circle(picture, (round(x), round(y)), round(0.5 * RADIUS_PX), (235, 235, 235), 4)
            cv2.circle(picture, (round(x), round(y)), round(0.35 * RADIUS_PX), (20, 20, 20), -1)
        if self.far_px is not None:
            there = self.plate_px[0] + self.far_px + 0.7 * (self.plate_px[index] - self.plate_px[0])
            _paste(picture, _FACE, tuple(there), float(self.turn_rad[index]), 0.7)
        x, y = self.hands_px(index)
        if np.isfinite(x):
            cv2.rectangle(picture, (int(x) - 14, 0), (int(x) + 14, int(y)), (60, 70, 160), -1)
            if index not in self.hidden:
                _paste(picture, face, tuple(self.plate_px[index]), float(self.turn_rad[index]))
        picture += np.roll(_NOISE, 7919 * index)
        return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def _paste(
    picture: NDArray[np.float32], face: NDArray[np.float32], centre: tuple[float, ...], turn: float, size: float = 1.0
) -> None:
    reach = int(RADIUS_PX) + 6
    left, top = int(centre[0]) - reach, int(centre[1]) - reach
    middle, step = (len(face) - 1) / 2, size / _FINE
    c, s = step * np.cos(turn), step * np.sin(turn)
    x, y = centre[0] - left, centre[1] - top
    matrix = np.array([[c, -s, x - c * middle + s * middle], [s, c, y - s * middle - c * middle]])
    drawn = cv2.warpAffine(face, matrix, (2 * reach, 2 * reach), flags=cv2.INTER_LINEAR)
    under = picture[top : top + 2 * reach, left : left + 2 * reach]
    under *= 1 - drawn[..., 3:]
    under += drawn[..., :3]


def pull(frames: int = 75, turning: float = 0.5) -> Scene:
    """One lift: rest on the floor, up by 200 px with a little drift, rest at the top, while the plate turns."""
    along = np.clip((np.arange(frames) / frames - 0.2) / 0.6, 0, 1)
    rise = along - np.sin(2 * np.pi * along) / (2 * np.pi)
    path = np.column_stack([205.3 + 9 * np.sin(np.pi * rise), 400.7 - 200 * rise])
    return Scene(path, turning * rise)
