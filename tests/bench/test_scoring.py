from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.scoring import Truth, score

FloatArray = NDArray[np.float64]
RATE_HZ = 30.0


def truth_document(rise_m: float = 0.5, lumbar: float = 20.0) -> dict[str, Any]:
    """One pull of 1 s between rests of 0.5 s; the back unfolds as the bar goes up."""
    frames = []
    for i in range(60):
        t = i / RATE_HZ
        share = float(np.clip(t - 0.5, 0.0, 1.0))
        phase = "floor" if t < 0.5 else "up" if t < 1.5 else "hold"
        angles = {
            "trunk_hip_shoulder": 60 * (1 - share), "thigh": -40 * (1 - share), "knee_flexion": 70 * (1 - share),
            "lumbar_flexion": lumbar * (1 - share) + 3.0, "thoracic_flexion": 0.0,
        }  # fmt: skip
        bar = [0.0, 0.0, 0.225 + rise_m * share]
        frames.append({"t": t, "phase": phase, "rep": 0, "bar_fraction": share, "bar3d": bar, "angles_deg": angles})
    return {"frames": frames}


def analysis_of(document: dict[str, Any], off_deg: float = 0.0, sd: float = 2.0) -> dict[str, Any]:
    """What a perfect analysis would say, every angle `off_deg` too large."""
    truth = Truth.of(document)

    def column(values: FloatArray) -> dict[str, Any]:
        return {"value": [float(x) + off_deg for x in values], "sd": [sd] * len(values), "unit": "deg"}

    angle = truth.angle
    series: dict[str, Any] = {
        "time_s": truth.time_s.tolist(),
        "trunk_inclination_deg": column(angle["trunk"]), "hip_flexion_deg": column(angle["hip"]),
        "knee_flexion_deg": column(angle["knee"]), "lumbar_flexion_deg": column(angle["lumbar"]),
        "thoracic_flexion_deg": column(angle["thoracic"]),
    }  # fmt: skip
    rep = {
        "liftoff_s": 0.5, "lockout_s": 1.5,
        "bar_rise_m": {"value": 0.49, "sd": 0.01}, "mean_velocity_mps": {"value": 0.5, "sd": 0.01},
        "l5s1_moment_nm": {"peak": {"value": None, "sd": None}},
    }  # fmt: skip
    capture = {"verdict": "good", "reasons": [], "yaw_deg": {"value": 1.0}}
    return {"capture": capture, "reps": [rep], "series": series}


def test_zero_of_the_back_is_the_straightest_upright_posture() -> None:
    truth = Truth.of(truth_document(lumbar=20.0))
    assert truth.angle["lumbar"].min() == pytest.approx(0.0)
    assert truth.angle["lumbar"].max() == pytest.approx(20.0)


def test_what_is_exact_has_no_error() -> None:
    document = truth_document()
    row = score(document, analysis_of(document))
    assert row["reps"] == {"true": 1, "found": 1, "matched": 1}
    assert all(part["mae"] == pytest.approx(0.0, abs=1e-9) for part in row["series"].values())
    assert all(e["error"] == pytest.approx(0.0, abs=1e-9) for e in row["errors"] if e["what"] == "lumbar")


def test_errors_keep_their_sign_and_intervals_are_counted() -> None:
    document = truth_document()
    row = score(document, analysis_of(document, off_deg=-3.0))
    knee = row["series"]["knee"]
    assert (knee["mae"], knee["bias"], knee["in50"], knee["in95"]) == pytest.approx((3.0, -3.0, 0.0, 1.0))
    assert [e["error"] for e in row["errors"] if e["what"] == "lumbar"] == pytest.approx([-3.0, -3.0])


def test_bar_and_speed_are_compared_as_printed() -> None:
    row = score(truth_document(rise_m=0.5), analysis_of(truth_document()))
    errors = {e["what"]: e["error"] for e in row["errors"]}
    assert errors["rise"] == pytest.approx(-0.01, abs=0.002)
    assert errors["speed"] == pytest.approx(0.0, abs=0.03)


def test_a_refused_clip_has_a_verdict_and_no_errors() -> None:
    document = truth_document()
    analysis = analysis_of(document)
    analysis["capture"] |= {"verdict": "refused", "reasons": [{"code": "not_side_on"}]}
    row = score(document, analysis)
    assert (row["verdict"], row["reasons"], row["errors"], row["series"]) == ("refused", ["not_side_on"], [], {})
