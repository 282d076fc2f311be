"""The usual pain on waking and its anchor, which only falls (clinical.md 5.2)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from liftwell.training.usual_pain import UsualPain

START: Final = date(2026, 9, 1)


def after(told: int | None, *pains: int) -> UsualPain:
    usual = UsualPain.at_entry(told)
    for number, pain in enumerate(pains):
        usual = usual.after_morning(START + timedelta(number), pain)
    return usual


def test_nobody_asked_until_three_mornings_tell() -> None:
    assert after(None).effective is None
    assert after(None, 2, 2).effective is None
    assert (after(None, 2, 4, 3).effective, after(None, 2, 4, 3).anchor) == (3, 3)


def test_the_anchor_falls_after_two_weeks_and_never_rises() -> None:
    assert after(4, *[2] * 12).anchor == 4
    assert after(4, *[2] * 17).anchor == 2
    assert after(2, *[5] * 30).effective == 2


def test_two_points_up_for_a_week_is_a_flare() -> None:
    usual = after(1, *[3] * 12)
    assert usual.flares(START + timedelta(11))
    assert not after(1, *[2] * 12).flares(START + timedelta(11))
    assert after(1, *[2] * 12).high_days(START) == 0
    assert after(1, *[7] * 12).high_days(START + timedelta(11)) == 9


@given(st.none() | st.integers(0, 10), st.lists(st.integers(0, 10), max_size=40))
def test_no_morning_raises_the_anchor(told: int | None, pains: list[int]) -> None:
    anchors = [after(told, *pains[:number]).anchor for number in range(len(pains) + 1)]
    known = [anchor for anchor in anchors if anchor is not None]
    assert known == sorted(known, reverse=True)
