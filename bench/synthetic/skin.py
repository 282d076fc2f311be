"""Skin that follows its bones: dual quaternions, so that a bent elbow keeps its volume.

Kavan et al. 2007, Skinning with dual quaternions, doi:10.1145/1230100.1230107.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from bench.synthetic.body import Body

FloatArray = NDArray[np.float64]


def skinned(body: Body, vertices: FloatArray, turned: FloatArray, place: FloatArray) -> FloatArray:
    """(V, 3) m: `vertices` (V, 3) of the rest posture moved by bones turned (B, 3, 3) with their joints at `place`."""
    real, dual = _dual_quaternions(body, turned, place)
    blended = body.weights @ np.hstack([real, dual])
    blended /= np.linalg.norm(blended[:, :4], axis=1, keepdims=True)
    w, v = blended[:, :1], blended[:, 1:4]
    dual_w, dual_v = blended[:, 4:5], blended[:, 5:]
    moved = vertices + 2 * np.cross(v, np.cross(v, vertices) + w * vertices)
    return np.asarray(moved + 2 * (w * dual_v - dual_w * v + np.cross(v, dual_v)))


def _dual_quaternions(body: Body, turned: FloatArray, place: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Real and dual parts (B, 4), w first; each on the same half of the sphere as its parent's."""
    real = Rotation.from_matrix(turned).as_quat()[:, [3, 0, 1, 2]]
    for bone in body.order:
        parent = body.parents[bone]
        if parent >= 0 and real[bone] @ real[parent] < 0:
            real[bone] *= -1
    shift = place - np.einsum("bij,bj->bi", turned, body.heads)
    w, v = real[:, :1], real[:, 1:]
    dual_w = -(shift * v).sum(1, keepdims=True)
    dual_v = shift * w + np.cross(shift, v)
    return real, 0.5 * np.hstack([dual_w, dual_v])
