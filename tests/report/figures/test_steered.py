"""A body that a script steers: its numbers are those of the same picture drawn for each posture by itself."""

from __future__ import annotations

import re
from itertools import accumulate

import numpy as np
import pytest

from liftwell.loads.grid import grid_of
from liftwell.loads.options import SEED
from liftwell.report.figures.body import build_for
from liftwell.report.figures.figure import Figure
from liftwell.report.figures.set_up import posed
from liftwell.report.figures.steered import PER_UNIT, Steered, steered
from liftwell.report.setups import Figure as SetUp
from liftwell.report.setups import back_of
from tests.loads.bodies import question


@pytest.fixture(scope="module")
def postures() -> tuple[list[Figure], list[complex]]:
    grid = grid_of(question(), np.random.default_rng(SEED), (0, 20), 200.0, ("conventional", "trap-bar-high"))
    figures, plates = [], []
    for cell in grid.cells.values():
        points = dict(cell.points)
        figures.append(posed(build_for(1.75), SetUp(points, back_of(points, cell.lumbar_flexion), (0.0, 0.0), 0.0)))
        plates.append(complex(points["hand"][0], 0.225 + cell.raised_m))
    return figures, plates


def drawn(postures: tuple[list[Figure], list[complex]], show: int) -> Steered:
    return steered(*postures, show, None, "A lifter")


def handles_in(svg: str) -> dict[int, str]:
    """What is written at each handle."""
    found = re.findall(r'data-handle="(\d+)" (?:transform="\w+\(([^)]*)\)"|d="([^"]*)")', svg)
    return {int(number): transform or path for number, transform, path in found}


@pytest.mark.parametrize("show", [0, 9, 30])
def test_the_numbers_are_what_is_written(postures: tuple[list[Figure], list[complex]], show: int) -> None:
    found = drawn(postures, show)
    written = handles_in(str(found.svg))
    assert sorted(written) == list(range(len(found.handles)))
    for number, handle in enumerate(found.handles):
        if handle["kind"] == "path":
            continue
        told = [list(accumulate(column))[show] / PER_UNIT[handle["kind"]] for column in handle["columns"]]
        assert told == pytest.approx([float(one) for one in written[number].split()], abs=0.051), number


def test_outlines_are_those_of_the_trunk(postures: tuple[list[Figure], list[complex]]) -> None:
    found = drawn(postures, 3)
    paths = [handle for handle in found.handles if handle["kind"] == "path"]
    assert len(paths) == 2  # shirt and seat
    for handle in paths:
        first = re.match(r"M([-.\d]+?)(?: |(?=-))([-.\d]+)c", handles_in(str(found.svg))[found.handles.index(handle)])
        assert first is not None
        x, y = (list(accumulate(column))[3] / 10 for column in handle["columns"][:2])
        assert (x, y) == pytest.approx((float(first[1]), float(first[2])), abs=0.06)


def test_the_plates_come_last(postures: tuple[list[Figure], list[complex]]) -> None:
    found = drawn(postures, 0)
    last = found.handles[-1]
    assert last["kind"] == "translate"
    xs = list(accumulate(last["columns"][0]))
    assert xs == [round(1000 * place.real) for place in postures[1]]


def test_today_lies_pale_behind_and_has_no_handle(postures: tuple[list[Figure], list[complex]]) -> None:
    with_today = steered(*postures, 5, postures[0][0], "A lifter")
    assert 'class="lw-ghost"' in with_today.svg
    assert len(with_today.handles) == len(drawn(postures, 5).handles)
    ghost = str(with_today.svg).split('class="lw-ghost"')[1]
    assert "data-handle" in ghost  # the body itself comes after it
    assert 'class="lw-ghost"' not in drawn(postures, 5).svg
