"""The light of a gym and the colours of what people wear."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.synthetic.camera import Side
from bench.synthetic.mesh import FloatArray
from bench.synthetic.turns import unit


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """Linear light: a key lamp that throws shadows, a weaker fill lamp, and what comes from above and below.

    `key_way` and `fill_way` (3,) are unit vectors towards the lamps; the colours (3,) are linear RGB.
    """

    key_way: FloatArray
    key_colour: FloatArray
    fill_way: FloatArray
    fill_colour: FloatArray
    sky: FloatArray
    ground: FloatArray


def lamp(rng: np.random.Generator, side: Side) -> Light:
    """A light such as gyms have: lamps on the ceiling, most of them on the camera's side of the lifter."""
    outwards = 1.0 if side == "left" else -1.0
    warmth = rng.uniform(-0.05, 0.05)
    tint = np.array([1 + warmth, 1.0, 1 - warmth])
    contrast = rng.uniform(0.55, 1.15)
    key_way = unit([rng.uniform(-0.5, 0.5), outwards * rng.uniform(0.1, 0.65), rng.uniform(0.9, 1.3)])
    fill_way = unit([rng.uniform(-1.0, 1.0), outwards * rng.uniform(0.5, 1.0), rng.uniform(0.2, 0.7)])
    return Light(
        key_way,
        contrast * tint,
        fill_way,
        rng.uniform(0.15, 0.4) * rng.uniform(0.93, 1.07, 3),
        (0.95 - 0.3 * contrast) * rng.uniform(0.95, 1.05, 3),
        rng.uniform(0.16, 0.28) * np.array([1.06, 1.0, 0.92]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """Linear RGB (3,) of a person and their clothes; `pattern` of the shirt: 0 plain, 1 stripes, 2 blotches."""

    skin: FloatArray
    hair: FloatArray
    shirt: FloatArray
    shorts: FloatArray
    shoe: FloatArray
    belt: FloatArray
    sock: FloatArray
    sole: FloatArray
    pattern: int = 0
