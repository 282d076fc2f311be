"""Sample: one crop of the survey made ready for voting and registration."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.register import COARSE, soften
from liftwell.barbell.survey import Crop, PlateSurvey
from liftwell.barbell.votes import Edges, edges

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One crop at the common scale: grey softened finely and coarsely, edges, and the wrist (2,) in working pixels."""

    crop: Crop
    soft: Floats
    blurred: Floats
    seen: Edges
    wrist: FloatArray


def samples_of(survey: PlateSurvey, time_s: FloatArray, wrist_px: FloatArray) -> list[Sample]:
    """The survey's crops at one scale, with the wrist of `wrist_px` (T, 2) at `time_s` (T,); none without a wrist."""
    crops = survey.crops
    if not crops:
        return []
    scale = float(np.median([c.scale for c in crops]))
    found = []
    for crop in (c.at_scale(scale) for c in crops):
        wrist = np.array([np.interp(crop.time_s, time_s, wrist_px[:, k]) for k in (0, 1)])
        if np.isfinite(wrist).all():
            grey = np.asarray(cv2.cvtColor(crop.image, cv2.COLOR_BGR2GRAY), np.uint8)
            found.append(Sample(crop, soften(grey), soften(grey, COARSE), edges(crop.image), wrist))
    return found
