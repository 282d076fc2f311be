"""Usual pain on waking and its anchor (`clinical.md` 5.2)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liftwell.training.usual_pain import UsualPain

START = date(2026, 3, 2)


def lived(told: int | None, pains: list[int | None]) -> UsualPain:
    """The usual after one morning a day, None where nobody answered."""
    usual = UsualPain.at_entry(told)
    for number, pain in enumerate(pains):
        on = START + timedelta(days=number)
        usual = usual.as_of(on) if pain is None else usual.after_morning(on, pain)
    return usual


def test_three_mornings_make_a_usual_and_seven_are_kept() -> None:
    assert lived(4, [1, 1]).base == 4
    assert lived(4, [1, 2, 3]).base == 2
    assert lived(4, [9, 9, 9, 1, 1, 1, 1, 2, 2, 2]).base == 1


def test_of_two_in_the_middle_the_lower_one_is_usual() -> None:
    assert lived(4, [1, 2, 3, 4]).base == 2


def test_an_unknown_start_is_known_after_three_mornings() -> None:
    usual = lived(None, [2, 2, 2])
    assert (usual.base, usual.anchor, usual.effective) == (2, 2, 2)
    assert lived(None, [2]).effective is None


def test_the_anchor_falls_after_two_weeks_below_it_and_not_before() -> None:
    # The usual is 2 from the third morning on.
    assert lived(4, [2] * 16).anchor == 4
    assert lived(4, [2] * 17).anchor == 2


def test_it_falls_although_nobody_answered_meanwhile() -> None:
    quiet: list[int | None] = [2, 2, 2, *[None] * 13, None]
    assert lived(4, quiet).anchor == 2
    # A worse morning after that changes the usual, and never the anchor.
    assert lived(4, [*quiet, 4, 4, 4, 4, 4, 4, 4]).anchor == 2


def test_a_rise_is_held_against_the_anchor() -> None:
    usual = lived(1, [3, 3, 3, 3])
    assert (usual.base, usual.effective) == (3, 1)


def test_a_flare_lasts_a_week() -> None:
    assert not lived(1, [3] * 9).flares(START + timedelta(days=8))
    assert lived(1, [3] * 10).flares(START + timedelta(days=9))


def test_high_days_count_from_the_first_one() -> None:
    assert lived(6, [6] * 10).high_days(START + timedelta(days=9)) == 9
    assert lived(2, [2] * 10).high_days(START + timedelta(days=9)) == 0


@given(st.none() | st.integers(0, 10), st.lists(st.none() | st.integers(0, 10), max_size=60))
def test_the_anchor_never_rises(told: int | None, pains: list[int | None]) -> None:
    """Invariant 11."""
    anchors = [lived(told, pains[:number]).anchor for number in range(len(pains) + 1)]
    known = [anchor for anchor in anchors if anchor is not None]
    assert known == sorted(known, reverse=True)
