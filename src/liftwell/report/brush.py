"""Brush: what the overlay and the still pictures draw with; smooth lines and discs with OpenCV."""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import FloatArray
from liftwell.report import palette

Image = NDArray[np.uint8]

# Where the colour scale of local rounding ends.
STRONG_BEND_RAD: Final = math.radians(30.0)
_SHIFT: Final = 4  # cv2 draws on a grid of 1/16 pixel
_FONT: Final = cv2.FontFace("sans")


def draw_back(picture: Image, back: FloatArray, bend: FloatArray, unit: float) -> None:
    """The dorsal outline; colour and width both tell how much each part rounds."""
    blend_line(picture, back, palette.INK, 12 * unit, 0.45)
    strength = bend / STRONG_BEND_RAD
    colours = palette.of_rounding(strength)
    colours = (colours[:-1] + colours[1:]) / 2
    widths = (5.0 + 3.0 * np.clip(np.nan_to_num(strength), 0.0, 1.0)) * unit
    for index in np.flatnonzero(np.isfinite(back[:-1] + back[1:]).all(axis=1)):
        line(picture, back[index : index + 2], bgr(colours[index]), widths[index])


def write(image: Image, text: str, at: tuple[int, int], colour: palette.Bgr, size: int, weight: int) -> int:
    """Write with the baseline's left end `at` (x, y); returns the x where the text ends."""
    end, _ = cv2.putText(image, text, at, colour, _FONT, size, weight)
    return int(end[0])


def line(image: Image, points: FloatArray, colour: palette.Bgr, width: float) -> None:
    """A smooth line through `points` (N, 2); pieces with NaN are left out."""
    cv2.polylines(image, _grid(points), False, colour, max(1, round(width)), cv2.LINE_AA, _SHIFT)


def blend_line(image: Image, points: FloatArray, colour: palette.Bgr, width: float, alpha: float) -> None:
    """The same, see-through: only the pixels around it are touched."""
    seen = finite(points)
    if len(seen) < 2:
        return
    left, top, right, bottom = box(seen, width + 2, image.shape)
    if right <= left or bottom <= top:
        return
    region = image[top:bottom, left:right]
    layer = region.copy()
    line(layer, points - (left, top), colour, width)
    cv2.addWeighted(layer, alpha, region, 1 - alpha, 0, dst=layer)
    region[:] = layer


def paint(image: Image, mask: NDArray[np.uint8], colour: palette.Bgr, where: tuple[int, int, int, int]) -> None:
    """Blend `colour` into `image` inside the box `where`, as much as `mask` (H, W) says: 255 = fully."""
    left, top, right, bottom = where
    region = image[top:bottom, left:right]
    share = mask[top:bottom, left:right, None].astype(np.float32) / 255
    region[:] = (region * (1 - share) + np.array(colour, np.float32) * share).astype(np.uint8)


def dot(image: Image, centre: FloatArray, radius: float, colour: palette.Bgr) -> None:
    """A filled disc with a dark rim."""
    x, y = (round(float(number) * 2**_SHIFT) for number in centre)
    for size, tint in ((radius * 1.35, palette.INK), (radius, colour)):
        cv2.circle(image, (x, y), round(size * 2**_SHIFT), tint, -1, cv2.LINE_AA, _SHIFT)


def circle(centre: FloatArray, radius: float) -> FloatArray:
    """(73, 2) points around a circle, the first again at the end."""
    angle = np.linspace(0, 2 * np.pi, 73)
    return centre + radius * np.column_stack([np.cos(angle), np.sin(angle)])


def _grid(points: FloatArray) -> list[NDArray[np.int32]]:
    """Runs of finite points (N, 2) on cv2's fine grid; a single point is no line."""
    seen = np.isfinite(points[:, 0] + points[:, 1])
    if seen.all():
        return [np.rint(points * 2**_SHIFT).astype(np.int32)]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(np.int8)))
    runs = (points[first:last] for first, last in edges.reshape(-1, 2))
    return [np.rint(run * 2**_SHIFT).astype(np.int32) for run in runs if len(run) > 1]


def finite(points: FloatArray) -> FloatArray:
    """The rows of `points` (N, 2) that hold numbers only."""
    return points[np.isfinite(points).all(axis=1)]


def box(points: FloatArray, margin: float, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom around `points`, kept inside a picture of `shape`."""
    low, high = np.floor(points.min(axis=0) - margin), np.ceil(points.max(axis=0) + margin)
    (left, top), (right, bottom) = np.clip((low, high), 0, (shape[1], shape[0])).astype(int).tolist()
    return left, top, right, bottom


def bgr(colour: FloatArray) -> palette.Bgr:
    """A row (3,) of `palette.of_rounding` as OpenCV wants it."""
    blue, green, red = colour.astype(int).tolist()
    return blue, green, red
