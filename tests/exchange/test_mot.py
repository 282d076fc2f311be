"""`motion.mot` says how the joints were bent, in the coordinates of OpenSim's full-body model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from liftwell.analysis import MOTION_POINTS, Analysis
from liftwell.errors import CannotWrite
from liftwell.exchange.mot import can_write, write
from liftwell.lift import Facing
from tests.analyses import analyses, refused_analysis
from tests.exchange.motions import BODY_M, hiding, moving_analysis, on_the_side, places
from tests.exchange.opensim_files import Mot, read_mot

BACK = ("pelvis", "hip_on_pelvis", "lumbar_flexion", "thoracic_flexion")


def written(analysis: Analysis, folder: Path) -> Mot:
    write(analysis, folder / "motion.mot")
    return read_mot(folder / "motion.mot")


def in_degrees(analysis: Analysis, name: str) -> np.ndarray:
    return np.asarray(np.degrees(analysis.series[name].value))


def test_what_is_read_is_what_was_measured(tmp_path: Path) -> None:
    analysis = moving_analysis()
    mot = written(analysis, tmp_path)
    pelvis, trunk = in_degrees(analysis, "pelvis"), in_degrees(analysis, "trunk_inclination")
    expected = {
        "pelvis_tilt": -pelvis,
        "hip_flexion_r": in_degrees(analysis, "hip_on_pelvis"),
        "knee_angle_r": in_degrees(analysis, "knee_flexion"),
        "ankle_angle_r": in_degrees(analysis, "shank"),
        "lumbar_extension": -(trunk - pelvis),
        "elbow_flex_r": in_degrees(analysis, "elbow_flexion"),
        "lumbar_flexion": in_degrees(analysis, "lumbar_flexion"),
        "thoracic_flexion": in_degrees(analysis, "thoracic_flexion"),
        "back_seen": np.ones(140),
    }
    assert mot.time_s == pytest.approx(analysis.time_s, abs=1e-6)
    for name, value in expected.items():
        assert mot.columns[name] == pytest.approx(value, abs=1e-4), name
    hip_m = BODY_M * places(analysis.time_s)[:, MOTION_POINTS.index("hip")]
    assert np.column_stack([mot.columns["pelvis_tx"], mot.columns["pelvis_ty"]]) == pytest.approx(hip_m, abs=1e-5)


def test_both_legs_and_arms_get_the_near_sides_values(tmp_path: Path) -> None:
    mot = written(moving_analysis(), tmp_path)
    for joint in ("hip_flexion", "knee_angle", "ankle_angle", "elbow_flex"):
        assert (mot.columns[f"{joint}_r"] == mot.columns[f"{joint}_l"]).all()
    assert "both sides of the body get its values" in mot.comment


def test_the_chain_from_the_trunk_to_the_floor_closes(tmp_path: Path) -> None:
    """Rotations towards y add up: a torso that leans as measured, and a foot flat on the floor."""
    analysis = moving_analysis()
    column = written(analysis, tmp_path).columns
    torso = column["pelvis_tilt"] + column["lumbar_extension"]
    assert torso == pytest.approx(-in_degrees(analysis, "trunk_inclination"), abs=2e-4)
    thigh = column["pelvis_tilt"] + column["hip_flexion_r"]
    assert thigh - column["knee_angle_r"] == pytest.approx(-in_degrees(analysis, "shank"), abs=3e-4)
    assert thigh - column["knee_angle_r"] + column["ankle_angle_r"] == pytest.approx(0, abs=4e-4)


def test_a_lifter_bent_over_is_bent_over_in_opensim_too(tmp_path: Path) -> None:
    column = {name: value[16] for name, value in written(moving_analysis(), tmp_path).columns.items()}
    assert column["pelvis_tilt"] < -40
    assert column["hip_flexion_r"] > 90
    assert column["knee_angle_r"] > 60
    assert column["ankle_angle_r"] > 10
    assert column["lumbar_extension"] < 0


@pytest.mark.parametrize(
    ("facing", "near_side", "side"),
    [("right", None, "right"), ("left", None, "left"), ("left", "right", "right")],
)
def test_the_head_says_which_side_was_measured(
    tmp_path: Path, facing: Facing, near_side: Facing | None, side: str
) -> None:
    mot = written(on_the_side(moving_analysis(), facing, near_side), tmp_path)
    assert f"from the {side} side" in mot.comment
    assert {"knee_angle_r", "knee_angle_l"} <= set(mot.columns)


def test_the_head_says_what_follows(tmp_path: Path) -> None:
    mot = written(moving_analysis(), tmp_path)
    assert mot.facts == {"version": "1", "nRows": "140", "nColumns": str(1 + len(mot.columns)), "inDegrees": "yes"}


def test_without_a_scale_only_the_place_is_missing(tmp_path: Path) -> None:
    with_scale, without = written(moving_analysis(), tmp_path), written(moving_analysis(scaled=False), tmp_path)
    assert set(with_scale.columns) - set(without.columns) == {"pelvis_tx", "pelvis_ty"}
    assert "pelvis_tx" not in written(replace(moving_analysis(), motion=None), tmp_path).columns


@pytest.mark.parametrize("name", ["shank", "knee_flexion", "hip_flexion", "trunk_inclination", "elbow_flexion"])
def test_a_time_without_a_limb_is_left_out(tmp_path: Path, name: str) -> None:
    analysis = moving_analysis()
    hidden = (analysis.time_s > 4.95) & (analysis.time_s < 6.95)
    mot = written(hiding(analysis, hidden, name), tmp_path)
    assert mot.time_s == pytest.approx(analysis.time_s[~hidden], abs=1e-6)


def test_a_hidden_back_moves_with_the_trunk_and_says_so(tmp_path: Path) -> None:
    analysis = moving_analysis()
    hidden = (analysis.time_s > 4.95) & (analysis.time_s < 6.95)
    column = written(hiding(analysis, hidden, *BACK), tmp_path).columns
    assert (column["back_seen"] == ~hidden).all()
    assert column["pelvis_tilt"][~hidden] == pytest.approx(-in_degrees(analysis, "pelvis")[~hidden], abs=1e-4)
    torso = column["pelvis_tilt"] + column["lumbar_extension"]
    assert torso == pytest.approx(-in_degrees(analysis, "trunk_inclination"), abs=2e-4)
    for name in ("lumbar_extension", "lumbar_flexion"):
        assert np.diff(column[name][hidden], 2) == pytest.approx(0, abs=3e-4), "a straight line between the sights"


def test_a_back_hidden_at_the_end_keeps_its_last_shape(tmp_path: Path) -> None:
    analysis = moving_analysis()
    hidden = analysis.time_s > 9.95
    column = written(hiding(analysis, hidden, *BACK), tmp_path).columns
    assert set(column["lumbar_flexion"][hidden]) == {column["lumbar_flexion"][99]}


def test_a_back_that_was_never_seen_is_one_with_the_trunk(tmp_path: Path) -> None:
    analysis = moving_analysis()
    column = written(hiding(analysis, analysis.time_s >= 0, *BACK), tmp_path).columns
    assert not {"lumbar_flexion", "thoracic_flexion"} & set(column)
    assert (column["back_seen"] == 0).all()
    assert (column["lumbar_extension"] == 0).all()
    assert column["hip_flexion_l"] == pytest.approx(in_degrees(analysis, "hip_flexion"), abs=1e-4)


def test_an_elbow_that_was_never_seen_has_no_column(tmp_path: Path) -> None:
    analysis = moving_analysis()
    mot = written(hiding(analysis, analysis.time_s >= 0, "elbow_flexion"), tmp_path)
    assert not {"elbow_flex_r", "elbow_flex_l"} & set(mot.columns)
    assert len(mot.time_s) == 140


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(analysis=analyses())
def test_whatever_was_measured_the_file_reads_or_is_not_written(tmp_path: Path, analysis: Analysis) -> None:
    if can_write(analysis):
        mot = written(analysis, tmp_path)
        assert set(mot.time_s) <= set(analysis.time_s)
    else:
        with pytest.raises(ValueError, match="can_write"):
            write(analysis, tmp_path / "motion.mot")


def test_a_refused_clip_has_nothing_to_write() -> None:
    assert not can_write(refused_analysis())


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    assert can_write(moving_analysis())
    with pytest.raises(CannotWrite, match="another folder"):
        write(moving_analysis(), tmp_path / "gone" / "motion.mot")
