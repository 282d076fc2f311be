"""The words of the safety outcomes: the fixed ones as signed, all reasons, and nothing that trains too soon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

import pytest

from liftwell.athlete import Athlete
from liftwell.screen.intake import Clearance, Intake, PainStory, Person, SafetyAnswers
from liftwell.screen.outcome import CONTRACT, Outcome, outcome_of
from liftwell.screen.phone import LOCAL_EMERGENCY, countries, phone_of
from liftwell.screen.questions import LEVELS, questions
from liftwell.screen.red_flags import screened
from liftwell.screen.safety_card import SAFETY_CARD
from tests.reading import STOP, reading_index

Answers = Mapping[str, tuple[str, ...]]
ON: Final = date(2026, 11, 26)
CLEAR: Final = {key: (question.clear,) for key, question in questions().items()}
STORY: Final = PainStory(days=20, now=2, worst=4, waking=1, leg="none", walking="normal", first_time=False)
# `clinical.md` 2.8, copied by hand: the words that a clinician reads must be those that people get.
FIXED: Final = {
    "emergency": "Please go to an emergency department now. Do not drive yourself and do not wait for an appointment. "
    "{reason}. This is rare, and it is treated best when it is seen early. Show them this page. No training until a "
    "clinician has seen you.",
    "unsure": "You are not sure, and this one matters. Phone your urgent advice line or a clinic now and read the "
    "question to them. We show no exercises until it is answered.",
    "skipped": "One safety question is still open. Please answer it first. We do not read a skipped question as a no.",
    "today": "Please speak to a doctor, physiotherapist or urgent advice line today. {reason}. Until then: move about "
    "as is comfortable, no training.",
    "days": "Please get this checked within three days. {reason}. Until then: easy walks and positions that ease it. "
    "No lifting.",
    "soon": "Please get this checked within two weeks. {reason}. Most people with this do well. Until then we leave "
    "out loaded hinges and give you what is safe meanwhile.",
    "routine": "Mention this at your next visit: {reason}. You can keep training.",
    "clear": "No warning signs today. We ask again before every session, because things can change. Keep the safety "
    "card.",
    "first": "Before anything else, seven short questions about your safety. It takes a minute.",
}
CARD: Final = (
    "Go to an emergency department if you notice: trouble starting or holding your pee or poo, or not feeling it · "
    "numbness between the legs · pain, tingling, numbness or weakness in both legs · legs that become unsteady · "
    "tearing pain with faintness, chest pain or trouble breathing · dark, cola-coloured pee, or a rock-hard, numb "
    "back after a session. Phone the same day for: a foot or leg that gets weaker · fever with back pain."
)
# Nothing that anyone does for training may be named where someone has to be seen first.
EXERCISE: Final = re.compile(
    r"\b(bridge|hinge|plank|squat|stretch|curl|drill|exercise|sets?|reps?|rock.back|cat|bird)\w*\b", re.IGNORECASE
)


def told(
    answers: Answers = MappingProxyType({}),
    age: int | None = 30,
    story: PainStory = STORY,
    cleared: tuple[str, ...] = (),
    country: str | None = None,
) -> Outcome:
    clearances = (Clearance(cleared, "physiotherapist", ON),) if cleared else ()
    safety = SafetyAnswers(ON, {**CLEAR, **answers})
    return outcome_of(screened(Intake(ON, Person(age, Athlete(1.8, 80.0)), safety, story, clearances)), country)


def test_an_emergency_in_the_fixed_words() -> None:
    found = told({"R03": ("yes_new",)}, country="GB")
    reason = "Both legs hurt, tingle, feel numb or are weak, and it is new or got worse"
    assert (found.level, found.outcome) == ("emergency", "emergency")
    assert found.text == FIXED["emergency"].format(reason=reason)
    assert found.headline == "Go to an emergency department now"
    assert found.what_next.endswith("phone 999.")
    assert not found.may_train


@pytest.mark.parametrize(
    ("answers", "level", "outcome", "reason"),
    [
        ({"R11": ("ill",)}, "today", "urgent", "You feel ill, or have a fever, with your back pain"),
        ({"R12": ("weight",)}, "days", "urgent", "You have lost weight without trying"),
        ({"R15": ("birth",)}, "soon", "urgent", "You gave birth in the last 12 weeks"),
        (
            {"R16": ("four_plus",)},
            "routine",
            "clear",
            "your mornings are stiff in a way that a clinician may want to test",
        ),
    ],
)
def test_each_level_in_the_fixed_words(answers: Answers, level: str, outcome: str, reason: str) -> None:
    found = told(answers)
    assert (found.level, found.outcome) == (level, outcome)
    assert found.text == FIXED[level].format(reason=reason)
    assert found.may_train == (level == "routine")


def test_clear() -> None:
    found = told()
    assert (found.level, found.outcome, found.text) == ("none", "clear", FIXED["clear"])
    assert (found.reasons, found.groups, found.age_words, found.may_train) == ((), (), "", True)


def test_every_level_belongs_to_one_of_the_four() -> None:
    assert list(CONTRACT) == list(LEVELS)


# --- what is open --------------------------------------------------------------------------------


def test_nothing_answered_asks_for_the_seven_questions_first() -> None:
    found = outcome_of(screened(Intake(ON)))
    assert (found.level, found.outcome, found.text) == ("unanswered_emergency", "answer first", FIXED["first"])
    emergency = [key for key, question in questions().items() if question.level == "emergency"]
    assert len(emergency) == 7
    assert list(found.still_open[:7]) == emergency


def test_one_skipped_emergency_question() -> None:
    found = told({"R05": ()})
    assert (found.level, found.outcome, found.text) == ("unanswered_emergency", "answer first", FIXED["skipped"])
    assert found.still_open == ("R05",)


def test_not_sure_goes_before_skipped_and_says_whom_to_phone() -> None:
    found = told({"R05": (), "R01": ("unsure",)}, country="gb")
    assert found.text == FIXED["unsure"]
    assert "Phone 111." in found.what_next
    assert found.still_open[:2] == ("R01", "R05")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"R13": ("yes",)}, "Whatever you answer there, speak to a clinician today."),
        ({"R12": ("weight",)}, "Whatever you answer there, get this checked within three days."),
        ({"R15": ("birth",)}, "Whatever you answer there, get this checked within two weeks."),
    ],
)
def test_what_is_known_stands_beside_an_open_emergency_question(answers: Answers, words: str) -> None:
    for opened in ((), ("unsure",)):
        assert told({**answers, "R05": opened}).what_next.endswith(words)
    assert "Whatever" not in told({"R05": ()}).what_next


def test_not_sure_of_all_seven_is_still_not_sure() -> None:
    unsure = {key: ("unsure",) for key, question in questions().items() if question.level == "emergency"}
    assert told(unsure).text == FIXED["unsure"]


@pytest.mark.parametrize(
    ("answers", "age"),
    [({"R12": ()}, 30), ({"R12": ("unsure",)}, 30), ({}, None)],
)
def test_another_open_question(answers: Answers, age: int | None) -> None:
    found = told(answers, age)
    assert (found.level, found.outcome, found.text) == ("unanswered", "answer first", FIXED["skipped"])
    assert not found.may_train
    assert ("cannot tell" in found.what_next) == (answers.get("R12") == ("unsure",))


# --- reasons -------------------------------------------------------------------------------------


def test_all_reasons_gravest_first() -> None:
    answers = {"R15": ("pregnant",), "R11": ("ill",), "R12": ("weight",), "R16": ("three",), "R13": ()}
    found = told(answers)
    assert found.reasons == (
        "You feel ill, or have a fever, with your back pain.",
        "You have lost weight without trying.",
        "You are pregnant, and the people who look after you should agree to your training.",
        "The question about tummy, side and pelvis is still open.",
        "Your mornings are stiff in a way that a clinician may want to know about.",
    )
    named = [reason for reason in found.reasons if reason in f"{found.text}."]
    assert named == list(found.reasons[:3])
    assert found.reminders == found.reasons[4:]
    assert found.still_open == ("R13",)


def test_ill_with_a_weaker_leg_is_the_same_day_by_phone_now() -> None:
    found = told({"R11": ("ill",), "R04": ("yes_new",)})
    assert found.headline == "Same-day, by phone now"
    assert found.text.startswith(FIXED["today"].partition("{")[0])
    assert "phone now, and be seen the same day" in found.text
    assert told({"R11": ("ill",)}).headline == "Speak to a clinician today"


def test_a_clearance_is_said_and_keeps_what_it_keeps() -> None:
    found = told({"R09": ("a",)}, cleared=("R09",))
    assert (found.level, found.text) == ("none", FIXED["clear"])
    assert "their limits are yours to keep" in found.what_next
    assert found.groups == (
        "Your bones gain from lifting when someone trained stands next to you. We start when your clinician agrees.",
    )


def test_strong_pain_settles_first_even_when_clear() -> None:
    found = told(story=replace(STORY, now=8))
    assert found.level == "none"
    assert "settles first" in found.what_next


# --- age and conditions (5.6) --------------------------------------------------------------------


def test_under_16_gets_the_result_in_full_and_no_plan() -> None:
    words = "This product is for people from 16. Please show this page to a parent, and see a clinician with your back."
    young = replace(STORY, days=3, otherwise=("evening",))
    assert told(age=15, story=young).text == FIXED["clear"]
    several: tuple[Answers, ...] = ({}, {"R03": ("yes_new",)}, {"R15": ("op_back_old",)})
    for answers in several:
        found = told(answers, 15, young)
        assert found.age_words == words
        assert not found.may_train
    assert told(age=15, story=young).what_next == "For your age we show no tests and no plan, whatever you answer."
    assert told({"R03": ("yes_new",)}, 15, young).what_next == told({"R03": ("yes_new",)}).what_next


def test_sixteen_and_seventeen() -> None:
    words = "Lift with a coach beside you. No maximum lifts here until you are 18."
    assert told(age=17, story=replace(STORY, days=3, otherwise=("evening",))).age_words == words
    assert told(age=17).level == "soon"
    assert told(age=17).age_words == ""  # nobody lifts before the check
    assert told(age=18, story=replace(STORY, days=3, otherwise=("evening",))).age_words == ""


@pytest.mark.parametrize(
    ("answers", "age", "words"),
    [
        ({}, 70, "Lifting is good for you at any age. We take smaller steps."),
        (
            {"R15": ("pregnant",)},
            30,
            "Training in pregnancy is encouraged when nothing speaks against it. We keep it easy to breathe.",
        ),
        ({"R15": ("birth",)}, 30, "Give it time; start from foundation."),
        (
            {"R15": ("op_recent", "op_back_old")},
            30,
            "Your surgeon's or physiotherapist's limits come first. Enter them and we keep to them.",
        ),
        ({"R14": ("yes",)}, 30, "Straining lifts pressure. Ask first; many people get a yes."),
    ],
)
def test_words_for_groups(answers: Answers, age: int, words: str) -> None:
    assert told(answers, age).groups == (words,)
    assert told({**answers, "R07": ("yes",)}, age).groups == ()


def test_when_to_phone_in_pregnancy_is_said_at_every_level() -> None:
    several: tuple[Answers, ...] = ({}, {"R03": ("yes_new",)}, {"R05": ()})
    for answers in several:
        (stop,) = told({"R15": ("pregnant",), **answers}).stop
        assert stop.startswith("Stop and phone your maternity unit now")


# --- no exercise, and easy to read ---------------------------------------------------------------


def everything_said() -> list[Outcome]:
    """The words for each answer to each question, at four ages."""
    found = [outcome_of(screened(Intake(ON)))]
    for age in (15, 17, 30, 70):
        for key, question in questions().items():
            found += [told({key: (answer,)}, age, country="NZ") for answer, _ in question.answers]
            found.append(told({key: ()}, age))
    return found


def test_no_exercise_is_named_where_someone_has_to_be_seen_first() -> None:
    grave = [one for one in everything_said() if one.level in ("emergency", "unanswered_emergency", "today")]
    assert {one.level for one in grave} == {"emergency", "unanswered_emergency", "today"}
    for one in grave:
        words = " ".join((one.headline, one.text, one.what_next, *one.groups, *one.stop))
        assert EXERCISE.findall(words.replace("We show no exercises until it is answered.", "")) == []


def test_no_words_are_left_unfilled_or_doubled() -> None:
    for one in everything_said():
        words = " ".join((one.headline, one.text, one.what_next))
        assert "{" not in words
        assert ".." not in words
        assert ": ." not in words
        assert ". ." not in words


def test_it_can_be_read_at_twelve() -> None:
    said = {
        text for one in everything_said() for text in (one.headline, one.text, one.what_next, *one.groups, *one.stop)
    }
    hard = [(round(grade, 1), text) for text in said if (grade := _grade(text)) > 11]
    assert hard == []
    assert sum(map(_grade, said)) / len(said) <= 8


def _grade(text: str) -> float:
    return reading_index(text if STOP.search(text) else f"{text}.")


# --- the card and the numbers --------------------------------------------------------------------


def test_the_card_word_for_word() -> None:
    assert SAFETY_CARD.text == CARD


def test_numbers_of_a_country() -> None:
    assert phone_of("gb").lines == (
        "Emergency: 999.",
        "Health advice: 111 (in Northern Ireland phone your GP, or the out-of-hours service).",
    )
    assert phone_of(" IE ").lines == ("Emergency: 112 or 999.",)
    assert [phone_of(code).emergency for code in ("DE", "US", "AU", "NZ", "FR")] == [
        "112",
        "911",
        "000",
        "111",
        "15 or 112",
    ]


@pytest.mark.parametrize("country", [None, "", "XX", "Atlantis"])
def test_an_unknown_country_gets_no_number(country: str | None) -> None:
    phone = phone_of(country)
    assert (phone.country, phone.emergency, phone.advice) == (None, LOCAL_EMERGENCY, None)
    assert LOCAL_EMERGENCY in told({"R03": ("yes_new",)}, country=country).what_next


def test_no_clinician_has_signed_the_numbers_and_they_grow_old() -> None:
    """Turn this over only with the name of who signed, in the file."""
    assert not any(phone_of(code).signed for code in countries())
    phone = phone_of("GB")
    assert not phone.overdue(phone.reviewed)
    assert phone.overdue(date(phone.reviewed.year + 1, phone.reviewed.month, phone.reviewed.day))


def test_every_row_is_a_country_code_with_digits() -> None:
    for code, row in countries().items():
        assert re.fullmatch(r"[A-Z]{2}", code)
        assert re.fullmatch(r"[\d ]+( or [\d ]+)?", row["emergency"]), code
        assert set(row) <= {"name", "emergency", "advice", "note"}, code
        assert row["name"].strip()
        assert re.fullmatch(r"[\d ]+", row.get("advice", "0")), code
