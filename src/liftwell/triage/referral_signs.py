"""The warning signs of a referral note: each safety question in short with its answer, a "no" as plain as a "yes".

A clinician asks first for what is *not* there (`clinical.md` 2.3 and 2.10), so every sign stands on every note, and
what was not told never reads as "no".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from liftwell.screen.intake import Intake
from liftwell.screen.questions import UNSURE, questions
from liftwell.screen.red_flags import chosen
from liftwell.triage.referral_parts import day, not_told, referral_words

Answered = Literal["no", "yes", "open"]
# R09 and R14 to R16 ask for a history, which stands in its own part.
NERVES: Final = ("R01", "R02", "R03", "R04", "R05")
BODY: Final = ("R06", "R07", "R08", "R10", "R11", "R12", "R13")
_BOTH_LEGS: Final = "R03"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, what was told of it in short, and whether that is a no, a yes, or still open (not sure, not told)."""

    what: str
    told: str
    answered: Answered


@dataclass(frozen=True, slots=True)
class Signs:
    """Every sign: `nerves` are legs, bladder and walking, `body` the rest; the title says the day if it is another."""

    title: str
    nerves: tuple[Sign, ...]
    body: tuple[Sign, ...]


def signs_of(intake: Intake) -> Signs:
    """What was answered to each warning sign, and how walking goes today."""
    nerves = (*(_sign(intake, key) for key in NERVES), _walking(intake))
    return Signs(_title(intake), nerves, tuple(_sign(intake, key) for key in BODY))


def _title(intake: Intake) -> str:
    """Answers of an earlier day must not pass for those of today."""
    words, answered = referral_words()["signs"], intake.safety.answered_on
    if answered == intake.on or not intake.safety.answers:
        return str(words["title"])
    return str(words["on"].format(on=day(answered)) if answered is not None else words["no_day"])


def _sign(intake: Intake, key: str) -> Sign:
    question, words = questions()[key], referral_words()["signs"][key]
    given, answers = intake.safety.answers.get(key, ()), chosen(intake, question)
    if key == _BOTH_LEGS and intake.story.leg == "both" and question.clear in answers:
        return Sign(words["what"], referral_words()["signs"]["gainsaid"], "yes")
    told = "; ".join(referral_words()["signs"].get(one) or words[one] for one in answers)
    if any(one not in (question.clear, UNSURE) for one in answers):
        return Sign(words["what"], told, "yes")
    if not answers or len(answers) < len(given):
        return Sign(words["what"], not_told(), "open")
    return Sign(words["what"], told, "open" if UNSURE in answers else "no")


def _walking(intake: Intake) -> Sign:
    words, walking = referral_words()["signs"]["walking"], intake.story.walking
    if walking is None:
        return Sign(words["what"], not_told(), "open")
    return Sign(words["what"], words[walking], "no" if walking == "normal" else "yes")
