"""The plate calculator: sums, what is owned, fewest moves against a search of every way, and its sentences."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.plan.loading.plates import Plate, PlateRack, Side, Unit, usual_rack

KG = usual_rack()


def rack(text: str, bar: float = 20, unit: Unit = "kg") -> PlateRack:
    """From "20x4 10x2": weights with how many there are."""
    pairs = [one.split("x") for one in text.split()]
    return PlateRack(Plate(bar, unit), tuple((Plate(float(weight), unit), int(count)) for weight, count in pairs))


def stack(*weights: float, unit: Unit = "kg") -> Side:
    return tuple(Plate(weight, unit) for weight in weights)


@st.composite
def racks(draw: st.DrawFn) -> PlateRack:
    weights = draw(st.lists(st.sampled_from([0.5, 1.25, 2.5, 5, 7.5, 10, 15, 20, 25]), unique=True, max_size=4))
    owned = tuple((Plate(weight), draw(st.integers(0, 5))) for weight in weights)
    return PlateRack(Plate(draw(st.sampled_from([7.0, 15.0, 20.0]))), owned)


def subsets(of: PlateRack) -> list[Side]:
    """Every set of plates that can be on one side, in no order."""
    choices = [[(plate,) * n for n in range(count // 2 + 1)] for plate, count in of.owned]
    return [tuple(plate for part in parts for plate in part) for parts in product(*choices)]


def fewest_moves(of: PlateRack, now: Side, load: float) -> int | None:
    """By searching every order of taking off and putting on, one plate at a time."""
    pairs = {plate: count // 2 for plate, count in of.owned}
    seen, edge, moves = {now}, [now], 0
    while edge:
        if any(of.load(side) == load for side in edge):
            return moves
        ahead: set[Side] = set()
        for side in edge:
            on = Counter(side)
            ahead |= {(*side, plate) for plate, most in pairs.items() if on[plate] < most}
            ahead |= {side[:-1]} if side else set()
        edge = [side for side in ahead if side not in seen]
        seen |= ahead
        moves += 1
    return None


def test_a_load_is_made_of_the_fewest_plates_with_the_biggest_inside() -> None:
    assert KG.side(85) == stack(25, 5, 2.5)
    assert KG.side(142.5) == stack(25, 25, 10, 1.25)
    assert KG.side(20) == ()
    assert KG.side(21) is None
    assert KG.side(15) is None
    assert usual_rack("lb").side(225) == stack(45, 45, unit="lb")


def test_taking_the_biggest_first_is_not_always_possible() -> None:
    assert rack("25x2 15x4").side(80) == stack(15, 15)
    assert rack("15x2 10x4 1.25x8").side(60) == stack(10, 10)


def test_the_next_load_moves_as_few_plates_as_can_be() -> None:
    again = KG.change(stack(20, 10, 2.5), 90)
    assert again is not None
    assert KG.change_text(again) == "put on 2.5"
    change = rack("20x2 10x2 5x2 2.5x2").change(stack(20, 10, 2.5), 90)
    assert change is not None
    assert (change.off, change.on, change.side) == (stack(2.5), stack(5), stack(20, 10, 5))
    assert KG.change_text(change) == "take off 2.5, put on 5"
    assert change.moves == 2


def test_what_lies_inside_stays_unless_it_is_less_work_to_move_it() -> None:
    bar = rack("20x4 10x4 5x4 2.5x4")
    inside = bar.change(stack(2.5, 20), 65)
    assert inside is not None
    assert inside.side == stack(2.5, 20)
    off = bar.change(stack(2.5, 20), 60)
    assert off is not None
    assert (off.off, off.side) == (stack(20, 2.5), stack(20))


@given(racks())
def test_every_load_that_can_be_made_is_and_no_other(of: PlateRack) -> None:
    made = {of.load(side) for side in subsets(of)}
    assert of.loads() == tuple(sorted(made))
    for load in of.loads():
        side = of.side(load)
        assert side is not None
        assert of.load(side) == load
        assert all(2 * count <= dict(of.owned)[plate] for plate, count in Counter(side).items())
        assert list(side) == sorted(side, reverse=True)
        assert len(side) == min(len(one) for one in subsets(of) if of.load(one) == load)


@given(racks(), st.floats(0, 300))
def test_a_load_in_between_goes_down(of: PlateRack, load: float) -> None:
    below = of.at_most(load)
    assert below == max((one for one in of.loads() if one <= load + 1e-6), default=None)
    assert (of.side(load) is None) == (round(load * 1000) not in {round(one * 1000) for one in of.loads()})


@given(st.data())
def test_no_way_of_changing_plates_moves_fewer(data: st.DataObject) -> None:
    of = data.draw(racks())
    now = tuple(data.draw(st.permutations(data.draw(st.sampled_from(subsets(of))))))
    assume(len(now) <= 4)
    assume(sum(count // 2 for _, count in of.owned) <= 5)
    load = data.draw(st.sampled_from(of.loads()))
    change = of.change(now, load)
    assert change is not None
    assert of.load(change.side) == load
    stay = len(now) - len(change.off)
    assert (change.off, change.side) == (tuple(reversed(now[stay:])), now[:stay] + change.on)
    assert all(2 * count <= dict(of.owned)[plate] for plate, count in Counter(change.side).items())
    assert change.moves == fewest_moves(of, now, load)


def test_the_sentences_are_those_of_a_training_partner() -> None:
    assert KG.side_text(stack(20, 10, 2.5)) == "each side: 20 + 10 + 2.5"
    assert KG.side_text(()) == "the bar alone"
    lb = usual_rack("lb")
    assert lb.side_text(stack(45, 25, unit="lb")) == "each side: 45 + 25 lb"
    same, down, up = KG.change(stack(20), 60), KG.change(stack(20, 5, 2.5), 60), KG.change((), 60)
    assert same is not None
    assert down is not None
    assert up is not None
    assert KG.change_text(same) == "leave it as it is"
    assert KG.change_text(down) == "take off 2.5 and 5"
    assert KG.change_text(up) == "put on 20"


def test_kilograms_and_pounds_are_mixed_only_where_it_is_said() -> None:
    owned = ((Plate(20), 2), (Plate(45, "lb"), 2))
    with pytest.raises(ImpossibleValue, match="say that they are mixed"):
        PlateRack(Plate(20), owned)
    both = PlateRack(Plate(20), owned, mixed=True)
    assert both.loads() == (20, 60, 60.824, 100.824)
    assert both.unit == "kg"
    side = both.side(100.824)
    assert side == (Plate(45, "lb"), Plate(20))
    assert both.side_text(side) == "each side: 45 lb + 20 kg"
    assert both.at_most(100) == 60.824


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ImpossibleValue, match="not enough plates for each side: 25 \\+ 25"):
        rack("25x2").change(stack(25, 25), 70)
    with pytest.raises(ImpossibleValue, match="listed once"):
        rack("25x2 25x2")
    with pytest.raises(ImpossibleValue, match="listed once"):
        rack("25x-2")
    with pytest.raises(ImpossibleValue, match="weighs something"):
        Plate(0)
    with pytest.raises(ImpossibleValue, match="unit"):
        Plate(20, "stone")  # type: ignore[arg-type]
