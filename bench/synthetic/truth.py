"""What is true in a picture: joints, angles and bar, in the format that ../shared/tools/score_accuracy.py reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.body import SIDES, Body
from bench.synthetic.camera import Camera
from bench.synthetic.posture import Bones, Posture, Skeleton
from bench.synthetic.spine import LUMBAR, SPINE, bends
from bench.synthetic.story import Moment

FloatArray = NDArray[np.float64]
# Joints of the skeleton by the names of the truth files.
JOINTS: Final = {
    "hip": "upperleg01", "knee": "lowerleg01", "ankle": "foot", "shoulder": "upperarm01", "elbow": "lowerarm01",
    "wrist": "wrist", "toe": "toe1-1", "knuckle": "finger3-1",
}  # fmt: skip


def truth_of(
    index: int, time_s: float, moment: Moment, skeleton: Skeleton, bones: Bones, bar: FloatArray, camera: Camera
) -> dict[str, Any]:
    """One picture's truth: metres of the world frame of `mesh.py`, degrees, pixels."""
    places = joints(skeleton.body, bones)
    return {
        "i": index,
        "t": round(time_s, 5),
        "bar_fraction": round(moment.share, 4),
        "phase": moment.phase,
        "rep": moment.rep,
        "angles_deg": angles(moment.posture, places),
        "joints3d": {name: np.round(place, 4).tolist() for name, place in places.items()},
        "joints2d": {name: np.round(camera.project(place), 2).tolist() for name, place in places.items()},
        "bar3d": np.round(bar, 4).tolist(),
        "bar_px": np.round(camera.project(bar), 2).tolist(),
    }


def joints(body: Body, bones: Bones) -> dict[str, FloatArray]:
    """(3,) m of every joint that is told of: limbs left and right, the spine, the head."""
    found = {
        f"{name}_{side}": bones.place[body.index[f"{bone}.{side}"]] for name, bone in JOINTS.items() for side in SIDES
    }
    spine = {("T6" if name == "spine01" else name): bones.place[body.index[name]] for name in SPINE}
    return found | spine | {"C7": bones.place[body.index["neck01"]], "head": bones.place[body.index["head"]]}


def angles(posture: Posture, places: dict[str, FloatArray]) -> dict[str, Any]:
    """Degrees of the left side, which moves as the right one does in every lift.

    `knee_flexion` is the joint's own, `knee_sagittal` as seen from exactly beside; `levels` of the spine.
    """
    hip, knee, ankle, shoulder = (places[f"{name}_L"] for name in ("hip", "knee", "ankle", "shoulder"))
    thigh, shank, trunk = _lean(hip - knee), _lean(knee - ankle), _lean(shoulder - hip)
    cosine = (hip - knee) @ (knee - ankle) / np.linalg.norm(hip - knee) / np.linalg.norm(knee - ankle)
    upper, fore = places["elbow_L"] - shoulder, places["wrist_L"] - places["elbow_L"]
    bent = upper @ fore / np.linalg.norm(upper) / np.linalg.norm(fore)
    levels = np.degrees(bends(posture.lumbar, posture.thoracic))
    found = {
        "shin": shank,
        "thigh": thigh,
        "knee_flexion": np.degrees(np.arccos(np.clip(cosine, -1, 1))),
        "knee_sagittal": shank - thigh,
        "pelvis_pitch": np.degrees(posture.pelvis),
        "hip_flexion": np.degrees(posture.pelvis) - thigh,
        "lumbar_flexion": np.degrees(posture.lumbar),
        "thoracic_flexion": np.degrees(posture.thoracic),
        "thorax_pitch": np.degrees(posture.pelvis + posture.lumbar + posture.thoracic),
        "trunk_hip_shoulder": trunk,
        "elbow_flexion": np.degrees(np.arccos(np.clip(bent, -1, 1))),
    }
    rounded: dict[str, Any] = {name: round(float(value), 3) for name, value in found.items()}
    names = [*LUMBAR, "T10", "T8", "T6"]
    return rounded | {"levels": {name: round(float(value), 2) for name, value in zip(names, levels, strict=True)}}


def lying_leg(places: Mapping[str, Sequence[float]], side: str) -> tuple[float, float]:
    """Degrees of the leg of `side` ("L", "R") that somebody who lies holds up, from the joints (3,) m of a truth file.

    How far the knee is short of straight, and how far the thigh leans from upright, positive towards the head.
    """
    hip, knee, ankle = (np.array(places[f"{name}_{side}"]) for name in ("hip", "knee", "ankle"))
    thigh, shank = _lean(knee - hip), _lean(ankle - knee)
    return shank - thigh, -thigh


def _lean(link: FloatArray) -> float:
    """Degrees from upright, seen from beside, positive forward."""
    return float(np.degrees(np.arctan2(link[0], link[2])))
