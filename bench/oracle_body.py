"""One body for both halves of `make oracle`: as hinges and masses for OpenSim, and as `POINTS` for liftwell.

Coordinates have the names and signs of `motion.mot`; angles turn anticlockwise, and the model is 0 where it stands
upright with a straight back and its arms hanging down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from liftwell.loads.inverse_dynamics import GRAVITY, Pieces, pieces_of
from liftwell.loads.posture import CERVICALE_DORSAL, LEAN_ON_PELVIS, POINTS, bow_of, l5s1_place
from liftwell.loads.segments import Part, Parts

FloatArray = NDArray[np.float64]
Row = dict[str, Any]
UP_M: Final = np.array([0.0, 1.0])
ABOVE, BELOW = (1, 2, 3), (7, 8)  # rows of `pieces_of` that are trunk, on either side of L5/S1


@dataclass(frozen=True, slots=True)
class Body:
    """A person of `mass_kg` with a bar: `parts`, and the lengths in m that were measured of this one."""

    parts: Parts
    mass_kg: float
    bar_kg: float
    trunk_m: float
    thigh_m: float
    shank_m: float
    upper_arm_m: float
    forearm_m: float
    hand_m: float

    @property
    def pieces(self) -> Pieces:
        """What liftwell makes of it."""
        return pieces_of(self.parts, self.mass_kg)

    @property
    def l5s1(self) -> FloatArray:
        """(2,) m from the hip, in the frame of the hip–shoulder line of a straight back."""
        return l5s1_place(np.zeros(2), np.array(-LEAN_ON_PELVIS), np.array(self.trunk_m), self.parts.l5s1)

    @property
    def c7(self) -> FloatArray:
        """(2,) m from the hip, in the same frame."""
        return self.trunk_m * np.array([-CERVICALE_DORSAL, 1 + self.parts.neck])

    @property
    def vertex(self) -> FloatArray:
        """(2,) m from the hip, in the same frame."""
        return self.c7 + UP_M * self.trunk_m * self.parts.head.length / self.parts.trunk


def turned(vector: FloatArray, angle: FloatArray | float) -> FloatArray:
    """(2, ...) a `vector` (2,) turned anticlockwise by `angle` (...) rad."""
    sine, cosine = np.sin(angle), np.cos(angle)
    return np.stack([vector[0] * cosine - vector[1] * sine, vector[0] * sine + vector[1] * cosine])


def points_of(body: Body, at: Mapping[str, FloatArray]) -> FloatArray:
    """(11, 2, ...) m: where `POINTS` are at coordinates `at` of the right side, rad and m."""
    pelvis = at["pelvis_tilt"]
    trunk = pelvis + at["lumbar_extension"]
    arm = trunk + at["arm_flex_r"]
    forearm = arm + at["elbow_flex_r"]
    thigh = pelvis + at["hip_flexion_r"]
    hip = np.stack([at["pelvis_tx"], at["pelvis_ty"]])
    # The torso is a rigid body from L5/S1 on.
    l5s1 = l5s1_place(hip, -pelvis, np.array(body.trunk_m), body.parts.l5s1)
    shoulder = l5s1 + turned(UP_M * body.trunk_m - body.l5s1, trunk)
    elbow = shoulder + turned(-UP_M * body.upper_arm_m, arm)
    wrist = elbow + turned(-UP_M * body.forearm_m, forearm)
    knee = hip + turned(-UP_M * body.thigh_m, thigh)
    cervicale = l5s1 + turned(body.c7 - body.l5s1, trunk)
    # The angle between the chords of both rises from 0 with the bend, and a straight back has none.
    leans = np.arctan2(*(shoulder - hip))
    found = {
        "hip": hip, "l5s1": l5s1, "shoulder": shoulder, "elbow": elbow, "wrist": wrist, "knee": knee,
        "cervicale": cervicale,
        "hand": wrist + turned(-UP_M * body.hand_m, forearm),
        "ankle": knee + turned(-UP_M * body.shank_m, thigh - at["knee_angle_r"]),
        "vertex": l5s1 + turned(body.vertex - body.l5s1, trunk),
        "bow": bow_of(cervicale - hip, leans + pelvis - LEAN_ON_PELVIS),
    }  # fmt: skip
    return np.stack([found[name] for name in POINTS])


def accelerations_of(body: Body, motion: Mapping[str, FloatArray], step_s: float = 2e-4) -> FloatArray:
    """(11, 2, T) m/s² at coordinates (3, T) with both derivatives: the second difference along the parabola of each."""

    def after(time_s: float) -> FloatArray:
        return points_of(
            body, {name: one[0] + time_s * one[1] + time_s**2 / 2 * one[2] for name, one in motion.items()}
        )

    return np.asarray((after(step_s) - 2 * after(0.0) + after(-step_s)) / step_s**2)


def description(body: Body, near: str, start: Mapping[str, float]) -> dict[str, Any]:
    """What `oracle_opensim.py` builds; `near` is r or l, the side that has markers, `start` where to look first."""
    far = "l" if near == "r" else "r"
    paired = ("hip_flexion", "knee_angle", "ankle_angle", "arm_flex", "elbow_flex")
    return {
        "gravity": GRAVITY,
        "bodies": [*_trunk(body), *(row for side in "rl" for row in _limbs(body, side))],
        "markers": _markers(body, near),
        "followed": ["pelvis_tilt", f"ankle_angle_{near}"],
        "same_as": {f"{name}_{far}": f"{name}_{near}" for name in paired},
        "feet": ["foot_r", "foot_l"],
        "straight_rad": -LEAN_ON_PELVIS,
        "start": dict(start),
    }


def _trunk(body: Body) -> list[Row]:
    """Pelvis and torso with the head, cut at L5/S1."""
    rest = np.zeros((len(POINTS), 2))
    rest[POINTS.index("cervicale")], rest[POINTS.index("vertex")] = body.c7, body.vertex
    pieces = body.pieces
    centre, length = pieces.weight @ rest, np.linalg.norm(pieces.line @ rest, axis=1)
    inertia = pieces.mass * (pieces.radius * length) ** 2
    # A pelvis that stands upright has a trunk that leans, so its own frame is turned against the trunk's.
    pelvis = turned(centre[list(BELOW)].T, -LEAN_ON_PELVIS).T
    torso = centre[[0, *ABOVE]] - body.l5s1
    above = [0, *ABOVE]
    return [
        _row("pelvis", "ground", ["pelvis_tilt", "pelvis_tx", "pelvis_ty"], [0, 0],
             _together(pieces.mass[list(BELOW)], pelvis, inertia[list(BELOW)])),
        _row("torso", "pelvis", ["lumbar_extension"], list(turned(body.l5s1, -LEAN_ON_PELVIS)),
             _together(pieces.mass[above], torso, inertia[above])),
    ]  # fmt: skip


def _limbs(body: Body, side: str) -> list[Row]:
    """Arm and leg of one side, each with half of the bar."""
    parts, shoulder = body.parts, UP_M * body.trunk_m - body.l5s1

    def down(length_m: float) -> list[float]:
        return [0.0, -length_m]

    def solid(part: Part, length_m: float) -> Row:
        mass = part.mass * body.mass_kg
        return {"mass": mass, "com": down(part.com * length_m), "inertia": mass * (part.radius * length_m) ** 2}

    def point(mass_kg: float) -> Row:
        return {"mass": mass_kg, "com": [0, 0], "inertia": 0.0}

    def named(name: str) -> str:
        return f"{name}_{side}"

    return [
        _row(named("humerus"), "torso", [named("arm_flex")], list(shoulder), solid(parts.upper_arm, body.upper_arm_m)),
        _row(named("forearm"), named("humerus"), [named("elbow_flex")], down(body.upper_arm_m),
             solid(parts.forearm, body.forearm_m)),
        _row(named("hand"), named("forearm"), [], down(body.forearm_m), solid(parts.hand, body.hand_m)),
        _row(named("bar"), named("hand"), [], down(body.hand_m), point(body.bar_kg / 2)),
        _row(named("femur"), "pelvis", [named("hip_flexion")], [0, 0], solid(parts.thigh, body.thigh_m)),
        _row(named("tibia"), named("femur"), [named("knee_angle")], down(body.thigh_m),
             solid(parts.shank, body.shank_m), sign=-1),
        # What lies below the ankle changes nothing above it.
        _row(named("foot"), named("tibia"), [named("ankle_angle")], down(body.shank_m),
             point(parts.foot.mass * body.mass_kg)),
    ]  # fmt: skip


def _markers(body: Body, near: str) -> list[Row]:
    """The markers of `motion.trc` that show a joint."""
    shoulder = list(UP_M * body.trunk_m - body.l5s1)
    on = {"Hip": ("pelvis", [0, 0]), "Knee": (f"tibia_{near}", [0, 0]), "Ankle": (f"foot_{near}", [0, 0]),
          "Shoulder": ("torso", shoulder), "Elbow": (f"forearm_{near}", [0, 0]),
          "Hand": (f"hand_{near}", [0, -body.hand_m])}  # fmt: skip
    return [{"name": near.upper() + name, "body": where, "at": at} for name, (where, at) in on.items()]


def _row(name: str, parent: str, coordinates: list[str], at: list[float], solid: Row, sign: int = 1) -> Row:
    return {"name": name, "parent": parent, "coordinates": coordinates, "at": at, "sign": sign, **solid}


def _together(mass: FloatArray, centre: FloatArray, inertia: FloatArray) -> Row:
    """Several solids as one: Steiner's theorem."""
    middle = mass @ centre / mass.sum()
    turning = inertia.sum() + mass @ ((centre - middle) ** 2).sum(axis=1)
    return {"mass": float(mass.sum()), "com": [float(x) for x in middle], "inertia": float(turning)}
