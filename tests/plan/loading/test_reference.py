"""Which single the percentages are taken of: what was told, else what the log says, else what is remembered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.plan.loading.reference import Best, Reference, raised, reference
from liftwell.training.session import Session, Set, Training

ONSET = date(2026, 11, 1)
TODAY = date(2026, 11, 20)


def logged(days_before: int, *sets: Set, lift: str = "conventional") -> Session:
    return Session(ONSET - timedelta(days=days_before), lift, sets)


def kg(*sessions: Session, best: Best | None = None, on: date = TODAY, onset: date | None = ONSET) -> float | None:
    told = reference(Training(sessions), on, onset, best)
    return None if told is None else round(told.load_kg, 2)


def test_a_told_best_stands_as_it_is_whatever_the_log_says() -> None:
    # Signed case C02: 65 % of 220 kg are 143 kg.
    heavy = logged(7, Set(3, 215, rpe=8))
    assert kg(heavy, best=Best(220)) == 220
    assert pytest.approx(143) == 0.65 * 220
    assert reference(Training((heavy,)), TODAY, ONSET, Best(220)) == Reference(220, "told")


def test_else_the_best_estimate_of_the_twelve_weeks_before_the_pain() -> None:
    assert kg(logged(20, Set(5, 150)), logged(10, Set(5, 162.2, rpe=8))) == 200
    assert kg(logged(85, Set(5, 162.2, rpe=8))) is None
    assert kg(logged(84, Set(5, 162.2, rpe=8))) == 200
    assert kg(logged(0, Set(5, 162.2, rpe=8))) is None
    assert kg(logged(-3, Set(5, 162.2, rpe=8)), onset=None) == 200


@pytest.mark.parametrize(
    "one",
    [
        Set(5, 162.2, rpe=8, pain=4),
        Set(5, 162.2, rpe=9.5),
        Set(11, 162.2),
        Set(5, 162.2, rpe=5),
        Set(5, 0),
    ],
)
def test_painful_very_hard_long_or_very_easy_sets_tell_nothing(one: Set) -> None:
    assert kg(logged(10, one)) is None
    assert kg(logged(10, one, Set(1, 100))) == 100


def test_sets_on_the_marks_still_count() -> None:
    assert kg(logged(10, Set(5, 83.7, rpe=9, pain=3))) == 100
    assert kg(logged(10, Set(10, 73.9, pain=0))) == pytest.approx(98.53, abs=0.01)


@pytest.mark.parametrize("lift", ["trap-bar-high", "block", "romanian", "kettlebell", "squat"])
def test_other_lifts_have_another_single(lift: str) -> None:
    assert kg(logged(10, Set(5, 162.2, rpe=8), lift=lift)) is None
    assert kg(logged(10, Set(5, 162.2, rpe=8), lift="sumo")) == 200


def test_a_recalled_best_comes_last_and_counts_a_little_less() -> None:
    assert kg(best=Best(200, recalled=True)) == 190
    assert kg(logged(10, Set(5, 83.7, rpe=9)), best=Best(200, recalled=True)) == 100
    assert kg() is None


def test_what_is_older_than_half_a_year_counts_less() -> None:
    half_a_year_ago = TODAY - timedelta(weeks=26)
    assert kg(best=Best(200, half_a_year_ago)) == 200
    assert kg(best=Best(200, half_a_year_ago - timedelta(days=1))) == 180
    assert kg(best=Best(200, date(2026, 1, 1), recalled=True)) == 171
    assert kg(logged(10, Set(5, 83.7, rpe=9)), on=ONSET + timedelta(weeks=25)) == 90
    assert kg(logged(10, Set(5, 83.7, rpe=9)), on=ONSET + timedelta(weeks=24)) == 100


def test_it_falls_at_once_and_rises_slowly() -> None:
    before = Reference(200, "log", TODAY)
    week = TODAY + timedelta(days=7)
    assert raised(before, Reference(190, "log", week)) == Reference(190, "log", week)
    assert raised(before, Reference(230, "log", week)).load_kg == pytest.approx(205)
    assert raised(before, Reference(201, "log", week)).load_kg == 201
    assert raised(before, Reference(230, "told")) == Reference(200, "told", TODAY)
    assert raised(before, Reference(230, "log", TODAY - timedelta(days=7))).load_kg == 200


@given(st.lists(st.tuples(st.integers(1, 10), st.floats(50, 400)), min_size=1, max_size=12))
def test_however_often_it_is_asked_it_rises_by_no_more_than_a_fortieth_a_week(asked: list[tuple[int, float]]) -> None:
    now = first = Reference(150, "log", TODAY)
    for days, load in asked:
        assert now.on is not None
        now = raised(now, Reference(load, "log", now.on + timedelta(days=days)))
    assert now.on is not None
    assert now.load_kg <= first.load_kg * 1.025 ** ((now.on - TODAY).days / 7) * (1 + 1e-9)


def test_a_best_that_nobody_lifts_is_refused() -> None:
    with pytest.raises(ImpossibleValue, match="best lift"):
        Best(900)
