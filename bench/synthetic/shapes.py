"""The few shapes that gyms and barbells are made of, as meshes with sharp edges where metal has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bench.synthetic.mesh import FloatArray, Material, Mesh
from bench.synthetic.turns import unit

Colour = Sequence[float] | FloatArray
# The two triangles of a four-cornered patch.
PATCH: Final = np.array([[0, 1, 2], [0, 2, 3]])


def patches(corners: FloatArray, normals: FloatArray, colour: Colour, material: Material = Material.PLAIN) -> Mesh:
    """Flat or bent four-cornered patches: `corners` (N, 4, 3) m in turn, `normals` (N, 4, 3)."""
    triangles = (PATCH[None] + 4 * np.arange(len(corners))[:, None, None]).reshape(-1, 3).astype(np.int32)
    return Mesh.of(corners.reshape(-1, 3), unit(normals.reshape(-1, 3)), triangles, colour, material)


def moved(mesh: Mesh, shift: ArrayLike = (0.0, 0.0, 0.0), turn: FloatArray | None = None) -> Mesh:
    """The mesh turned by the rotation (3, 3) and then shifted (3,) m; its texture follows where it lies."""
    rotation = np.eye(3) if turn is None else turn
    vertices = mesh.vertices @ rotation.T + np.asarray(shift, float)
    return replace(mesh, vertices=vertices, normals=mesh.normals @ rotation.T, local=vertices.copy())


def box(low: ArrayLike, high: ArrayLike, colour: Colour, material: Material = Material.PLAIN) -> Mesh:
    """The box with edges along the axes between two opposite corners (3,) m."""
    ends = np.sort(np.array([low, high], float), axis=0)
    corners, normals = [], []
    for axis in range(3):
        first, second = (axis + 1) % 3, (axis + 2) % 3
        for end in (0, 1):
            face = np.empty((4, 3))
            face[:, axis] = ends[end, axis]
            face[:, first] = ends[[0, 1, 1, 0], first]
            face[:, second] = ends[[0, 0, 1, 1], second]
            corners.append(face)
            normals.append(np.tile(np.eye(3)[axis] * (2 * end - 1), (4, 1)))
    return patches(np.array(corners), np.array(normals), colour, material)


def lathe(
    profile: Sequence[tuple[float, float]],
    colour: Colour,
    material: Material = Material.METAL,
    *,
    sides: int = 48,
    faceted: bool = False,
) -> Mesh:
    """A body of revolution about the y axis.

    `profile` lists (radius, y) m from the body's low-y end outwards and up, so that its outside lies on the right.
    Edges of the profile are sharp; the round is smooth unless `faceted`.
    """
    outline = np.array(profile, float)
    step = np.diff(outline, axis=0)
    keep = np.linalg.norm(step, axis=1) > 1e-9
    starts, ends = outline[:-1][keep], outline[1:][keep]
    across = unit(np.stack([step[keep, 1], -step[keep, 0], np.zeros(keep.sum())], axis=1))
    angles = np.linspace(0, 2 * np.pi, sides + 1)
    corners, normals = [], []
    for this, following in pairwise(angles.tolist()):
        pair = [0.5 * (this + following)] * 2 if faceted else [this, following]
        corners.append(
            np.stack(
                [
                    _around(end, angle)
                    for end, angle in ((starts, this), (starts, following), (ends, following), (ends, this))
                ],
                axis=1,
            )
        )
        normals.append(np.stack([_around(across, pair[k]) for k in (0, 1, 1, 0)], axis=1))
    return patches(np.concatenate(corners), np.concatenate(normals), colour, material)


def _around(radius_and_y: FloatArray, angle: float) -> FloatArray:
    """Points (N, 3) at (radius, y) (N, ≥2) and an angle about the y axis, from x towards z."""
    radius, along = radius_and_y[:, 0], radius_and_y[:, 1]
    return np.stack([radius * np.cos(angle), along, radius * np.sin(angle)], axis=1)


def rod(radius: float, low_y: float, high_y: float, colour: Colour, material: Material = Material.METAL) -> Mesh:
    """A closed cylinder along y."""
    return lathe([(0, low_y), (radius, low_y), (radius, high_y), (0, high_y)], colour, material, sides=24)


def tube(start: ArrayLike, end: ArrayLike, radius: float, colour: Colour, material: Material = Material.METAL) -> Mesh:
    """A closed cylinder between two points (3,) m."""
    first, last = np.asarray(start, float), np.asarray(end, float)
    along = unit(last - first)
    aside = unit(np.cross(along, [1.0, 0.0, 0.0] if abs(along[0]) < 0.9 else [0.0, 0.0, 1.0]))
    turn = np.stack([aside, along, np.cross(aside, along)], axis=1)
    return moved(rod(radius, 0.0, float(np.linalg.norm(last - first)), colour, material), first, turn)


def sector(
    radii: tuple[float, float], angles: tuple[float, float], ys: tuple[float, float], colour: Colour, material: Material
) -> Mesh:
    """A piece of a disc about the y axis between two radii, two angles (from x towards z) and two heights along y."""
    count = max(1, round((angles[1] - angles[0]) / 0.12))
    edges = np.linspace(*angles, count + 1)
    corners: list[FloatArray] = []
    normals: list[FloatArray] = []

    def add(points: Sequence[tuple[float, float, float]], facing: Sequence[FloatArray]) -> None:
        corners.append(np.array([[r * np.cos(a), y, r * np.sin(a)] for r, a, y in points]))
        normals.append(np.array(facing))

    for low, high in pairwise(edges.tolist()):
        for y, way in zip(ys, (-1.0, 1.0), strict=True):
            add(
                [(radii[0], low, y), (radii[1], low, y), (radii[1], high, y), (radii[0], high, y)],
                [np.array([0.0, way, 0.0])] * 4,
            )
        for r, way in zip(radii, (-1.0, 1.0), strict=True):
            out = [way * np.array([np.cos(a), 0.0, np.sin(a)]) for a in (low, high, high, low)]
            add([(r, low, ys[0]), (r, high, ys[0]), (r, high, ys[1]), (r, low, ys[1])], out)
    for a, way in zip(angles, (-1.0, 1.0), strict=True):
        side = way * np.array([-np.sin(a), 0.0, np.cos(a)])
        add([(radii[0], a, ys[0]), (radii[1], a, ys[0]), (radii[1], a, ys[1]), (radii[0], a, ys[1])], [side] * 4)
    return patches(np.array(corners), np.array(normals), colour, material)


def vertex_areas(vertices: FloatArray, triangles: NDArray[np.int32]) -> FloatArray:
    """The surface (V,) m² that belongs to each vertex (V, 3): a third of its triangles (F, 3)."""
    a, b, c = (vertices[triangles[:, k]] for k in range(3))
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    return np.asarray(np.bincount(triangles.reshape(-1), np.repeat(areas, 3), len(vertices)), float)


def picked(mesh: Mesh, kept: NDArray[np.intp], triangles: NDArray[np.int32]) -> Mesh:
    """The mesh of only the `kept` vertices, with triangles (F, 3) of those."""
    fields = {
        name: getattr(mesh, name)[kept] for name in ("vertices", "normals", "colour", "local", "material", "cover")
    }
    return replace(mesh, triangles=triangles, **fields)


def simplified(mesh: Mesh, smallest_m: float) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """The mesh without detail smaller than `smallest_m`: which vertices are left, and triangles of those."""
    triangles = mesh.triangles
    for _ in range(3):
        triangles = _coarser(mesh, triangles, smallest_m)
    kept, renumbered = np.unique(triangles, return_inverse=True)
    return kept.astype(np.intp), renumbered.reshape(-1, 3).astype(np.int32)


def _coarser(mesh: Mesh, triangles: NDArray[np.int32], smallest_m: float) -> NDArray[np.int32]:
    """Triangles (F, 3) of the mesh's vertices once edges shorter than `smallest_m` have shrunk to one of their ends.

    A vertex moves along one edge at most, so that nothing is drawn further than that.
    """
    points = mesh.vertices
    edges = np.unique(np.sort(triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1), axis=0)
    lengths = np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1)
    short = np.flatnonzero(lengths < smallest_m)
    heads = np.arange(len(points), dtype=np.int32)
    is_head, is_gone = np.zeros(len(points), bool), np.zeros(len(points), bool)
    for first, second in edges[short[np.argsort(lengths[short])]].tolist():
        if is_gone[first] or is_gone[second] or (is_head[first] and is_head[second]):
            continue
        head, other = (second, first) if is_head[second] else (first, second)
        heads[other], is_gone[other], is_head[head] = head, True, True
    left = heads[triangles]
    left = left[(left[:, 0] != left[:, 1]) & (left[:, 1] != left[:, 2]) & (left[:, 2] != left[:, 0])]
    return outwards(mesh, np.asarray(left, np.int32))


def outwards(mesh: Mesh, triangles: NDArray[np.int32]) -> NDArray[np.int32]:
    """The triangles (F, 3) with their corners anticlockwise as seen from where the mesh's normals point."""
    a, b, c = (mesh.vertices[triangles[:, k]] for k in range(3))
    inside_out = np.einsum("ij,ij->i", np.cross(b - a, c - a), mesh.normals[triangles].sum(axis=1)) < 0
    result = triangles.copy()
    result[inside_out] = triangles[inside_out][:, [0, 2, 1]]
    return result
