"""The reference single in normal training: what raises it, how fast, and that nothing lowers it (clinical.md 4.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.plan.course.placing import placed
from liftwell.plan.course.reference_rise import with_reference
from liftwell.plan.course.standing import Standing
from liftwell.plan.lifter import Lifter
from liftwell.training.diary import Done, Lift

START: Final = date(2026, 9, 1)
NORMAL: Final = placed(Lifter(began=START, age=33, phase="perform", row="P2", ref_kg=180, last_kg=142.5))
EASY: Final = Done(START, Lift("conventional_deadlift", 4, 4, 142.5), "P2", 6, 1, 1, 1)


def on_day(number: int, **facts: Any) -> Done:  # noqa: ANN401
    return replace(EASY, on=START + timedelta(number), **facts)


def after(*days: Done, standing: Standing = NORMAL) -> float | None:
    for done in days:
        standing = with_reference(standing, done)
    return standing.ref_kg


def test_the_first_day_is_where_counting_begins() -> None:
    assert after(on_day(0)) == 180
    assert after(on_day(0), on_day(7)) == pytest.approx(142.5 / 0.786, abs=0.5)  # four at RPE 6 by the chart
    assert after(on_day(0), on_day(1)) == pytest.approx(180 * 1.025 ** (1 / 7))


@pytest.mark.parametrize(
    "facts",
    [
        {"rpe": None}, {"rpe": 8}, {"rpe": 9.5}, {"during": None}, {"during": 4}, {"after": 4},
        {"lift": Lift("block_pull_low", 4, 4, 142.5, 10)},
        {"lift": Lift("conventional_deadlift", 2, 8, 150, 0, (2,) * 4)},
        {"lift": Lift("conventional_deadlift", 3, 12, 142.5)},
    ],
)  # fmt: skip
def test_what_says_nothing_of_the_single(facts: dict[str, Any]) -> None:
    assert after(on_day(0), on_day(7, **facts)) == 180


def test_it_rises_in_normal_training_only_and_from_a_known_one() -> None:
    assert after(on_day(0), on_day(7), standing=replace(NORMAL, phase="return")) == 180
    assert after(on_day(0), on_day(7), standing=replace(NORMAL, ref_kg=None)) is None


def test_a_quiet_month_is_no_credit() -> None:
    heavy = Lift("conventional_deadlift", 4, 4, 170)
    assert after(on_day(0), on_day(30, lift=heavy)) == pytest.approx(180 * 1.025)


@given(st.lists(st.tuples(st.integers(1, 20), st.floats(20, 300), st.sampled_from((6.0, 7.5, 9.0))), max_size=8))
def test_never_more_than_a_fortieth_a_week_and_never_less_than_before(days: list[tuple[int, float, float]]) -> None:
    standing, number, known = with_reference(NORMAL, on_day(0)), 0, [180.0]
    for gap, load, rpe in days:
        number += gap
        standing = with_reference(standing, on_day(number, lift=replace(EASY.lift, load_kg=load), rpe=rpe))
        known.append(standing.ref_kg or 0.0)
        assert known[-2] <= known[-1] <= known[-2] * 1.025 + 1e-9
        assert known[-1] <= 180 * 1.025 ** (number / 7) + 1e-9
