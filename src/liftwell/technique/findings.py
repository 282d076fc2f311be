"""All rules, in the order in which a coach would name them, and what they find in a set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, get_args

from liftwell.analysis import Analysis
from liftwell.evidence import Threshold, all_thresholds
from liftwell.finding import Finding, FindingVerdict
from liftwell.lift import Lift
from liftwell.technique import back_set, grip, lowering, shins, slack, way_up, whole_set
from liftwell.technique.positions import positions_of
from liftwell.technique.pull import Pull, pulls_of
from liftwell.technique.rule import Rule, judge, unplaced_bar

# Judgement: the shape of the back first, then what brings the bar away from it, then the rest in the order of the lift.
RULES: Final[tuple[Rule, ...]] = (
    back_set.ROUNDS,
    back_set.LOW_BACK,
    whole_set.GROWS,
    way_up.DRIFT,
    slack.GAP,
    way_up.CLOSE,
    way_up.TOGETHER,
    slack.HIPS,
    grip.ARMS,
    grip.HEELS,
    grip.MIDFOOT,
    shins.SHINS,
    way_up.LOCKOUT,
    way_up.KNEES,
    way_up.LEAN_BACK,
    way_up.REBEND,
    way_up.LEGS,
    slack.ARM_SLACK,
    slack.TENSION,
    slack.SHOULDERS_RISE,
    slack.SHOULDERS,
    back_set.UPPER_ROUNDS,
    back_set.UPPER_BACK,
    lowering.BACK,
    lowering.SWING,
    lowering.KNEES_FIRST,
    lowering.DROP,
    whole_set.SPEED,
)
GRAVEST: Final[tuple[FindingVerdict, ...]] = ("fix", "watch", "good", "unseen")
CODES: Final = (*(rule.code for rule in RULES), "step1.width", "set.build")

_FROM_THE_TOP: Final = frozenset(
    {"step1.bar_over_midfoot", "step2.shins_to_bar", "step4.bar_to_shin", "step4.shoulders_over_bar",
     "step4.hips_before_bar", "step4.shoulders_before_bar", "step4.slack_time", "step4.arm_slack",
     "step5.hips_and_shoulders", "step5.legs_lead", "step5.knees_bend_again", "step6.hinge_first"}
)  # fmt: skip
_BESIDE_THE_LEGS: Final = frozenset(
    {"step1.bar_over_midfoot", "step2.shins_to_bar", "step4.bar_to_shin", "step4.shoulders_over_bar", "step5.bar_drift",
     "step5.bar_on_legs", "step5.legs_lead", "step6.bar_path", "step6.hinge_first"}
)  # fmt: skip
# What needs the place of the bar itself: the hands of a lifter with a kettlebell are beside or behind it.
_BAR_PLACE: Final = frozenset(
    {"step1.bar_over_midfoot", "step2.shins_to_bar", "step4.bar_to_shin", "step4.shoulders_over_bar", "step5.bar_drift",
     "step5.bar_on_legs", "step6.bar_path"}
)  # fmt: skip
# What says nothing about a lift that is done another way: hips back instead of knees forward, a bar around the body,
# feet so wide that the camera sees neither sole nor shank from the side.
LEAVES_OUT: Final[Mapping[Lift, frozenset[str]]] = {
    "conventional": frozenset(),
    "block": frozenset({"step2.shins_to_bar", "step4.bar_to_shin", "step5.bar_on_legs"}),
    "sumo": frozenset({"step1.bar_over_midfoot", "step1.heels_down", "step5.legs_lead", "step6.hinge_first"}),
    "trap-bar-low": _BESIDE_THE_LEGS,
    "trap-bar-high": _BESIDE_THE_LEGS,
    "romanian": _FROM_THE_TOP,
    "stiff-leg": _FROM_THE_TOP,
    "good-morning": _FROM_THE_TOP | {"step1.straight_arms"},
    "hinge": _FROM_THE_TOP,
}
assert set(LEAVES_OUT) == set(get_args(Lift))


def rule_of(code: str) -> Rule | None:
    """The rule behind the finding with this code; None for what is told without one."""
    return next((rule for rule in RULES if rule.code == code), None)


def marks_of(code: str) -> tuple[Threshold, ...]:
    """The records of the marks that the finding with this code is held against; none for one without a mark."""
    rule = rule_of(code)
    keys = () if rule is None else (rule.below, rule.above)
    return tuple(all_thresholds()[key] for key in keys if key is not None)


def explained(analysis: Analysis) -> Analysis:
    """The same analysis with findings and key positions; as it is when nothing was measured."""
    if analysis.motion is None or not analysis.reps or not analysis.series:
        return analysis
    pulls = pulls_of(analysis.reps, analysis.time_s, analysis.series, analysis.motion)
    positions = positions_of(pulls, analysis.traces) if analysis.traces is not None else ()
    return replace(analysis, findings=findings_of(analysis, pulls), positions=positions)


def findings_of(analysis: Analysis, pulls: Sequence[Pull]) -> tuple[Finding, ...]:
    """Everything that the technique room has to say of the pulls of a measured set, gravest first."""
    lift = analysis.generator.options.get("lift", "conventional")
    left_out = LEAVES_OUT.get(lift, frozenset())  # type: ignore[call-overload]
    unplaced = _BAR_PLACE if any(reason.code == "no_plate" for reason in analysis.capture.reasons) else frozenset()
    rules = [rule for rule in RULES if rule.code not in left_out and (len(pulls) > 1 or rule.needs == "half")]
    found = [
        *(unplaced_bar(rule) if rule.code in unplaced else judge(rule, pulls) for rule in rules),
        grip.width(),
        whole_set.build(pulls),
    ]
    return tuple(sorted(found, key=lambda finding: GRAVEST.index(finding.verdict)))
