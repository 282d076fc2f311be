"""`make oracle`: our files read back, one body told twice, and what was stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench import oracle
from bench.environment import python_with
from bench.oracle_body import Body, accelerations_of, description, points_of
from liftwell.exchange import mot, trc
from liftwell.loads.inverse_dynamics import GRAVITY, JOINTS, Load, reaction
from liftwell.loads.posture import LEAN_ON_PELVIS, POINTS, Trunk, with_trunk
from liftwell.loads.segments import parts_of
from tests.exchange.motions import BODY_M, moving_analysis

BODY = Body(parts_of("male"), 80.0, 100.0, 0.5, 0.43, 0.42, 0.29, 0.27, 0.1)
STRAIGHT = -LEAN_ON_PELVIS


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(oracle.STORED.read_text("utf-8"))
    return found


def motion(lumbar: float) -> dict[str, np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """(3, 2) of each coordinate: a fold that turns at 1 rad/s², and one that stands still."""
    angles = {"pelvis_tilt": -0.8, "lumbar_extension": lumbar, "hip_flexion_r": 1.7, "knee_angle_r": 1.1,
              "arm_flex_r": 0.9, "elbow_flex_r": 0.0, "pelvis_tx": -0.2, "pelvis_ty": 0.6}  # fmt: skip
    turns = {"pelvis_tilt", "hip_flexion_r", "arm_flex_r"}
    return {name: np.array([[value] * 2, [0.0] * 2, [float(name in turns), 0.0]]) for name, value in angles.items()}


def points(lumbar: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    return points_of(BODY, {name: one[0] for name, one in motion(lumbar).items()})


def test_the_files_that_liftwell_writes_are_read_back(tmp_path: Path) -> None:
    analysis = moving_analysis()
    mot.write(analysis, tmp_path / "motion.mot")
    trc.write(analysis, tmp_path / "motion.trc")
    coordinates, markers = oracle.read_mot(tmp_path / "motion.mot"), oracle.read_trc(tmp_path / "motion.trc")
    assert analysis.motion is not None
    hip = BODY_M * analysis.motion.point("hip")
    first = int(np.argmin(np.abs(analysis.time_s - markers.time_s[0])))
    assert markers.columns["Hip"][0] == pytest.approx(hip[first], abs=1e-4)
    row = int(np.argmin(np.abs(analysis.time_s - coordinates.time_s[0])))
    assert coordinates.columns["pelvis_tx"][0] == pytest.approx(hip[row, 0], abs=1e-4)
    assert set(oracle.start_of(coordinates)) >= {"pelvis_tilt", "pelvis_tx", "hip_flexion_r", "arm_flex_l"}


def test_a_straight_back_has_the_points_that_liftwell_gives_it() -> None:
    found = points(STRAIGHT)
    names = ("ankle", "knee", "hip", "shoulder", "elbow", "wrist", "hand")
    joints = {name: found[POINTS.index(name)] for name in names}
    lean = np.full(2, 0.8 + LEAN_ON_PELVIS)
    again = with_trunk(joints, Trunk(np.full(2, 0.8), lean), BODY.parts)
    held = [k for k, name in enumerate(POINTS) if name != "vertex"]  # a head that is welded to its trunk
    assert found[held] == pytest.approx(again[held])


def test_a_round_back_bows_backwards() -> None:
    bow = points(STRAIGHT - 0.4)[POINTS.index("bow"), :, 0]
    assert bow[0] < -0.02
    assert bow[1] > 0.02


def test_accelerations_are_those_of_a_circle() -> None:
    """The pelvis turns about the hip at 1 rad/s² and no speed: L5/S1 across its radius, nothing along it."""
    gains, found = accelerations_of(BODY, motion(STRAIGHT)), points(STRAIGHT)
    arm = found[POINTS.index("l5s1"), :, 0] - found[POINTS.index("hip"), :, 0]
    assert gains[POINTS.index("l5s1"), :, 0] == pytest.approx([-arm[1], arm[0]], abs=1e-6)
    assert gains[..., 1] == pytest.approx(0, abs=1e-6)


def test_the_body_for_opensim_weighs_what_ours_does() -> None:
    told = description(BODY, "l", {"pelvis_tilt": 0.0})
    mass = sum(row["mass"] for row in told["bodies"])
    assert mass == pytest.approx(BODY.mass_kg + BODY.bar_kg)
    assert {row["name"][0] for row in told["markers"]} == {"L"}
    assert told["same_as"]["knee_angle_r"] == "knee_angle_l"
    coordinates = {name for row in told["bodies"] for name in row["coordinates"]}
    assert {name for names, _ in oracle.THEIRS.values() for name in names} <= coordinates


def test_upright_both_descriptions_have_the_same_weight_ahead_of_l5s1() -> None:
    """A sum by hand over OpenSim's bodies, all turned by nothing but the pelvis that leans back."""
    at = {row["name"]: row for row in description(BODY, "r", {})["bodies"]}
    arms = sum(2 * at[f"{name}_r"]["mass"] for name in ("humerus", "forearm", "hand", "bar"))
    ahead = at["torso"]["mass"] * at["torso"]["com"][0] + arms * at["humerus_r"]["at"][0]
    names = ("hip_flexion_r", "knee_angle_r", "arm_flex_r", "elbow_flex_r", "pelvis_tx", "pelvis_ty")
    where = {name: np.zeros(1) for name in names}
    found = points_of(BODY, where | {"pelvis_tilt": np.array([-STRAIGHT]), "lumbar_extension": np.array([STRAIGHT])})
    ours = reaction(found, np.zeros_like(found), BODY.pieces, Load(BODY.bar_kg)).at("l5s1")
    assert ours == pytest.approx(GRAVITY * ahead)


def test_ways_up_are_from_lift_off_to_lockout(tmp_path: Path) -> None:
    path = tmp_path / "analysis.json"
    path.write_text(json.dumps({"reps": [{"liftoff_s": 1.0, "lockout_s": 2.0}, {"liftoff_s": 3.0, "lockout_s": 4.0}]}))
    found = oracle.ways_up(path, np.array([0.5, 1.0, 1.5, 2.5, 3.5, 4.5]))
    assert found.tolist() == [False, True, True, False, True, False]


def test_what_was_stored_meets_the_aims(stored: dict[str, Any]) -> None:
    """A rigid trunk to 0.001 N·m, a bending one within 5 % of OpenSim's peak at L5/S1."""
    results = stored["results"]
    for joint in JOINTS:
        assert results["rigid"]["moving"]["whole"][joint]["largest_nm"] < 1e-3
        assert results["rigid"]["still"]["whole"][joint]["largest_nm"] < 1e-3
    assert results["bending"]["places_m"] < 1e-6
    for how in ("still", "moving"):
        l5s1 = results["bending"][how]["way_up"]["l5s1"]
        assert abs(l5s1["peak_percent"]) < 5
        assert l5s1["largest_nm"] < 0.05 * l5s1["peak_nm"]
    assert stored["per_frame_s"]["liftwell"] < stored["per_frame_s"]["opensim_solver"]


def test_the_page_is_the_one_of_what_was_stored(stored: dict[str, Any]) -> None:
    assert oracle.PAGE.read_text("utf-8") == oracle.page(stored)
    assert "{" not in oracle.page(stored)


@pytest.mark.parametrize(("moment_nm", "words"), [(1e-9, "< 0.001 N·m"), (0.0123, "0.012 N·m"), (19.07, "19.1 N·m")])
def test_a_difference_is_told_as_small_as_it_is_worth(moment_nm: float, words: str) -> None:
    assert oracle.told(moment_nm) == words


def test_an_environment_that_cannot_be_made_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a network: uv is told to stay offline, and looks for a package that no cache holds."""
    monkeypatch.setattr("bench.environment.CACHE", tmp_path)
    monkeypatch.setenv("UV_OFFLINE", "1")
    assert python_with("nothing", "liftwell-no-such-package==0") is None
    assert "No comparison with liftwell-no-such-package==0" in capsys.readouterr().out


def test_an_environment_that_is_there_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.environment.CACHE", tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "ready").write_text("thing==1")
    assert python_with("there", "thing==1") == tmp_path / "there" / "bin" / "python"
