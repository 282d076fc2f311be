"""What is not known when moments are worked out, as samples: of the measuring, and of the body and the bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liftwell.athlete import Sex
from liftwell.loads.inverse_dynamics import Pieces, pieces_of
from liftwell.loads.lumbar import LEAST_LEVER_M, LEVER_M, LEVER_SD_M, MODEL_SD
from liftwell.loads.segments import BODY_MASS_SD, L5S1_SD, MASS_SD, SEXES, Parts, parts_of

FloatArray = NDArray[np.float64]

# Joints beside the bar, in body lengths, x and y: rms over the bench's tuning half within 17° of side-on after
# `joints.SHIFT`. The ankle is behind the plate while the bar is low.
PLACE_SD: Final = {
    "ankle": (0.035, 0.042), "knee": (0.030, 0.030), "hip": (0.021, 0.023), "shoulder": (0.021, 0.024),
    "elbow": (0.021, 0.024),
}  # fmt: skip
# Of an acceleration: what smoothing takes away, and noise. On rendered clips the peak moment is 15 % more than that of
# holding still, give or take 3.4 %.
ACCELERATION_SD: Final = 0.25
LOAD_SD: Final = 0.01  # of a bar and plates as they are labelled; judgement


@dataclass(frozen=True, slots=True)
class Doubts:
    """Standard deviations that may be switched off: `body` scales what is unknown of this body and this bar (its parts'
    masses, where L5/S1 lies, mass, load), `measuring` what the clip tells with an error.
    """

    measuring: float = 1.0
    body: float = 1.0


class Samples(NamedTuple):
    """S possible errors of one sex's body. Everything ends in an axis of length 1 for the frames.

    scale, pelvis, floor, acceleration, load (S, 1); place: (2, S, 1) body lengths of each joint; pieces with masses
    (K, S, 1) and `l5s1` with (S, 1); lever (S, 1) m of the extensor and `model` (S, 1) of the estimate it belongs to.
    """

    parts: Parts
    pieces: Pieces
    l5s1: tuple[FloatArray, FloatArray]
    scale: FloatArray
    place: dict[str, FloatArray]
    pelvis: FloatArray
    floor: FloatArray
    acceleration: FloatArray
    load: FloatArray
    lever: FloatArray
    model: FloatArray


def drawn(
    rng: np.random.Generator, count: int, sex: Sex | None, mass_kg: float, scale_sd: float, doubts: Doubts
) -> list[Samples]:
    """`count` samples; of nobody in particular, half of them from each table, which is what widens the errors."""
    if sex is None:
        return [_of_one(rng, count // 2, one, mass_kg, scale_sd, doubts) for one in SEXES]
    return [_of_one(rng, count, sex, mass_kg, scale_sd, doubts)]


def _of_one(rng: np.random.Generator, count: int, sex: Sex, mass_kg: float, scale_sd: float, doubts: Doubts) -> Samples:
    parts = parts_of(sex if doubts.body else None)
    pieces = pieces_of(parts, mass_kg)

    def draw(sd: float) -> FloatArray:
        return sd * rng.standard_normal((count, 1))

    measuring, body = doubts.measuring, doubts.body
    masses = 1 + body * MASS_SD * rng.standard_normal((len(pieces.mass), count, 1))
    whole = 1 + draw(body * BODY_MASS_SD)
    return Samples(
        parts=parts,
        pieces=pieces._replace(mass=pieces.mass[:, None, None] * masses * whole),
        l5s1=(parts.l5s1.cranial * (1 + draw(body * L5S1_SD)), parts.l5s1.dorsal * (1 + draw(body * L5S1_SD))),
        scale=1 + draw(measuring * scale_sd),
        place={name: np.stack([draw(measuring * sd) for sd in both]) for name, both in PLACE_SD.items()},
        pelvis=draw(measuring),
        floor=draw(measuring),
        acceleration=1 + draw(measuring * ACCELERATION_SD),
        load=1 + draw(body * LOAD_SD),
        lever=np.maximum(LEVER_M + draw(body * LEVER_SD_M), LEAST_LEVER_M),
        model=np.exp(draw(body * MODEL_SD)),
    )
