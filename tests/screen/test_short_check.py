"""The short check before a session (`clinical.md` 2.7)."""

from __future__ import annotations

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.screen.questions import questions
from liftwell.screen.short_check import AFTER_RED, NOTHING, TICKS, opened_by


def test_every_tick_opens_questions_that_there_are() -> None:
    opened = [key for _, _, keys in TICKS for key in keys]
    assert len(opened) == len(set(opened))
    assert set(opened) | set(AFTER_RED) <= set(questions())
    assert [tick for tick, _, keys in TICKS if not keys] == [NOTHING]


def test_ticks_open_their_questions_once() -> None:
    assert opened_by(("none",)) == ()
    assert opened_by(("fever", "toilet", "fever")) == ("R11", "R01")
    assert opened_by(("new",)) == ("R09", "R10", "R14", "R15")


@pytest.mark.parametrize("ticks", [(), ("fver",), ("none", "fever"), ("",), ("none", "none", "new")])
def test_what_is_no_answer(ticks: tuple[str, ...]) -> None:
    with pytest.raises(ImpossibleValue):
        opened_by(ticks)
