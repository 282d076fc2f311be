"""From today's set-up to another: the postures of the what-if at both ends, the foot on its spot in between."""

from __future__ import annotations

import math
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from liftwell.report.figures import setup_moving_svg
from liftwell.report.figures.set_up import _course
from tests.report.test_setups import setups

ROWS = setups().rows
NAMES = [row.name for row in ROWS]


@pytest.mark.parametrize("number", range(len(ROWS)), ids=NAMES)
def test_both_ends_are_the_postures_of_the_what_if(number: int) -> None:
    row, today = ROWS[number], ROWS[0]
    assert row.figure is not None
    assert today.figure is not None
    course = _course(today.figure, row.figure, setups().body_m)
    for key, found in ((0, today.figure), (1, row.figure)):
        figure = course.figures[course.keys[key]]
        at = {name: complex(*place) for name, place in found.points.items()}
        assert abs(figure.hip - at["hip"]) < 1e-6
        assert abs(figure.shoulder - at["shoulder"]) < 1e-6
        assert abs(figure.near_leg.middle - at["knee"]) < 1e-6
        assert abs(figure.near_leg.end - at["ankle"]) < 1e-6
        assert abs(figure.near_arm.end - at["wrist"]) < 1e-6


@pytest.mark.parametrize("number", range(len(ROWS)), ids=NAMES)
def test_the_foot_stays_and_nothing_sinks(number: int) -> None:
    row, today = ROWS[number].figure, ROWS[0].figure
    assert row is not None
    assert today is not None
    for figure in _course(today, row, setups().body_m).figures:
        assert abs(figure.near_leg.end - complex(*today.points["ankle"])) < 5e-3
        assert min(figure.grip(figure.near_arm).imag, figure.near_leg.middle.imag, figure.hip.imag) > 0.1


def test_a_back_that_gives_is_bent_by_what_it_gives() -> None:
    today = ROWS[0].figure
    assert today is not None
    figure = _course(today, today, setups().body_m).figures[0]
    assert 0 <= math.degrees(figure.spine.lumbar) < 40


def test_the_picture_is_told_and_its_ids_are_its_own() -> None:
    one, other = (setup_moving_svg(ROWS[1], ROWS[0], setups().body_m, name) for name in ("a", "b"))
    assert "From today to: " in ET.fromstring(one).attrib["aria-label"]
    assert 'id="lw-w-a-0"' in one
    assert 'id="lw-w-a-' not in other
    assert "Today: " in ET.fromstring(setup_moving_svg(ROWS[0], ROWS[0], setups().body_m, "c")).attrib["aria-label"]


def test_blocks_rise_with_the_bar() -> None:
    (row,) = [row for row in ROWS if "blocks" in row.name]
    assert "lw-block" in setup_moving_svg(row, ROWS[0], setups().body_m, "a")
    assert "lw-block" not in setup_moving_svg(ROWS[0], ROWS[0], setups().body_m, "a")


def test_what_cannot_be_reached_has_no_picture() -> None:
    assert setup_moving_svg(replace(ROWS[1], figure=None), ROWS[0], setups().body_m, "a") == ""
