"""The outline of the back, traced while the picture is in hand so that no mask has to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.lift import Facing
from liftwell.pose.detect import crop_matrix
from liftwell.pose.pose import Body
from liftwell.pose.skeleton import both

FloatArray = NDArray[np.float64]

# Stations along the hip–shoulder line: 0 at the hips, 1 at the shoulders; beyond both ends to hold the ends still.
STATIONS: Final[FloatArray] = np.linspace(-0.3, 1.15, 88)
# Rays start inside the body and walk out this far, in trunk lengths.
_DEPTH: Final[FloatArray] = np.arange(0.0, 0.62, 0.004)
_OUTSIDE = -1.0
EDGE = 0.5


@dataclass(frozen=True, slots=True)
class Outline:
    """Dorsal outlines at T samples: points_px (T, S, 2) working pixels, softness (T, S).

    Softness is how many trunk lengths the mask needs to fall from 0.9 to 0.1: a sharp edge has little.
    NaN where the ray left the picture or never left the body.
    """

    time_s: FloatArray
    points_px: FloatArray
    softness: FloatArray


def trace_back(body: Body, facing: Facing) -> tuple[FloatArray, FloatArray]:
    """Points (S, 2) in working px where rays normal to the hip–shoulder line leave the back, and softness (S,)."""
    if body.mask is None:
        raise ValueError("this look was made without an outline")
    hip, shoulder = (body.landmarks_px[list(both(joint))].mean(0) for joint in ("hip", "shoulder"))
    along = shoulder - hip
    trunk = float(np.hypot(*along))
    if trunk < 1.0:
        return np.full((len(STATIONS), 2), np.nan), np.full(len(STATIONS), np.nan)
    # With the lifter facing right and upright, "along" points up and the back is on the left.
    outward = np.array([along[1], -along[0]]) * (1 if facing == "right" else -1) / trunk
    start = hip + STATIONS[:, None] * along
    levels = _sample(body, start[:, None] + _DEPTH[:, None] * outward * trunk)
    depth, softness = _leave(levels)
    return start + (depth * trunk)[:, None] * outward, softness


def _sample(body: Body, points_px: FloatArray) -> NDArray[np.float32]:
    """Mask values at `points_px` (S, D, 2); −1 outside the mask."""
    assert body.mask is not None
    matrix = crop_matrix(body.region)
    crop = (points_px - matrix[:, 2]) @ np.linalg.inv(matrix[:, :2]).T
    x, y = crop[..., 0].astype(np.float32), crop[..., 1].astype(np.float32)
    # Blending with "outside" at the border would look like the edge of a body.
    levels = cv2.remap(body.mask, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    height, width = body.mask.shape
    outside = (x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)
    return np.where(outside, np.float32(_OUTSIDE), np.asarray(levels, np.float32))


def _leave(levels: NDArray[np.float32]) -> tuple[FloatArray, FloatArray]:
    """Depth at which each ray of mask values (S, D) leaves the body, and softness of that edge; NaN if unseen."""
    rows = np.arange(len(levels))
    out = levels < EDGE
    first = out.argmax(1)
    before = np.maximum(first - 1, 0)
    a, b = levels[rows, before], levels[rows, first]
    seen = out.any(1) & (first > 0) & (b > _OUTSIDE / 2)
    step = _DEPTH[1] - _DEPTH[0]
    depth = _DEPTH[before] + step * (a - EDGE) / (a - b + 1e-6)
    low, high = (levels < 0.1).argmax(1), (levels < 0.9).argmax(1)
    softness = (low - high) * step
    return np.where(seen, depth, np.nan), np.where(seen & (levels < 0.1).any(1), softness, np.nan)
