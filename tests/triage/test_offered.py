"""Which self-tests may be done today (`clinical.md` 3.3)."""

from __future__ import annotations

from typing import Any

import pytest

from liftwell.screen.red_flags import screened
from liftwell.triage.offered import offered
from tests.screen.lifters import Answers, lifter

ALL = ["T1", "T1b", "T2", "T3", "T4", "T5", "T6", "T7"]


def ids(answers: Answers | None = None, *, age: int = 30, found: tuple[str, ...] = (), **facts: Any) -> list[str]:  # noqa: ANN401
    intake = lifter(answers, age=age, **facts)
    return [test.id for test in offered(screened(intake, found), intake)]


def test_all_of_them_to_somebody_who_is_clear() -> None:
    assert ids() == ALL
    assert ids({"R16": ("three",)}, days=200) == ALL  # only to be mentioned


@pytest.mark.parametrize(
    "answers",
    [{"R08": ("yes",)}, {"R08": ()}, {"R13": ("yes",)}, {"R12": ("constant",)}, {"R15": ("pregnant",)}, {"R13": ()}],
)
def test_none_before_safety_is_clear(answers: Answers) -> None:
    assert ids(answers) == []


def test_none_while_it_settles_or_under_sixteen() -> None:
    assert ids(now=7) == []
    assert ids(walking="hard") == []
    assert ids(age=15, days=3) == []


@pytest.mark.parametrize("leg", ["above-knee", None])
def test_nothing_that_pulls_on_a_leg_that_may_hurt(leg: str | None) -> None:
    assert not {"T3", "T4"} & set(ids(leg=leg))


@pytest.mark.parametrize(("waking", "held"), [(4, True), (5, False), (None, False)])
def test_the_back_hold_only_with_little_pain_on_waking(waking: int | None, held: bool) -> None:
    assert ("T6" in ids(waking=waking)) is (held and waking is not None)


def test_what_a_condition_spares() -> None:
    assert "T2" not in ids({"R15": ("hip_replacement",)})
    assert "T1b" not in ids(found=("shoulder_pain",))
