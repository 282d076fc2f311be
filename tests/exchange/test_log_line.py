"""A session in one line: what people write is understood, and what cannot be is said in one sentence."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.exchange.log_line import EXAMPLE, HOW, Part, Spoken, line_of, spoken
from liftwell.plan.exercise import catalogue
from liftwell.training.diary import Lift

HINGES = sorted(key for key, one in catalogue().items() if one.kind in ("lift", "skill"))
FLOOR = "conventional_deadlift"
LINES = st.lists(
    st.sampled_from(
        ["conventional", "block pull", "rdl", "3x5x100", "3x5", "100kg", "225lb", "x", "3", "@7", "@", "@nan", "rpe",
         "pain", "2", "after", "morning", "raised", "10", "10cm", "kg", "lb", "relief", "-1", "1e9", "2+2+2", ",",
         "٣x٥x٣", ", 5x90", "; 3 x 5"]
    )
    | st.text(max_size=8),
    max_size=8,
).map(" ".join)  # fmt: skip
INSIDE = st.lists(st.integers(1, 6), min_size=2, max_size=4).map(tuple)


@st.composite
def lifts(draw: st.DrawFn) -> Lift:
    """Lifts that a line can tell."""
    inside = draw(st.just(()) | INSIDE)
    reps = sum(inside) or draw(st.integers(1, 200))
    load, raised = draw(st.floats(0, 700)), draw(st.floats(0, 120))
    exercise = draw(st.sampled_from(HINGES))
    return Lift(exercise, draw(st.integers(1, 50)), reps, round(load, 3), round(raised, 2), inside)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (EXAMPLE, Spoken(Lift(FLOOR, 3, 5, 100), 7, 2)),
        ("conventional: 3 x 5 x 100kg, RPE 7, pain 2.", Spoken(Lift(FLOOR, 3, 5, 100), 7, 2)),
        ("Deadlift 3×5 100 kg @ 7.5", Spoken(Lift(FLOOR, 3, 5, 100), 7.5)),
        ("deadlift 5x142,5", Spoken(Lift(FLOOR, 1, 5, 142.5))),
        ("deadlift 3x20 60", Spoken(Lift(FLOOR, 3, 20, 60))),
        ("deadlift 3x21", Spoken(Lift(FLOOR, 1, 3, 21))),
        ("deadlift 3x5x225lb", Spoken(Lift(FLOOR, 3, 5, 102.058283))),
        ("deadlift 5x225 lbs", Spoken(Lift(FLOOR, 1, 5, 102.058283))),
        ("deadlift 3x2+2+2x120", Spoken(Lift(FLOOR, 3, 6, 120, 0, (2, 2, 2)))),
        ("block pull 2x8 60kg raised 10 cm pain 1 after 0", Spoken(Lift("block_pull_low", 2, 8, 60, 10), None, 1, 0)),
        ("block pull 2x8 60kg raised 20cm", Spoken(Lift("block_pull_high", 2, 8, 60, 20))),
        (
            "conventional 5x100 @7 pain 2, 5x100 @8 pain 3",
            Spoken(Lift(FLOOR, 1, 5, 100), 7, 2, further=(Part(Lift(FLOOR, 1, 5, 100), 8, 3),)),
        ),
        (
            "block pull, 2x8 60kg raised 10 @6; 1 x 2+2x65 pain 4, after 1",
            Spoken(
                Lift("block_pull_low", 2, 8, 60, 10),
                6,
                after=1,
                further=(Part(Lift("block_pull_low", 1, 4, 65, 10, (2, 2)), during=4),),
            ),
        ),
        ("deadlift @7, 3x5x100", Spoken(Lift(FLOOR, 3, 5, 100), 7)),
        ("sumo 1x1x0 relief morning 10", Spoken(Lift("sumo_deadlift", 1, 1, 0), morning=10, relief=True)),
    ],
)
def test_as_people_write_it(line: str, told: Spoken) -> None:
    assert spoken(line) == told


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Which lift was it?"),
        (" ,;. ", "Which lift was it?"),
        ("3x5x100", "Which lift was it?"),
        ("deadlift", "How many repetitions, and how heavy?"),
        ("deadlift 3x5", "How heavy was 3x5?"),
        ("deadlift 3x5 pain 2", "How heavy was 3x5?"),
        ("deadlift 100kg", "'100kg' is not understood as sets"),
        ("deadlift 3x5x100 4x5x90", "'4x5x90' is not understood here"),
        ("deadlift 3x5x100, sumo 4x5x90", "'sumo' is not understood here"),
        ("deadlift 3x5x100, 4x5", "How heavy was 4x5?"),
        ("deadlift 3x5x100 raised 5, 4x5x90 raised 5", "'raised' stands in it twice"),
        ("deadlift 30x5x100, 21x5x90", "A session has at most 50 sets"),
        ("deadlift 3x5x100 @heavy", "RPE needs a number after it"),
        ("deadlift 3x5x100 @nan", "RPE needs a number after it"),
        ("deadlift 3x5x100 raised inf", "'raised' needs a number after it"),
        ("deadlift 3x5x100 pain", "'pain' needs a number after it"),
        ("deadlift 3x5x100 pain 2 pain 7", "'pain' stands in it twice"),
        ("deadlift 3x5x100 @7 rpe 9", "RPE stands in it twice"),
        ("deadlift 3x5x100 pain 11", "'pain' takes a whole number from 0 to 10, not 11"),
        ("deadlift 3x5x100 after 2.5", "'after' takes a whole number from 0 to 10, not 2.5"),
        ("deadlift 0x5x100", "at least one set"),
        ("deadlift 3x2+0x100", "at least one set"),
        ("deadlift 3x5x9999", "The load 9999 kg is outside 0–700 kg"),
        ("deadlfit 3x5x100", "did you mean 'deadlift'?"),
        ("nonsense 3x5x100", "There is no exercise 'nonsense'"),
    ],
)
def test_what_cannot_be_is_said(line: str, says: str) -> None:
    with pytest.raises(ImpossibleValue, match=re.escape(says)) as raised:
        spoken(line)
    assert "\n" not in str(raised.value)


@given(LINES)
@example("deadlift " + "9" * 5000 + "x5x100")
@example("deadlift 3x" + "+".join("1" * 3000) + "x100")
@example("deadlift 3x5x100 @" + "9" * 5000)
@example("² 3x5")
def test_no_words_of_any_kind_raise_anything_else(line: str) -> None:
    try:
        told = spoken(line)
    except ImpossibleValue as error:
        said = str(error)
    else:
        said = ""
        check(line, told)
    assert len(said) < 400


def check(line: str, told: Spoken) -> None:
    """What was understood is a lift, in whatever letters it was written."""
    assert told.lift.total_reps > 0
    assert math.isfinite(told.lift.load_kg)
    assert spoken(f"  {line.upper()}  ") == told


@given(lifts())
def test_what_it_prints_is_what_it_understands(lift: Lift) -> None:
    assert spoken(line_of(lift)).lift == lift


def test_what_it_says_as_an_example_is_understood() -> None:
    said = re.search('"(.+)"', HOW)
    assert said is not None
    assert spoken(said[1]).lift == Lift(FLOOR, 3, 5, 100)


@pytest.mark.parametrize("key", sorted(set(catalogue()) - set(HINGES)))
def test_a_drill_is_no_session(key: str) -> None:
    with pytest.raises(ImpossibleValue, match="is no hinge"):
        spoken(f"{key} 3x8x0")
