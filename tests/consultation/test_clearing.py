"""A clinician's word: what it can turn off, on which days, and what is kept of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liftwell.consultation.clearing import keep_clearance, require_cleared_on, to_clear
from liftwell.consultation.questions import current, keep_answer, next_question
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from tests.consultation.test_questions import NOW, answer_to

TODAY = NOW.date()


def told(**changed: object) -> SavedAnswers:
    """Clear answers but for `changed`, as far as they are asked."""
    saved = SavedAnswers(None, NOW)
    while (prompt := next_question(saved).prompt) is not None:
        name = prompt.path.removeprefix("screen.").replace(".", "_")
        keep_answer(saved, prompt, changed.get(name, answer_to(prompt)))
    return saved


def test_a_clearance_is_kept_with_what_it_is_about_and_turns_it_off() -> None:
    saved = told(R15=["pregnant"])
    assert [flag.id for flag in to_clear(current(saved))] == ["R15"]
    until = keep_clearance(saved, current(saved), "midwife", TODAY, ["no breath holding"])
    assert until == TODAY + timedelta(days=90)
    assert saved.at("clearance") == [
        {"questions": ["R15"], "by": "midwife", "on": TODAY.isoformat(), "limits": ["no breath holding"],
         "answers": {"R15": ["pregnant"]}},
    ]  # fmt: skip
    assert current(saved).limits == ("no breath holding",)
    assert to_clear(current(saved)) == ()


def test_what_cannot_be_cleared_is_said() -> None:
    with pytest.raises(ImpossibleValue, match="No clearance can turn off"):
        to_clear(current(told(R01=["yes_new"])))
    with pytest.raises(ImpossibleValue, match="There is nothing to clear"):
        keep_clearance(told(), current(told()), "doctor", TODAY)


@pytest.mark.parametrize(
    ("day", "says"),
    [(date(2026, 11, 28), "still to come"), (date(2026, 7, 1), "more than 90 days ago"),
     (date(2026, 11, 1), "before this pain began, on 2026-11-17")],
)  # fmt: skip
def test_a_day_that_says_nothing_about_today(day: date, says: str) -> None:
    saved = told(R15=["pregnant"], pain_days=10)
    with pytest.raises(ImpossibleValue, match=says):
        require_cleared_on(saved, day)
    with pytest.raises(ImpossibleValue, match=says):
        keep_clearance(saved, current(saved), "doctor", day)
    assert saved.at("clearance") is None
