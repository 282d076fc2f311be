"""What is allowed, in the order of the catalogue's filter, and what comes in the place of what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from liftwell.plan.drills.allowed import EASE, LOADED, Fit, care_of, fitting, forbidden_by, hindrance
from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import catalogue
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.screen.questions import Level
from tests.plan.drills.lifters import TODAY

EVERYTHING: Final = Equipment.of(
    ["barbell", "trap bar high handles", "kettlebells", "dumbbells", "band", "mini band", "pull-up bar", "rack",
     "45-degree bench", "blocks"],
)  # fmt: skip
CLEAR: Final = Lifter(TODAY, equipment=EVERYTHING)


def given(*conditions: str) -> Lifter:
    return replace(CLEAR, conditions=frozenset(conditions))


@pytest.mark.parametrize("key", catalogue())
def test_nothing_hinders_who_owns_all_and_is_clear(key: str) -> None:
    assert hindrance(key, CLEAR) == ""
    assert fitting(key, CLEAR) == Fit(key)


@pytest.mark.parametrize(
    ("level", "left"),
    [
        ("emergency", set()),
        ("unanswered_emergency", set()),
        ("today", set()),
        ("days", set(EASE)),
        ("unanswered", set(EASE)),
    ],
)
def test_each_level_leaves_what_the_page_says(level: Level, left: set[str]) -> None:
    lifter = replace(CLEAR, level=level)
    assert {key for key in catalogue() if not hindrance(key, lifter)} == left


def test_within_two_weeks_nothing_is_loaded() -> None:
    lifter = replace(CLEAR, level="soon")
    hindered = {key for key in catalogue() if hindrance(key, lifter) == "level"}
    assert hindered == LOADED | {key for key, one in catalogue().items() if one.kind == "lift"}


def test_what_a_loaded_drill_needs_is_a_weight() -> None:
    """The list in the code is the one that the catalogue's equipment shows."""
    weights = {"barbell", "kettlebell", "dumbbell", "bag", "band", "cable", "trap bar"}
    assert {key for key, one in catalogue().items() if one.kind != "lift" and set(one.equipment) & weights} == LOADED


def test_the_first_hindrance_is_named() -> None:
    bare = replace(given("groin_pinch"), equipment=Equipment())
    assert hindrance("hip_centration_band", replace(bare, level="today")) == "level"
    assert hindrance("hip_centration_band", replace(bare, limits=Limits(unread=("no bands",)))) == "limits"
    assert hindrance("hip_centration_band", bare) == "groin_pinch"
    assert hindrance("hip_centration_band", replace(bare, conditions=frozenset())) == "equipment"
    assert hindrance("v_sit_straight", CLEAR, 6) == "effort"


@pytest.mark.parametrize(
    ("limits", "key", "hindered"),
    [
        (Limits(unread=("ask me first",)), "rock_back", "limits"),
        (Limits(unread=("ask me first",)), "walk_easy", ""),
        (Limits(no_loaded_hinge=True), "slack_pull_hold", "limits"),
        (Limits(load_kg=40), "suitcase_carry", "limits"),
        (Limits(load_kg=40), "rock_back", ""),
        (Limits(no_rounding=True), "hamstring_seated", "limits"),
        (Limits(no_rounding=True), "hamstring_strap", ""),
        (Limits(rpe=5), "side_plank", "limits"),
        (Limits(rpe=5, coach=True), "bird_dog", ""),
    ],
)
def test_a_clinicians_limit_is_kept(limits: Limits, key: str, hindered: str) -> None:
    """Invariant 16."""
    assert hindrance(key, replace(CLEAR, limits=limits)) == hindered


@pytest.mark.parametrize(
    ("key", "conditions", "instead"),
    [
        ("hip_centration_band", ("groin_pinch",), "hip_centration_plain"),
        ("hamstring_seated", ("flexion_sensitive",), "hamstring_strap"),
        ("hamstring_seated", ("hip_replacement",), "hamstring_strap"),
        ("hamstring_strap", ("leg_nerve",), None),
        ("leg_lift_alternating", ("pregnant",), "seated_knee_lift"),
        ("leg_lift_alternating", ("post_surgery",), "march_supine"),
        ("dowel_hinge", ("shoulder_pain",), "wall_hinge"),
        ("back_extension_hold", ("bone_fragile",), "bird_dog"),
        ("side_plank", ("shoulder_pain",), "suitcase_carry"),
        ("glute_bridge_single", ("pregnant",), "glute_bridge"),
        ("split_squat", ("knee_pain",), "glute_bridge_single"),
    ],
)
def test_what_comes_in_its_place(key: str, conditions: tuple[str, ...], instead: str | None) -> None:
    assert fitting(key, given(*conditions)) == (None if instead is None else Fit(instead, conditions[0]))


def test_a_weight_stands_in_for_none_only_where_the_condition_names_it() -> None:
    """After an operation a side plank is not swapped for a carry."""
    assert fitting("side_plank", given("post_surgery")) is None


def test_a_lift_never_stands_in_for_a_drill() -> None:
    assert fitting("back_extension_hold", given("post_surgery")) is None


def test_too_hard_before_a_lift_is_the_easier_one() -> None:
    assert fitting("v_sit_straight", CLEAR, 6) == Fit("hanging_knee_lift", "effort")
    bare = replace(CLEAR, equipment=Equipment())
    assert fitting("v_sit_straight", bare, 6) == Fit("v_sit_bent", "effort")


def test_round_and_hollow_left_out_leave_nothing_of_the_cat() -> None:
    cat = catalogue()["cat_camel"]
    assert forbidden_by(cat, {"extension_sensitive"}) == ""
    assert forbidden_by(cat, {"flexion_sensitive", "bone_fragile"}) == "", "both leave out the same half"
    assert forbidden_by(cat, {"extension_sensitive", "flexion_sensitive"}) == "extension_sensitive"


def test_care_is_told_once_and_by_name() -> None:
    assert care_of(catalogue()["cat_camel"], {"flexion_sensitive", "bone_fragile"}) == ("Skip the round.",)
    assert care_of(catalogue()["march_supine"], {"pregnant"}) == ("Seated knee lift and hold from about week 16.",)
    assert care_of(catalogue()["rock_back"], set()) == ()


def test_settling_lists_its_own() -> None:
    assert hindrance("rock_back", given("acute")) == "acute"
    assert hindrance("rock_back", given("acute"), settling=True) == ""
    assert hindrance("hamstring_seated", given("acute", "leg_nerve"), settling=True) == "leg_nerve"
