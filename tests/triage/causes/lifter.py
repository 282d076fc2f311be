"""A lifter of whom a test says only what it is about."""

from __future__ import annotations

from dataclasses import replace
from math import radians
from typing import Any, Final

from liftwell.quantity import Quantity
from liftwell.triage.account import Account
from liftwell.triage.clips import LiftClip, StepSeen
from liftwell.triage.self_tests import Both, RaisedHinge, SelfTests
from tests.screen.lifters import lifter

ALL_STEPS: Final = frozenset(range(1, 7))


def bent(value: float, sd: float = 4) -> Quantity:
    return Quantity(radians(value), radians(sd), "rad")


def degrees(left: float | None, right: float | None = None) -> Both:
    return Both(*(None if side is None else radians(side) for side in (left, right)))


GOOD: Final = SelfTests(hinge=bent(8), toe_touch=bent(54))
FAILED: Final = SelfTests(hinge=bent(31), toe_touch=bent(50))
UNSURE: Final = SelfTests(hinge=bent(19), toe_touch=bent(60))
FINE: Final[dict[str, Any]] = {
    "hip_bend": degrees(118, 117), "knee_short": degrees(10, 12), "psoas_hold_s": Both(20, 19),
}  # fmt: skip


def raised(value: float, at_m: float = 0.15) -> RaisedHinge:
    return RaisedHinge(at_m, bent(value))


def told(
    tests: SelfTests | None = None,
    *clips: LiftClip,
    person: dict[str, Any] | None = None,
    **story: Any,  # noqa: ANN401  (facts of the story)
) -> Account:
    """The lifter of `lifters.py` with these tests, clips and facts."""
    intake = lifter(**story)
    intake = replace(intake, person=replace(intake.person, **(person or {})))
    return Account(intake, tests or SelfTests(), clips)


def light(*steps: StepSeen, seen: frozenset[int] = ALL_STEPS, **more: Any) -> LiftClip:  # noqa: ANN401
    """A light set of five, for somebody whose best is 100 kg."""
    return LiftClip(load_kg=50, reps=5, steps=steps, steps_seen=seen, **more)
