"""The questions in their order, and when each is asked."""

from __future__ import annotations

import pytest

from liftwell.screen.prompts import BASIS, OF_TODAY, applies, of_test, prompts
from liftwell.screen.questions import FIRST_PAGE, questions
from liftwell.triage.self_tests import shipped

PATHS = [one.path for one in prompts()]
BY_PATH = {one.path: one for one in prompts()}


def test_safety_comes_first_and_everything_once() -> None:
    assert PATHS[:8] == [f"screen.{key}" for key in FIRST_PAGE]
    assert len(PATHS) == len(set(PATHS))
    safety = max(PATHS.index(f"screen.{key}") for key in questions())
    assert {PATHS.index(path) < safety for path in (*BASIS, "about.age")} == {True}
    assert PATHS.index("pain.where") > safety
    assert set(OF_TODAY) <= set(BASIS)
    assert PATHS.index("pain.days") < PATHS.index("screen.R16")  # which asks only where it is long


@pytest.mark.parametrize("path", PATHS)
def test_each_has_what_its_kind_needs(path: str) -> None:
    prompt = BY_PATH[path]
    assert "?" in prompt.text
    if prompt.kind in ("choice", "many"):
        assert len(prompt.choices) >= 2
        assert len({value for value, _ in prompt.choices}) == len(prompt.choices)
    if prompt.kind in ("whole", "number"):
        assert prompt.range is not None
        assert prompt.range[0] < prompt.range[1]
    assert (prompt.test is not None) == (prompt.group == "tests")
    assert prompt.test is None or prompt.test in shipped()
    assert "Shown on screen" not in prompt.help


def test_lists_are_shown_line_by_line() -> None:
    assert BY_PATH["screen.R16"].text.count("\n· ") == 8
    assert "\nA: " in BY_PATH["screen.R09"].text
    assert "\nB: " in BY_PATH["screen.R09"].text


@pytest.mark.parametrize(
    ("path", "answers", "asked"),
    [
        ("pain.now", {}, True),
        ("pain.groin_side", {}, False),
        ("pain.groin_side", {"pain.where": ["groin", "left"]}, True),
        ("pain.groin_side", {"pain.where": ["left"]}, False),
        ("pain.soreness.days", {}, False),
        ("pain.soreness.days", {"pain.soreness.sides": "none"}, False),
        ("pain.soreness.days", {"pain.soreness.sides": "one"}, True),
        ("screen.R16", {"pain.days": 90}, False),
        ("screen.R16", {"pain.days": 91}, True),
        ("screen.R16", {"pain.days": 0}, False),
        ("screen.R16", {}, True),  # not known is not short
    ],
)
def test_when_a_question_is_asked(path: str, answers: dict[str, object], asked: bool) -> None:
    assert applies(BY_PATH[path], answers) is asked


def test_the_questions_of_a_self_test() -> None:
    assert [one.path for one in of_test("T3")] == ["tests.knee_extension.left_deg", "tests.knee_extension.right_deg"]
    assert list(of_test("T1")) == []  # a clip tells it
