"""What a clip adds to an account."""

from __future__ import annotations

from dataclasses import replace

from liftwell.triage.account import Account
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip
from liftwell.triage.self_tests import Both, RaisedHinge


def with_clip(account: Account, clip: HingeClip | KneeExtensionClip | LiftClip, raised_m: float = 0.0) -> Account:
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
