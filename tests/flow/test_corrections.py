"""What a person corrects, through the whole engine on rendered clips."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import liftwell as package
from liftwell.correction import JointPlace, PersonPlace, PlatePlace
from liftwell.errors import ImpossibleValue
from tests.cli.conftest import Said
from tests.flow.conftest import CLIPS, Analysed, truth_of

TWO, ONE = CLIPS / "two_people.mp4", CLIPS / "light_set.mp4"
LIFTER_PX, BYSTANDER_PX = (300.0, 250.0), (510.0, 250.0)
PLATE = PlatePlace(212, 534, 73, 0.0)  # as somebody sees it who looks at the first picture


@pytest.mark.bench
def test_pointing_at_the_lifter_follows_the_lifter_and_raises_no_doubt(analysed: Analysed) -> None:
    alone, pointed = analysed(TWO), package.analyse(TWO, person=PersonPlace(*LIFTER_PX, 3.0))
    assert [rep.liftoff_s for rep in pointed.reps] == [rep.liftoff_s for rep in alone.reps]
    assert {reason.code for reason in alone.capture.reasons} - {reason.code for reason in pointed.capture.reasons} == {
        "several_people"
    }
    assert pointed.generator.options["person"] == {"x_px": 300.0, "y_px": 250.0, "time_s": 3.0}


@pytest.mark.bench
def test_pointing_at_the_bystander_measures_no_lift() -> None:
    pointed = package.analyse(TWO, person=PersonPlace(*BYSTANDER_PX))
    assert pointed.capture.verdict == "refused"
    assert pointed.reps == ()


def test_nobody_is_where_nobody_stands() -> None:
    with pytest.raises(ImpossibleValue, match="Nobody was found where you pointed at the lifter"):
        package.analyse(TWO, person=PersonPlace(20, 20), fast=True)


@pytest.mark.parametrize("off", [pytest.param((0.0, 0.0, 0.0), marks=pytest.mark.bench), (4.0, -3.0, 2.0)])
def test_a_plate_drawn_by_hand_gives_the_scale_of_the_one_that_was_found(
    analysed: Analysed, off: tuple[float, float, float]
) -> None:
    found = analysed(ONE).reps
    x, y, radius = off
    drawn = package.analyse(ONE, plate=PlatePlace(PLATE.x_px + x, PLATE.y_px + y, PLATE.radius_px + radius, 0.0)).reps
    for one, other in zip(found, drawn, strict=True):
        assert one.bar_rise.value is not None
        assert one.bar_rise.sd is not None
        assert other.bar_rise.value == pytest.approx(one.bar_rise.value, abs=one.bar_rise.sd)


@pytest.mark.bench
def test_points_at_what_was_fitted_leave_it_and_are_kept(tmp_path: Path, liftwell: Callable[..., Said]) -> None:
    whole = package.analyse(ONE)
    assert whole.traces is not None
    x, y = (float(np.interp(1.5, whole.traces.time_s, whole.traces.joints_px[:, 2, k])) for k in (0, 1))
    said = liftwell("analyse", ONE, "--point", f"hip@1.5={x:.1f},{y:.1f}", "--out", tmp_path / "out")
    assert said.status == 0
    document = json.loads((tmp_path / "out" / "analysis.json").read_text("utf-8"))
    assert document["generator"]["options"]["points"] == [
        {"joint": "hip", "time_s": 1.5, "x_px": round(x, 1), "y_px": round(y, 1)}
    ]
    for rep, written in zip(whole.reps, document["reps"], strict=True):
        flexion = rep.hip_flexion.liftoff.in_degrees().value
        assert written["hip_flexion_deg"]["liftoff"]["value"] == pytest.approx(flexion, abs=0.5)
    assert len(document["reps"]) == len(truth_of(ONE)["reps"])


def test_a_point_at_a_moment_of_rest_changes_nothing_and_is_said_to() -> None:
    with pytest.raises(ImpossibleValue, match="lies outside the clip of"):
        package.analyse(ONE, points=[JointPlace("hip", 60.0, 100, 100)])


def test_a_self_test_has_no_plate() -> None:
    with pytest.raises(ImpossibleValue, match="has no plate"):
        package.analyse(CLIPS / "hinge_neutral.mp4", test="hinge", plate=PLATE)
