"""What an earlier screen got wrong, row by row (`clinical.md` 2.1): each with what has to come out instead."""

from __future__ import annotations

import pytest

from liftwell.screen.intake import Intake
from liftwell.screen.outcome import outcome_of
from liftwell.screen.questions import questions
from liftwell.screen.red_flags import screened
from liftwell.screen.short_check import AFTER_RED, TICKS, opened_by
from tests.screen.lifters import cleared, days_ago, lifter

ROWS: list[tuple[str, Intake, str]] = [
    ("both legs, new", lifter({"R03": ("yes_new",)}), "emergency"),
    ("both legs, old and unchanged", lifter({"R03": ("yes_old",)}), "days"),
    ("foot drop is not a matter of weeks", lifter({"R04": ("yes_new",)}), "today"),
    ("a stiff morning does not stop training", lifter({"R16": ("four_plus",)}, days=200), "routine"),
    ("tearing pain or faintness", lifter({"R07": ("yes",)}), "emergency"),
    ("a known aneurysm", lifter({"R07": ("aneurysm",)}), "today"),
    ("a throbbing lump", lifter({"R13": ("yes",)}), "today"),
    ("cancer that nobody has looked at again", lifter({"R10": ("yes_unchecked",)}), "days"),
    ("cancer, already checked", lifter({"R10": ("yes_checked",)}), "none"),
    ("osteoporosis or long steroids", lifter({"R09": ("a",)}), "soon"),
    ("the same, cleared", lifter({"R09": ("a",)}, clearances=(cleared("R09"),)), "none"),
    ("an infection risk", lifter({"R11": ("risk",)}), "days"),
    ("the same, cleared", lifter({"R11": ("risk",)}, clearances=(cleared("R11"),)), "none"),
    ("a strain in a lift at 51, not severe", lifter({"R09": ("b",)}, age=51, worst=6), "none"),
    ("a strain in a lift at 49, severe", lifter({"R09": ("b",)}, age=49, worst=10), "none"),
    ("the same at 50, severe", lifter({"R09": ("b",)}, age=50, worst=7), "days"),
    ("the same at 64, not severe", lifter({"R09": ("b",)}, age=64, worst=6), "none"),
    ("the same at 65", lifter({"R09": ("b",)}, age=65, worst=1), "days"),
    ("the same with a bone risk at any age", lifter({"R09": ("both",)}, age=22, worst=1), "days"),
    ("pain that no position eases", lifter({"R12": ("constant",)}), "days"),
    ("a bladder that is known and unchanged", lifter({"R01": ("known",)}), "none"),
    ("less feeling between the legs", lifter({"R02": ("yes_new",)}), "emergency"),
    ("erection or climax alone", lifter({"R02": ("sex_only",)}), "days"),
    ("the same with a leg that gets weaker", lifter({"R02": ("sex_only",), "R04": ("yes_new",)}), "emergency"),
    ("a rock-hard back or dark pee after a session", lifter({"R08": ("yes",)}), "emergency"),
    ("unsteady legs or a band of pain", lifter({"R05": ("yes_new",)}), "emergency"),
    ("high blood pressure, a hernia, an eye operation", lifter({"R14": ("yes",)}), "soon"),
    ("chest pain when working hard", lifter({"R14": ("exertion",)}), "today"),
    ("blood pressure that is in hand", lifter({"R14": ("fine",)}), "none"),
    ("kidney, pelvis, testicle, bleeding", lifter({"R13": ("yes",)}), "today"),
    ("pregnant", lifter({"R15": ("pregnant",)}), "soon"),
    ("an operation", lifter({"R15": ("op_recent",)}), "soon"),
    ("a new hip", lifter({"R15": ("hip_replacement",)}), "none"),
    ("a young lifter, two weeks", lifter(age=17, days=14), "soon"),
    ("a young lifter, a few days", lifter(age=17, days=13), "none"),
    ("at 24, bending back, three weeks", lifter(age=24, days=21, otherwise=("bending-back",)), "soon"),
    ("at 25, bending back, three weeks", lifter(age=25, days=21, otherwise=("bending-back",)), "none"),
    ("not sure about an emergency", lifter({"R01": ("unsure",)}), "unanswered_emergency"),
    ("not sure about something else", lifter({"R12": ("unsure",)}), "unanswered"),
    ("asked 28 days ago", lifter(asked=days_ago(28)), "none"),
    ("asked 29 days ago", lifter(asked=days_ago(29)), "unanswered"),
    ("pain of 9 alone is no flag", lifter(now=9, worst=9), "none"),
]


@pytest.mark.parametrize(("what", "told", "level"), ROWS, ids=[row[0] for row in ROWS])
def test_row(what: str, told: Intake, level: str) -> None:
    assert screened(told).level == level, what


def test_people_are_told_within_which_time() -> None:
    """One class "urgent" without a time made people wait."""
    times = {"R13": ("yes", "today"), "R12": ("constant", "within three days"), "R15": ("pregnant", "within two weeks")}
    for key, (answer, words) in times.items():
        outcome = outcome_of(screened(lifter({key: (answer,)})))
        assert outcome.outcome == "urgent"
        assert words in outcome.text


def test_a_stiff_morning_is_told_and_training_goes_on() -> None:
    outcome = outcome_of(screened(lifter({"R16": ("three",)}, days=200)))
    assert outcome.may_train
    assert outcome.reminders


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("R04", "ten steps on your toes, ten steps on your heels, and standing up from a chair"),
        ("R01", "a bladder or bowel condition that a clinician knows about"),
        ("R02", "during sex counts too"),
        ("R09", "periods that stopped for three months"),
        ("R13", "a lump that throbs"),
        ("R14", "160/100"),
    ],
)
def test_what_can_be_tried_or_told_at_home_is_asked(key: str, words: str) -> None:
    question = questions()[key]
    assert words in " ".join((question.text, question.help, *(text for _, text in question.answers)))


def test_waking_to_turn_over_is_no_night_pain() -> None:
    assert "going back to sleep in another position: choose No" in questions()["R12"].help


def test_no_question_that_decides_is_asked_only_once() -> None:
    """2.7: a tick of the short check opens its question; no tick at all is no answer; red days ask the first page."""
    opened = {key for tick, _, keys in TICKS for key in keys if tick != "none"}
    assert opened >= {"R01", "R02", "R03", "R04", "R05", "R11", "R15"}
    assert AFTER_RED == ("R01", "R02", "R03", "R04", "R05", "R08")
    for tick, _, keys in TICKS:
        assert opened_by((tick,)) == keys


def test_a_combination_counts_even_where_each_part_alone_would_wait() -> None:
    """2.4, first, second and fourth."""
    assert screened(lifter({"R03": ("yes_old",), "R04": ("yes_new",)})).level == "emergency"
    assert screened(lifter({"R10": ("yes_checked",), "R04": ("yes_new",)})).level == "emergency"
    assert screened(lifter({"R10": ("yes_checked",), "R05": ("yes_old",)})).level == "emergency"
    assert outcome_of(screened(lifter({"R11": ("ill",)}, walking="no"))).headline == "Same-day, by phone now"
