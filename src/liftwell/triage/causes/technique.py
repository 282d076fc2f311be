"""Rung 2: with a light bar, do steps 3 to 6 hold?"""

from __future__ import annotations

from math import degrees
from typing import Final

from liftwell.triage.account import Account, centimetres, kilograms
from liftwell.triage.causes.cause import Cause, Strength
from liftwell.triage.clips import LiftClip, StepSeen
from liftwell.triage.self_tests import CUES, Response

JUDGED: Final = (3, 4, 5, 6)
ALL: Final = frozenset(range(1, 7))
_MIND: Final = "A light set with the cue that still hurts as much."
_EVIDENCE: Final = ("ladder-order", "test-response")
_ROUNDING: Final = 3


def technique(account: Account, foundation: Cause) -> Cause:
    """What a light bar shows, judged only where the hinge itself holds."""
    clip = account.light_clip
    if clip is None:
        return _cause("not known", unknown=("light-bar clip",))
    faults = fixes(clip)
    if foundation.name == "foundation" and foundation.strength == "likely":
        return _waits(clip, faults)
    if not faults:
        return _clean(clip)
    words = tuple(_words(fault, clip) for fault in faults)
    answer = matching_response(account, faults)
    if answer is None:
        return _cause("possible", words, unknown=_rung_one(account) or ("the same weight with one cue changed",))
    pain = f"pain {answer.pain_before} to {answer.pain_after} when {CUES[answer.what][1]}"
    if not answer.responds:
        return _cause("possible", words, against=(pain,), unknown=_rung_one(account))
    strength: Strength = "likely" if account.hinges_well else "possible"
    return _cause(strength, (*words, pain), unknown=_rung_one(account))


def fixes(clip: LiftClip) -> tuple[StepSeen, ...]:
    """The faults in steps 3 to 6 that at least half of the repetitions show."""

    def often(step: StepSeen) -> bool:
        reps = step.reps if step.reps is not None else clip.reps
        return step.reps_with is None or reps is None or 2 * step.reps_with >= reps

    return tuple(step for step in clip.steps if step.verdict == "fix" and step.step in JUDGED and often(step))


def matching_response(account: Account, faults: tuple[StepSeen, ...]) -> Response | None:
    """What T7 with a cue for one of these steps brought, the better one of several."""
    steps = {fault.step for fault in faults}
    tried = [
        one for one in account.tests.responses if one.change == "cue" and one.what in CUES and CUES[one.what][0] & steps
    ]
    return min(tried, key=lambda one: one.pain_after - one.pain_before, default=None)


def _waits(clip: LiftClip, faults: tuple[StepSeen, ...]) -> Cause:
    """While the hinge itself has to be built, what the bar shows is not judged."""
    words = tuple(f"step {fault.step} at {_at(clip)}" for fault in faults)
    against = ("the same rounding is there without a bar",) if any(f.step == _ROUNDING for f in faults) else ()
    return _cause("not judged yet", words, against, ("steps 4 to 6 after the hinge is in place",))


def _clean(clip: LiftClip) -> Cause:
    unseen = [step for step in JUDGED if step not in clip.steps_seen]
    if unseen:
        names = ", ".join(f"step {step}" for step in unseen)
        seen = [str(step) for step in JUDGED if step in clip.steps_seen]
        against = (f"step {', '.join(seen)} good at {_at(clip)}",) if seen else ()
        return _cause("not known", against=against, unknown=(f"{names} in a light clip",))
    small = sorted({step.step for step in clip.steps if step.verdict in ("watch", "fix")})
    if small:
        return _cause("no", against=(f"only small things at {_at(clip)}: step {', '.join(map(str, small))}",))
    seen_all = "all six steps" if clip.steps_seen == ALL else "steps 3 to 6"
    return _cause("no", against=(f"{seen_all} good at {_at(clip)}",))


def _rung_one(account: Account) -> tuple[str, ...]:
    return () if account.hinges_well else ("unloaded hinge",)


def _cause(
    strength: Strength, seen: tuple[str, ...] = (), against: tuple[str, ...] = (), unknown: tuple[str, ...] = ()
) -> Cause:
    return Cause("technique", strength, seen, against, unknown, _MIND, _EVIDENCE)


# --- words ---------------------------------------------------------------------------------------


def _at(clip: LiftClip) -> str:
    load = kilograms(clip.load_kg or 0.0)
    return f"{load} from {centimetres(clip.raised_m)}" if clip.raised_m else load


def _words(fault: StepSeen, clip: LiftClip) -> str:
    reps = fault.reps if fault.reps is not None else clip.reps
    often = f" in {fault.reps_with} of {reps} repetitions" if fault.reps_with is not None and reps else ""
    match fault.code:
        case "step4.bar_to_shin" if fault.quantity.value is not None:
            return f"bar {100 * fault.quantity.value:.0f} cm off the shin at lift-off{often}"
        case "step4.slack_time":
            return "no slack pull seen"
        case "step5.lean_back" if clip.lockout.value is not None:
            behind = f"{-degrees(clip.lockout.value):.0f}±{degrees(clip.lockout.sd or 0.0):.0f}°"
            return f"{behind} behind your own tallest posture at the top{often} (step 5)"
        case _:
            title = f": {fault.title[0].lower()}{fault.title[1:]}" if fault.title else ""
            return f"step {fault.step} at {_at(clip)}{title}{often}"
