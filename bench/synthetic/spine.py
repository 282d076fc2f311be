"""The spine of a body: MakeHuman's five bones made into six lumbar and three thoracic joints that bend on their own."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.sparse import csr_matrix, hstack

FloatArray = NDArray[np.float64]

LUMBAR: Final = ("L5S1", "L4L5", "L3L4", "L2L3", "L1L2", "T12L1")
# The highest of the three thoracic joints is MakeHuman's own bone spine01, at about T6.
THORACIC: Final = ("T10", "T8", "spine01")
SPINE: Final = LUMBAR + THORACIC
# Share of the whole flexion that every level takes. Lower lumbar levels bend more, roughly as radiographs of
# full flexion show (Pearcy 1984, doi:10.1097/00007632-198404000-00013); the thoracic shares are judgement.
LUMBAR_SHARE: Final[FloatArray] = np.array([0.22, 0.22, 0.19, 0.16, 0.13, 0.08])
THORACIC_SHARE: Final[FloatArray] = np.array([0.35, 0.35, 0.30])
_REPLACED: Final = ("spine04", "spine03", "spine02")


def bends(lumbar_rad: float, thoracic_rad: float) -> FloatArray:
    """(9,) rad: how much each joint of `SPINE` bends."""
    return np.concatenate([LUMBAR_SHARE * lumbar_rad, THORACIC_SHARE * thoracic_rad])


def subdivided(
    vertices: FloatArray, labels: list[str], parents: list[int], heads: FloatArray, weights: csr_matrix
) -> tuple[list[str], list[int], FloatArray, csr_matrix]:
    """Labels, parents, joint places (B, 3) and skin weights (V, B) with the spine's own joints added.

    The three bones between sacrum and T6 stay in the list, without any skin.
    """
    own = {name: index for index, name in enumerate(labels)}
    heights, places = _joints(heads, own)
    moved = np.asarray(weights[:, [own[name] for name in _REPLACED]].sum(1)).ravel()
    keep = np.ones(len(labels))
    keep[[own[name] for name in _REPLACED]] = 0.0
    shares = _by_height(vertices[:, 2], heights, float(heads[own["spine01"], 2])).multiply(moved[:, None])
    first = len(labels)
    names = [*labels, *SPINE[:-1]]
    above = [*parents, own["spine05"], *range(first, first + len(SPINE) - 2)]
    above[own["spine01"]] = first + len(SPINE) - 2
    rigged = csr_matrix(hstack([csr_matrix(weights.multiply(keep[None])), csr_matrix(shares)]))
    return names, above, np.vstack([heads, places]), rigged


def _joints(heads: FloatArray, own: dict[str, int]) -> tuple[FloatArray, FloatArray]:
    """Heights (8,) and places (8, 3) of the joints that are new, on a smooth curve through the old ones."""
    known = heads[[own[name] for name in ("spine04", "spine03", "spine02", "spine01", "neck01")]]
    curve = PchipInterpolator(known[:, 2], known[:, 0])
    lumbar = np.linspace(known[0, 2], known[2, 2], len(LUMBAR))
    thoracic = known[2, 2] + (known[3, 2] - known[2, 2]) * np.array([1 / 3, 2 / 3])
    heights = np.concatenate([lumbar, thoracic])
    return heights, np.stack([curve(heights), np.zeros(len(heights)), heights], axis=1)


def _by_height(height: FloatArray, joints: FloatArray, top: float) -> csr_matrix:
    """(V, 8) how much every vertex follows each vertebra: two neighbours share it linearly."""
    middles = (joints + np.append(joints[1:], top)) / 2
    place = np.clip(np.interp(height, middles, np.arange(len(middles))), 0, len(middles) - 1 - 1e-9)
    low = place.astype(int)
    rows = np.arange(len(height))
    part = place - low
    return csr_matrix(
        (np.concatenate([1 - part, part]), (np.tile(rows, 2), np.concatenate([low, low + 1]))),
        shape=(len(height), len(joints)),
    )
