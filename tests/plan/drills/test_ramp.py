"""The ramp: a main lift in, the lighter sets before it out."""

from __future__ import annotations

import pytest

from liftwell.plan.drills.ramp import ramp, ramp_sets
from liftwell.plan.equipment import Equipment
from liftwell.plan.prescription import MainLift
from liftwell.training.diary import Lift

BAR = ["barbell"]


@pytest.mark.parametrize(
    ("exercise", "load", "owned", "step", "sets"),
    [
        ("conventional_deadlift", 142.5, BAR, 2.5, "8 at 20, 5 at 70, 3 at 105, 1 at 125"),
        ("conventional_deadlift", 140, BAR, 2.5, "8 at 20, 5 at 70, 3 at 105"),
        ("conventional_deadlift", 97.5, BAR, 2.5, "8 at 20, 5 at 47.5, 3 at 72.5"),
        ("conventional_deadlift", 50, BAR, 5, "8 at 20, 5 at 25, 3 at 35"),
        ("conventional_deadlift", 42.5, BAR, 10, "8 at 20, 3 at 30"),
        ("conventional_deadlift", 42.5, BAR, 2.5, "8 at 20, 3 at 30"),
        ("conventional_deadlift", 40, BAR, 2.5, ""),
        ("kb_deadlift_floor", 48, ["kettlebells 8-48"], None, "8 at 8, 5 at 24, 3 at 36"),
        ("kb_deadlift_floor", 48, ["kettlebell 48 kg"], None, ""),
    ],
)
def test_the_way_up(exercise: str, load: float, owned: list[str], step: float | None, sets: str) -> None:
    """Rounded down to what is owned; a step that is no heavier than the last one is left out."""
    found = ramp_sets(Lift(exercise, 3, 5, load), Equipment.of(owned, step))
    assert ", ".join(f"{one.reps} at {one.load_kg:g}" for one in found) == sets


def test_in_words_from_the_same_height() -> None:
    main = MainLift(Lift("block_pull_low", 3, 8, 70, 15), "R1", 6, care=("Coach beside you.",))
    items = ramp(main, Equipment.of(["barbell", "blocks"], 2.5))
    assert [one.dose for one in items] == ["1 x 8 at 20 kg", "1 x 5 at 35 kg", "1 x 3 at 52.5 kg"]
    assert {(one.exercise, one.part, one.care) for one in items} == {("block_pull_low", "ramp", ("Coach beside you.",))}
    assert {one.raised_cm for one in ramp_sets(main.lift, Equipment.of(["barbell"]))} == {15}
