"""The grid of a what-if: number for number what the model says of each set-up by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.athlete import Athlete
from liftwell.loads.build import body_of
from liftwell.loads.grid import STEP_M, Grid, envelope, grid_of
from liftwell.loads.options import SEED, Question, option
from liftwell.loads.variants import VARIANTS, variant
from tests.loads.bodies import AVERAGE, FLOOR_M, question

LIFTS = ("conventional", "trap-bar-high", "romanian")


def rng() -> np.random.Generator:
    return np.random.default_rng(SEED)


@pytest.fixture(scope="module")
def grid() -> Grid:
    return grid_of(question(), rng(), (-4, 12), 200.0, LIFTS)


@pytest.mark.parametrize(
    ("lift", "raised_m"), [("conventional", -0.04), ("conventional", 0.07), ("trap-bar-high", 0.03), ("romanian", 0.0)]
)
def test_a_cell_is_the_option_of_the_model(grid: Grid, lift: str, raised_m: float) -> None:
    asked = question(load_kg=130.0)
    bodies = asked.draw(rng())
    today = question().pull(bodies, "conventional", np.zeros(1))
    alone = option(asked, lift, "x", asked.pull(bodies, lift, np.array([raised_m])), today)
    cell = grid.cells[lift, round((raised_m - grid.raised_m[0]) / STEP_M)]
    for name in ("bar_height", "hip_flexion", "lumbar_flexion", "trunk_inclination", "bar_travel"):
        one, other = getattr(cell, name), getattr(alone, name)
        assert one.value == pytest.approx(other.value), name
        assert (one.sd or 0.0) == pytest.approx(other.sd or 0.0, abs=1e-9), name
    assert {name: pytest.approx(place) for name, place in alone.points.items()} == cell.points
    moments = cell.moments
    assert moments is not None
    for joint, told in enumerate((alone.l5s1_moment, alone.hip_moment, alone.knee_moment)):
        assert moments.at(joint, 130.0) == pytest.approx(told.value, rel=1e-6)


def test_errors_are_near_those_of_each_height_by_itself(grid: Grid) -> None:
    asked = question()
    bodies = asked.draw(rng())
    for n in (1, 5, 9, 16):
        cell = grid.cells["conventional", n]
        peaks = asked.pull(bodies, "conventional", np.array([cell.raised_m])).peak(grid.loads_kg)[:3, 0]
        assert cell.moments is not None
        assert cell.moments.sd[:2] == pytest.approx(peaks.std(axis=2)[:2], rel=0.06)


def test_a_lift_that_hangs_has_one_cell(grid: Grid) -> None:
    assert [n for lift, n in grid.cells if lift == "romanian"] == [4]
    assert grid.raised_m[4] == pytest.approx(0.0)


def test_what_cannot_be_reached_is_left_out() -> None:
    """From high enough blocks there is no lift left to do."""
    found = grid_of(question(), rng(), (0, 70), 200.0, ("trap-bar-high",))
    there = sorted(n for _, n in found.cells)
    assert there[0] == 0
    assert there[-1] < 70


def test_without_a_mass_there_are_no_moments() -> None:
    found = grid_of(Question(body_of(Athlete(1.7)), None, FLOOR_M), rng(), (0, 2), 200.0, ("sumo",))
    assert found.today_nm is None
    assert all(cell.moments is None for cell in found.cells.values())


def test_every_lift_has_its_cells() -> None:
    found = grid_of(Question(AVERAGE, 80.0, FLOOR_M), rng(), (0, 1), 150.0)
    assert {lift for lift, _ in found.cells} == set(VARIANTS)
    assert all(
        len([1 for lift, _ in found.cells if lift == one]) == (2 if variant(one).from_floor else 1) for one in VARIANTS
    )


@given(st.lists(st.tuples(st.floats(-300, 300), st.floats(-4, 6)), min_size=1, max_size=13))
def test_the_lines_that_are_kept_say_the_largest_everywhere(lines: list[tuple[float, float]]) -> None:
    bare, lever = np.array(lines).T
    kept = list(envelope(bare, lever, 200.0))
    for load in np.linspace(0.0, 200.0, 41):
        assert (bare[kept] + lever[kept] * load).max() == pytest.approx((bare + lever * load).max(), abs=1e-6)
