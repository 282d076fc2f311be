"""The moments of a rendered lift by liftwell's own model from true motion: what a clip's moments are held against.

This tests what was seen, not the model of the body: that is for OpenSim (docs/oracle.md).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from liftwell.loads.inverse_dynamics import Load, Reaction, pieces_of, reaction
from liftwell.loads.posture import POINTS, Trunk, with_trunk
from liftwell.loads.segments import parts_of

FloatArray = NDArray[np.float64]
MASS_KG: Final = 80.0
LOAD_KG: Final = 100.0
_JOINTS: Final = ("ankle", "knee", "hip", "shoulder", "elbow", "wrist")


def true_reaction(document: dict[str, Any]) -> Reaction:
    """Moments (4, T) over the pictures of a truth file, for a lifter of 80 kg and a bar of 100 kg that hands hold."""
    frames = document["frames"]
    time_s = np.array([frame["t"] for frame in frames], float)
    joints = {name: _middle(frames, name) for name in _JOINTS}
    joints["hand"] = np.array([[frame["bar3d"][0], frame["bar3d"][2]] for frame in frames]).T
    pelvis, trunk = (
        np.radians([frame["angles_deg"][name] for frame in frames]) for name in ("pelvis_pitch", "trunk_hip_shoulder")
    )
    parts = parts_of(None)
    points = with_trunk(joints, Trunk(pelvis, trunk), parts)
    return reaction(points, _acceleration(time_s, points), pieces_of(parts, MASS_KG), Load(LOAD_KG))


def _middle(frames: list[dict[str, Any]], name: str) -> FloatArray:
    """(2, T) m between the left and the right joint, x forward and y up."""
    both = np.array([[frame["joints3d"][f"{name}_{side}"] for side in "LR"] for frame in frames], float)
    return np.asarray(both.mean(1)[:, [0, 2]].T)


def _acceleration(time_s: FloatArray, points: FloatArray) -> FloatArray:
    flat = points.reshape(2 * len(POINTS), -1)
    return np.asarray(np.gradient(np.gradient(flat, time_s, axis=1), time_s, axis=1).reshape(points.shape))
