"""Which question comes next: safety before everything, and no further than safety allows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liftwell.consultation.questions import (
    SAFETY,
    cannot_wait,
    clear,
    keep_answer,
    next_question,
    safety_prompts,
    short_is_due,
)
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.screen.prompts import BASIS, Prompt, prompts
from liftwell.screen.questions import FIRST_PAGE

NOW: Final = datetime.fromisoformat("2026-11-27T12:00:00")


def answer_to(prompt: Prompt) -> Any:  # noqa: ANN401
    """What somebody answers whom only the back ails; the first answer to a safety question is the clear one."""
    told = {"about.age": 34, "pain.now": 2, "pain.walking": "normal", "pain.leg": "none", "pain.days": 30,
            "pain.waking": 1, "pain.worst": 4}  # fmt: skip
    if prompt.path in told:
        return told[prompt.path]
    if prompt.choices:
        return [prompt.choices[0][0]] if prompt.kind == "many" else prompt.choices[0][0]
    usual = {"yesno": False, "rating": 1, "ratings": [1, 1]}
    if prompt.kind in usual:
        return usual[prompt.kind]
    assert prompt.range is not None
    value = sum(prompt.range) / 2
    return int(value) if prompt.kind == "whole" else value


def walked(saved: SavedAnswers, **otherwise: object) -> list[Prompt]:
    """All that is asked of somebody, one after the other."""
    asked: list[Prompt] = []
    while (following := next_question(saved)).prompt is not None:
        assert following.prompt not in asked, following
        assert 1 <= following.number <= following.of
        asked.append(following.prompt)
        keep_answer(saved, following.prompt, otherwise.get(following.prompt.path, answer_to(following.prompt)))
    return asked


def test_safety_comes_before_everything_and_in_its_order() -> None:
    saved = SavedAnswers(None, NOW)
    asked = walked(saved)
    safety_first = [one for one in asked if one.group in SAFETY or one.path in BASIS]
    assert asked[: len(safety_first)] == safety_first
    order = [one.path for one in safety_prompts()]
    assert [one.path for one in safety_first] == [path for path in order if path in {one.path for one in asked}]
    assert clear(saved)
    assert {one.group for one in asked} >= {"safety", "about", "pain", "training"}


@pytest.mark.parametrize("key", FIRST_PAGE)
def test_an_emergency_ends_the_questions_with_the_first_page(key: str) -> None:
    saved = SavedAnswers(None, NOW)
    question = next(one for one in prompts() if one.path == f"screen.{key}")
    worst = question.choices[1][0]
    answer: object = [worst] if question.kind == "many" else worst
    asked = walked(saved, **{question.path: answer})
    if cannot_wait(saved):
        assert {one.path for one in asked} <= {f"screen.{one}" for one in FIRST_PAGE}
        assert saved.at("emergency.questions")
    else:
        assert question.path in {one.path for one in asked}


def test_nothing_of_the_story_is_asked_of_who_left_safety_open() -> None:
    saved = SavedAnswers(None, NOW)
    left = {one.path for one in safety_prompts()}
    assert next_question(saved, left).prompt is None
    assert not saved.content


def test_what_was_left_open_is_asked_again_another_time() -> None:
    saved = SavedAnswers(None, NOW)
    first = next_question(saved).prompt
    assert first is not None
    second = next_question(saved, {first.path}).prompt
    assert second is not None
    assert second != first
    assert next_question(saved).prompt == first


def test_a_wrong_answer_is_refused_and_the_old_one_kept() -> None:
    saved = SavedAnswers(None, NOW)
    age = next(one for one in prompts() if one.path == "about.age")
    keep_answer(saved, age, 34)
    with pytest.raises(ImpossibleValue):
        keep_answer(saved, age, 340)
    assert saved.at("about.age") == 34


def test_the_short_check_is_due_on_another_day() -> None:
    saved = SavedAnswers(None, NOW)
    walked(saved)
    tomorrow = SavedAnswers(None, NOW.replace(day=28), saved.content)
    assert short_is_due(tomorrow)
    assert not short_is_due(SavedAnswers(None, NOW))


@pytest.mark.parametrize("left", FIRST_PAGE[1:])
def test_an_emergency_ends_the_questions_though_one_of_the_first_page_was_left_open(left: str) -> None:
    saved, open_ = SavedAnswers(None, NOW), {f"screen.{left}"}
    asked: list[str] = []
    while (following := next_question(saved, open_)).prompt is not None:
        path = following.prompt.path
        keep_answer(saved, following.prompt, ["yes_new"] if path == "screen.R01" else answer_to(following.prompt))
        asked.append(path)
    assert asked == [f"screen.{key}" for key in FIRST_PAGE if key != left]


def test_under_sixteen_there_is_no_story() -> None:
    asked = walked(SavedAnswers(None, NOW), **{"about.age": 15})
    assert {one.group for one in asked} <= {"safety", "about", "pain"}
    assert {one.path for one in asked} <= {one.path for one in safety_prompts()}


def any_answer(prompt: Prompt) -> st.SearchStrategy[object | None]:
    """Any answer to a question, None for one that is left open, and the clear one often."""
    usual = st.just(answer_to(prompt))
    if prompt.kind in ("choice", "many"):
        values = st.sampled_from([value for value, _ in prompt.choices])
        return usual | usual | st.none() | (values.map(lambda one: [one]) if prompt.kind == "many" else values)
    if prompt.kind == "yesno":
        return st.none() | st.booleans()
    if prompt.kind in ("rating", "ratings"):
        return usual | st.none() | st.integers(0, 10).map(lambda one: [one] if prompt.kind == "ratings" else one)
    low, high = prompt.range or (0, 1)
    return usual | st.none() | st.integers(int(low), int(high))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_answered_safety_comes_first_and_an_emergency_ends_it(data: st.DataObject) -> None:
    saved, left_open = SavedAnswers(None, NOW), set[str]()
    asked: list[str] = []
    while (following := next_question(saved, left_open)).prompt is not None:
        path = following.prompt.path
        assert path not in asked, "each question once"
        if path.removeprefix("screen.") not in FIRST_PAGE:
            assert {f"screen.{key}" for key in FIRST_PAGE} <= set(asked)
            assert not cannot_wait(saved)
        if following.stage != "safety":
            assert clear(saved)
        asked.append(path)
        answer = data.draw(any_answer(following.prompt))
        try:
            keep_answer(saved, following.prompt, answer)
        except ImpossibleValue:
            answer = None
        if answer is None:
            left_open.add(path)
    if cannot_wait(saved):
        assert next_question(saved, left_open).stage == "done"
