"""Disc: the near plate as a rigid picture that moves with the hands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.evidence import threshold

FloatArray = NDArray[np.float64]

# Rims are rounded, thick rings in perspective: the edge that shows best lies a little inside, by 0 to 2 % of the radius
# on the plates of five makers in the bench's tuning half.
RIM_INSIDE: Final = 1.01


@dataclass(frozen=True, slots=True)
class Disc:
    """The near plate: what it looks like, how large it is, and where it was seen during the first pass.

    template (N, N) float32 grey, its middle is the plate's centre; spread (N, N) its change from time to time;
    `scale` template pixels per working pixel; radius_px, radius_sd_px: vertical semi-axis of the rim and its error,
    working pixels; width_ratio: horizontal by vertical semi-axis; the centre is expected at offset_px (2,) +
    gain · wrist, as a near plate moves further in the picture than the hands behind it; residual: median grey
    difference left after registration; cover: share of the rim that was seen, 0…1; contrast: how many times more the
    surroundings change than the disc; roundness: how much of a circle its rim usually shows; time_s (M,),
    centre_px (M, 2), angle_rad (M,): where and how turned it was found in the survey; given: whether a person said
    that this is the plate. Raises ValueError on wrong shapes.
    """

    template: NDArray[np.float32]
    spread: NDArray[np.float32]
    scale: float
    radius_px: float
    radius_sd_px: float
    width_ratio: float
    offset_px: FloatArray
    gain: float
    residual: float
    cover: float
    contrast: float
    roundness: float
    time_s: FloatArray
    centre_px: FloatArray
    angle_rad: FloatArray
    given: bool = False

    def __post_init__(self) -> None:
        side, count = len(self.template), len(self.time_s)
        shapes = {
            "template": (side, side),
            "spread": (side, side),
            "offset_px": (2,),
            "time_s": (count,),
            "centre_px": (count, 2),
            "angle_rad": (count,),
        }
        for name, shape in shapes.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise ValueError(f"{name}: expected {shape}, got {array.shape}")
            array.setflags(write=False)

    @property
    def sharp(self) -> bool:
        """Whether the disc ends where its rim was seen, as made plates do.

        Most of the rim was seen; or the disc looks the same in all pictures while the world beyond it moves past, so
        that stretches of dark rim before a dark room raise no doubt.
        """
        rigid = self.residual <= threshold("disc_believed_max_residual")
        parts = self.contrast >= threshold("disc_believed_min_contrast")
        return self.given or self.cover >= threshold("rim_believed_min_share") or (rigid and parts)

    def expected_px(self, wrist_px: FloatArray) -> FloatArray:
        """Where the centre should be (2,) when the mean wrist is at `wrist_px` (2,), working pixels."""
        return np.asarray(self.offset_px + self.gain * wrist_px)
