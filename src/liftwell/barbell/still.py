"""What stays where it is while the hands go up and down is the room: its circles must not pass for a plate."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]
Whole = NDArray[np.int_]

ELSEWHERE: Final = 0.12  # body lengths: with the hands so much higher or lower a held plate has left its place


def without_still(fields: list[Floats], corners: Whole, height: FloatArray, elsewhere: float) -> list[Floats]:
    """Votes (h, w) of S samples less what others have at the same place of the picture with the hands elsewhere.

    `corners` (S, 2: x, y) is each field's first pixel in one frame for all, `height` (S,) that of the hands;
    samples whose hands differ by more than `elsewhere` are compared. Places nobody else saw keep their votes.
    """
    low = corners.min(0)
    width, depth = (corners + [[f.shape[1], f.shape[0]] for f in fields]).max(0) - low
    placed = np.zeros((len(fields), depth, width), np.float32)
    known = np.zeros_like(placed)
    parts = [np.s_[y : y + f.shape[0], x : x + f.shape[1]] for f, (x, y) in zip(fields, corners - low, strict=True)]
    for k, (field, part) in enumerate(zip(fields, parts, strict=True)):
        placed[k][part], known[k][part] = field, 1.0
    apart = np.asarray(np.abs(height[:, None] - height[None, :]) > elsewhere, np.float32)
    total, count = (np.tensordot(apart, stack, 1) for stack in (placed, known))
    still = total / np.maximum(count, 1.0)
    return [np.maximum(f - still[k][part], 0.0) for k, (f, part) in enumerate(zip(fields, parts, strict=True))]
