"""The same moving body in MuJoCo: a chain of hinges with our masses, whose inverse dynamics has to find our moments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import mujoco
import numpy as np
import pytest
from numpy.typing import NDArray

from liftwell.athlete import Sex
from liftwell.loads.inverse_dynamics import GRAVITY, JOINTS, Load, Pieces, pieces_of, reaction
from liftwell.loads.posture import POINTS
from liftwell.loads.segments import parts_of
from tests.loads.chain import Turning, deadlift, moving, smoothly, upright, with_sway

FloatArray = NDArray[np.float64]
Recorder = Callable[[str, object], None]
BODY_KG, BAR_KG, STATURE_M = 80.0, 100.0, 1.75
WHOLE_S = 1.3
TIME_S: Final = np.linspace(0, WHOLE_S, 66)
AGREE_NM = 1e-3

# Each body of the chain: the body it hangs on, the point at which it is hinged there, the link that says how it lies,
# and which rows of `pieces_of` it is made of. The trunk is cut at L5/S1, whose hinge never moves.
BODIES: Final = {
    "shank": ("world", "ankle", "shank", (10,)),
    "thigh": ("shank", "knee", "thigh", (9,)),
    "pelvis": ("thigh", "hip", "trunk", (7, 8)),
    "trunk": ("pelvis", "l5s1", "trunk", (1, 2, 3)),
    "head": ("trunk", "cervicale", "head", (0,)),
    "upper_arm": ("trunk", "shoulder", "upper_arm", (4,)),
    "forearm": ("upper_arm", "elbow", "forearm", (5,)),
    "hand": ("forearm", "wrist", "hand", (6,)),
}
HINGES: Final = {"l5s1": "trunk", "hip": "pelvis", "knee": "thigh", "ankle": "shank"}


def chain(rest: FloatArray, pieces: Pieces, bar_kg: float) -> mujoco.MjModel:
    """MuJoCo's model of a body that stands like `rest` (11, 2) at angles of 0."""
    at = {name: np.append(rest[k], 0.0) for k, name in enumerate(POINTS)}
    centres, lengths = pieces.weight @ rest, np.linalg.norm(pieces.line @ rest, axis=1)
    inertia = pieces.mass * (pieces.radius * lengths) ** 2
    spec = mujoco.MjSpec()
    spec.option.gravity = [0, -GRAVITY, 0]
    made = {"world": (spec.worldbody, np.zeros(3))}
    for name, (parent, hinge, _, rows) in BODIES.items():
        on, origin = made[parent]
        body = on.add_body(name=name, pos=at[hinge] - origin)
        body.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
        for row in rows:
            fix(body, np.append(centres[row], 0.0) - at[hinge], pieces.mass[row], inertia[row])
        made[name] = body, at[hinge]
    fix(made["hand"][0], at["hand"] - at["wrist"], bar_kg, 0.0)
    return spec.compile()


def fix(body: mujoco.MjsBody, place: FloatArray, mass_kg: float, inertia: float) -> None:
    """Weld a mass to a body; MuJoCo wants some inertia even of a point."""
    about = {"ipos": [0, 0, 0], "inertia": [max(inertia, 1e-12)] * 3, "explicitinertial": True}
    body.add_body(pos=place, mass=mass_kg, **about)


def mujocos_moments(model: mujoco.MjModel, turnings: dict[str, Turning]) -> FloatArray:
    """(4, T) N·m that MuJoCo's inverse dynamics asks of the hinges at `JOINTS`, positive = extensor."""
    state, found = mujoco.MjData(model), []
    hinge = {name: model.joint(name).qposadr[0] for name in BODIES}
    for k in range(len(TIME_S)):
        for name, (parent, _, link, _) in BODIES.items():
            under = BODIES[parent][2] if parent in BODIES else None
            for into, which in ((state.qpos, 0), (state.qvel, 1), (state.qacc, 2)):
                into[hinge[name]] = turnings[link][which][k] - (turnings[under][which][k] if under else 0.0)
        mujoco.mj_inverse(model, state)
        found.append([state.qfrc_inverse[hinge[HINGES[joint]]] for joint in JOINTS])
    # An anticlockwise moment on what is above extends back, hip and ankle, and flexes the knee.
    return np.asarray(np.array(found).T * np.array([[1.0], [1.0], [-1.0], [1.0]]))


def restless() -> dict[str, Turning]:
    """A fast pull in which every link also sways at a frequency of its own, the arms above all."""
    pulled = deadlift(TIME_S, WHOLE_S)
    sizes_deg = {"shank": 2, "thigh": 3, "trunk": 4, "head": 10, "upper_arm": 15, "forearm": 20, "hand": 25}
    return {
        link: with_sway(turning, sizes_deg[link], 1.1 + 0.3 * k, TIME_S)
        for k, (link, turning) in enumerate(pulled.items())
    }


@pytest.mark.parametrize("bar_kg", [0.0, BAR_KG])
@pytest.mark.parametrize("sex", ["male", "female", None])
def test_moving_our_moments_are_mujocos(sex: Sex | None, bar_kg: float, record_property: Recorder) -> None:
    """To a thousandth of a newton metre at every joint and every time."""
    parts = parts_of(sex)
    rest, pieces = upright(STATURE_M, parts), pieces_of(parts, BODY_KG)
    for turnings in (deadlift(TIME_S, WHOLE_S), restless()):
        theirs = mujocos_moments(chain(rest, pieces, max(bar_kg, 1e-12)), turnings)
        ours = reaction(*moving(rest, turnings), pieces, Load(bar_kg)).moment
        assert np.ptp(theirs, axis=1).min() > 20, "it does move"
        record_property("furthest_nm", float(np.abs(ours - theirs).max()))
        assert ours == pytest.approx(theirs, abs=AGREE_NM)


def peaks(whole_s: float) -> tuple[float, float]:
    """Peak L5/S1 moment of a pull that moves, and of the same postures standing still."""
    parts = parts_of("male")
    points, gains = moving(upright(STATURE_M, parts), deadlift(TIME_S * whole_s / WHOLE_S, whole_s))
    pieces = pieces_of(parts, BODY_KG)
    moved, still = (reaction(points, how, pieces, Load(BAR_KG)).at("l5s1").max() for how in (gains, 0 * gains))
    return float(moved), float(still)


def test_moving_costs_about_a_fifth_more_than_standing_still() -> None:
    """A pull of 1.3 s with 100 kg: about a fifth, as Pinocchio and MuJoCo once found on another body."""
    moved, still = peaks(1.3)
    assert moved / still == pytest.approx(1.20, abs=0.05)


def test_slowly_moving_costs_nothing() -> None:
    moved, still = peaks(30.0)
    assert moved / still == pytest.approx(1.0, abs=0.001)


def test_the_hinge_at_l5s1_really_stands_still() -> None:
    """Its angle is that of the trunk against the trunk."""
    assert BODIES["trunk"][2] == BODIES["pelvis"][2]
    assert smoothly(-62, 0, TIME_S, WHOLE_S).angle[[0, -1]] == pytest.approx([np.radians(-62), 0])
