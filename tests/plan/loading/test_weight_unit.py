"""Pounds: which plates are made in them, and every load of a sentence said in them, nothing else of it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.athlete import KG_PER_LB
from liftwell.plan.equipment import Equipment
from liftwell.plan.loading.on_the_bar import each_side_kg
from liftwell.plan.loading.weight_unit import as_made, load_words, pounds, said, unit_of
from liftwell.plan.prescription import Item, Reason
from liftwell.training.diary import Lift

FLOOR = "conventional_deadlift"


@pytest.mark.parametrize(
    ("kg", "words"),
    [
        ("3 x 8 with 107.5 kg, RPE 6 or less, 2 to 3 min rest", "3 x 8 with 237 lb, RPE 6 or less, 2 to 3 min rest"),
        ("1 x 8 at 20 kg, 1 x 5 at 52.5 kg", "1 x 8 at 44 lb, 1 x 5 at 115.5 lb"),
        ("Down from 110 to 102.5 kg: easier today.", "Down from 242.5 to 226 lb: easier today."),
        ("2 clusters of 2+2+2 with 102.05828325 kg", "2 clusters of 2+2+2 with 225 lb"),
        ("Each side: 20.41165665 + 11.34 + 1.134 kg", "Each side: 45 + 25 + 2.5 lb"),
        ("between 20 and 24 kg, or 8-12 kg", "between 44 and 53 lb, or 17.5-26.5 lb"),
        ("10 cm up, 2 kg", "10 cm up, 4.5 lb"),
        ("At most 2.5\u00a0kg", "At most 5.5\u00a0lb"),
        ("no load, 5 kgs", "no load, 5 kgs"),
        ("3 x 8, RPE 6, pain 2", "3 x 8, RPE 6, pain 2"),
    ],
)
def test_every_load_of_a_sentence(kg: str, words: str) -> None:
    assert said(kg, "lb") == words
    assert said(kg, "kg") == kg


def test_whatever_holds_words_is_said_with_them() -> None:
    item = Item(FLOOR, "1 x 8 at 20 kg", Reason("Up to 100 kg.", "load-caps"), "ramp", ("not above 50 kg",))
    found: dict[str, Any] = said({"items": [item], "kg": 20.0, "none": None}, "lb")
    one = found["items"][0]
    assert (one.dose, one.why.text, one.care) == ("1 x 8 at 44 lb", "Up to 220.5 lb.", ("not above 110 lb",))
    assert (one.exercise, one.why.evidence, found["kg"]) == (FLOOR, "load-caps", 20.0)


@given(st.integers(4, 40).map(lambda quarters: quarters / 4) | st.integers(20, 2 * 1500).map(lambda halves: halves / 2))
def test_what_plates_in_pounds_make_is_said_exactly(load: float) -> None:
    for kg in (load * KG_PER_LB, round(load * KG_PER_LB, 2), round(load * KG_PER_LB, 6)):
        assert pounds(kg) == load
        assert load_words(kg, "lb") == f"{load:g} lb"
        assert as_made(kg, "lb") == pytest.approx(load * KG_PER_LB, abs=1e-9)


@pytest.mark.parametrize(
    ("made_kg", "unit"),
    [
        ([], "kg"), ([2.5], "kg"), ([1.25], "kg"), ([20.0, 15.0], "kg"), ([5.0], "kg"), ([2.0], "kg"), ([0.5], "kg"),
        ([2.27], "lb"), ([2.2679618], "lb"), ([4.54], "lb"), ([1.13], "lb"), ([20.41, 11.34, 1.134], "lb"),
        ([20.41, 10.0], "kg"),
    ],
)  # fmt: skip
def test_the_unit_that_plates_are_made_in(made_kg: Sequence[float], unit: str) -> None:
    assert unit_of(made_kg) == unit


@pytest.mark.parametrize(
    "owned",
    [
        Equipment.of(["barbell"], 2.27),
        Equipment.of(["barbell 45 lb"]),
        Equipment.of(["barbell"], None, [20.41, 20.41, 15.88, 11.34, 4.54, 4.54, 2.27, 1.13]),
    ],
)
def test_a_gym_in_pounds_loads_its_bar_in_pounds(owned: Equipment) -> None:
    assert owned.unit == "lb"
    assert pounds(owned.bar_kg) == 45
    for load_kg in (60, 83, 102.5, 140):
        made = owned.at_most(FLOOR, load_kg)
        assert made is not None
        assert made <= load_kg
        assert pounds(made) % 5 == 0
        side = each_side_kg(Lift(FLOOR, 3, 5, made), owned)
        assert side is not None
        assert 45 + 2 * sum(map(pounds, side)) == pounds(made)


def test_a_trap_bar_in_pounds_is_one_of_fifty_five() -> None:
    assert pounds(Equipment.of(["trap bar"], 2.27).trap_bar_kg) == 55
