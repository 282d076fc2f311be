"""What triage gets of an `analysis.json`: medians with their errors, the gravest word of each step, and the load."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from liftwell.analysis import Analysis, HingeTest, Instants, KneeTest
from liftwell.errors import ImpossibleValue
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.exchange.analysis_json import to_document, to_json
from liftwell.exchange.clip_facts import facts_of
from liftwell.finding import Finding, FindingVerdict
from liftwell.quantity import Quantity
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip
from tests.analyses import degrees, made_analysis, refused_analysis

HIDDEN = Quantity.unseen("rad", "hidden")


def through_the_file(analysis: Analysis) -> AnalysisDocument:
    return AnalysisDocument.model_validate_json(to_json(to_document(analysis)))


def lift(analysis: Analysis, **said: float) -> LiftClip:
    found = facts_of(through_the_file(analysis), **said)
    assert isinstance(found, LiftClip)
    return found


def finding(code: str, verdict: FindingVerdict, reps: tuple[int, ...] = ()) -> Finding:
    return Finding(code, int(code[4]), verdict, code, "Why.", Quantity(0.06, 0.01, "m"), reps)


def in_degrees(quantity: Quantity) -> tuple[float | None, float | None]:
    shown = quantity.in_degrees()
    return shown.value, shown.sd


def test_the_low_back_is_the_median_at_liftoff() -> None:
    """8, 14 and 33° with 3° each: the spread of three adds to the error that they share."""
    clip = lift(made_analysis((6.0, 12.0, 31.0)))
    value, sd = in_degrees(clip.lumbar)
    assert value == pytest.approx(14, abs=0.1)
    assert sd == pytest.approx(math.hypot(3.0, 1.25 * 13.05 / math.sqrt(3)), abs=0.1)
    assert (clip.reps, clip.load_kg, clip.raised_m, clip.recorded_on) == (3, 100.0, 0.0, None)
    assert clip.bar_off_shin == Quantity(0.02, 0.01, "m")


def test_a_rep_that_starts_late_does_not_tell_a_liftoff_and_an_early_end_no_lockout() -> None:
    made = made_analysis((6.0, 12.0))
    late, early = replace(made.reps[0], cut=("starts_late",)), replace(made.reps[1], cut=("ends_early",))
    clip = lift(replace(made, reps=(late, early)))
    assert in_degrees(clip.lumbar)[0] == pytest.approx(14, abs=0.1)
    assert in_degrees(clip.lockout)[0] == pytest.approx(1, abs=0.1)
    only = lift(replace(made, reps=(late,)))
    assert (only.lumbar.reason, only.bar_off_shin.reason) == ("starts_late", "not_measured")
    assert lift(replace(made, reps=(early,))).lockout.reason == "not_measured"


def test_a_hidden_liftoff_is_told_by_the_set_up() -> None:
    made = made_analysis((6.0,))
    four = Instants(degrees(6.0), HIDDEN, HIDDEN, degrees(0.0))
    clip = lift(replace(made, reps=(replace(made.reps[0], lumbar_flexion=four),)))
    assert in_degrees(clip.lumbar)[0] == pytest.approx(6, abs=0.1)


@pytest.mark.parametrize(("lockout", "leans"), [((-15.0, 4.0), 1), ((-15.0, 8.0), 0), ((-7.0, 0.5), 0), (None, 0)])
def test_leaning_back_counts_beyond_the_mark_and_the_error(lockout: tuple[float, float] | None, leans: int) -> None:
    made = made_analysis((6.0, 6.0))
    four = Instants(degrees(6.0), degrees(6.0), degrees(6.0), degrees(*lockout) if lockout else HIDDEN)
    clip = lift(replace(made, reps=(replace(made.reps[0], lumbar_flexion=four), made.reps[1])))
    assert (clip.lean_back_reps, clip.reps) == (leans, 2)


def test_each_step_tells_its_gravest_finding_with_the_reps_it_was_seen_in() -> None:
    found = (
        finding("step4.bar_to_shin", "fix", (1, 2, 3)),
        finding("step4.slack_time", "unseen"),
        finding("step4.arm_slack", "watch", (2,)),
        finding("step5.bar_drift", "good", (1, 2, 3, 4)),
        finding("step6.drop", "unseen"),
    )
    clip = lift(replace(made_analysis(), findings=found))
    told = [(one.step, one.verdict, one.code, one.reps_with, one.reps) for one in clip.steps]
    assert told == [
        (4, "fix", "step4.bar_to_shin", 3, 4),
        (5, "good", "step5.bar_drift", 0, 4),
        (6, "unseen", "step6.drop", 0, 4),
    ]
    assert clip.steps[0].quantity == Quantity(0.06, 0.01, "m")
    assert clip.steps_seen == {4, 5}
    assert (clip.bar_off_shin_reps, clip.slack) == (3, "watch")


def test_of_equally_grave_findings_the_one_seen_most_often_stands() -> None:
    found = (finding("step5.knees", "watch", (1,)), finding("step5.legs", "watch", (1, 2)))
    assert lift(replace(made_analysis(), findings=found)).steps[0].code == "step5.legs"


def test_what_the_lifter_says_counts_before_the_file() -> None:
    made = made_analysis()
    options = {**made.generator.options, "lift": "block"}
    clip = lift(replace(made, generator=replace(made.generator, options=options)), load_kg=60.0, raised_m=0.1)
    assert (clip.load_kg, clip.raised_m, clip.lift) == (60.0, 0.1, "block")


def test_the_day_of_recording_comes_from_the_file_alone() -> None:
    made = made_analysis()
    clip = lift(replace(made, clip=replace(made.clip, recorded_on=date(2026, 11, 20))))
    assert clip.recorded_on == date(2026, 11, 20)


def test_a_hinge_test_is_told_with_its_toe_touch_and_depth() -> None:
    test = HingeTest(degrees(11.0, 7.0), degrees(52.0, 7.0), (1, 2, 3), 4, Quantity(0.3, 0.06, "m"))
    found = facts_of(through_the_file(replace(made_analysis(), self_test=test)))
    assert isinstance(found, HingeClip)
    assert in_degrees(found.lumbar) == pytest.approx((11.0, 7.0))
    assert in_degrees(found.own_max) == pytest.approx((52.0, 7.0))
    assert (found.hinges, found.depth_m) == (3, Quantity(0.3, 0.06, "m"))


def test_a_missing_toe_touch_keeps_its_reason() -> None:
    none = Quantity.unseen("rad", "no_toe_touch")
    test = HingeTest(degrees(11.0), none, (1,), None, Quantity.unseen("m", "no_scale"))
    found = facts_of(through_the_file(replace(made_analysis(), self_test=test)))
    assert isinstance(found, HingeClip)
    assert (found.own_max, found.depth_m.reason) == (none, "no_scale")


def test_a_knee_test_is_told_by_side() -> None:
    test = KneeTest("right", degrees(24.0, 4.0), degrees(3.0), 2.5)
    found = facts_of(through_the_file(replace(made_analysis(), reps=(), self_test=test)))
    assert isinstance(found, KneeExtensionClip)
    assert found.side == "right"
    assert in_degrees(found.short) == pytest.approx((24.0, 4.0))


def test_a_refused_clip_says_what_to_change() -> None:
    with pytest.raises(ImpossibleValue, match=r"front\.mp4 could not be measured\. The camera is 45° from side-on"):
        facts_of(through_the_file(refused_analysis()))


def test_a_clip_without_a_rep_tells_nothing() -> None:
    with pytest.raises(ImpossibleValue, match="shows no whole repetition"):
        facts_of(through_the_file(replace(made_analysis(), reps=())))
