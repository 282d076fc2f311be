"""Poses are read from data, and what no movement has is named."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from liftwell.report.figures.body import build_of
from liftwell.report.figures.figure import Spine
from liftwell.report.figures.movement import parse_movements
from liftwell.report.figures.posing import posing_of
from liftwell.report.figures.reach import up

GOOD = "[x]\nkeys = [{ lean = 30, legs = { knee = 20 } }, { move = 2, lean = 0 }]\n"


def test_a_key_keeps_what_it_does_not_name() -> None:
    first, second = parse_movements(GOOD)["x"].keys
    assert first.lean == pytest.approx(math.radians(30))
    assert second.lean == 0
    assert second.near_leg == second.far_leg == first.near_leg
    assert (second.move_s, second.hold_s) == (2, 0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[x]\nanchor = 'hip'\n", "x: a movement has key poses"),
        ("[x]\ncolour = 'red'\nkeys = [{}]\n", "colour"),
        ("[x]\nkeys = [{ legs = { elbow = 20 } }]\n", "key 0: no limb has elbow"),
        ("[x]\nkeys = [{ leen = 20 }]\n", "key 0: .*leen"),
    ],
)
def test_a_malformed_movement_says_where(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_movements(text)


def test_a_limb_goes_to_places_that_there_are() -> None:
    there = parse_movements("[x]\nanchor='hip'\nkeys = [{ legs = { hip = 0 }, arms = { at = 'moon' } }]\n")["x"]
    with pytest.raises(KeyError, match="moon"):
        posing_of(there, build_of()).between(0, 0, 0.0)


def test_a_body_that_bends_its_knees_stays_over_its_feet() -> None:
    figure = posing_of(parse_movements(GOOD)["x"], build_of()).between(0, 1, 0.5)
    middle = (figure.heel(figure.near_leg) + figure.toe(figure.near_leg)).real / 2
    assert figure.balance() == pytest.approx(middle, abs=0.002)
    assert math.degrees(figure.spine.lean) == pytest.approx(15)


def test_a_spine_that_bends_keeps_its_length() -> None:
    spine = Spine(0.3, 0.5, 0.4, 0.5)
    places = [spine.at(n / 200) for n in range(201)]
    assert sum(abs(b - a) for a, b in pairwise(places)) == pytest.approx(0.5, rel=1e-3)
    assert spine.chest == pytest.approx(1.2)
    straight = Spine(0.3, 0.0, 0.0, 0.5)
    assert straight.at(1.1) == pytest.approx(0.55 * up(0.3))
    assert straight.at(-0.1) == pytest.approx(-0.05 * up(0.3))
