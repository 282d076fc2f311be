"""Rung 2: what a light bar shows (`clinical.md` 3.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from liftwell.athlete import Athlete
from liftwell.quantity import Quantity
from liftwell.triage.causes.cause import Cause
from liftwell.triage.causes.technique import technique
from liftwell.triage.clips import StepSeen
from liftwell.triage.self_tests import Response, SelfTests
from tests.triage.causes.lifter import ALL_STEPS, GOOD, bent, light, told

BEST: dict[str, Any] = {"best_kg": 100}
NO = Cause("foundation", "no")
FAULT = StepSeen(4, "fix", "step4.bar_to_shin", "The bar is far", 3, 5, Quantity(0.06, 0.01, "m"))


def rung2(*steps: StepSeen, tests: SelfTests = GOOD, below: Cause = NO, **clip: Any) -> Cause:  # noqa: ANN401
    return technique(told(tests, light(*steps, **clip), person=BEST), below)


def test_technique_needs_a_light_clip() -> None:
    assert technique(told(GOOD), NO).unknown == ("light-bar clip",)
    heavy = replace(light(), load_kg=61.0)
    assert technique(told(GOOD, heavy, person=BEST), NO).strength == "not known"
    assert technique(told(GOOD, light()), NO).strength == "not known"  # light beside what?
    for load_kg, strength in ((60.0, "no"), (61.0, "not known")):  # three quarters of the body
        clip = replace(light(), load_kg=load_kg)
        assert technique(told(GOOD, clip, person={"body": Athlete(mass_kg=80)}), NO).strength == strength


@pytest.mark.parametrize(
    ("steps", "seen", "strength", "against"),
    [
        ((), ALL_STEPS, "no", "all six steps good at 50 kg"),
        ((), frozenset({3, 4, 5, 6}), "no", "steps 3 to 6 good at 50 kg"),
        ((), frozenset({1, 3, 4}), "not known", "step 3, 4 good at 50 kg"),
        ((), frozenset({1}), "not known", None),
        ((StepSeen(4, "watch"),), ALL_STEPS, "no", "only small things at 50 kg: step 4"),
        ((StepSeen(1, "fix"),), ALL_STEPS, "no", "only small things at 50 kg: step 1"),
        ((replace(FAULT, reps_with=2),), ALL_STEPS, "no", "only small things at 50 kg: step 4"),
    ],
)
def test_steps_that_hold(steps: tuple[StepSeen, ...], seen: frozenset[int], strength: str, against: str | None) -> None:
    found = rung2(*steps, seen=seen)
    assert (found.strength, found.against) == (strength, () if against is None else (against,))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (FAULT, "bar 6 cm off the shin at lift-off in 3 of 5 repetitions"),
        (replace(FAULT, reps=None), "bar 6 cm off the shin at lift-off in 3 of 5 repetitions"),
        (replace(FAULT, reps_with=None), "bar 6 cm off the shin at lift-off"),
        (StepSeen(4, "fix", "step4.slack_time"), "no slack pull seen"),
        (StepSeen(5, "fix", "step5.lean_back", reps_with=5, reps=5),
         "12±3° behind your own tallest posture at the top in 5 of 5 repetitions (step 5)"),
        (StepSeen(3, "fix", "step3.x", "The back rounds"), "step 3 at 50 kg: the back rounds"),
        (StepSeen(6, "fix"), "step 6 at 50 kg"),
    ],
)  # fmt: skip
def test_a_fault_in_words(step: StepSeen, words: str) -> None:
    found = rung2(step, lockout=bent(-12, 3))
    assert (found.strength, found.reasons_for) == ("possible", (words,))
    assert found.unknown == ("the same weight with one cue changed",)


def cue(what: str, before: int, after: int) -> Response:
    return Response("cue", what, before, after)


def test_a_cue_that_helps_makes_it_likely_where_the_hinge_holds() -> None:
    helped = replace(GOOD, responses=(cue("slack", 5, 5), cue("bar-close", 5, 3)))
    found = rung2(FAULT, tests=helped)
    assert (found.strength, found.reasons_for[-1]) == ("likely", "pain 5 to 3 when the bar stays close")
    untested = replace(helped, hinge=None)
    assert rung2(FAULT, tests=untested).strength == "possible"
    assert rung2(FAULT, tests=untested).unknown == ("unloaded hinge",)
    in_vain = rung2(FAULT, tests=replace(GOOD, responses=(cue("slack", 5, 4),)))
    assert (in_vain.strength, in_vain.against) == ("possible", ("pain 5 to 4 when you take the slack out first",))
    other = rung2(FAULT, tests=replace(GOOD, responses=(cue("back-set", 5, 1), Response("bar", "trap bar", 5, 1))))
    assert other.strength == "possible"


def test_while_the_hinge_is_to_be_built_a_bar_is_not_judged() -> None:
    below = Cause("foundation", "likely")
    found = rung2(StepSeen(3, "fix"), below=below)
    assert (found.strength, found.against) == ("not judged yet", ("the same rounding is there without a bar",))
    assert rung2(FAULT, below=below, raised_m=0.1).reasons_for == ("step 4 at 50 kg from 10 cm",)
