"""The comfort step: offered to a back that has hurt for long or is stiff on waking, and never a gate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liftwell.plan.drills.comfort import comfort
from tests.plan.drills.lifters import of_case


@pytest.mark.parametrize(
    ("days", "stiff", "offered"),
    [(91, None, True), (90, None, False), (None, None, False), (10, True, True), (10, False, False)],
)
def test_to_whom_it_is_offered(days: int | None, stiff: bool | None, offered: bool) -> None:
    """What was not told asks for nothing here, because nothing hangs on it."""
    items = comfort(of_case("C08"), days, stiff)
    assert [one.exercise for one in items] == (["tissue_ease", "cat_camel"] if offered else [])
    assert {one.part for one in items} <= {"comfort"}


def test_it_says_why_and_that_it_is_no_must() -> None:
    assert comfort(of_case("C08"), 1100, None)[0].why.text == (
        "Your back has hurt for long, so you may begin with some ease; it is never a must."
    )
    assert comfort(of_case("C14"), 10, stiff_mornings=True)[0].why.text.startswith("Your back is stiff in the morning")


def test_what_conditions_change_and_forbid() -> None:
    heat, cat = comfort(of_case("C16"), 200, None)
    assert (heat.care, cat.care) == (("Heat only, no ball on the spine.",), ("Skip the round.",))
    operated = replace(of_case("C08"), conditions=frozenset({"post_surgery"}))
    assert [one.exercise for one in comfort(operated, 200, None)] == ["tissue_ease"]


def test_not_before_the_level_is_clear_and_the_pain_has_settled() -> None:
    assert comfort(of_case("C07"), 200, None) == ()
    assert comfort(of_case("C09"), 200, None) == ()
