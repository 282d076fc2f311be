"""D1 at 16 and 17, as `clinical.md` 5.6 has it: weeks of pain, or pain on bending back at any time."""

from __future__ import annotations

import pytest

from liftwell.screen.intake import Otherwise
from liftwell.screen.questions import Level
from liftwell.screen.red_flags import screened
from tests.screen.lifters import lifter


@pytest.mark.parametrize(
    ("age", "days", "otherwise", "level"),
    [
        (17, 5, ("bending-back",), "soon"),
        (17, 5, (), "none"),
        (17, 5, None, "unanswered"),
        (17, 14, (), "soon"),
        (17, None, (), "unanswered"),
        (19, 5, ("bending-back",), "none"),
        (19, 21, ("bending-back",), "soon"),
        (19, 21, None, "unanswered"),
        (25, 60, ("bending-back",), "none"),
    ],
)
def test_young_backs(age: int, days: int | None, otherwise: tuple[Otherwise, ...] | None, level: Level) -> None:
    assert screened(lifter({}, age=age, days=days, otherwise=otherwise)).level == level
