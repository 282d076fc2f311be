"""What a clip says to triage, out of its `analysis.json`: pure nouns of the room `screen`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from liftwell.errors import ImpossibleValue
from liftwell.evidence import threshold
from liftwell.exchange.analysis_document import AnalysisDocument, FindingDocument, HingeTestDocument, RepDocument
from liftwell.exchange.measured_set import load_of
from liftwell.exchange.quantity_document import QuantityDocument, quantity_of
from liftwell.finding import FindingVerdict
from liftwell.quantity import Quantity, middle
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip, StepSeen

ClipFacts = HingeClip | KneeExtensionClip | LiftClip
GRAVEST: Final[tuple[FindingVerdict, ...]] = ("fix", "watch", "good", "unseen")
GAP: Final = "step4.bar_to_shin"
SLACK: Final = frozenset({"step4.hips_before_bar", "step4.slack_time", "step4.arm_slack"})


def facts_of(document: AnalysisDocument, *, load_kg: float | None = None, raised_m: float = 0.0) -> ClipFacts:
    """What the clip of `document` says: a self-test where it was filmed as one, else a set with a bar.

    `load_kg` of the bar where the file does not say it; `raised_m`, how far the plates stood over the floor, which no
    clip shows. Raises ImpossibleValue, with what to change, where the clip was refused or shows nothing to tell.
    """
    test = document.self_test
    if document.capture.verdict == "refused":
        raise ImpossibleValue(f"{document.clip.name} could not be measured. {why_refused(document)}")
    if isinstance(test, HingeTestDocument):
        return HingeClip(
            lumbar=quantity_of(test.lumbar_flexion_deg),
            own_max=quantity_of(test.own_max_deg),
            hinges=len(test.hinges),
            depth_m=quantity_of(test.hands_m),
        )
    if test is not None:
        return KneeExtensionClip(test.side, quantity_of(test.short_deg))
    told = document.generator.options.get("raised_m")
    raised_m = raised_m or (float(told) if isinstance(told, int | float) else 0.0)
    return _lift(document, load_of(document) if load_kg is None else load_kg, raised_m)


def why_refused(document: AnalysisDocument) -> str:
    """What the capture check says of a clip that it refused."""
    return next((reason.message for reason in document.capture.reasons), "Please film it again.")


def _lift(document: AnalysisDocument, load_kg: float | None, raised_m: float) -> LiftClip:
    reps = document.reps
    if not reps:
        raise ImpossibleValue(f"{document.clip.name} shows no whole repetition. Please film the whole set again.")
    lift = document.generator.options.get("lift")
    gaps = [quantity_of(rep.bar_to_shin_m.liftoff) for rep in reps if "starts_late" not in rep.cut]
    return LiftClip(
        lift=lift if isinstance(lift, str) else None,
        load_kg=load_kg,
        raised_m=raised_m,
        lumbar=_middle([_low_back(rep) for rep in reps], "rad"),
        lockout=_middle([quantity_of(one) for one in _lockouts(reps)], "rad"),
        lean_back_reps=sum(_leans_back(one) for one in _lockouts(reps)),
        reps=len(reps),
        steps=tuple(_step(step, found, len(reps)) for step, found in _by_step(document.findings)),
        steps_seen=frozenset(one.step for one in document.findings if one.step and one.verdict != "unseen"),
        bar_off_shin=_middle(gaps, "m"),
        bar_off_shin_reps=_reps_with(next((one for one in document.findings if one.code == GAP), None)),
        slack=_gravest([one for one in document.findings if one.code in SLACK]),
        recorded_on=document.clip.recorded_on,
    )


def _low_back(rep: RepDocument) -> Quantity:
    """At lift-off; in the set-up where lift-off was not seen."""
    four = rep.lumbar_flexion_deg
    found = quantity_of(four.liftoff)
    if "starts_late" in rep.cut:
        return Quantity.unseen("rad", "starts_late")
    return found if found.seen else quantity_of(four.setup)


def _lockouts(reps: Iterable[RepDocument]) -> list[QuantityDocument]:
    return [rep.lumbar_flexion_deg.lockout for rep in reps if "ends_early" not in rep.cut]


def _leans_back(lockout: QuantityDocument) -> bool:
    """Behind the tallest posture by more than the mark, even one standard deviation less."""
    at = quantity_of(lockout)
    if at.value is None:
        return False
    return math.degrees(at.value + (at.sd or 0.0)) < -threshold("clear_change_min_deg")


def _middle(found: Sequence[Quantity], unit: str) -> Quantity:
    return middle(found) if found else Quantity.unseen(unit, "not_measured")


def _by_step(findings: Sequence[FindingDocument]) -> list[tuple[int, list[FindingDocument]]]:
    steps = sorted({one.step for one in findings if one.step is not None})
    return [(step, [one for one in findings if one.step == step]) for step in steps]


def _step(step: int, found: Sequence[FindingDocument], reps: int) -> StepSeen:
    """The gravest finding of a step, of equally grave ones the one seen most often."""
    worst = min(found, key=lambda one: (GRAVEST.index(one.verdict), -len(one.reps)))
    return StepSeen(step, worst.verdict, worst.code, worst.title, _reps_with(worst), reps, quantity_of(worst.quantity))


def _reps_with(finding: FindingDocument | None) -> int:
    """In how many repetitions what a finding says was seen; 0 for what was good or not seen."""
    return len(finding.reps) if finding is not None and finding.verdict in ("fix", "watch") else 0


def _gravest(found: Sequence[FindingDocument]) -> FindingVerdict:
    return min((one.verdict for one in found), key=GRAVEST.index, default="unseen")
