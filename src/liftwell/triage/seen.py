"""What a clip adds to an account."""

from __future__ import annotations

from dataclasses import replace

from liftwell.finding import because
from liftwell.quantity import Quantity
from liftwell.triage.account import Account, in_degrees, kilograms
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip
from liftwell.triage.self_tests import Both, RaisedHinge

Clip = HingeClip | KneeExtensionClip | LiftClip


def said_by(name: str, clip: Clip, account: Account) -> str:
    """What a clip of that name gave, as one line, or what is missing for it to count."""
    match clip:
        case HingeClip():
            times = "one hinge" if clip.hinges == 1 else f"{clip.hinges} hinges"
            toes = f", {in_degrees(clip.own_max)} in the toe-touch" if clip.own_max.seen else ", no toe-touch seen"
            return f"{name}: {times} without weight. {_low_back(clip.lumbar)}{toes}."
        case KneeExtensionClip():
            if not clip.short.seen:
                return f"{name}: the {clip.side} knee could not be read. {because(clip.short.reason or 'hidden')}"
            return f"{name}: the {clip.side} knee is {in_degrees(clip.short)} short of straight."
        case LiftClip():
            return f"{name}, {_weight(clip)}. {_low_back(clip.lumbar)}.{_unused(name, clip, account)}"


def _weight(clip: LiftClip) -> str:
    return "weight of the bar not told" if clip.load_kg is None else kilograms(clip.load_kg)


def _low_back(lumbar: Quantity) -> str:
    return f"Low back {in_degrees(lumbar)}" if lumbar.seen else "The low back could not be seen"


def _unused(name: str, clip: LiftClip, account: Account) -> str:
    if clip.load_kg is None:
        return f" Say what the bar weighed, such as {name}@140, and it counts."
    if account.light_clip is None and account.intake.person.best_kg is None:
        return " Tell us your best single, and we know whether the bar is light enough to judge the steps by."
    return ""


def with_clip(account: Account, clip: Clip, raised_m: float = 0.0) -> Account:
    """The account with what `clip` shows; `raised_m`: how far its mark stood above where the bar lies on the floor.

    A later clip of the same self-test takes the place of an earlier one, as a number by hand does.
    """
    tests = account.tests
    match clip:
        case LiftClip():
            return replace(account, clips=(*account.clips, replace(clip, raised_m=raised_m or clip.raised_m)))
        case KneeExtensionClip():
            if clip.short.value is None:
                return account
            knee = replace(tests.knee_short or Both(), **{clip.side: clip.short.value})
            return replace(account, tests=replace(tests, knee_short=knee))
        case HingeClip():
            toe_touch = clip.own_max if clip.own_max.seen else tests.toe_touch
            if raised_m:
                raised = (*tests.raised, RaisedHinge(raised_m, clip.lumbar))
                return replace(account, tests=replace(tests, raised=raised, toe_touch=toe_touch))
            return replace(account, tests=replace(tests, hinge=clip.lumbar, toe_touch=toe_touch))
