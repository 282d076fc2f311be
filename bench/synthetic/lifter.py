"""The lifter as a mesh that moves: body, clothes and, where it is long, hair."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.body import Body, Build, built
from bench.synthetic.clothes import Dressed, Outfit, dress, sole_m
from bench.synthetic.mesh import COVERS, Material, Mesh
from bench.synthetic.posture import Bones, Posture, Skeleton
from bench.synthetic.skin import skinned
from bench.synthetic.turns import unit

FloatArray = NDArray[np.float64]
_RINGS, _SIDES = 12, 10
_LENGTH_M, _THICK_M = 0.38, 0.028
_DOWN: Final[FloatArray] = np.array([0.0, 0.0, -1.0])


class Lifter:
    """One person: call `posed` for the mesh in a posture."""

    def __init__(self, build: Build, outfit: Outfit) -> None:
        self.body: Body = built(build)
        self.skeleton = Skeleton(self.body, sole_m(outfit))
        self.dressed: Dressed = dress(self.body, outfit)
        self._long = outfit.hair == "long"

    def rest(self) -> Mesh:
        """The mesh at rest, with everything that does not change when it moves."""
        vertices, cover = self.dressed.rest, self.dressed.cover
        triangles, local = self.body.triangles, self.body.vertices
        if self._long:
            tail = _tail(self.body.head("head"), np.eye(3))
            hair = np.full((len(tail), len(COVERS)), -1.0)
            hair[:, COVERS.index("hair")] = 0.1
            triangles = np.vstack([triangles, _tail_triangles() + len(vertices)]).astype(np.int32)
            vertices, local, cover = np.vstack([vertices, tail]), np.vstack([local, tail]), np.vstack([cover, hair])
        count = len(vertices)
        colour, material = np.full((count, 3), 0.5), np.full(count, Material.PERSON, np.int32)
        return Mesh(vertices, self._normals(vertices), triangles, colour, local, material, cover)

    def posed(self, posture: Posture) -> tuple[FloatArray, FloatArray, Bones]:
        """Vertices (V, 3) m, normals (V, 3) and the bones in a posture."""
        bones = self.skeleton.bones(posture)
        skin = skinned(self.body, self.dressed.rest, *bones)
        vertices = self.dressed.draped(skin, posture.pelvis + posture.lumbar + posture.thoracic)
        if self._long:
            head = self.body.index["head"]
            vertices = np.vstack([vertices, _tail(bones.place[head], bones.turned[head])])
        return vertices, self._normals(vertices), bones

    def _normals(self, vertices: FloatArray) -> FloatArray:
        count = len(self.body.vertices)
        normals = self.body.normals(vertices[:count])
        if len(vertices) == count:
            return normals
        rings = vertices[count:].reshape(_RINGS, _SIDES, 3)
        out = rings - rings.mean(1, keepdims=True)
        out /= np.linalg.norm(out, axis=-1, keepdims=True) + 1e-9
        return np.vstack([normals, out.reshape(-1, 3)])


def _tail(head: FloatArray, turn: FloatArray) -> FloatArray:
    """(R·S, 3) m: a tail of hair that leaves the back of the head and soon hangs down."""
    way, place = unit(turn @ np.array([-1.0, 0.0, -0.25])), head + turn @ np.array([-0.085, 0.0, 0.06])
    rings = []
    angles = np.linspace(0, 2 * np.pi, _SIDES, endpoint=False)
    for k in range(_RINGS):
        part = k / (_RINGS - 1)
        across = unit(np.cross(way, [0.0, 1.0, 1e-3]))
        other = np.cross(way, across)
        thick = _THICK_M * (0.55 + 1.2 * part * (1 - part) * 2) * (1.0 if k < _RINGS - 1 else 0.2)
        rings.append(place + thick * (np.cos(angles)[:, None] * across + np.sin(angles)[:, None] * other))
        way = unit(way + 0.75 * _DOWN)
        place = place + way * _LENGTH_M / _RINGS
    return np.concatenate(rings)


def _tail_triangles() -> NDArray[np.int32]:
    found = []
    for k in range(_RINGS - 1):
        for i in range(_SIDES):
            a, b = k * _SIDES + i, k * _SIDES + (i + 1) % _SIDES
            found += [[a, a + _SIDES, b], [b, a + _SIDES, b + _SIDES]]
    return np.array(found, np.int32)
