"""Rendered clips through the whole engine, held against what was rendered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from liftwell.analysis import Analysis
from liftwell.quantity import Quantity
from tests.flow.conftest import CLIPS, DEMO, Analysed, truth_of

FRAMES_OFF = 2.5  # of 12 to 25 pictures a second
RISE_OFF_M, SPEED_OFF_MPS = 0.02, 0.04
SDS = 2.5
MEASURED = {
    clip.stem: clip
    for clip in (
        CLIPS / "touch_and_go.mp4",
        CLIPS / "starts_at_top.mp4",
        CLIPS / "walk_up.mp4",
        CLIPS / "two_people.mp4",
        CLIPS / "dark.mp4",
        DEMO,
    )
}


@dataclass(frozen=True, slots=True)
class Case:
    """A clip, what was measured of it, and its truth."""

    clip: Path
    analysis: Analysis
    truth: Any


@pytest.fixture(scope="session")  # so that pytest runs the tests of one clip together
def case(request: pytest.FixtureRequest, analysed: Analysed) -> Case:
    clip = MEASURED.get(request.param, CLIPS / f"{request.param}.mp4")
    given = {"height_m": 1.80, "mass_kg": 82.0, "load_kg": 140.0} if clip == DEMO else {}
    return Case(clip, analysed(clip, **given), truth_of(clip))


def codes(analysis: Analysis) -> list[str]:
    return [reason.code for reason in analysis.capture.reasons]


def values(quantities: Sequence[Quantity]) -> list[float]:
    """The numbers; fails where one was not seen."""
    assert all(quantity.seen for quantity in quantities)
    return [quantity.value for quantity in quantities if quantity.value is not None]


def degrees(quantities: Sequence[Quantity]) -> list[float]:
    return values([quantity.in_degrees() for quantity in quantities])


def sds_off(quantity: Quantity, truth_deg: float) -> float:
    assert quantity.value is not None
    assert quantity.sd is not None
    return abs(quantity.value - math.radians(truth_deg)) / quantity.sd


@pytest.mark.parametrize("case", MEASURED, indirect=True)
def test_every_rep_is_found_at_its_time_and_nothing_else_is(case: Case) -> None:
    slack_s = FRAMES_OFF / case.truth["frame_rate_hz"]
    for name in ("liftoff_s", "lockout_s", "end_s"):
        found = [getattr(rep, name) for rep in case.analysis.reps]
        assert found == pytest.approx([rep[name] for rep in case.truth["reps"]], abs=slack_s)


@pytest.mark.parametrize("case", MEASURED, indirect=True)
def test_the_bar_rises_as_far_and_as_fast_as_rendered(case: Case) -> None:
    reps, truth = case.analysis.reps, case.truth["reps"]
    rise, speed = [rep.bar_rise for rep in reps], [rep.mean_velocity for rep in reps]
    assert values(rise) == pytest.approx([rep["bar_rise_m"] for rep in truth], abs=RISE_OFF_M)
    assert values(speed) == pytest.approx([rep["mean_velocity_mps"] for rep in truth], abs=SPEED_OFF_MPS)


# The person mask takes in the dumbbells that stand against the back in the other one.
@pytest.mark.parametrize("case", [name for name in MEASURED if name != "starts_at_top"], indirect=True)
@pytest.mark.parametrize("instant", ["setup", "liftoff"])
def test_rounding_holds_the_truth_within_its_own_error(case: Case, instant: str) -> None:
    for rep, truth in zip(case.analysis.reps, case.truth["reps"], strict=True):
        rendered = truth["lumbar_flexion_deg"][instant]
        if rendered is not None:  # a rep that starts at the top has no set-up
            assert sds_off(getattr(rep.lumbar_flexion, instant), rendered) < SDS


@pytest.mark.parametrize("case", MEASURED, indirect=True)
def test_the_camera_is_found_side_on_and_the_lifter_facing_as_rendered(case: Case) -> None:
    assert case.analysis.capture.verdict != "refused"
    assert case.analysis.capture.facing == case.truth["facing"]
    assert abs(degrees([case.analysis.capture.yaw])[0]) < 8


@pytest.mark.parametrize("case", ["lifter"], indirect=True)
def test_the_demo_lifter_rounds_more_with_every_rep_and_folds_less_at_the_hip(case: Case) -> None:
    assert case.analysis.capture.verdict == "good"
    assert len(case.analysis.reps) == 4
    rounding = degrees([rep.lumbar_flexion.setup for rep in case.analysis.reps])
    assert rounding == sorted(rounding)
    assert rounding[-1] - rounding[0] > 10
    shares = values([rep.hip_share for rep in case.analysis.reps])
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("case", ["lifter"], indirect=True)
def test_the_demo_lifter_leans_and_bends_as_rendered(case: Case) -> None:
    for rep, truth in zip(case.analysis.reps, case.truth["reps"], strict=True):
        lean, hip = degrees([rep.trunk_inclination.liftoff, rep.hip_flexion.liftoff])
        assert lean == pytest.approx(truth["trunk_inclination_deg"]["liftoff"], abs=6)
        assert hip == pytest.approx(truth["hip_flexion_deg"]["liftoff"], abs=10)


@pytest.mark.parametrize("case", ["lifter"], indirect=True)
def test_the_demo_lifter_is_as_long_as_rendered(case: Case) -> None:
    seen, truth = case.analysis.segments, case.truth["athlete"]["segments_m"]
    assert values([seen.shank, seen.thigh]) == pytest.approx([truth["shank"], truth["thigh"]], abs=0.05)


@pytest.mark.parametrize("case", ["touch_and_go"], indirect=True)
def test_only_the_first_of_touch_and_go_reps_has_a_set_up(case: Case) -> None:
    setups = [rep.lumbar_flexion.setup for rep in case.analysis.reps]
    assert [setup.reason for setup in setups] == [None, "starts_at_top", "starts_at_top"]


@pytest.mark.parametrize("case", ["starts_at_top"], indirect=True)
def test_a_set_that_starts_standing_has_no_first_set_up_and_half_a_rep_is_half_as_high(case: Case) -> None:
    first, half, last = case.analysis.reps
    assert first.lumbar_flexion.setup.reason == "starts_at_top"
    assert half.lumbar_flexion.setup.seen
    low, high = values([half.bar_rise, last.bar_rise])
    assert low / high == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("case", ["two_people"], indirect=True)
def test_the_one_who_lifts_is_followed_and_the_other_told_of(case: Case) -> None:
    assert "several_people" in codes(case.analysis)
    assert case.analysis.traces is not None
    hip_px = np.nanmedian(case.analysis.traces.joints_px[:, 2, 0])
    assert hip_px < 450, "the bystander stands at 510 px"


@pytest.mark.parametrize("case", ["oblique45"], indirect=True)
def test_a_clip_from_45_degrees_is_refused_and_its_rep_counted_all_the_same(case: Case) -> None:
    capture = case.analysis.capture
    assert (capture.verdict, codes(case.analysis)[0]) == ("refused", "not_side_on")
    assert degrees([capture.yaw])[0] == pytest.approx(case.truth["yaw_deg"], abs=15)
    assert case.analysis.series == {}
    (rep,) = case.analysis.reps
    assert rep.liftoff_s == pytest.approx(case.truth["reps"][0]["liftoff_s"], abs=0.25)
    assert rep.bar_rise.reason == rep.lumbar_flexion.liftoff.reason == "refused"
