"""Patterns of the pain story: what makes each, what just does not, and what it spares (`clinical.md` 3.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from liftwell.evidence import all_claims
from liftwell.screen.intake import Intake, PainStory, Person
from liftwell.screen.patterns import conditions_of, patterns_of, shipped
from tests.screen.lifters import TODAY


def ids(found: tuple[str, ...] = (), *, age: int | None = 30, **story: Any) -> list[str]:  # noqa: ANN401
    intake = Intake(TODAY, Person(age=age), story=replace(PainStory(), **story))
    return [pattern.id for pattern in patterns_of(intake, found)]


def test_a_story_that_was_not_told_shows_nothing() -> None:
    assert ids() == []


@pytest.mark.parametrize(
    ("story", "shown"),
    [
        ({"leg": "below-knee"}, ["leg-nerve"]),
        ({"leg": "spreading"}, ["leg-nerve"]),
        ({"leg": "both"}, ["leg-nerve"]),
        ({"where": ("below-knee",)}, ["leg-nerve"]),
        ({"leg": "above-knee"}, []),
        ({"lifting": ("lockout",), "otherwise": ("bending-back",)}, ["extension"]),
        ({"otherwise": ("standing-long",), "eased_by": ("sitting",)}, ["extension"]),
        ({"lifting": ("lockout",)}, []),
        ({"otherwise": ("bending-forward",), "lifting": ("set-up",)}, ["bending"]),
        ({"otherwise": ("bending-forward", "early-morning")}, ["bending"]),
        ({"otherwise": ("bending-forward",), "eased_by": ("walking",)}, ["bending"]),
        ({"otherwise": ("bending-forward",)}, []),
        ({"lifting": ("set-up",), "eased_by": ("walking",)}, []),
        ({"during": 2, "otherwise": ("next-morning",)}, ["next-day"]),
        ({"during": 3, "otherwise": ("next-morning",)}, []),
        ({"otherwise": ("next-morning",)}, []),
        ({"where": ("left",)}, ["one-side"]),
        ({"where": ("left", "right")}, []),
        ({"where": ("left",), "leg": "below-knee"}, ["leg-nerve"]),
        ({"where": ("left", "groin")}, ["groin-pinch"]),
        ({"where": ("left", "buttock"), "otherwise": ("turning-in-bed",)}, ["sacrum"]),
        ({"where": ("buttock", "centre"), "otherwise": ("turning-in-bed",)}, []),
        ({"where": ("buttock",)}, []),
        ({"sitting": 4, "during": 2}, ["sitting"]),
        ({"sitting": 3, "during": 2}, []),
        ({"sitting": 9}, []),
        ({"worry": 7}, ["worry"]),
        ({"worry": 6}, []),
        ({"avoids_bending": True, "waking": 3}, ["worry"]),
        ({"avoids_bending": True, "waking": 4}, []),
        ({"avoids_bending": True}, []),
        ({"sleep_h": 5.5}, ["recovery"]),
        ({"sleep_h": 6}, []),
        ({"stress": 7}, ["recovery"]),
        ({"otherwise": ("nothing-changes-it",)}, ["nothing-changes-it"]),
        ({"lifting": ("lowering",)}, ["lowering"]),
        ({"lifting": ("lowering", "lift-off")}, []),
    ],
)
def test_what_makes_a_pattern(story: dict[str, Any], shown: list[str]) -> None:
    assert ids(**story) == shown


def test_young_and_sore_on_one_side_when_bending_back_is_no_pattern_of_one_side() -> None:
    story = {"where": ("left",), "otherwise": ("bending-back",)}
    assert ids(age=24, **story) == []
    assert ids(age=25, **story) == ["one-side"]
    assert ids(age=None, **story) == ["one-side"]


def test_a_pinch_that_a_self_test_showed() -> None:
    assert ids(("groin_pinch",)) == ["groin-pinch"]


@pytest.mark.parametrize(
    ("age", "conditions"), [(17, ["under18"]), (18, []), (64, []), (65, ["over65"]), (None, [])]
)  # fmt: skip
def test_conditions_of_age(age: int | None, conditions: list[str]) -> None:
    assert list(conditions_of(Intake(TODAY, Person(age=age)))) == conditions


def test_conditions_once_in_their_order() -> None:
    person = Person(age=70, troubles=("knee_pain", "knee_pain"))
    story = PainStory(where=("groin",), otherwise=("bending-forward", "early-morning"))
    found = conditions_of(Intake(TODAY, person, story=story), ("groin_pinch",))
    assert found == ("over65", "flexion_sensitive", "groin_pinch", "knee_pain")


@pytest.mark.parametrize("key", shipped())
def test_each_rests_on_a_record(key: str) -> None:
    assert shipped()[key].evidence
    assert set(shipped()[key].evidence) <= set(all_claims())
