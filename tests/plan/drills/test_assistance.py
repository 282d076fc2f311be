"""After the main lift: none, one, or two where one side hurts."""

from __future__ import annotations

from dataclasses import replace

from liftwell.plan.drills.assistance import assistance
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.triage.account import Phase
from tests.plan.drills.lifters import TODAY, of_case


def told(lifter: Lifter, phase: Phase | None = None) -> list[str]:
    return [f"{one.exercise}: {one.dose}" for one in assistance(lifter, phase or lifter.phase, lifter.row)]


def given(*conditions: str) -> Lifter:
    return Lifter(TODAY, phase="return", row="R1", conditions=frozenset(conditions), equipment=Equipment.of(["band"]))


def test_a_place_that_is_only_for_now_and_a_held_load_have_none() -> None:
    assert told(of_case("C06")) == []
    assert told(of_case("C14")) == []


def test_one_side_gets_both_sides() -> None:
    assert told(given("one_sided")) == ["suitcase_carry: 2 x 20 m each side", "split_squat: 2 x 8 each side"]
    assert told(given("one_sided", "pregnant")) == ["suitcase_carry: 2 x 20 m each side"]


def test_long_holds_are_for_a_load_that_was_too_much() -> None:
    bench = Equipment.of(["45-degree bench"])
    assert told(replace(given(), equipment=bench, likely=("load",))) == ["back_extension_hold: 2 x 30 s"]
    assert told(replace(given(), equipment=bench, likely=("load",), base=4)) == ["back_extension_hold: 2 x 20 s"]
    assert told(replace(given(), equipment=bench)) == ["side_plank: 2 x 20 s each side"]


def test_a_sore_shoulder_carries() -> None:
    """The catalogue names the carry in the place of the side plank."""
    (one,) = assistance(given("shoulder_pain"), "return")
    assert one.exercise == "suitcase_carry"
    assert one.why.text == "It stands in for “Side plank”, because your shoulder is sore."


def test_after_an_operation_there_is_none() -> None:
    assert told(given("post_surgery")) == []
