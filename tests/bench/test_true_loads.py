from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from bench.scoring import score
from bench.true_loads import LOAD_KG, true_reaction
from liftwell.loads.inverse_dynamics import GRAVITY

SIDES = {"L": 0.1, "R": -0.1}
PULL = {"liftoff_s": 0.5, "lockout_s": 1.5}


def frame(t: float, bar_x: float) -> dict[str, Any]:
    """A body bent at the hips that stands still with a bar `bar_x` in front of its ankles."""
    places = {
        "ankle": (0.0, 0.08), "knee": (0.1, 0.5), "hip": (-0.25, 0.75), "shoulder": (0.15, 1.05),
        "elbow": (bar_x, 0.8), "wrist": (bar_x, 0.55),
    }  # fmt: skip
    joints = {f"{name}_{side}": (x, y, z) for name, (x, z) in places.items() for side, y in SIDES.items()}
    trunk = math.degrees(math.atan2(0.4, 0.3))
    angles = {
        "pelvis_pitch": trunk - 10.0, "trunk_hip_shoulder": trunk, "thigh": -50.0, "knee_flexion": 60.0,
        "lumbar_flexion": 5.0, "thoracic_flexion": 0.0,
    }  # fmt: skip
    up = 0.3 * float(np.clip(t - 0.5, 0, 1)) if t > 0.5 else 0.0
    phase = "floor" if t < 0.5 else "up"
    return {"t": t, "phase": phase, "rep": 0, "bar_fraction": up / 0.3, "bar3d": (bar_x, 0.0, 0.225 + up),
            "joints3d": joints, "angles_deg": angles}  # fmt: skip


def document(bar_x: float = 0.05) -> dict[str, Any]:
    return {"frames": [frame(k / 30, bar_x) for k in range(46)]}


def test_a_bar_further_out_asks_for_its_weight_times_the_way() -> None:
    near, far = (true_reaction(document(x)).at("l5s1")[3] for x in (0.05, 0.06))
    arms = 0.01 * GRAVITY * (LOAD_KG + 10)  # forearms and hands go with it
    assert far - near == pytest.approx(arms, rel=0.1)


@pytest.mark.parametrize("factor", [1.0, 0.9, 1.2])
def test_a_moment_is_scored_as_a_share_of_the_true_one(factor: float) -> None:
    truth = document()
    climbing = [f["bar3d"][2] - 0.225 > 0.01 and f["bar_fraction"] < 0.98 for f in truth["frames"]]
    peak = true_reaction(truth).at("l5s1")[climbing].max()
    rep = {
        **PULL, "bar_rise_m": {"value": None}, "mean_velocity_mps": {"value": None},
        "l5s1_moment_nm": {"peak": {"value": factor * float(peak), "sd": 40.0}},
    }  # fmt: skip
    analysis = {
        "capture": {"verdict": "good", "reasons": [], "yaw_deg": {"value": 0.0}},
        "reps": [rep],
        "series": {"time_s": []},
    }
    errors = [e for e in score(truth, analysis)["errors"] if e["what"] == "moment"]
    assert [e["error"] for e in errors] == [pytest.approx(factor - 1, abs=0.005)]
    assert errors[0]["sd"] == pytest.approx(40 / peak, rel=0.01)
