"""The lift of a session in one line, and a person's words without what no file may hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.exchange.session_words import lift_line, one_line
from liftwell.training.diary import Lift


@pytest.mark.parametrize(
    ("lift", "line"),
    [
        (Lift("conventional_deadlift", 3, 8, 60), "Deadlift from the floor: 3 x 8 with 60 kg"),
        (Lift("dowel_hinge", 1, 8, 0), "Hinge with a stick along the back: 1 x 8 without weight"),
        (
            Lift("block_pull_low", 3, 6, 122.5, 10, (2, 2, 2)),
            "Block pull, 5 to 15 cm: 3 clusters of 2+2+2 with 122.5 kg, plates 10 cm up",
        ),
        (Lift("of another\nlog", 1, 5, 100), "of another log: 1 x 5 with 100 kg"),
    ],
)
def test_a_lift_in_one_line(lift: Lift, line: str) -> None:
    assert lift_line(lift) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Ana  María ", "Ana María"),
        ("a\r\n\tb\u2028c\u00a0d", "a b c d"),
        ("a \x00 b\x07", "a b"),
        ("half \ud83d of one", "half of one"),
        ("👩‍🦰 می‌خواهم", "👩‍🦰 می‌خواهم"),
        (" \x00\n", ""),
    ],
)
def test_a_text_in_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text())
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    line = one_line(text)
    assert not {unicodedata.category(one) for one in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert one_line(line) == line == line.strip()
    line.encode("utf-8")
