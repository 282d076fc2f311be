"""A response test: which questions follow a change, and what is kept of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import pytest

from liftwell.consultation.responding import CHANGE, keep_response, response_of, response_prompts
from liftwell.consultation.saved_answers import SavedAnswers

NOW: Final = datetime.fromisoformat("2026-11-27T12:00:00")
PAIN: Final = {"response.pain_before": 5, "response.pain_after": 2}


@pytest.mark.parametrize("change", [value for value, _ in CHANGE.choices])
def test_every_change_has_its_questions(change: str) -> None:
    first, *_, before, after = response_prompts(change)
    assert (first, before.path, after.path) == (CHANGE, "response.pain_before", "response.pain_after")
    assert ("less weight" in after.text) == (change == "lighter")
    assert response_prompts(None) == (CHANGE,)


@pytest.mark.parametrize(
    ("told", "row"),
    [
        ({"response.change": "height", "response.raised_cm": 10}, {"what": "10 cm blocks", "raised_cm": 10}),
        ({"response.change": "height"}, {"what": "a higher bar", "raised_cm": None}),
        ({"response.change": "stance"}, {"what": "another stance"}),
        ({"response.change": "cue", "response.what": "slack"}, {"what": "slack"}),
    ],
)
def test_a_whole_one_is_kept_beside_those_before(told: dict[str, Any], row: dict[str, Any]) -> None:
    saved = SavedAnswers(None, NOW)
    assert keep_response(saved, told | PAIN)
    assert keep_response(saved, told | PAIN)
    whole = {"change": told["response.change"], **row, "pain_before": 5, "pain_after": 2}
    assert saved.at("response") == [whole, whole]


@pytest.mark.parametrize(
    "told", [{}, PAIN, {"response.change": "cue", **PAIN}, {"response.change": "bar", "response.pain_before": 5}]
)
def test_half_of_one_is_none(told: dict[str, Any]) -> None:
    saved = SavedAnswers(None, NOW)
    assert not keep_response(saved, told)
    assert response_of(told) is None
    assert saved.content == {}
