"""Each step: a lifter who does it well gets "good", one who does it otherwise gets the finding that names it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import MOTION_POINTS, Series
from liftwell.finding import Finding
from liftwell.quantity import Quantity
from liftwell.technique.findings import RULES
from liftwell.technique.pull import Pull
from liftwell.technique.rule import judge
from liftwell.technique.whole_set import build
from tests.motion.lifter import FloatArray, reps_at
from tests.technique.scripted import (
    AT,
    AT_THE_TOP_S,
    END_S,
    LIFTOFF_S,
    LOCKOUT_S,
    bump,
    clipped,
    made_rep,
    pull,
    unseen,
    without,
)

RULE = {rule.code: rule for rule in RULES}
ONE_REP = [rule.code for rule in RULES if rule.needs == "half"]


def found(code: str, **otherwise: object) -> Finding:
    return judge(RULE[code], [pull(**otherwise)])


def value(finding: Finding) -> float:
    assert finding.quantity.value is not None
    return finding.quantity.value


def ramp(start_s: float, stop_s: float, most: float) -> FloatArray:
    return np.asarray(np.interp(AT, [start_s, stop_s], [0.0, most]))


@pytest.mark.parametrize("code", ONE_REP)
def test_who_does_it_well_hears_so(code: str) -> None:
    assert found(code).verdict == "good"


FAULTS: dict[str, dict[str, object]] = {
    "step1.straight_arms": {"elbow_deg": np.full(len(AT), 40.0)},
    "step1.heels_down": {"heel_deg": 18.0},
    "step2.shins_to_bar": {"bar_ahead_m": 0.24},
    "step3.rounds_at_liftoff": {"rounding_deg": 25 * bump(1.1, 1.5)},
    "step4.bar_to_shin": {"bar_ahead_m": 0.24},
    "step4.hips_before_bar": {"hip_m": 0.08 * bump(0.6, 9.0)},
    "step5.bar_drift": {"bar_forward_m": 0.06 * bump(1.3, 1.8)},
    "step5.bar_on_legs": {"bar_forward_m": 0.12 * bump(1.15, 1.9)},
    "step5.hips_and_shoulders": {"trunk_deg": 45 * bump(1.15, 1.5)},
    "step5.knees_bend_again": {"knee_deg": 25 * bump(1.75, 1.95)},
    "step5.lockout": {"trunk_deg": ramp(1.0, 2.0, 30.0)},
    "step5.knees_at_top": {"knee_deg": ramp(1.0, 2.0, 35.0)},
    "step5.lean_back": {"trunk_deg": -15 * bump(2.0, 2.7)},
    "step6.low_back": {"rounding_deg": 25 * bump(2.7, 5.0)},
    "step6.bar_path": {"bar_forward_m": 0.09 * bump(2.8, 3.6)},
}


@pytest.mark.parametrize("code", FAULTS)
def test_who_does_it_otherwise_hears_what_to_change(code: str) -> None:
    finding = found(code, **FAULTS[code])
    assert finding.verdict == "fix"
    assert finding.cue
    assert finding.reps == (1,)


NOTES: dict[str, dict[str, object]] = {
    "step1.bar_over_midfoot": {"bar_ahead_m": 0.24},
    "step4.shoulders_over_bar": {"bar_ahead_m": 0.45},
    "step4.slack_time": {"hip_m": 0.05 * bump(1.02, 9.0)},
    "step4.shoulders_before_bar": {"hip_m": 0.06 * bump(0.6, 9.0)},
    "step4.arm_slack": {"elbow_deg": 2 + 16 * bump(-1.0, 1.08)},
    "step3.upper_back_gives": {"rounding_deg": -30 * bump(1.1, 1.5)},
    "step5.legs_lead": {"knee_deg": -45 * bump(1.1, 1.9)},
    "step6.hinge_first": {"knee_deg": 25 * bump(2.7, 4.0)},
    "step6.control": {"knots": reps_at(1.0, hold_s=0.5, down_s=0.6)},
}


@pytest.mark.parametrize("code", [code for code in NOTES if code != "step3.upper_back_gives"])
def test_what_may_be_meant_is_only_watched(code: str) -> None:
    rep = made_rep()
    one = pull(**NOTES[code])
    if code == "step6.control":
        one = replace(one, rep=replace(rep, end_s=3.2))
    assert judge(RULE[code], [one]).verdict == "watch"


@pytest.mark.parametrize(("rounding", "verdict"), [(25.0, "good"), (37.0, "watch"), (46.0, "fix")])
def test_the_back_at_the_start_is_held_against_the_tallest_posture(rounding: float, verdict: str) -> None:
    round_start = replace(pull(), rep=made_rep(rounding_deg=rounding))
    assert judge(RULE["step3.low_back_at_start"], [round_start]).verdict == verdict


def test_a_rep_without_a_set_up_is_judged_at_liftoff() -> None:
    rep = made_rep(rounding_deg=46.0)
    flexion = replace(rep.lumbar_flexion, setup=Quantity.unseen("rad", "starts_at_top"))
    late = replace(pull(), rep=replace(rep, lumbar_flexion=flexion))
    assert judge(RULE["step3.low_back_at_start"], [late]).verdict == "fix"
    for code in ("step2.shins_to_bar", "step3.rounds_at_liftoff", "step4.hips_before_bar", "step4.slack_time",
                 "step4.arm_slack"):  # fmt: skip
        assert judge(RULE[code], [late]).quantity.reason == "starts_at_top"


def begun_late(**otherwise: object) -> Pull:
    """The clip begins when the bar is on its way."""
    one = pull(**otherwise)
    return replace(one, rep=replace(one.rep, cut=("starts_late",)).whole())


@pytest.mark.parametrize(("rounding", "verdict"), [(5.0, "unseen"), (50.0, "fix")])
def test_a_first_sight_in_mid_pull_shows_a_round_back_and_not_a_flat_one(rounding: float, verdict: str) -> None:
    late = begun_late()
    seen = Series(np.full(len(AT), math.radians(rounding)), np.full(len(AT), math.radians(6.0)), "rad")
    finding = judge(RULE["step3.low_back_at_start"], [replace(late, series={**late.series, "lumbar_flexion": seen})])
    assert finding.verdict == verdict
    assert verdict != "unseen" or finding.quantity.reason == "starts_late"


def test_a_first_rep_in_mid_pull_is_nothing_that_the_others_grow_from() -> None:
    later = [replace(pull(), rep=made_rep(index, rounding_deg=40.0)) for index in (2, 3)]
    finding = judge(RULE["set.low_back_grows"], [begun_late(), *later])
    assert (finding.verdict, finding.quantity.reason) == ("unseen", "starts_late")


def test_who_never_stands_up_has_nothing_to_lean_back_from() -> None:
    bent = {"trunk_deg": ramp(1.0, 2.0, 30.0)}
    assert found("step5.lockout", **bent).verdict == "fix"
    assert found("step5.lean_back", **bent).quantity.reason == "no_upright"


def test_hips_that_wait_do_not_show_when_the_pull_begins() -> None:
    finding = found("step4.slack_time", hip_m=np.zeros(len(AT)))
    assert finding.quantity.reason == "no_movement"
    assert found("step4.hips_before_bar", hip_m=np.zeros(len(AT))).verdict == "good"


def test_a_bar_high_up_may_have_drifted_because_the_phone_leans() -> None:
    low, high = (found("step5.bar_drift", bar_forward_m=0.06 * bump(at, at + 0.15)) for at in (1.15, 1.9))
    assert (low.quantity.sd or 0) < 0.6 * (high.quantity.sd or 0)


def test_numbers_are_those_of_the_script() -> None:
    assert value(found("step5.bar_drift", bar_forward_m=0.06 * bump(1.3, 1.8))) == pytest.approx(0.06, abs=0.002)
    assert value(found("step1.bar_over_midfoot")) == pytest.approx(0.135 - 0.065, abs=0.003)
    assert math.degrees(value(found("step1.heels_down", heel_deg=18.0))) == pytest.approx(18.0)
    assert math.degrees(value(found("step5.lean_back", trunk_deg=-15 * bump(2.0, 2.7)))) == pytest.approx(-15, abs=1.5)
    assert value(found("step4.hips_before_bar", hip_m=0.08 * bump(0.6, 9.0))) == pytest.approx(0.08, abs=0.005)
    assert value(found("step6.bar_path", bar_forward_m=0.09 * bump(2.8, 3.6))) == pytest.approx(0.09, abs=0.005)


def test_without_a_scale_lengths_are_shares_of_the_body() -> None:
    finding = found("step5.bar_drift", bar_forward_m=0.06 * bump(1.3, 1.8), body=Quantity.unseen("m", "no_scale"))
    assert finding.verdict == "fix"
    assert finding.quantity.unit == "body"
    assert "% of your body length" in finding.why


def test_a_clip_that_ends_at_lockout_says_nothing_of_the_top_and_the_way_down() -> None:
    short = clipped(pull(), AT_THE_TOP_S)
    for code in ("step5.lockout", "step5.lean_back", "step6.low_back", "step6.bar_path", "step6.hinge_first",
                 "step6.control"):  # fmt: skip
        finding = judge(RULE[code], [short])
        assert (finding.verdict, finding.quantity.reason) == ("unseen", "ends_early"), code


def test_a_foot_that_stands_elsewhere_silences_what_needs_the_fitted_body() -> None:
    one = pull()
    points = one.motion.points.copy()
    points[:, 6:8, 0] += 0.2
    stepped = replace(one, motion=replace(one.motion, points=points))
    assert not stepped.fits
    for code in ("step1.bar_over_midfoot", "step2.shins_to_bar", "step4.bar_to_shin", "step5.knees_bend_again",
                 "step5.lockout", "step5.knees_at_top", "step5.legs_lead", "step6.hinge_first"):  # fmt: skip
        assert judge(RULE[code], [stepped]).quantity.reason == "imprecise", code
    for code in ("step1.straight_arms", "step3.rounds_at_liftoff", "step5.bar_drift", "step6.control"):
        assert judge(RULE[code], [stepped]).verdict == "good", code
    assert build([stepped]).verdict == "unseen"


@pytest.mark.parametrize(("seen_s", "fits"), [(0.1, True), (0.3, False)])
def test_a_short_look_at_a_foot_is_enough_to_doubt_and_one_picture_is_not(seen_s: float, *, fits: bool) -> None:
    one = pull()
    points = one.motion.points.copy()
    points[:, 6:8, 0] += 0.2
    points[(LIFTOFF_S + seen_s < AT) | (LIFTOFF_S > AT), 6:8] = np.nan
    assert replace(one, motion=replace(one.motion, points=points)).fits is fits


def test_a_foot_behind_the_plate_is_not_seen() -> None:
    one = pull()
    points = one.motion.points.copy()
    points[:, 6:8] = np.nan
    hidden = replace(one, motion=replace(one.motion, points=points))
    assert hidden.fits
    assert judge(RULE["step1.bar_over_midfoot"], [hidden]).quantity.reason == "hidden"
    assert judge(RULE["step1.heels_down"], [hidden]).quantity.reason == "hidden"


def test_the_outline_that_was_not_seen_says_why() -> None:
    one = pull()
    blind = replace(one, motion=replace(one.motion, back_bands=np.full((len(AT), 7), np.nan)))
    for code in ("step3.rounds_at_liftoff", "step3.upper_back_gives", "step6.low_back"):
        assert judge(RULE[code], [blind]).quantity.reason == "hidden"


def test_instants_of_the_script() -> None:
    one = pull()
    assert one.lift == (LIFTOFF_S, LOCKOUT_S)
    assert one.setup == pytest.approx((LIFTOFF_S - 0.3, LIFTOFF_S))
    assert one.top[1] == pytest.approx(3.05, abs=0.1)
    assert one.lowered
    assert one.knees_s is not None
    assert LIFTOFF_S < one.knees_s < LOCKOUT_S
    assert one.passes_s(one.height_at(0.5), "down") == pytest.approx(3.3, abs=0.15)
    assert one.passes_s(9.0) is None
    assert one.rep.end_s == END_S


@pytest.mark.parametrize(
    ("code", "hidden"),
    [
        ("step4.hips_before_bar", "hip"),
        ("step4.slack_time", "hip"),
        ("step4.shoulders_over_bar", "shoulder"),
        ("step4.bar_to_shin", "knee"),
        ("step2.shins_to_bar", "bar"),
        ("step1.bar_over_midfoot", "bar"),
        ("step5.bar_drift", "bar"),
        ("step6.hinge_first", "knee"),
    ],
)
def test_a_point_that_was_not_seen_hides_what_needs_it(code: str, hidden: str) -> None:
    finding = judge(RULE[code], [unseen(pull(), hidden)])
    assert (finding.verdict, finding.quantity.reason) == ("unseen", "hidden")


@pytest.mark.parametrize(
    ("code", "name", "span"),
    [
        ("step1.straight_arms", "elbow_flexion", (0.0, 9.0)),
        ("step1.heels_down", "sole", (0.0, 9.0)),
        ("step4.arm_slack", "elbow_flexion", (0.0, LIFTOFF_S)),
        ("step4.arm_slack", "elbow_flexion", (LIFTOFF_S + 0.05, 9.0)),
        ("step5.hips_and_shoulders", "trunk_inclination", (0.0, LIFTOFF_S)),
        ("step5.hips_and_shoulders", "trunk_inclination", (LIFTOFF_S + 0.05, 9.0)),
        ("step5.knees_bend_again", "knee_flexion", (0.0, 9.0)),
        ("step5.legs_lead", "hip_flexion", (0.0, 9.0)),
        ("step5.legs_lead", "knee_flexion", (0.0, 9.0)),
        ("step5.lockout", "trunk_inclination", (LOCKOUT_S, 9.0)),
        ("step6.hinge_first", "knee_flexion", (LOCKOUT_S, 9.0)),
        ("step6.hinge_first", "knee_flexion", (0.0, LOCKOUT_S)),
    ],
)
def test_an_angle_that_was_not_seen_hides_what_needs_it(code: str, name: str, span: tuple[float, float]) -> None:
    finding = judge(RULE[code], [without(pull(), name, span)])
    assert (finding.verdict, finding.quantity.reason) == ("unseen", "hidden")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("step5.knees_bend_again", "knee_flexion"),
        ("step6.hinge_first", "knee_flexion"),
        ("step5.hips_and_shoulders", "trunk_inclination"),
    ],
)
def test_an_angle_that_a_plate_covers_in_between_is_less_sure(code: str, name: str) -> None:
    fault = {**FAULTS, **NOTES}[code]
    seen, covered = pull(**fault), pull(**fault)
    series = covered.series[name]
    sd = np.where((covered.time_s > 1.2) & (covered.time_s < 3.6), math.radians(50), series.sd)
    covered = replace(covered, series={**covered.series, name: replace(series, sd=sd)})
    assert judge(RULE[code], [seen]).verdict in ("watch", "fix")
    assert judge(RULE[code], [covered]).verdict in ("watch", "unseen")
    assert judge(RULE[code], [covered]).sure in ("close", None)


def test_hips_that_were_lost_at_liftoff_are_hidden_and_not_without_a_scale() -> None:
    finding = judge(RULE["step4.hips_before_bar"], [unseen(pull(), "hip", (LIFTOFF_S + 0.02, 9.0))])
    assert (finding.verdict, finding.quantity.reason) == ("unseen", "hidden")


@pytest.mark.parametrize("less_deg", [30.0, 60.0])
def test_hips_that_never_fold_to_the_mark_say_nothing_of_the_legs(less_deg: float) -> None:
    one = pull()
    hip = one.series["hip_flexion"]
    open_hips = {**one.series, "hip_flexion": replace(hip, value=hip.value - math.radians(less_deg))}
    assert judge(RULE["step5.legs_lead"], [replace(one, series=open_hips)]).verdict == "unseen"


def test_a_way_down_that_is_cut_short_is_told_as_far_as_it_goes() -> None:
    """Down to 28 % of the rise: half of it was passed, a quarter was not; neither were the knees of a short shank."""
    one = clipped(pull(), 3.55)
    assert one.lowered
    assert one.passes_s(one.height_at(0.25), "down") is None
    assert judge(RULE["step6.low_back"], [one]).verdict == "good"
    assert judge(RULE["step6.bar_path"], [one]).verdict == "good"
    points = one.motion.points.copy()
    points[:, MOTION_POINTS.index("knee"), 1] -= 0.1
    short = replace(one, motion=replace(one.motion, points=points))
    assert short.knees_s is not None
    assert judge(RULE["step6.hinge_first"], [short]).quantity.reason == "hidden"


def test_a_short_rounding_is_less_sure_than_one_that_lasts() -> None:
    short, lasting = (
        found("step3.rounds_at_liftoff", rounding_deg=25 * bump(LIFTOFF_S + 0.05, LIFTOFF_S + until_s))
        for until_s in (0.17, 0.9)
    )
    assert short.quantity.sd is not None
    assert lasting.quantity.sd is not None
    assert short.quantity.sd > 1.2 * lasting.quantity.sd


def test_a_rounding_at_the_edge_of_what_was_seen_keeps_its_error() -> None:
    one = pull(rounding_deg=25 * bump(LIFTOFF_S + 0.05, 9.0))
    bands = one.motion.back_bands.copy()
    bands[LIFTOFF_S + 0.2 < AT] = np.nan
    edge = replace(one, motion=replace(one.motion, back_bands=bands))
    assert judge(RULE["step3.rounds_at_liftoff"], [edge]).quantity.seen


def test_a_clip_that_begins_on_the_way_says_nothing_of_the_floor() -> None:
    late = begun_late()
    for code in ("step1.bar_over_midfoot", "step4.bar_to_shin", "step4.shoulders_over_bar", "step5.bar_drift",
                 "step5.bar_on_legs", "step5.hips_and_shoulders", "step6.control"):  # fmt: skip
        assert judge(RULE[code], [late]).quantity.reason == "starts_late", code
    assert build([late]).why == "The clip begins when the bar is already on its way."


def test_a_plate_lost_at_the_top_leaves_the_hands() -> None:
    """The lifter leans back where the plate was not followed."""
    leaned = pull(trunk_deg=-25 * bump(2.0, 2.7))
    blind = unseen(leaned, "bar", (LOCKOUT_S + 0.05, 3.0))
    assert blind.top[1] == pytest.approx(leaned.top[1], abs=0.1)
    assert judge(RULE["step5.lean_back"], [blind]).verdict == "fix"
    lost = (LOCKOUT_S + 0.05, 3.5)
    gone = unseen(unseen(leaned, "bar", lost), "hand", lost)
    assert judge(RULE["step5.lean_back"], [gone]).quantity.reason == "hidden"
