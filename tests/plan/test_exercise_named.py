"""What people call an exercise leads to its id, and what nobody knows is said with what was nearly meant."""

from __future__ import annotations

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.plan.exercise import catalogue
from liftwell.plan.exercise_named import exercise_named
from liftwell.training.session import HINGES


@pytest.mark.parametrize("key", catalogue())
def test_an_exercise_by_its_id_and_by_its_name(key: str) -> None:
    assert exercise_named(key) == key
    assert exercise_named(f" {catalogue()[key].name.upper()} ") == key


@pytest.mark.parametrize("lift", sorted(HINGES - {"good-morning"}))
def test_a_lift_as_it_is_called_in_clips_and_answers(lift: str) -> None:
    assert catalogue()[exercise_named(lift)].kind in ("lift", "skill")


@pytest.mark.parametrize(
    ("words", "raised_cm", "key"),
    [
        ("Deadlift", 0, "conventional_deadlift"),
        ("conventional", 0, "conventional_deadlift"),
        ("sumo", 0, "sumo_deadlift"),
        ("trap-bar-high", 0, "trap_bar_high"),
        ("trap_bar_low", 0, "trap_bar_low"),
        ("RDL", 0, "rdl_bar"),
        ("block", 10, "block_pull_low"),
        ("block", 15, "block_pull_low"),
        ("block", 20, "block_pull_high"),
        ("Block  Pull", 20, "block_pull_high"),
        ("kettlebell", 0, "kb_deadlift_floor"),
        ("kettlebell", 25, "kb_deadlift_blocks"),
        ("block_pull_low", 30, "block_pull_low"),
    ],
)
def test_height_tells_two_lifts_apart_only_where_the_words_do_not(words: str, raised_cm: float, key: str) -> None:
    assert exercise_named(words, raised_cm) == key


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("conventinal", "did you mean 'conventional'?"),
        ("good-morning", "There is no exercise 'good-morning' in the plan; docs/exercises.md lists them."),
        ("zzzzz", "There is no exercise 'zzzzz' in the plan; docs/exercises.md lists them."),
        ("", "There is no exercise '' in the plan;"),
        ("x" * 500, f"There is no exercise {'x' * 60!r} in the plan;"),
    ],
)
def test_what_is_no_exercise_is_said(words: str, says: str) -> None:
    with pytest.raises(ImpossibleValue) as caught:
        exercise_named(words)
    assert says in str(caught.value)
