"""The set: what grows, what slows, what the build explains, and which rules hold for which lift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from liftwell.analysis import MOTION_POINTS, Analysis, CaptureReason, Instants, Rep, Series
from liftwell.finding import Finding
from liftwell.lift import Lift
from liftwell.quantity import Quantity, Reason
from liftwell.technique.findings import CODES, GRAVEST, LEAVES_OUT, RULES, explained
from liftwell.technique.words import all_words
from tests.motion.lifter import FloatArray, reps_at
from tests.technique.scripted import AT, Script, analysed, made_rep

STARTS_S = (0.0, 4.0, 8.0)
LONG = np.arange(0.0, 13.0, 1 / 30)


def repeated(columns: Sequence[FloatArray]) -> FloatArray:
    """Reps of 4 s one after the other."""
    each = [column[: int(4.0 * 30)] for column in columns]
    return np.concatenate(each)


def a_set(scripts: Sequence[Script], reps: Sequence[Rep] | None = None) -> Analysis:
    """As many reps as scripts, 4 s apart."""
    parts = [analysed(script) for script in scripts]
    motions = [part.motion for part in parts]
    assert all(motion is not None for motion in motions)
    motion = replace(
        motions[0],  # type: ignore[type-var]
        points=repeated([m.points for m in motions if m is not None]),
        back_bands=repeated([m.back_bands for m in motions if m is not None]),
        back_blur=repeated([m.back_blur for m in motions if m is not None]),
    )
    series = {
        name: Series(
            repeated([p.series[name].value for p in parts]), repeated([p.series[name].sd for p in parts]), s.unit
        )
        for name, s in parts[0].series.items()
    }
    rounding = [float(np.median(script.rounding_deg)) for script in scripts]
    made = reps or [made_rep(index, 4.0 * (index - 1), level) for index, level in enumerate(rounding, 1)]
    time_s = np.arange(len(motion.points)) / 30  # type: ignore[union-attr]
    return replace(parts[0], reps=tuple(made), time_s=time_s, series=series, motion=motion)


def the(code: str, analysis: Analysis) -> Finding:
    return next(finding for finding in explained(analysis).findings if finding.code == code)


def rounded(degrees: float) -> Script:
    return Script(rounding_deg=np.full(len(AT), degrees))


def test_a_back_that_starts_rounder_is_named_from_the_rep_on_where_it_begins() -> None:
    finding = the("set.low_back_grows", a_set([rounded(0), rounded(3), rounded(30), rounded(34)]))
    assert (finding.verdict, finding.reps) == ("fix", (3, 4))
    assert finding.title == "Your low back starts rounder from rep 3 on"


def test_a_back_that_starts_alike_is_good() -> None:
    assert the("set.low_back_grows", a_set([rounded(20), rounded(21), rounded(19)])).verdict == "good"


def test_reps_without_a_set_up_are_compared_at_liftoff() -> None:
    made = [made_rep(1, rounding_deg=0.0), made_rep(2, 4.0, rounding_deg=30.0)]
    late = replace(
        made[1].lumbar_flexion, setup=replace(made[1].lumbar_flexion.setup, value=None, sd=None, reason="starts_at_top")
    )
    made[1] = replace(made[1], lumbar_flexion=late)
    assert the("set.low_back_grows", a_set([rounded(0), rounded(30)], made)).verdict == "fix"


def test_slower_reps_are_watched_and_half_a_rep_is_not_slow() -> None:
    slow = Script(knots=reps_at(1.0, up_s=1.8, hold_s=0.3, down_s=0.8))
    slowly = replace(made_rep(2, 4.0), lockout_s=6.7)
    finding = the("set.speed_loss", a_set([Script(), slow], [made_rep(1), slowly]))
    assert (finding.verdict, finding.reps) == ("watch", (2,))
    assert finding.quantity.value == pytest.approx(1 / 3, abs=0.03)


def lost(analysis: Analysis, point: str, begin_s: float, stop_s: float) -> Analysis:
    """The same set with one point not seen for a while."""
    assert analysis.motion is not None
    points = analysis.motion.points.copy()
    rows = (analysis.time_s >= begin_s) & (analysis.time_s <= stop_s)
    points[rows, MOTION_POINTS.index(point)] = np.nan
    return replace(analysis, motion=replace(analysis.motion, points=points))


@pytest.mark.parametrize("rep", [1, 2])
def test_a_bar_that_was_lost_in_one_rep_does_not_silence_the_others(rep: int) -> None:
    slow = Script(knots=reps_at(1.0, up_s=1.8, hold_s=0.3, down_s=0.8))
    reps = [made_rep(1), made_rep(2, 4.0), replace(made_rep(3, 8.0), lockout_s=10.7)]
    lost_s = 4.0 * (rep - 1) + 0.9
    finding = the("set.speed_loss", lost(a_set([Script(), Script(), slow], reps), "bar", lost_s, lost_s + 1))
    assert (finding.verdict, finding.reps) == ("watch", (3,))


def test_bars_never_seen_have_no_speed() -> None:
    finding = the("set.speed_loss", lost(a_set([Script(), Script()]), "bar", 0.0, 99.0))
    assert (finding.verdict, finding.quantity.reason) == ("unseen", "hidden")


def test_half_a_rep_is_not_slow() -> None:
    """The second goes half the way only, in the same time: its speed says nothing of tiredness."""
    half = Script(knots=[(1.0, 0.0), (2.2, 0.5), (2.7, 0.5), (3.9, 0.0)])
    assert the("set.speed_loss", a_set([Script(), half])).verdict == "unseen"


@pytest.mark.parametrize("reason", ["fast_mode", "no_upright", "hidden"])
def test_a_back_that_was_not_measured_says_why(reason: Reason) -> None:
    """Nothing covers the back in the fast mode, or when the lifter never stands tall."""
    none = Quantity.unseen("rad", reason)
    reps = [replace(made_rep(k, 4.0 * (k - 1)), lumbar_flexion=Instants(none, none, none, none)) for k in (1, 2)]
    bare = a_set([Script(), Script()], reps)
    assert bare.motion is not None
    blind = replace(bare, motion=replace(bare.motion, back_bands=np.full((len(bare.time_s), 7), np.nan)))
    for code in ("set.low_back_grows", "step3.rounds_at_liftoff", "step3.low_back_at_start", "step6.low_back"):
        finding = the(code, blind)
        assert (finding.verdict, finding.quantity.reason) == ("unseen", reason), code


def test_a_trunk_that_was_not_seen_is_not_explained() -> None:
    none = Quantity.unseen("rad", "hidden")
    rep = replace(made_rep(), trunk_inclination=Instants(none, none, none, none))
    assert the("set.build", analysed(reps=(rep,))).verdict == "unseen"


def test_a_build_that_was_not_seen_is_explained_in_general() -> None:
    blind = analysed()
    for point in MOTION_POINTS:
        blind = lost(blind, point, 0.0, 99.0)
    finding = the("set.build", blind)
    assert finding.verdict == "good"
    assert "look" not in finding.why


def test_a_single_rep_has_nothing_to_compare_with() -> None:
    codes = {finding.code for finding in explained(analysed()).findings}
    assert codes == set(CODES) - {"set.low_back_grows", "set.speed_loss"}


def test_long_thighs_and_short_arms_are_explained_and_never_flagged() -> None:
    usual = the("set.build", analysed())
    assert (usual.verdict, usual.cue) == ("good", "")
    analysis = analysed()
    assert analysis.motion is not None
    points = analysis.motion.points.copy()
    points[:, 2] += 0.35 * (points[:, 2] - points[:, 1])
    long = the("set.build", replace(analysis, motion=replace(analysis.motion, points=points)))
    assert "thighs look long" in long.why
    assert long.verdict == "good"
    points = analysis.motion.points.copy()
    points[:, 5] = points[:, 3] + 0.7 * (points[:, 5] - points[:, 3])
    short = the("set.build", replace(analysis, motion=replace(analysis.motion, points=points)))
    assert "arms look short" in short.why
    assert short.verdict == "good"


def test_what_is_gravest_comes_first() -> None:
    found = explained(analysed(Script(bar_forward_m=np.where(AT > 1.4, 0.07, 0.0), heel_deg=18.0))).findings
    ranks = [GRAVEST.index(finding.verdict) for finding in found]
    assert ranks == sorted(ranks)
    assert [finding.code for finding in found[:2]] == ["step5.bar_drift", "step1.heels_down"]


@pytest.mark.parametrize("lift", get_args(Lift))
def test_a_lift_is_not_judged_by_what_it_leaves_out(lift: Lift) -> None:
    codes = {finding.code for finding in explained(analysed(lift=lift)).findings}
    assert codes.isdisjoint(LEAVES_OUT[lift])
    assert {"step3.low_back_at_start", "step5.lockout"} <= codes


def test_a_romanian_deadlift_may_be_stiff_legged() -> None:
    stiff = Script(knee_deg=np.where((AT > 1.1) & (AT < 1.9), -45.0, 0.0))
    assert the("step5.legs_lead", analysed(stiff)).verdict == "watch"
    assert "step5.legs_lead" not in {finding.code for finding in explained(analysed(stiff, lift="romanian")).findings}


def test_hands_alone_do_not_say_where_the_bar_is() -> None:
    analysis = analysed(Script(bar_ahead_m=0.3))
    capture = replace(analysis.capture, reasons=(CaptureReason("no_plate", "No plate was found."),))
    for code in ("step1.bar_over_midfoot", "step2.shins_to_bar", "step4.bar_to_shin"):
        assert the(code, replace(analysis, capture=capture)).quantity.reason == "no_plate"


def test_nothing_is_said_of_what_was_not_measured() -> None:
    assert explained(replace(analysed(), motion=None)).findings == ()
    assert explained(replace(analysed(), reps=())).findings == ()


def test_every_rule_has_its_words_and_every_word_its_rule() -> None:
    assert set(all_words()) == {rule.code for rule in RULES}
    for rule in RULES:
        assert bool(all_words()[rule.code].fix) == (rule.at_most == "fix")
