"""The next best test, line by line of the fixed order (`clinical.md` 3.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from liftwell.screen.intake import SafetyAnswers
from liftwell.training.session import Training
from liftwell.triage.account import Account, RunningPlan
from liftwell.triage.clips import StepSeen
from liftwell.triage.next_test import NextTest
from liftwell.triage.self_tests import Response, SelfTests
from liftwell.triage.triage import triage
from tests.triage.causes.lifter import FAILED, FINE, GOOD, UNSURE, bent, degrees, light, raised, told

QUIET = Training(more_weight=False, more_sets=False, time_off=False, other_back_work=False)
BEST: dict[str, Any] = {"best_kg": 100}
NOTHING = Account(replace(told().intake, safety=SafetyAnswers()))
FAULT = StepSeen(4, "fix", "step4.slack_time", "", 5, 5)


def after(account: Account) -> NextTest:
    return triage(account).next_test


def known(tests: SelfTests = GOOD, *steps: StepSeen, training: Training = QUIET, **story: Any) -> Account:  # noqa: ANN401
    """Of whom hinge, light clip and training are known."""
    return replace(told(tests, light(*steps), person=BEST, **story), training=training)


@pytest.mark.parametrize(
    ("account", "key", "words"),
    [
        (told(answers={"R08": ("yes",)}), "none", "none"),
        (NOTHING, "first-page", "seven short questions"),
        (told(answers={"R03": ()}), "R03", "one safety question: both legs"),
        (told(age=15, days=3), "clinician", "with a parent"),
        (told(leg="below-knee"), "clinician", "tests strength, feeling and reflexes"),
        (told(age=17, days=20), "clinician", "whether a scan is needed"),
        (told(answers={"R12": ("constant",)}), "clinician", "with the note that liftwell writes"),
        (told(answers={"R13": ()}), "R13", "an open question: tummy, side and pelvis"),
        (told(answers={"R13": ()}, now=None, leg=None), "now", "an open question: your pain now"),
        (told(now=8), "check-in", "tomorrow's check-in"),
        (replace(told(), plan=RunningPlan("return", "R3", ("green", "red"))), "plan", "after the second red day"),
    ],
)  # fmt: skip
def test_safety_before_everything(account: Account, key: str, words: str) -> None:
    found = after(account)
    assert found.id == key
    assert words in found.text


def test_the_hinge_comes_first() -> None:
    assert after(told()).text.startswith("unloaded hinge clip from the side, plus one toe-touch")
    year = {"lifting_months": 24, "painless_before": True}
    assert after(told(person=year, during=1)).text == "unloaded hinge and light-bar clip on the same day (once)"
    assert after(told(UNSURE)).text == "the unloaded hinge clip again on another day, with a toe-touch in it"


def test_then_a_light_clip() -> None:
    assert after(told(GOOD)).id == "light-clip"
    assert after(told(replace(FAILED, tightness=5))).id != "light-clip"  # while the hinge is to be built


def test_then_one_change_that_fits() -> None:
    floor_only = replace(FAILED, raised=(raised(9),), **FINE)
    assert "five from a higher bar" in after(known(floor_only)).text
    assert "one cue for step 4" in after(known(GOOD, FAULT)).text
    tried = replace(GOOD, responses=(Response("cue", "slack", 5, 5),))
    assert after(known(tried, FAULT)).id != "T7"
    one_fact = replace(QUIET, more_sets=True)
    assert "five a fifth lighter" in after(known(training=one_fact, during=5)).text
    assert after(known(training=one_fact, during=2)).id != "T7"  # hardly hurts
    lighter = replace(GOOD, responses=(Response("lighter", "less weight", 5, 5),))
    assert after(known(lighter, training=one_fact, during=5)).id != "T7"
    assert after(known(GOOD, FAULT, answers={"R14": ("fine",)})).id == "T7"


def test_then_the_weeks() -> None:
    assert after(known(training=Training())).text.startswith("a list of the last 8 weeks")
    two = replace(QUIET, more_sets=True, more_weight=True, other_back_work=None)
    assert after(known(training=two)).text.startswith("ask for the squat and row sessions")


def test_then_the_limiters_where_the_hinge_fails() -> None:
    assert after(known(FAILED)).text == "hip bend and knee extension and psoas hold on both sides (3 minutes each)"
    hips = replace(FAILED, hip_bend=degrees(118, 117))
    assert after(known(hips)).id == "T3"
    assert after(known(hips, leg="above-knee")).text == "the same unloaded hinge to a mark 15 cm higher"
    assert after(known(replace(FAILED, **FINE))).text == "the same unloaded hinge to a mark 15 cm higher"
    top: dict[str, Any] = {"lifting": ("lockout",), "otherwise": ("bending-back",)}
    assert after(known(GOOD, **top)).id == "T5"
    assert after(known(replace(GOOD, hip_short=degrees(2)), **top)).id == "diary"
    everything = replace(FAILED, raised=(raised(19),), **FINE)
    assert after(known(everything)).id == "diary"


def test_then_a_heavier_clip() -> None:
    two = replace(QUIET, more_sets=True, more_weight=True)
    account = known(training=two)
    assert after(account).text.startswith("a clip of a heavier set as you climb")
    heavy = [replace(light(), load_kg=load, lumbar=bent(back, 2)) for load, back in ((50, 6), (80, 8), (95, 24))]
    grown = replace(account, clips=tuple(heavy))
    assert after(grown).text.endswith("to narrow the technique ceiling between 80 and 95 kg")
    flat = replace(account, clips=tuple(replace(one, lumbar=bent(6, 2)) for one in heavy))
    assert after(flat).id == "diary"


def test_at_last_the_same_again() -> None:
    stiff = replace(FAILED, hip_bend=degrees(90, 91), knee_short=degrees(10), psoas_hold_s=FINE["psoas_hold_s"])
    assert after(known(stiff)).text == "none needed now; repeat hip bend and the unloaded hinge clip after 8 sessions"
    cued = replace(GOOD, responses=(Response("cue", "slack", 5, 2),))
    assert after(known(cued, FAULT)).text == "the same light clip again after 4 sessions"
    assert after(known(sitting=6, during=1)).text.endswith("routine appointment")
    assert after(known()).text == "seven-day diary: pain after lifting, next morning, and on days off"
    plan = RunningPlan("technique", "T1", ("green",))
    assert after(replace(known(training=replace(QUIET, last_kg=60.0)), plan=plan)).text == "light clip at 62.5 kg"


def test_another_set_up_where_that_is_likely() -> None:
    higher = Response("height", "10 cm", 4, 1, raised_m=0.1)
    fits = replace(FAILED, raised=(raised(9, 0.1),), responses=(higher,), **FINE)
    assert "with a trap bar or sumo" in after(known(fits)).text
    tried = replace(fits, responses=(higher, Response("bar", "trap bar", 4, 4)))
    assert after(known(tried)).id == "repeat"
    pinched = replace(fits, hip_bend=degrees(95, 117), pinch="left")
    assert "a wider stance and toes out" in after(known(pinched)).text
