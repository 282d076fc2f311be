"""Lifters of known lengths for the tests of the loads."""

from __future__ import annotations

from typing import Final

import numpy as np

from liftwell.athlete import Athlete, Segments
from liftwell.loads.build import Body, Drawn, body_of, drawn, given_hip, taped
from liftwell.loads.options import Question
from liftwell.quantity import Quantity

# The lifter of the first sketch in loads.md.
AVERAGE: Final = body_of(Athlete(1.75, 80.0, "male"))
FLOOR_M: Final = 0.225


def exact(body: Body = AVERAGE) -> Drawn:
    """The body as told, alone."""
    return drawn(body, 1, None)


def tape(shank: float, thigh: float, trunk: float, arm: float) -> Segments:
    """Lengths measured with a tape, m."""
    return Segments(taped(shank), taped(thigh), taped(trunk), taped(arm))


def question(body: Body = AVERAGE, load_kg: float | None = 100.0, **given: object) -> Question:
    """What is asked about a body and a bar."""
    return Question(body, load_kg, FLOOR_M, **given)  # type: ignore[arg-type]


def hips(degrees: float) -> Quantity:
    """A hip range as somebody measured it."""
    return given_hip(float(np.radians(degrees)))
