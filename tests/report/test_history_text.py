"""A history in the terminal: load and pain stand above each other, and nothing runs over the edge."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.athlete import KG_PER_LB
from liftwell.report.history import History, HistoryDay, Measured, history_of
from liftwell.report.history_following import following
from liftwell.report.history_text import EMPTY, history_lines
from liftwell.training.diary import Diary
from tests.report.histories import clips_alone, day, done, rounding, told, years

WIDTHS: Final = [40, 60, 80, 132]


def row(lines: list[str], name: str) -> str:
    """The line of that name without its label: of blocks, the lowest one."""
    (found,) = [line for line in lines if re.match(rf"{name}( {{{9 - len(name)}}}|$)", line)]
    return found[9:]


def columns(lines: list[str], name: str) -> set[int]:
    """Where anything stands in a row of blocks."""
    return {n for n, sign in enumerate(row(lines, name)) if sign != " "}


@pytest.mark.parametrize("width", WIDTHS)
def test_an_empty_history_says_what_to_do(width: int) -> None:
    lines = history_lines(History("sam"), width)
    assert " ".join(lines) == EMPTY
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_load_and_pain_stand_above_each_other(width: int) -> None:
    lines = history_lines(told([100.0 + n for n in range(16)], [n % 5 for n in range(16)], every=3), width)
    assert columns(lines, "Load, kg") == columns(lines, "Pain")
    assert len(columns(lines, "Load, kg")) == 16


def test_the_picture_of_a_few_days() -> None:
    lines = history_lines(told([60.0, 120.0, 90.0, 120.0], [0, 10, 5, None]), 40)
    assert lines[lines.index("") + 1 :][:8] == [
        "     120       █     ▂     █",
        "         ▄     █     █     █",
        "Load, kg █     █     █     █",
        "      10       █",
        "Pain     ▁     █     █",
        "Usual",
        "         2 Mar",
        "Pain is that of the next morning, from 0",
    ]


def test_a_pain_of_nought_is_told_and_one_that_was_not_told_is_not() -> None:
    lines = history_lines(told([100.0, 100.0], [0, None], every=1), 80)
    assert columns(lines, "Pain") == {0}
    assert len(columns(lines, "Load, kg")) == 2


def test_the_usual_is_a_row_of_numbers() -> None:
    days = tuple(HistoryDay(day(n), waking=2) for n in range(4))
    lines = history_lines(History("sam", days, (None, 2, 10, 10)), 80)
    assert row(lines, "Usual").split() == ["2", "X", "X"]
    assert "X is 10." in " ".join(lines)
    assert not [line for line in lines if line.startswith("The last")]


def test_the_answer_comes_first() -> None:
    history = told([100.0, 120.0] * 12, [1, 3] * 12)
    found = following(history)
    text = " ".join(history_lines(history, 80))
    assert text.startswith(" ".join((found.headline, *found.details)))


def test_columns_of_more_than_a_day_say_so() -> None:
    assert "Each column is" not in " ".join(history_lines(told([100.0] * 4, [1] * 4), 80))
    assert "Each column is 2 days, by its highest number." in " ".join(history_lines(told([100.0] * 50, [1] * 50), 80))


def test_months_stand_under_their_days() -> None:
    lines = history_lines(told([100.0] * 30, [1] * 30), 80)
    (names,) = [line for line in lines if re.match(r"\s+Mar\s", line)]
    assert names.split() == ["Mar", "Apr"]
    assert names.index("Apr") == 9 + 30


def test_the_last_ten_sessions_are_a_table() -> None:
    diary = Diary(tuple(done(2 * n, 100 + n, during=1, after=0, morning=n % 3) for n in range(12)))
    lines = history_lines(history_of("sam", diary, told=1), 80)
    at = lines.index("The last 10 sessions:")
    assert lines[at + 1].split() == ["Day", "kg", "During", "Next", "Usual", "Colour", "Lift"]
    assert len(lines[at + 2 :]) == 10
    assert lines[-1] == "24 Mar 2026  111       1     2      1   amber  Deadlift from the floor"
    assert lines[at + 2].startswith(" 6 Mar 2026  102")


def test_plates_in_pounds_make_a_history_in_pounds() -> None:
    diary = Diary(tuple(done(2 * n, (225 + 5 * n) * KG_PER_LB, during=1, after=0, morning=1) for n in range(4)))
    lines = history_lines(replace(history_of("sam", diary, told=1), unit="lb"), 80)
    at = lines.index("The last 4 sessions:")
    assert lines[at + 1].split()[1] == "lb"
    assert [line.split()[3] for line in lines[at + 2 :]] == ["225", "230", "235", "240"]
    assert any(line.startswith("     240 ") for line in lines)
    assert "Load, lb " in "\n".join(lines)


def test_what_was_not_told_is_a_dash() -> None:
    (line,) = history_lines(history_of("sam", Diary((done(0),))), 80)[-1:]
    assert line == " 2 Mar 2026  100       –     –      –       –  Deadlift from the floor"
    assert "The last session:" in history_lines(history_of("sam", Diary((done(0),))), 80)


@pytest.mark.parametrize("width", WIDTHS)
def test_clips_alone_show_what_they_measured_and_no_empty_rows(width: int) -> None:
    lines = history_lines(clips_alone(), width)
    assert lines[-4:] == [
        "Low back in the pull, in the last clips:",
        "        Day  Rounder by  Held up to",
        " 2 Mar 2026  8 ± 4°      –",
        "11 Mar 2026  -3 ± 4°     –",
    ]
    assert [line for line in lines if line.startswith(("Load", "Pain", "Usual"))] == []


def test_mornings_alone_show_no_load() -> None:
    lines = history_lines(History("sam", (HistoryDay(day(0), waking=2),), (2,)), 80)
    assert row(lines, "Usual").split() == ["2"]
    assert [line for line in lines if line.startswith("Load")] == []


def test_the_last_three_clips_are_a_table() -> None:
    diary = Diary((done(0, 100),))
    seen = [Measured(day(n), rounding(n), 90.0 + n) for n in range(7)]
    lines = history_lines(history_of("sam", diary, seen), 80)
    assert "The last session:" in lines
    assert [line.split()[-5:] for line in lines[-2:]] == [["5", "±", "4°", "95", "kg"], ["6", "±", "4°", "96", "kg"]]
    assert lines.index("        Day  Rounder by  Held up to") == len(lines) - 4


def test_a_narrow_terminal_cuts_or_leaves_out_the_lift() -> None:
    diary = Diary((done(0, 100, "a-very-long-name-that-another-log-gave-to-a-lift" * 2),))
    assert history_lines(history_of("sam", diary), 80)[-1].endswith("…")
    assert "a-very" not in history_lines(history_of("sam", diary), 50)[-1]


@pytest.mark.parametrize("width", [-1, 0, 40, 41, 79, 80, 200])
def test_twenty_years_fit_into_any_width(width: int) -> None:
    lines = history_lines(years(20), width)
    assert max(map(len, lines)) <= max(40, width)
    assert len(lines) < 40
    assert [line for line in lines if re.search(r"20[234]\d.*20[234]\d", line)]


@given(
    st.dictionaries(
        st.integers(0, 8000), st.tuples(st.floats(0, 700), st.none() | st.integers(0, 10)), min_size=1, max_size=20
    ),
    st.integers(40, 140),
)
def test_no_line_is_too_long_and_no_session_is_lost_from_sight(
    sessions: dict[int, tuple[float, int | None]], width: int
) -> None:
    days = tuple(
        HistoryDay(day(0) + timedelta(days=n), load_kg=load, exercise="x" * 80, morning=pain)
        for n, (load, pain) in sorted(sessions.items())
    )
    lines = history_lines(History("sam", days, (None,) * len(days)), width)
    assert max(map(len, lines)) <= width
    assert columns(lines, "Pain") <= columns(lines, "Load, kg")
    assert bool(columns(lines, "Pain")) == any(pain is not None for _, pain in sessions.values())
    assert columns(lines, "Load, kg")
