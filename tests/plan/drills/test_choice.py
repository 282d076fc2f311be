"""The table of choices is whole: every exercise and record exists, every fact can be met, every sentence is plain."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from liftwell.evidence import all_claims
from liftwell.plan.drills.choice import Choice, because, choices, facts_of, groups
from liftwell.plan.exercise import catalogue
from tests.plan.drills.lifters import of_case
from tests.reading import FEAR, reading_index

ALL: Final = [(place, one) for place, some in choices().items() for one in some]
WORDS: Final = {word for one in catalogue().values() for word in one.forbid}
FACTS: Final = (
    WORDS
    | {
        "foundation",
        "technique",
        "heavy",
        "sore",
        "worried",
        "provisional",
        "over65",
        "one_sided",
        "extension_sensitive",
    }
    | {f"limits:{group}" for group in groups()}
    | {"step:4", "step:5", "likely:load", "likely:set-up"}
)


@pytest.mark.parametrize("one", [one for _, one in ALL], ids=[f"{place}-{one.exercise}" for place, one in ALL])
def test_a_choice_is_an_exercise_with_a_reason(one: Choice) -> None:
    assert one.exercise in catalogue()
    assert one.evidence in all_claims()
    assert {fact for lot in one.when for fact in lot} | set(one.unless) <= FACTS
    assert one.why.endswith(".")
    assert not FEAR.search(one.why)
    assert reading_index(one.why) <= 11


@pytest.mark.parametrize("place", ["hip", "hamstring", "psoas", "skill", "assistance"])
def test_every_place_has_a_choice_for_everybody(place: str) -> None:
    assert any(not one.when and not one.unless for of, one in ALL if of == place)


def test_what_hinders_has_its_words() -> None:
    """Every condition that an exercise forbids or is changed by, and the other hindrances."""
    changing = {note.split(": ")[0] for one in catalogue().values() for note in one.modify}
    conditions = WORDS | {word for word in changing if " " not in word}
    assert conditions - {"breathe_easy"} <= set(because())
    assert {"level", "limits", "equipment", "effort"} <= set(because())
    assert not [text for text in because().values() if FEAR.search(text) or text.endswith(".")]


def test_each_limiter_is_told_in_plain_words() -> None:
    for group in groups().values():
        assert group.evidence in all_claims()
        assert reading_index(group.why) <= 11


def test_the_facts_of_a_lifter() -> None:
    lifter = of_case("C08")
    facts = facts_of(lifter, "technique", "T1", ["hip"])
    assert facts == {"technique", "worried", "sore", "limits:hip", "step:4", "step:5", "likely:technique"}
    assert "heavy" in facts_of(lifter, "return", "R6", [])
    assert "heavy" not in facts_of(lifter, "return", "R5", [])


def test_what_is_not_known_is_no_fact() -> None:
    """Unknown worry and usual pain do not reassure either: they leave the usual drills, which are allowed for all."""
    facts = facts_of(replace(of_case("C08"), worry=None, base=None), "technique", None, [])
    assert facts == {"technique", "step:4", "step:5", "likely:technique"}


def test_one_lot_of_facts_is_enough_and_one_against_rules_out() -> None:
    one = Choice("rock_back", "Why.", "exercises-hip", when=(("a", "b"), ("c",)), unless=("d", "e"))
    assert one.suits({"a", "b"})
    assert one.suits({"c"})
    assert not one.suits({"a"})
    assert not one.suits({"c", "e"})
