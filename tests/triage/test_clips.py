"""The nouns that clips hand to triage: what was not measured is unseen, never nought."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from liftwell.quantity import Quantity
from liftwell.triage.clips import HingeClip, KneeExtensionClip, LiftClip, StepSeen

ANGLE = Quantity(0.2, 0.1, "rad")


def test_an_empty_lift_clip_claims_nothing() -> None:
    clip = LiftClip()
    assert [clip.lumbar.seen, clip.lockout.seen, clip.bar_off_shin.seen] == [False, False, False]
    assert (clip.load_kg, clip.reps, clip.recorded_on, clip.slack) == (None, None, None, "unseen")
    assert (clip.steps, clip.steps_seen) == ((), frozenset())


def test_angles_are_in_rad_and_lengths_in_m() -> None:
    assert (LiftClip().lumbar.unit, LiftClip().bar_off_shin.unit) == ("rad", "m")
    assert HingeClip(ANGLE, ANGLE).depth_m.unit == "m"


@pytest.mark.parametrize(
    "noun",
    [HingeClip(ANGLE, ANGLE), KneeExtensionClip("left", ANGLE), StepSeen(3, "good"), LiftClip()],
    ids=lambda noun: type(noun).__name__,
)
def test_nobody_can_change_them(noun: object) -> None:
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        noun.reps = 5  # type: ignore[attr-defined]
