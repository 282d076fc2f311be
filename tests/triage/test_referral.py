"""The referral note holds what `clinical.md` 2.10 lists: only what was told, no score, no diagnosis."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final, get_args

import pytest

from liftwell.screen.intake import (
    Eases,
    InLift,
    Intake,
    Leg,
    Otherwise,
    PainStory,
    Person,
    Place,
    SafetyAnswers,
)
from liftwell.screen.prompts import prompts
from liftwell.screen.questions import LEVELS, derived, questions
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.training.session import Training
from liftwell.triage.account import Account
from liftwell.triage.referral import ReferralNote
from liftwell.triage.referral_parts import day, referral_words, span_of
from tests.reading import FEAR, STOP, reading_index
from tests.report.notes import GRAVE, ON, account, answered, cleared, everything, note, signs, training

PARTS: Final = {
    "Pain story": ["Began", "Pain 0–10", "Worse with", "Eased by"],
    "Legs": ["It hurts at", "Leg symptoms", "Strength"],
    "Before this": ["Past back pain", "Operations", "Bones", "Steroids", "Pregnancy"],
    "Training by week, before it began": ["Hard sets", "Top load, kg", "Best lift", "Changes"],
    "Training now": ["Stopped", "Last session"],
}


SHORT_PARTS: Final = {title: rows for title, rows in PARTS.items() if title != "Training now"} | {
    "Training by week, before it began": ["Hard sets", "Top load, kg", "Changes", "Last session"]
}
USUAL: Final = "Please examine and say whether loaded hip hinging may start, with what limits."


def told(found: ReferralNote, what: str) -> str:
    (words,) = [row.told for part in found.parts for row in part.rows if row.what == what]
    return words


def test_it_has_the_parts_of_the_list_and_no_others() -> None:
    found = note(account("C09"))
    rows = {part.title: [row.what for row in part.rows] for part in found.parts}
    assert rows == PARTS | {"Before this": PARTS["Before this"][:-1]}  # a man, and he said no to it
    assert (found.on, found.age, found.sex, found.basis) == (ON, "36 years", "male", "self-reported, not examined")
    assert (found.ask, found.urgent) == ((USUAL,), False)
    assert found.card == SAFETY_CARD
    assert found.tear_off is not None
    assert found.tear_off.fields == ("Date", "Role")
    assert found.tear_off.choices == ("Loaded hip hinging may start", "may not start yet")
    assert found.tear_off.limits == "Limits"
    assert (found.by_hand, found.medicines) == (("Name", "Date of birth"), "Medicines (to fill in):")


# --- how pressing --------------------------------------------------------------------------------


def test_where_nothing_asks_for_anybody_it_is_no_question_whether_lifting_may_start() -> None:
    clear = account("C02")
    assert note(clear).level == "none"
    (asked,) = note(clear).ask
    assert asked.startswith("Nothing told asks for an examination.")
    young = replace(clear.intake, person=replace(clear.intake.person, age=15))
    assert note(replace(clear, intake=young)).ask == (USUAL,)


def test_an_emergency_asks_to_be_assessed_and_for_no_clearance() -> None:
    for given in (account("C05"), everything()):
        found = note(given)
        assert (found.ask, found.urgent, found.tear_off) == (("Please assess now.",), True, None)
        assert {part.title: [row.what for row in part.rows] for part in found.parts} == SHORT_PARTS
        assert "hinging" not in " ".join(found.ask)


def test_today_asks_first_for_what_is_to_be_examined_and_keeps_the_strip() -> None:
    given = answered(account("C09"), R01=("yes_old",), R04=("yes_new",))
    found = note(given)
    assert found.level == "today"
    assert found.ask == (
        "Please examine today: bladder and bowel; strength of one leg.",
        "Then say whether loaded hip hinging may start, with what limits.",
    )
    assert found.urgent
    assert found.tear_off is not None


def test_today_is_asked_for_beside_an_open_emergency_question_too() -> None:
    found = note(answered(account("C09"), R04=("yes_new",), R08=()))
    assert found.level == "unanswered_emergency"
    assert found.ask[0] == "Please examine today: strength of one leg."
    assert found.urgent


def test_a_fever_with_a_weaker_leg_is_examined_for_both() -> None:
    found = note(answered(account("C09"), R04=("yes_new",), R11=("ill",)))
    assert found.ask[0].startswith("Please examine today: ")
    assert set(found.ask[0][len("Please examine today: ") : -1].split("; ")) == {
        referral_words()["examine"][key] for key in ("R04", "R11", "K3")
    }


def test_everything_that_asks_for_today_has_words_for_it() -> None:
    asking = {question.id for question in questions().values() if any(one.level == "today" for one in question.rules)}
    assert set(referral_words()["examine"]) == asking | {"K3"}


# --- reasons -------------------------------------------------------------------------------------


def test_a_reason_has_the_words_of_the_question_and_of_the_answer() -> None:
    (reason,) = note(account("C05")).reasons
    assert reason.question == questions()["R03"].text
    assert reason.answer == "Yes, it began, got worse or spread to the second leg in the last 14 days"
    assert (reason.level, reason.when) == ("emergency", "now")


def test_every_reason_is_there_gravest_first() -> None:
    found = note(everything())
    assert [LEVELS.index(one.level) for one in found.reasons] == sorted(
        LEVELS.index(one.level) for one in found.reasons
    )
    asked = {one.question for one in found.reasons}
    assert {questions()[key].text for key in GRAVE} <= asked
    assert {referral_words()["worked_out"][key] for key in ("K1", "K2", "K3", "K4", "D2", "D3", "past")} <= asked
    (several,) = [one for one in found.reasons if one.question == questions()["R15"].text]
    assert several.answer.count(";") == 3  # the new hip asks for nobody
    (past,) = [one for one in found.reasons if one.question == "An earlier safety check"]
    assert past.answer == "On 20 Nov 2026 it said emergency for: both legs, toilet"


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("C05", "Emergency: to be seen now"),
        ("C09", "Urgent: to be seen within 14 days, by 10 Dec 2026"),
        ("C14", "No warning signs, one thing to mention"),
        ("C01", "No warning signs today"),
        ("C16", "Cleared by a clinician, with limits"),
    ],
)
def test_how_soon(case: str, words: str) -> None:
    assert note(account(case)).level_words == words


def test_within_three_days_has_a_date_too() -> None:
    spreading = account("C09")
    story = replace(spreading.intake.story, leg="spreading")
    found = note(replace(spreading, intake=replace(spreading.intake, story=story)))
    assert found.level_words == "Urgent: to be seen within 3 days, by 29 Nov 2026"


def test_rules_without_a_question_tell_what_they_looked_at() -> None:
    (young,) = note(account("C10")).reasons
    assert (young.question, young.answer) == (
        "Age, and how long it has hurt",
        "17 years, for 5 weeks; bending back hurts: yes",
    )
    (leg,) = note(account("C09")).reasons
    assert leg.question == next(one.text for one in prompts() if one.path == "pain.leg")
    assert leg.answer == "below the knee, or tingling or numbness, not changing"


def test_a_clearance_is_told_with_its_limits() -> None:
    (reason,) = note(account("C16")).reasons
    assert (reason.level, reason.when, reason.answer) == ("soon", "cleared", "Something in list A")
    assert reason.own == "Cleared by: physiotherapist, 14 Nov 2026. Limits: coach present; no loaded rounding"
    (short,) = note(cleared(note="two\n lines")).reasons
    assert short.own == "Cleared by: physiotherapist, 14 Nov 2026. Limits: none told. two lines"


def test_what_was_skipped_is_named_and_what_is_not_sure_is_a_reason() -> None:
    given = account("C01")
    answers = {**given.intake.safety.answers, "R08": ("unsure",), "R12": ()}
    safety = replace(given.intake.safety, answers=answers)
    found = note(replace(given, intake=replace(given.intake, safety=safety)))
    assert found.level_words == "Not complete: a safety question is open"
    assert [(one.question, one.answer) for one in found.reasons] == [(questions()["R08"].text, "I am not sure")]
    assert found.not_answered == ("pain that never lets go",)


def test_what_is_known_stands_beside_an_open_emergency_question() -> None:
    given = account("C09")
    safety = replace(given.intake.safety, answers={**given.intake.safety.answers, "R08": ()})
    found = note(replace(given, intake=replace(given.intake, safety=safety)))
    assert found.level_words == "Not complete: a safety question is open"
    assert found.known == "Whatever the answer: to be seen within 14 days, by 10 Dec 2026"
    assert (note(given).known, note(Account(Intake(ON))).known) == ("", "")


def test_a_no_that_the_story_gainsays_is_told_as_both() -> None:
    given = account("C01")
    found = note(replace(given, intake=replace(given.intake, story=replace(given.intake.story, leg="both"))))
    assert [one.answer for one in found.reasons] == ["No; yet pain in both legs was told", "both legs"]


def test_nothing_told_says_so_everywhere() -> None:
    found = note(Account(Intake(ON)))
    assert (found.age, found.sex, found.reasons) == ("not told", "not told", ())
    assert found.not_answered[:2] == ("toilet", "feeling between the legs")
    empty = {row.what: row.told for part in found.parts for row in part.rows if "not told" not in row.told}
    assert empty == {"Stopped": "All training, today, until the open question is answered"}
    assert told(found, "Pain 0–10") == "now not told, worst this week not told, usual on waking not told"
    assert told(found, "Strength") == "not told"


def test_the_story_of_a_case() -> None:
    found = note(account("C10"))
    assert told(found, "Began") == "22 Oct 2026, 5 weeks ago"
    assert told(found, "Pain 0–10") == "now 3, worst this week 6, usual on waking 1"
    assert told(found, "Worse with") == "lockout, bending back, running"
    assert told(found, "It hurts at") == "right of the low back"
    assert told(found, "Leg symptoms") == "no leg symptom"
    assert told(found, "Last session") == "120 kg, 4 days ago"
    assert told(found, "Stopped") == "All loaded hinging and all load on the back, today, until seen. Walks go on"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("no", "Both as strong as usual"),
        ("yes_new", "One leg is weaker: new, or getting worse"),
        ("yes_old", "One leg is weaker: old, known to a clinician, not changing"),
        ("pain_stops", "Too sore to finish, so strength is not known"),
        ("unsure", "Not sure how it went"),
    ],
)
def test_what_was_tried_and_how_it_went(answer: str, words: str) -> None:
    found = note(answered(account("C09"), R04=(answer,)))
    assert told(found, "Strength") == f"Tried: ten steps on toes, ten on heels, chair stand on one leg. {words}"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (20, "20 days"),
        (21, "3 weeks"),
        (119, "17 weeks"),
        (120, "4 months"),
        (731, "2 years"),
    ],
)
def test_how_long(days: int, words: str) -> None:
    assert span_of(days) == words


def test_dates_read_the_same_everywhere() -> None:
    assert day(ON) == "26 Nov 2026"


def test_the_history_of_everything() -> None:
    found = note(everything())
    assert told(found, "Past back pain") == "yes"
    assert told(found, "Operations") == (
        "back, hip or tummy in the last 12 weeks; back, longer than 12 weeks ago; hip replacement"
    )
    assert signs(found)["Cancer, ever"] == ("yes, this pain not checked", "yes")
    assert told(found, "Bones").startswith("yes in both lists")
    assert told(found, "Steroids").startswith("asked in one list with bones")
    assert told(found, "Pregnancy") == "pregnant now; birth in the last 12 weeks"


def test_a_first_time_is_no_earlier_pain() -> None:
    found = note(Account(Intake(ON, story=PainStory(first_time=True))))
    assert told(found, "Past back pain") == "none, this is the first"


def test_pregnancy_is_left_out_for_a_man_who_says_no_to_it() -> None:
    assert all(row.what != "Pregnancy" for part in note(account("C09")).parts for row in part.rows)


def test_weeks_before_it_began() -> None:
    found = note(account("C03"))
    assert told(found, "Hard sets") == "8, 9, 8, 8, 14, 15 (last 6 weeks, oldest first)"
    assert told(found, "Top load, kg") == "90, 90, 90, 90, 90, 90 (last 6 weeks, oldest first)"
    assert told(found, "Changes") == "not told"
    assert told(note(everything()), "Changes") == (
        "yes to more weight, time off and the old weights at once; "
        "no to more sets, heavy squats or rows on days beside it"
    )


def test_a_week_nobody_told_of_is_no_week_off_and_unrated_sets_are_no_easy_ones() -> None:
    given = Account(Intake(ON, story=PainStory(days=10)), training=training(ON - timedelta(days=10), 2, rpe=None))
    assert told(note(given), "Hard sets") == "0, not rated, not rated (last 3 weeks, oldest first)"
    assert told(note(given), "Top load, kg") == "none, 97.5, 100 (last 3 weeks, oldest first)"
    little = replace(given, training=replace(given.training, weeks_known=None))
    assert told(note(little), "Hard sets") == "not rated, not rated (last 2 weeks, oldest first)"
    one = replace(given, training=Training(given.training.sessions[:1]))
    assert told(note(one), "Top load, kg") == "100 (the last week)"
    assert told(note(one), "Last session") == "100 kg, 12 days ago"


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("C10", "All loaded hinging and all load on the back, today, until seen. Walks go on"),
        ("C07", "Loaded hinging, until the pain has settled. Walks go on"),
        ("C01", "Nothing was stopped"),
    ],
)
def test_what_was_stopped(case: str, words: str) -> None:
    assert told(note(account(case)), "Stopped") == words


def test_under_16() -> None:
    given = account("C01")
    young = replace(
        given.intake, person=replace(given.intake.person, age=15), story=replace(given.intake.story, days=3)
    )
    found = note(replace(given, intake=young))
    assert found.age == "15 years"
    assert told(found, "Stopped") == "The person is under 16: no tests and no plan are given"


# --- words ---------------------------------------------------------------------------------------


def test_every_id_has_its_words() -> None:
    words = referral_words()
    for table, ids in (("where", Place), ("lifting", InLift), ("otherwise", Otherwise), ("eases", Eases), ("leg", Leg)):
        assert set(words[table]) == set(get_args(ids))
    assert set(words["level"]) - {"cleared"} == set(LEVELS)
    assert set(words["worked_out"]) == {*derived(), "K1", "K2", "K3", "K4", "past"} - {"D6"}
    for table, key in (("bones", "R09"), ("steroids", "R09")):
        assert set(words[table]) == set(dict(questions()[key].answers))
    assert set(words["tries"]) - {"tried"} == set(dict(questions()["R04"].answers))
    assert set(words["operations"]) | set(words["pregnancy"]) == set(dict(questions()["R15"].answers))


def own_words(found: ReferralNote) -> list[str]:
    """What the note says in our own words: not the questions and answers, which the screen has signed, nor the card."""
    quoted = {words for question in questions().values() for _, words in question.answers}
    rows = [row.told for part in found.parts for row in part.rows if row.told not in quoted]
    heads = [part.title for part in found.parts] + [row.what for part in found.parts for row in part.rows]
    strip = () if found.tear_off is None else (found.tear_off.about, *found.tear_off.choices)
    ours = [found.title, found.basis, found.level_words, *found.ask, *strip, found.medicines, found.signs.title]
    short = [words for what, (said, _) in signs(found).items() for words in (what, said)]
    return [*ours, *short, *heads, *rows, *referral_words()["worked_out"].values(), *referral_words()["facts"].values()]


TODAY: Final = answered(account("C09"), R01=("yes_old",), R04=("yes_new",), R11=("ill",), R14=("exertion",))
CALM: Final = [account("C05"), account("C10"), account("C16"), TODAY, everything(), Account(Intake(ON))]


@pytest.mark.parametrize("given", CALM)
def test_calm_without_score_and_easy_to_read(given: Account) -> None:
    said = own_words(note(given))
    assert [words for words in said if FEAR.search(words)] == []
    assert [words for words in said if re.search(r"%|score|diagnos|probab|likely|cause", words, re.IGNORECASE)] == []
    lists = {"Worse with", "Eased by", "It hurts at"}  # places and moments by name, which are no sentences
    names = {row.told for part in note(given).parts for row in part.rows if row.what in lists}
    sentences = [words for words in said if len(words.split()) >= 4 and words not in names]
    hard = [(round(grade, 1), words) for words in sentences if (grade := _grade(words)) > 11]
    assert hard == []


def _grade(words: str) -> float:
    ended = re.sub(r"[;:]", ".", words)
    return reading_index(ended if STOP.search(ended) else f"{ended}.")


def test_same_account_same_note() -> None:
    given = everything("said")
    assert note(given, "gb") == note(given, "gb")
    assert note(given, "gb").outcome.phone.emergency == "999"


def test_a_lifter_without_a_day_or_age_still_gets_a_note() -> None:
    found = note(Account(Intake(ON, Person(), SafetyAnswers())))
    assert found.level_words == "Not complete: a safety question is open"
