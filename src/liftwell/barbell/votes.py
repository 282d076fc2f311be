"""Edge votes for circles: every edge pixel points at the centres it could belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_EDGE = 3.0  # grey levels per pixel: below this a gradient points nowhere in particular
_BESIDE = 0.15  # radii that a place may be off: openings mislead registration by a tenth
_AS_ROUND = 0.5  # of the usual share; places without the disc reached a third of it
_CHANCE = 0.05  # share that any cluttered place may have
_BLUR = 0.7  # pixels; takes compression noise off without moving edges


@dataclass(frozen=True, slots=True)
class Edges:
    """Edge pixels of one picture: places x, y and unit gradient ux, uy, each (E,)."""

    x: Floats
    y: Floats
    ux: Floats
    uy: Floats


def gradient(image: NDArray[np.uint8] | Floats) -> tuple[Floats, Floats]:
    """Horizontal and vertical slope (H, W) of the colour channel that changes most, in grey levels per pixel."""
    smooth = cv2.GaussianBlur(np.asarray(image, np.float32), (0, 0), _BLUR)
    gx = np.atleast_3d(cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8))
    gy = np.atleast_3d(cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8))
    best = np.argmax(gx * gx + gy * gy, axis=2)[..., None]
    across, down = (np.take_along_axis(np.asarray(g, np.float32), best, 2)[..., 0] for g in (gx, gy))
    return across, down


def edges(image: NDArray[np.uint8]) -> Edges:
    """The edge pixels of `image` (H, W, 3)."""
    gx, gy = gradient(image)
    size = np.hypot(gx, gy)
    y, x = np.nonzero(size > _EDGE)
    return edges_at(x, y, gx[y, x] / size[y, x], gy[y, x] / size[y, x])


def edges_at(*columns: NDArray[np.generic]) -> Edges:
    """Edges from x, y, ux, uy of any number type."""
    x, y, ux, uy = (np.asarray(c, np.float32) for c in columns)
    return Edges(x, y, ux, uy)


def vote(seen: Edges, radius: float, corner: NDArray[np.float64], side: int) -> Floats:
    """How much of a circle of `radius` surrounds each pixel of a (side, side) window whose first pixel is `corner`.

    A full thin circle scores about 1: votes are divided by the circumference, and both sides of an edge may vote.
    """
    counts = np.zeros(side * side)
    for sign in (radius, -radius):
        u = np.rint(seen.x + sign * seen.ux - corner[0]).astype(np.int32)
        v = np.rint(seen.y + sign * seen.uy - corner[1]).astype(np.int32)
        hit = (u >= 0) & (v >= 0) & (u < side) & (v < side)
        counts += np.bincount(v[hit] * side + u[hit], minlength=side * side)
    return (counts.reshape(side, side) / (2 * np.pi * radius)).astype(np.float32)


class Round(NamedTuple):
    """How much of a circle was seen around `centre` (2,) pixels: 0.2 is a whole one with one edge."""

    share: float
    centre: NDArray[np.float64]


def rim_near(seen: Edges, radius: float, centre: NDArray[np.float64]) -> Round:
    """The clearest circle of `radius` around a place near `centre` (2,), to about half a pixel."""
    beside = max(3, round(_BESIDE * radius))
    corner = np.rint(centre) - beside
    votes = np.sum([vote(seen, radius + d, corner, 2 * beside + 1) for d in (-1, 0, 1)], 0)
    field = np.asarray(cv2.GaussianBlur(votes, (0, 0), 1.0), np.float64)
    v, u = (int(k) for k in np.unravel_index(int(field.argmax()), field.shape))
    top, left = max(0, v - 1), max(0, u - 1)
    around = field[top : v + 2, left : u + 2] ** 2
    rows, columns = np.mgrid[top : top + around.shape[0], left : left + around.shape[1]]
    weight = max(float(around.sum()), 1e-12)
    middle = np.array([float((columns * around).sum()), float((rows * around).sum())]) / weight
    return Round(float(field[v, u]), corner + (middle if around.any() else beside))


def rim_needed(usual: float) -> float:
    """Share from which a rim is seen of a disc that usually has `usual`."""
    return max(_AS_ROUND * usual, _CHANCE)
