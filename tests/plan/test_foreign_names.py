"""Names of other apps: each means one lift of the catalogue, and what is no hinge of ours is none."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from liftwell.plan.exercise import catalogue
from liftwell.plan.foreign_names import hinge_of

TABLE: dict[str, list[str]] = tomllib.loads((files("liftwell.plan") / "foreign_names.toml").read_text("utf-8"))["names"]


def test_every_id_is_a_lift_of_the_catalogue() -> None:
    assert {catalogue()[key].kind for key in TABLE} == {"lift"}


def test_no_name_stands_under_two_lifts() -> None:
    names = [name.casefold() for listed in TABLE.values() for name in listed]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("key", TABLE)
def test_every_name_means_its_lift_in_any_case(key: str) -> None:
    for name in TABLE[key]:
        assert hinge_of(name) == hinge_of(name.upper()) == hinge_of(f"  {name} ") == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Deadlift (Barbell)", "conventional_deadlift"),
        ("Romanian Deadlift (Barbell)", "rdl_bar"),
        ("Romanian Deadlift (Dumbbell)", "rdl_dumbbell"),
        ("Stiff-Leg Deadlift", "rdl_bar"),
        ("Sumo Deadlift", "sumo_deadlift"),
        ("Rack Pull", "block_pull_high"),
        ("Deadlift (Trap bar)", "trap_bar_high"),
        ("Kettlebell  Deadlift", "kb_deadlift_floor"),
        ("Deadlift(Barbell)", "conventional_deadlift"),
        ("Souleve de terre", "conventional_deadlift"),
    ],
)
def test_common_names(key: str, name: str) -> None:
    assert hinge_of(name) == key


@pytest.mark.parametrize(
    "name",
    [
        "Single Leg Deadlift", "Single Leg Romanian Deadlift (Dumbbell)", "Dumbbell Deadlift", "Deadlift (Dumbbell)",
        "Deadlift (Smith Machine)", "Deadlift High Pull", "Deficit Deadlift", "Snatch Grip Deadlift", "Deadlift (Band)",
        "Sumo Deadlift (Dumbbell)", "Sumo Deadlift High Pull", "Good Morning", "Hip Thrust", "Squat (Barbell)",
        "Kettlebell Swing", "Jefferson Deadlift", "My Deadlift", "Deadlif", "", " ",
    ],
)  # fmt: skip
def test_nothing_is_guessed(name: str) -> None:
    assert hinge_of(name) is None
