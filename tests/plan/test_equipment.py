"""What people say they own, what it lets them do, and which loads come of it, as the signed cases have it."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.athlete import LOAD_RANGE_KG
from liftwell.errors import ImpossibleValue
from liftwell.plan.equipment import Equipment
from liftwell.plan.equipment_words import tables
from liftwell.plan.exercise import catalogue

NOTHING = Equipment()
LIFTS = [key for key, one in catalogue().items() if one.ladder is not None]
# The signed cases: what is owned, the smallest step, and what is done of it, with its load. C02 is given a hold whose
# bench its own list leaves out, which invariant 6 forbids: here it owns one, as in test_cases.
CASES = {
    "C01": (
        ["barbell", "kettlebells 8-24", "band", "strap", "stick"],
        2.5,
        "hip_centration_band hamstring_seated glute_bridge leg_lift_alternating dowel_hinge bird_dog",
        ("kb_deadlift_blocks", 20.5, 20),
    ),
    "C02": (
        ["barbell", "blocks", "stick", "pull-up bar", "45-degree bench"],
        2.5,
        "rock_back hamstring_strap hanging_knee_lift dowel_hinge back_extension_hold",
        ("conventional_deadlift", 143, 142.5),
    ),
    "C04": (["barbell", "blocks", "stick", "strap"], 2.5, "suitcase_carry", ("block_pull_low", 54, 52.5)),
    "C06": ([], 2.5, "rock_back hamstring_strap march_supine dowel_hinge", ("kb_deadlift_blocks", 8, 8)),
    "C08": (
        ["barbell", "band", "strap", "stick", "45-degree bench"],
        2.5,
        "seated_knee_lift slack_pull_hold back_extension_hold",
        ("conventional_deadlift", 36, 35),
    ),
    "C09": (["barbell", "stick"], 2.5, "walk_easy positions_of_ease wall_hinge", ("conventional_deadlift", 19, None)),
    "C13": (
        ["barbell", "blocks", "band", "strap", "stick"],
        2.5,
        "rock_back glute_bridge_single",
        ("block_pull_low", 72, 70),
    ),
    "C14": (
        ["barbell", "stick", "strap", "pull-up bar"],
        2.5,
        "hanging_knee_lift",
        ("conventional_deadlift", 135, 135),
    ),
    "C16": (["barbell 20 kg", "blocks", "strap", "stick", "coach"], 5, "bird_dog", ("block_pull_low", 25, 25)),
}


@pytest.mark.parametrize("case", CASES)
def test_the_signed_cases_can_be_done_with_what_is_owned(case: str) -> None:
    words, step, exercises, (lift, wanted, made) = CASES[case]
    owned = Equipment.of(words, step)
    assert [key for key in [*exercises.split(), lift] if not owned.allows(key)] == []
    assert owned.at_most(lift, wanted) == made


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        (["Barbell"], "barbell"),
        (["BARBELLS", "a stick"], "barbell stick"),
        (["bar"], "barbell"),
        (["Olympic bar", "squat rack"], "barbell rack"),
        (["rack and bar"], "barbell rack"),
        (["barbell + plates, power rack & bench"], "barbell rack bench"),
        (["hex bar"], "trap_bar high_handles"),
        (["Trap bar (low handles only)"], "trap_bar"),
        (["trap bar low handles"], "trap_bar"),
        (["chin-up bar"], "pull-up_bar"),
        (["pullup bars"], "pull-up_bar"),
        (["45° bench"], "45-degree_bench"),
        (["Roman chair"], "45-degree_bench"),
        (["bench and a partner"], "bench partner"),
        (["resistance bands"], "band"),
        (["mini-bands"], "mini_band"),
        (["captain\u2019s chair"], "captain's_chair"),
        (["gliders"], "sliders"),
        (["ankle weights"], "ankle_weights"),
        (["personal trainer"], "coach"),
        (["EZ bar"], "other_bar"),
        (["barbell, no rack"], "barbell"),
        (["no barbell"], "no_barbell"),
        (["I don't have a barbell"], "i_don't_have_barbell"),
        (["Rowing machine"], "rowing_machine"),
        (["blockade", "barn"], "blockade barn"),
        (["", "  "], ""),
    ],
)
def test_words_are_read_as_people_say_them(words: list[str], tags: str) -> None:
    assert Equipment.of(words).tags == {tag.replace("_", " ") for tag in tags.split()}


@pytest.mark.parametrize(
    ("words", "bells"),
    [
        (["kettlebells 8-24"], (8, 12, 16, 20, 24)),
        (["Kettlebells 8–24 kg"], (8, 12, 16, 20, 24)),
        (["kettle bells from 8 kg to 16 kg"], (8, 12, 16)),
        (["kettlebell 16kg"], (16,)),
        (["kettlebells 8, 12 and 20"], (8, 12, 20)),
        (["kettlebells 2 x 24"], (24,)),
        (["kettlebells 24-8"], (8, 12, 16, 20, 24)),
        (["kettlebell 10-18"], (10, 12, 16, 18)),
        (["kettlebells"], (8, 12, 16, 20, 24)),
        (["dumbbells 2-20"], (2, 4, 6, 8, 10, 12, 14, 16, 18, 20)),
        (["dumb-bells 5 to 10 kg"], (5, 7, 9, 10)),
        (["dumbbell 7.5 kg", "kettlebell 12 kg"], (7.5, 12)),
        (["barbell 15 kg, kettlebell 16 kg"], (16,)),
        (["kettlebell 35 lb"], (15.88,)),
        (["16 kg kettlebell"], (16,)),
        (["two 10 kg dumbbells, 16 kg kettlebell and a 20 kg barbell"], (10, 16)),
        (["dumbbells up to 8 kg"], (2, 4, 6, 8)),
        (["barbell 20kg + 2 kettlebells (16 kg)"], (16,)),
        (["dumbbells 5lb-9lb"], (2.27, 4.08)),
        (["kettlebell 16 kg, plates 100 kg"], (16,)),
        (["barbell"], ()),
    ],
)
def test_bells_have_the_sizes_that_were_said(words: list[str], bells: tuple[float, ...]) -> None:
    assert Equipment.of(words).bells_kg == bells


def test_bars_weigh_what_was_said_and_the_lightest_counts() -> None:
    assert Equipment.of(["barbell"]).bar_kg == 20
    assert Equipment.of(["barbell 20 kg", "bar 15 kg"]).bar_kg == 15
    assert Equipment.of(["15 kg bar"]).bar_kg == 15
    assert Equipment.of(["barbell set 100 kg"]).bar_kg == 20
    assert Equipment.of(["16 kg kettlebell, 15 kg bar"]).bar_kg == 15
    assert Equipment.of(["barbell 45 lbs"]).bar_kg == pytest.approx(45 * 0.45359237)
    assert Equipment.of(["barbell", "trap bar"]).trap_bar_kg == 25
    assert Equipment.of(["trap bar 30 kg", "barbell"]).at_most("trap_bar_low", 36) == 35
    assert Equipment.of(None, 5) == Equipment.of([], 5) == Equipment(step_kg=5)


def test_every_exercise_says_what_it_needs_and_every_tag_has_a_word() -> None:
    assert list(tables()["needs"]) == list(catalogue())
    assert set(tables()["loads"]) <= set(catalogue())
    assert set(LIFTS) <= set(tables()["loads"])
    named = {tag for sets in tables()["needs"].values() for need in sets for tag in need}
    assert named <= set(tables()["words"])


def test_who_owns_nothing_still_has_a_session() -> None:
    allowed = {key for key in catalogue() if NOTHING.allows(key)}
    assert {"hamstring_strap", "dowel_hinge", "kb_deadlift_blocks", "slider_leg_curl", "suitcase_carry"} <= allowed
    assert not allowed & (set(LIFTS) - {"kb_deadlift_blocks"})
    assert not allowed & {"hanging_knee_lift", "hip_centration_band", "back_extension_hold", "slack_pull_hold"}


def test_one_whole_set_of_things_is_needed() -> None:
    assert Equipment.of(["barbell"]).allows("block_pull_low")
    assert not Equipment.of(["barbell"]).allows("rdl_bar")
    assert Equipment.of(["barbell", "rack"]).allows("rdl_bar")
    assert not Equipment.of(["bench"]).allows("back_extension_hold")
    assert Equipment.of(["trap bar low handles"]).allows("trap_bar_low")
    assert not Equipment.of(["trap bar low handles"]).allows("trap_bar_high")


def test_loads_go_down_to_what_can_be_made_and_up_by_one_step() -> None:
    owned = Equipment.of(["barbell", "kettlebells 8-24", "ankle weights"], 2.5)
    assert owned.at_most("conventional_deadlift", 0.7 * 175) == 122.5
    assert owned.at_most("conventional_deadlift", 20) == 20
    assert owned.at_most("conventional_deadlift", 1e6) == LOAD_RANGE_KG[1]
    assert owned.above("conventional_deadlift", 3) == 20
    assert owned.above("conventional_deadlift", 700) is None
    assert Equipment.of(["barbell 20 kg"], 5).above("block_pull_low", 20) == 25
    assert owned.above("kb_deadlift_floor", 24) is None
    assert owned.above("kb_deadlift_floor", 8) == 12
    assert owned.at_most("kb_deadlift_floor", 7) is None
    assert (owned.at_most("leg_lift_alternating", 1.2), NOTHING.above("leg_lift_alternating", 0)) == (1.0, None)
    assert (owned.at_most("glute_bridge", 50), owned.above("glute_bridge", 0)) == (None, None)


def test_own_plates_make_the_loads_that_they_make_and_no_other() -> None:
    own = Equipment.of(["barbell 15 kg", "trap bar"], None, [20, 10, 10, 2.5])
    lift = "conventional_deadlift"
    assert own.at_most(lift, 61) == 60.0  # 15 + 2 x (20 + 2.5)
    assert own.at_most(lift, 14) is None
    assert own.above(lift, 60) == 75.0  # 22.5 kg a side and nothing between them and 30
    assert own.above(lift, 100) is None
    assert own.at_most("trap_bar_high", 500) == 110.0


def test_a_packed_bag_stands_in_for_bells() -> None:
    assert NOTHING.at_most("kb_deadlift_blocks", 20.5) == 20
    assert (NOTHING.at_most("kb_deadlift_blocks", 1.9), NOTHING.above("kb_deadlift_blocks", 30)) == (None, None)
    heavy = Equipment.of(["kettlebell 24 kg"])
    assert heavy.at_most("kb_deadlift_blocks", 15) == 14
    assert heavy.above("kb_deadlift_blocks", 22) == 24
    assert heavy.at_most("kb_deadlift_floor", 15) is None


def test_slack_is_pulled_out_of_the_first_thing_that_is_owned() -> None:
    assert Equipment.of(["barbell 15 kg", "kettlebell 12 kg"]).at_most("slack_pull_hold", 19) == 17.5
    assert Equipment.of(["trap bar"]).at_most("slack_pull_hold", 29) == 27.5
    assert Equipment.of(["kettlebell 12 kg"]).at_most("slack_pull_hold", 29) == 12


@given(
    st.sampled_from(LIFTS),
    st.floats(0, 800),
    st.sampled_from([0.5, 1.0, 1.25, 2.5, 5.0]),
    st.lists(st.floats(1, 60), max_size=5),
)
def test_a_load_is_never_above_what_was_asked(lift: str, wanted: float, step: float, bells: list[float]) -> None:
    owned = Equipment(bar_kg=15, step_kg=step, bells_kg=tuple(bells))
    below, above = owned.at_most(lift, wanted), owned.above(lift, wanted)
    assert below is None or below <= wanted or isclose(below, wanted)
    assert above is None or above > wanted
    if below is not None and above is not None:
        assert owned.above(lift, below) == above
        assert owned.at_most(lift, above) == above


def test_impossible_weights_and_unknown_exercises_are_refused() -> None:
    with pytest.raises(ImpossibleValue, match="smallest step"):
        Equipment.of(["barbell"], 0)
    with pytest.raises(ImpossibleValue, match="load"):
        Equipment.of(["dumbbells 2-5000000000"])
    for ask in (NOTHING.allows, lambda key: NOTHING.at_most(key, 10), lambda key: NOTHING.above(key, 10)):
        with pytest.raises(KeyError):
            ask("bench_press")
