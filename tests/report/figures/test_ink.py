"""Numbers are short, circles close, and what is left out of a course is not missed."""

from __future__ import annotations

import re

import pytest

from liftwell.report.figures.ink import Ink, num, smooth_path, telling, unwrapped


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (10.0, "10"), (-3.14, "-3.1"), (100, "100")],
)
def test_numbers_are_written_as_short_as_they_can_be(value: float, text: str) -> None:
    assert num(value) == text


def test_a_direction_never_jumps_by_a_turn() -> None:
    assert unwrapped([170.0, -170.0, 170.0]) == pytest.approx([170, 190, 170])
    assert unwrapped([350.0, 370.0]) == pytest.approx([-10, 10])


def test_straight_ways_need_two_samples_and_corners_more() -> None:
    times = [0.0, 1.0, 2.0, 3.0, 4.0]
    assert telling(times, [(n,) for n in times], 0.01) == [0, 4]
    assert telling(times, [(0.0,), (0.0,), (5.0,), (0.0,), (0.0,)], 0.1) == [0, 1, 2, 3, 4]
    assert telling(times, [(0.0,), (0.05,), (0.0,), (-0.05,), (0.0,)], 0.1) == [0, 4]


def test_a_closed_path_comes_back() -> None:
    path = smooth_path([0j, 10 + 0j, 10 + 10j, 0 + 10j])
    assert path.startswith("M0 0c")
    assert path.endswith("z")
    steps = [complex(*map(float, re.findall(r"-?[\d.]+", part)[-2:])) for part in re.split("[cs]", path)[1:]]
    assert sum(steps) == 0


def test_a_moment_stands_still_and_a_course_moves() -> None:
    assert Ink((0.0,)).turned([12.0], "x") == '<g transform="rotate(12)">x</g>'
    assert Ink((0.0,)).placed([0j], "x") == "x"
    moving = Ink((0.0, 1.0, 2.0)).placed([0j, 1 + 0j, 0j], "x")
    assert 'values="0 0;100 0;0 0"' in moving
    assert 'keyTimes="0;.5;1"' in moving
    assert Ink((0.0, 2.0)).stretched([1.0, 0.9], "x").count('values="1 1;1 .9"') == 1


def test_a_shape_is_written_once() -> None:
    ink = Ink((0.0,), "a-")
    assert ink.stamp("k", "M0 0") == ink.stamp("k", "M0 0") == '<use href="#a-0"/>'
    assert ink.stamp("other", "M0 0") == '<use href="#a-1"/>'
    assert ink.definitions().count("<path") == 2
