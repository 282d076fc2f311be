"""A dose in words, how hard it is, and about how long it takes."""

from __future__ import annotations

import pytest

from liftwell.plan.drills.dose import amount, effort, seconds, words


@pytest.mark.parametrize(
    ("key", "sets", "dose"),
    [
        ("hip_centration_band", 1, "1 round: 5 circles each way, each side"),
        ("hip_centration_band", 2, "2 rounds: 5 circles each way, each side"),
        ("hamstring_seated", 2, "2 x 5 slow, 10 s hold"),
        ("hamstring_strap", 1, "1 x 30 s each side"),
        ("glute_bridge", 1, "1 x 12, 2 s hold"),
        ("leg_lift_alternating", 1, "1 x 12 each side"),
        ("hanging_knee_lift", 1, "1 x 15"),
        ("seated_knee_lift", 1, "1 x 5 each side, 5 s hold"),
        ("bird_dog", 1, "2 x 6 each side, 5 s hold"),
        ("suitcase_carry", 1, "2 x 20 m each side"),
        ("dowel_hinge", 9, "3 x 8"),
        ("v_sit_bent", 1, "1 x 10 s"),
    ],
)
def test_words(key: str, sets: int, dose: str) -> None:
    """Sets outside the catalogue's dose are brought inside it."""
    assert words(key, amount(key, sets)) == dose


def test_repetitions_and_holds_may_differ_from_the_bottom() -> None:
    assert words("hanging_knee_lift", amount("hanging_knee_lift", reps=12)) == "1 x 12"
    assert words("side_plank", amount("side_plank", 2, hold_s=20)) == "2 x 20 s each side"
    assert words("glute_bridge", amount("glute_bridge", 2, hold_s=0)) == "2 x 12"


def test_the_effort_of_the_catalogue_is_that_of_the_top_of_the_range() -> None:
    assert effort("hanging_knee_lift", amount("hanging_knee_lift")) == 6
    assert effort("hanging_knee_lift", amount("hanging_knee_lift", reps=20)) == 7
    assert effort("v_sit_straight", amount("v_sit_straight")) == 7
    assert effort("glute_bridge", amount("glute_bridge")) == 5, "no range, no bottom"


@pytest.mark.parametrize(
    ("key", "sets", "time"),
    [
        ("dowel_hinge", 1, 10 + 8 * 4),
        ("dowel_hinge", 2, 10 + 2 * 8 * 4 + 30),
        ("hamstring_strap", 1, 10 + 2 * 30),
        ("hamstring_seated", 2, 10 + 2 * 5 * (4 + 10) + 20),
        ("hip_centration_band", 1, 10 + 2 * 2 * 5 * 3),
        ("suitcase_carry", 2, 10 + 2 * 2 * 20 + 60),
    ],
)
def test_time_is_reckoned_by_our_pace(key: str, sets: int, time: float) -> None:
    assert seconds(key, amount(key, sets)) == time


def test_no_such_exercise() -> None:
    with pytest.raises(KeyError):
        amount("bench_press")
