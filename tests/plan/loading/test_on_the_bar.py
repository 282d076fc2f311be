"""Plates on each side of the bar that a lift needs."""

from __future__ import annotations

import pytest

from liftwell.plan.equipment import Equipment
from liftwell.plan.loading.on_the_bar import each_side_kg
from liftwell.training.diary import Lift

OWNED = Equipment.of(["barbell", "blocks", "trap bar", "kettlebells 8-24"])


@pytest.mark.parametrize(
    ("exercise", "load_kg", "plates"),
    [
        ("conventional_deadlift", 20, ()),
        ("conventional_deadlift", 70, (25,)),
        ("sumo_deadlift", 72.5, (25, 1.25)),
        ("block_pull_low", 60, (20,)),
        ("rdl_bar", 40, (10,)),
        ("trap_bar_high", 75, (25,)),
        ("trap_bar_low", 25, ()),
    ],
)
def test_both_sides_and_the_bar_make_the_load(exercise: str, load_kg: float, plates: tuple[float, ...]) -> None:
    found = each_side_kg(Lift(exercise, 3, 8, load_kg), OWNED)
    assert found == plates
    bar = OWNED.trap_bar_kg if exercise.startswith("trap") else OWNED.bar_kg
    assert bar + 2 * sum(found) == load_kg


def test_a_lighter_bar_takes_more_plates() -> None:
    lighter = Equipment.of(["barbell 15 kg"])
    assert each_side_kg(Lift("conventional_deadlift", 3, 8, 35), lighter) == (10,)


def test_own_plates_are_those_that_go_on() -> None:
    own = Equipment.of(["barbell"], None, [10, 10, 5, 5, 2.5])
    assert each_side_kg(Lift("conventional_deadlift", 3, 8, 70), own) == (10, 10, 5)
    assert each_side_kg(Lift("conventional_deadlift", 3, 8, 22.5), own) is None


@pytest.mark.parametrize(
    ("exercise", "load_kg"),
    [("kb_deadlift_floor", 16), ("wall_hinge", 0), ("conventional_deadlift", 0), ("conventional_deadlift", 61.3)],
)
def test_without_a_bar_or_a_way_to_load_it_nothing_is_said(exercise: str, load_kg: float) -> None:
    assert each_side_kg(Lift(exercise, 3, 8, load_kg), OWNED) is None
