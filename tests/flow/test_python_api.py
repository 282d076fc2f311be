"""The Python interface as the README shows it, and files that keep to the published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

import liftwell
from liftwell.exchange import analysis_json
from liftwell.progress import Progress
from tests.flow.conftest import CLIPS, DEMO, Analysed

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "analysis.schema.json").read_text("utf-8"))
# By verdict: the clip, and what is known of the lifter.
BY_VERDICT: dict[str, tuple[Path, dict[str, float]]] = {
    "good": (DEMO, {"height_m": 1.80, "mass_kg": 82.0, "load_kg": 140.0}),
    "usable": (CLIPS / "touch_and_go.mp4", {}),
    "refused": (CLIPS / "oblique45.mp4", {}),
}


@pytest.fixture
def good(analysed: Analysed) -> liftwell.Analysis:
    clip, given = BY_VERDICT["good"]
    return analysed(clip, **given)


def test_a_number_comes_with_its_error_and_unit(good: liftwell.Analysis) -> None:
    setup = good.reps[0].lumbar_flexion.setup
    assert isinstance(setup, liftwell.Quantity)
    assert setup.unit == "rad"
    assert setup.value is not None
    assert setup.sd is not None
    assert setup.sd > 0
    assert str(setup).endswith("°")


def test_what_was_given_is_remembered(good: liftwell.Analysis) -> None:
    assert (good.athlete.height_m, good.athlete.mass_kg, good.athlete.sex) == (1.80, 82, None)
    assert good.generator.options == {"load_kg": 140, "fast": False}
    assert good.generator.version == liftwell.__version__


def test_series_are_arrays_on_one_clock_with_their_units(good: liftwell.Analysis) -> None:
    assert np.all(np.diff(good.time_s) > 0)
    assert {name: series.unit for name, series in good.series.items()} == {
        "bar_x": "m", "bar_y": "m", "bar_speed": "m/s", "shank": "rad", "knee_flexion": "rad", "hip_flexion": "rad",
        "hip_on_pelvis": "rad", "trunk_inclination": "rad", "pelvis": "rad", "lumbar_flexion": "rad",
        "thoracic_flexion": "rad", "elbow_flexion": "rad", "sole": "rad", "l5s1_moment": "N.m", "hip_moment": "N.m",
        "knee_moment": "N.m", "ankle_moment": "N.m", "l5s1_compression": "N", "bar_to_l5s1": "m", "bar_power": "W",
    }  # fmt: skip
    for series in good.series.values():
        assert series.value.shape == series.sd.shape == good.time_s.shape


def test_the_bar_of_the_series_is_that_of_the_reps(good: liftwell.Analysis) -> None:
    height = good.series["bar_y"].value
    for rep in good.reps:
        inside = (good.time_s >= rep.liftoff_s) & (good.time_s <= rep.end_s)
        assert rep.bar_rise.value == pytest.approx(np.nanmax(height[inside]) - np.nanmin(height[inside]), abs=0.03)


def test_times_of_stages_add_up(good: liftwell.Analysis) -> None:
    stages = sum(seconds for name, seconds in good.timing_s.items() if name != "wall")
    assert 0 < stages <= good.timing_s["wall"] + 0.01


@pytest.mark.parametrize("verdict", BY_VERDICT)
def test_its_file_keeps_to_the_published_schema(analysed: Analysed, verdict: str) -> None:
    clip, given = BY_VERDICT[verdict]
    document: Any = json.loads(analysis_json.to_json(analysis_json.to_document(analysed(clip, **given))))
    Draft202012Validator(SCHEMA).validate(document)
    assert document["capture"]["verdict"] == verdict
    assert bool(document["series"]["time_s"]) is (verdict != "refused")
    assert document["reps"]


def test_a_path_may_be_text_and_every_frame_is_told_of() -> None:
    heard: list[Progress] = []
    analysis = liftwell.analyse(str(CLIPS / "no_person.mp4"), listener=heard.append)
    assert analysis.capture.verdict == "refused"
    assert {progress.stage for progress in heard} == {"look"}
    assert [progress.done for progress in heard] == list(range(1, analysis.clip.frames + 1))


def test_fast_leaves_the_back_unseen_and_says_why(analysed: Analysed) -> None:
    analysis = analysed(CLIPS / "walk_up.mp4", fast=True)
    (rep,) = analysis.reps
    assert rep.lumbar_flexion.liftoff.reason == rep.lumbar_flexion.setup.reason == "fast_mode"
    assert rep.bar_rise.seen
    assert rep.trunk_inclination.liftoff.seen


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"height_m": -1.8}, "height -1.8 m"),
        ({"height_m": 3.0}, "height 3 m"),
        ({"mass_kg": 5.0}, "mass 5 kg"),
        ({"load_kg": 5000.0}, "load 5000 kg"),
        ({"plate_diameter_m": 4.5}, "plate diameter 4.5 m"),
    ],
)
def test_impossible_values_are_told_before_the_clip_is_opened(given: dict[str, float], says: str) -> None:
    with pytest.raises(liftwell.errors.ImpossibleValue, match=says):
        liftwell.analyse("no such clip.mp4", **given)  # type: ignore[arg-type]


def test_a_clip_that_is_not_there_is_one_error_of_one_family() -> None:
    with pytest.raises(liftwell.errors.LiftwellError, match=r"There is no file no such clip\.mp4"):
        liftwell.analyse("no such clip.mp4")
