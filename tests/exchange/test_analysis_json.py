"""`analysis.json` keeps what was measured, in the units it promises, and says so when it cannot be read."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from liftwell.analysis import MOTION_POINTS, Analysis, Instants
from liftwell.errors import CannotRead, CannotWrite
from liftwell.exchange.analysis_json import json_schema, read, to_document, to_json, write
from liftwell.exchange.file_units import file_unit
from liftwell.quantity import Quantity
from liftwell.technique.findings import explained
from tests.analyses import analyses, made_analysis, made_traces, refused_analysis
from tests.technique.scripted import AT, Script, analysed

COMMITTED_SCHEMA = Path(__file__).parents[2] / "docs" / "analysis.schema.json"


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


def strict(text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text, parse_constant=no_constant)
    return document


def test_the_committed_schema_is_the_one_the_models_make() -> None:
    assert json.loads(COMMITTED_SCHEMA.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize("analysis", [made_analysis(), refused_analysis()], ids=["measured", "refused"])
def test_documents_fit_the_committed_schema(analysis: Analysis) -> None:
    schema = json.loads(COMMITTED_SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(strict(to_json(to_document(analysis))))


@given(analyses())
@settings(max_examples=60, deadline=None)
def test_any_analysis_makes_a_valid_document_without_nan(analysis: Analysis) -> None:
    Draft202012Validator(json_schema()).validate(strict(to_json(to_document(analysis))))


def close(written: dict[str, Any], quantity: Quantity) -> bool:
    unit = file_unit(quantity.unit)
    half = 0.5 * 10.0**-unit.digits * 1.001
    pairs = ((written["value"], quantity.value), (written["sd"], quantity.sd))
    return written["reason"] == quantity.reason and all(
        a == b if a is None or b is None else math.isclose(a, b * unit.factor, rel_tol=1e-12, abs_tol=half)
        for a, b in pairs
    )


def all_close(written: dict[str, Any], instants: Instants) -> bool:
    return all(close(written[name], getattr(instants, name)) for name in ("setup", "liftoff", "peak", "lockout"))


@given(analyses())
@settings(max_examples=60, deadline=None)
def test_numbers_survive_the_file_within_half_of_the_last_digit(analysis: Analysis) -> None:
    document = strict(to_json(to_document(analysis)))
    for rep, written in zip(analysis.reps, document["reps"], strict=True):
        assert close(written["bar_rise_m"], rep.bar_rise)
        assert close(written["hip_share"], rep.hip_share)
        assert all_close(written["lumbar_flexion_deg"], rep.lumbar_flexion)
        assert written["liftoff_s"] == pytest.approx(rep.liftoff_s, abs=6e-5)
    for name, series in analysis.series.items():
        unit = file_unit(series.unit)
        column = document["series"][name + unit.suffix]
        values = np.array([math.nan if value is None else value for value in column["value"]])
        np.testing.assert_allclose(values, series.value * unit.factor, rtol=1e-12, atol=0.51 * 10.0**-unit.digits)


def test_the_names_of_the_contract() -> None:
    document = strict(to_json(to_document(made_analysis())))
    assert list(document) == [
        "schema", "generator", "clip", "capture", "athlete", "reps", "series", "findings", "positions", "what_if",
        "self_test", "timing",
    ]  # fmt: skip
    assert set(document["series"]) == {
        "time_s", "bar_x_m", "bar_y_m", "bar_speed_mps", "shank_deg", "knee_flexion_deg", "hip_flexion_deg",
        "hip_on_pelvis_deg", "trunk_inclination_deg", "pelvis_deg", "lumbar_flexion_deg", "thoracic_flexion_deg",
    }  # fmt: skip
    assert set(document["reps"][0]) == {
        "index", "start_s", "liftoff_s", "lockout_s", "end_s", "bar_rise_m", "mean_velocity_mps",
        "peak_velocity_mps", "hip_share", "lumbar_flexion_deg", "thoracic_flexion_deg", "hip_flexion_deg",
        "trunk_inclination_deg", "l5s1_moment_nm", "bar_to_shin_m", "cut",
    }  # fmt: skip
    assert document["timing"] == {"wall_s": 12.5, "stages": {"look": 4.0, "measure": 7.0}}


def test_angles_are_degrees_and_the_athlete_says_whether_stature_was_given() -> None:
    document = to_document(made_analysis())
    assert document.reps[0].lumbar_flexion_deg.setup.value == 6.0
    assert document.reps[0].lumbar_flexion_deg.setup.unit == "deg"
    assert (document.athlete.source, to_document(refused_analysis()).athlete.source) == ("given", "estimated")


def test_findings_and_positions_are_written_in_the_units_of_the_file() -> None:
    analysis = explained(analysed(Script(elbow_deg=np.full(len(AT), 40.0)), traces=made_traces()))
    document = to_document(analysis)
    bent = next(finding for finding in document.findings if finding.code == "step1.straight_arms")
    assert (bent.verdict, bent.limit, bent.quantity.unit, bent.sure) == ("fix", 20.0, "deg", "clear")
    assert bent.quantity.value == pytest.approx(40.0)
    assert bent.cue
    names = [position.name for position in document.positions]
    assert names == ["setup", "liftoff", "knees", "lockout", "lowering"]
    assert set(document.positions[0].points) == set(MOTION_POINTS)
    ankle = document.positions[0].points["ankle"]
    assert ankle is not None
    assert ankle == pytest.approx((0.0, 0.075 / 1.33), abs=1e-4)


def test_a_file_of_an_earlier_version_still_reads(tmp_path: Path) -> None:
    parts = strict(to_json(to_document(made_analysis())))
    del parts["positions"], parts["capture"]["near_side"]
    path = tmp_path / "analysis.json"
    path.write_text(json.dumps(parts), "utf-8")
    assert read(path).positions == []


def test_the_scale_keeps_enough_digits() -> None:
    assert to_document(made_analysis()).capture.metres_per_pixel.value == 0.00265


def test_a_series_the_contract_does_not_name_yet_is_kept() -> None:
    text = to_json(to_document(made_analysis())).replace('"pelvis_deg"', '"head_deg"')
    assert "head_deg" in type(to_document(made_analysis())).model_validate_json(text).series.columns


def test_reading_gives_what_was_written(tmp_path: Path) -> None:
    document, path = to_document(made_analysis()), tmp_path / "für Ömer.json"
    write(document, path)
    assert read(path) == document


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="no such name"):
        read(tmp_path / "no such name.json")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not json", "is not JSON"),
        ("[]", "has the schema None"),
        ('{"schema": "liftwell.analysis/2"}', "liftwell.analysis/2"),
        ('{"schema": "liftwell.analysis/1"}', "generator does not fit"),
    ],
)
def test_a_file_that_is_no_analysis_is_refused_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "analysis.json"
    path.write_text(text)
    with pytest.raises(CannotRead, match=says) as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_nan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "analysis.json"
    path.write_text(to_json(to_document(made_analysis())).replace('"duration_s": 14.0', '"duration_s": NaN'))
    with pytest.raises(CannotRead, match=r"clip\.duration_s does not fit"):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"name": "lifter.mp4"', '"name": "\\ud800"', "is not JSON"),
        ('"value": 0.552', '"value": 1.7e308', r"reps\.0\.bar_rise_m\.value does not fit"),
    ],
)
def test_what_no_clip_can_give_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "analysis.json"
    text = to_json(to_document(made_analysis()))
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(CannotRead, match=says):
        read(path)


def test_outlines_of_unlike_length_are_refused(tmp_path: Path) -> None:
    document = strict(to_json(to_document(explained(analysed(traces=made_traces())))))
    document["positions"][0]["back"].pop()
    path = tmp_path / "analysis.json"
    path.write_text(json.dumps(document))
    with pytest.raises(CannotRead, match="outlines of the back have different numbers of points"):
        read(path)


def test_columns_of_another_length_than_the_times_are_refused(tmp_path: Path) -> None:
    document = strict(to_json(to_document(made_analysis())))
    document["series"]["pelvis_deg"]["value"].pop()
    path = tmp_path / "analysis.json"
    path.write_text(json.dumps(document))
    with pytest.raises(CannotRead, match="pelvis_deg has 139 values at 140 times"):
        read(path)


def test_a_quantity_without_value_and_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "analysis.json"
    path.write_text(to_json(to_document(refused_analysis())).replace('"reason": "refused"', '"reason": null'))
    with pytest.raises(CannotRead, match=r"capture\.metres_per_pixel does not fit"):
        read(path)


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="another folder"):
        write(to_document(made_analysis()), tmp_path / "gone" / "analysis.json")
