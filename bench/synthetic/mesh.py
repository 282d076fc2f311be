"""Meshes: what the renderer draws, and the few shapes that gyms are made of.

World: x forward (where the lifter faces), y to the lifter's left, z up, metres; the floor is z = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
COVERS: Final = ("shirt", "shorts", "shoe", "hair", "belt", "sock", "sole")


class Material(IntEnum):
    """What a surface is made of: the procedural texture that the shader gives it."""

    PLAIN = 0
    FLOOR = 1
    BRICK = 2
    PERSON = 3
    METAL = 4
    PLATE = 5
    WOOD = 6
    CLOTH = 7


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """`vertices` (V, 3) m and their `normals` (V, 3); `triangles` (F, 3) indices; `colour` (V, 3) linear 0…1.

    `local` (V, 3) m are the coordinates that textures stick to: those of a person are of the body at rest.
    `cover` (V, 7) m says how far inside the cloth of each of `COVERS` a point of a person lies, negative = outside.
    """

    vertices: FloatArray
    normals: FloatArray
    triangles: NDArray[np.int32]
    colour: FloatArray
    local: FloatArray
    material: NDArray[np.int32]
    cover: FloatArray

    @classmethod
    def of(
        cls,
        vertices: FloatArray,
        normals: FloatArray,
        triangles: NDArray[np.int32],
        colour: Sequence[float] | FloatArray = (0.5, 0.5, 0.5),
        material: Material = Material.PLAIN,
    ) -> Mesh:
        """A mesh of one colour and one material, textured by where it lies."""
        count = len(vertices)
        return cls(
            vertices,
            normals,
            triangles,
            np.broadcast_to(np.asarray(colour, float), (count, 3)).copy(),
            vertices.copy(),
            np.full(count, material, np.int32),
            np.full((count, len(COVERS)), -1.0),
        )


def merged(parts: Sequence[Mesh]) -> Mesh:
    """Several meshes as one."""
    starts = np.cumsum([0, *(len(part.vertices) for part in parts)])[:-1]
    triangles = [part.triangles + start for part, start in zip(parts, starts, strict=True)]

    def joined(name: str) -> FloatArray:
        return np.concatenate([getattr(part, name) for part in parts])

    return Mesh(
        vertices=joined("vertices"),
        normals=joined("normals"),
        triangles=np.concatenate(triangles).astype(np.int32),
        colour=joined("colour"),
        local=joined("local"),
        material=joined("material").astype(np.int32),
        cover=joined("cover"),
    )
