"""The warning signs of a note: each with its answer, and nothing open that reads as "no"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from liftwell.screen.intake import Intake, Walking
from liftwell.screen.questions import questions
from liftwell.triage.account import Account
from liftwell.triage.referral_parts import referral_words
from liftwell.triage.referral_signs import BODY, NERVES
from tests.report.notes import ON, account, answered, everything, note, signs


def test_every_warning_sign_is_there_with_a_plain_no() -> None:
    found = note(account("C09"))
    assert found.signs.title == "Warning signs asked about"
    assert signs(found) == {
        "Bladder, bowel change": ("no", "no"),
        "Less saddle feeling": ("no", "no"),
        "Signs in both legs": ("no", "no"),
        "One leg weaker": ("no", "no"),
        "Clumsy legs, tight band": ("no", "no"),
        "Walking today": ("normal", "no"),
        "Hard accident": ("no", "no"),
        "Heart, main artery signs": ("no", "no"),
        "Dark pee, hard back after a session": ("no", "no"),
        "Cancer, ever": ("no", "no"),
        "Fever, infection": ("no", "no"),
        "Constant pain, weight loss": ("no", "no"),
        "Tummy, side, pelvis signs": ("no", "no"),
    }


def test_a_yes_stands_out_and_what_is_open_is_no_no() -> None:
    found = signs(note(answered(account("C05"), R01=("unsure",), R02=(), R10=("yes_checked",), R13=("no", "what"))))
    assert found["Signs in both legs"] == ("yes, in the last 14 days", "yes")
    assert found["Bladder, bowel change"] == ("not sure", "open")
    assert found["Less saddle feeling"] == ("not told", "open")
    assert found["Cancer, ever"] == ("yes, this pain checked", "yes")
    assert found["Tummy, side, pelvis signs"] == ("not told", "open")  # one answer that there is not
    assert {state for _, state in signs(note(everything())).values()} == {"yes"}
    assert set(signs(note(Account(Intake(ON)))).values()) == {("not told", "open")}


def test_every_answer_to_a_warning_sign_has_words_and_only_the_first_is_a_no() -> None:
    words = referral_words()["signs"]
    for key in (*NERVES, *BODY):
        question = questions()[key]
        assert set(words[key]) - {"what"} == {one for one, _ in question.answers} - {question.clear, "unsure"}
        for one, _ in question.answers:
            found = signs(note(answered(account("C01"), **{key: (one,)})))[words[key]["what"]]
            state = "no" if one == question.clear else "open" if one == "unsure" else "yes"
            assert found == (words.get(one) or words[key][one], state)
            assert found[0].startswith("no") == (state != "yes")  # "no", "not sure"; a glance must not take it for a no


@pytest.mark.parametrize(("walking", "said"), [("hard", "hard with this pain"), ("no", "cannot, with this pain")])
def test_walking_today(walking: Walking, said: str) -> None:
    given = account("C09")
    given = replace(given, intake=replace(given.intake, story=replace(given.intake.story, walking=walking)))
    assert signs(note(given))["Walking today"] == (said, "yes")


def test_a_no_to_both_legs_that_the_story_gainsays_is_no_no_here() -> None:
    given = account("C01")
    given = replace(given, intake=replace(given.intake, story=replace(given.intake.story, leg="both")))
    assert signs(note(given))["Signs in both legs"] == ("told in the story, yet answered no", "yes")


def test_signs_that_were_asked_on_another_day_say_so() -> None:
    given = account("C09")
    for on, title in ((ON - timedelta(days=6), " on 20 Nov 2026"), (None, ", day not told")):
        safety = replace(given.intake.safety, answered_on=on)
        found = note(replace(given, intake=replace(given.intake, safety=safety)))
        assert found.signs.title == f"Warning signs asked about{title}"
    assert note(Account(Intake(ON))).signs.title == "Warning signs asked about"
