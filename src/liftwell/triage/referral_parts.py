"""What a referral note tells of the story, the legs, the history and the training (`clinical.md` 2.10).

Every row is there, and what was not told says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from liftwell.screen.intake import Intake
from liftwell.screen.questions import questions
from liftwell.screen.red_flags import chosen
from liftwell.training.session import Session
from liftwell.triage.account import Account
from liftwell.triage.load_facts import hard_sets_of, weeks_before
from liftwell.triage.triage import Triage


@dataclass(frozen=True, slots=True)
class Row:
    """One thing and what was told of it."""

    what: str
    told: str


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong together."""

    title: str
    rows: tuple[Row, ...]


def parts_of(account: Account, triage: Triage) -> Iterator[Part]:
    """The parts of the note, in order; an emergency has no "Training now"."""
    intake, story = account.intake, account.intake.story
    yield Part(
        "Pain story",
        (
            Row("Began", _began(intake)),
            Row("Pain 0–10", _pain(intake)),
            Row("Worse with", _provokes(intake)),
            Row("Eased by", _many(story.eased_by, "eases")),
        ),
    )
    yield Part(
        "Legs",
        (
            Row("It hurts at", _where(intake)),
            Row("Leg symptoms", one_of(story.leg_told, "leg")),
            Row("Strength", _tries(intake)),
        ),
    )
    yield Part(
        "Before this",
        (
            Row("Past back pain", _before(story.first_time)),
            Row("Operations", _answer(intake, "R15", "operations")),
            Row("Bones", _answer(intake, "R09", "bones")),
            Row("Steroids", _answer(intake, "R09", "steroids")),
            *_pregnancy(intake),
        ),
    )
    yield from _training(account, triage)


def _training(account: Account, triage: Triage) -> Iterator[Part]:
    """In an emergency training shrinks to what came before the pain."""
    emergency = triage.screen.level == "emergency"
    yield Part(
        "Training by week, before it began",
        (
            Row("Hard sets", _weekly(account, _sets_told)),
            Row("Top load, kg", _weekly(account, _top_told)),
            *(() if emergency else (Row("Best lift", told_as(account.intake.person.best_kg, "{:g} kg")),)),
            Row("Changes", _jumps(account)),
            *((Row("Last session", _last_session(account)),) if emergency else ()),
        ),
    )
    if not emergency:
        yield Part("Training now", (Row("Stopped", _stopped(triage)), Row("Last session", _last_session(account))))


def _began(intake: Intake) -> str:
    days = intake.story.days
    if days is None:
        return not_told()
    return f"{day(intake.on - timedelta(days=days))}, {span_of(days)} ago"


def span_of(days: int) -> str:
    """How long, in the unit that people use: "5 days", "7 weeks", "3 years"."""
    for unit, length, least in (("year", 365.25, 730), ("month", 30.44, 120), ("week", 7.0, 21)):
        if days >= least:
            return f"{days / length:.0f} {unit}s"
    return f"{days} day{'s' if days != 1 else ''}"


def _pain(intake: Intake) -> str:
    story = intake.story
    ratings = (("now", story.now), ("worst this week", story.worst), ("usual on waking", story.waking))
    return ", ".join(f"{name} {told_as(rating, '{}')}" for name, rating in ratings)


def _provokes(intake: Intake) -> str:
    story = intake.story
    if story.lifting is None and story.otherwise is None:
        return not_told()
    words = referral_words()
    lifting = [words["lifting"][one] for one in story.lifting or ()]
    return ", ".join([*lifting, *(words["otherwise"][one] for one in story.otherwise or ())]) or not_told()


def _where(intake: Intake) -> str:
    side = intake.story.groin_side
    return _many(intake.story.where, "where") + (f" ({side} groin)" if side is not None else "")


def _tries(intake: Intake) -> str:
    words = referral_words()["tries"]
    told = "; ".join(words[answer] for answer in chosen(intake, questions()["R04"]))
    return f"{words['tried']} {told}" if told else not_told()


def _before(first: bool | None) -> str:
    return not_told() if first is None else "none, this is the first" if first else "yes"


def _answer(intake: Intake, key: str, table: str) -> str:
    """The part of an answer that a history asks for; an answer about something else means none of these."""
    answers, words = chosen(intake, questions()[key]), referral_words()[table]
    if not answers:
        return not_told()
    return "; ".join(words[one] for one in answers if one in words) or str(words["none"])


def _pregnancy(intake: Intake) -> Iterator[Row]:
    """Left out for a man who answered that nothing of the sort holds."""
    told = _answer(intake, "R15", "pregnancy")
    if intake.person.body.sex != "male" or told != referral_words()["pregnancy"]["none"]:
        yield Row("Pregnancy", told)


# --- training ------------------------------------------------------------------------------------


def _weekly(account: Account, of: Callable[[Sequence[Session]], str]) -> str:
    """One value a week up to the day it began, oldest first."""
    weeks = weeks_before(account)
    if account.intake.story.days is None or not any(weeks):
        return not_told()
    known = 7 * (account.training.weeks_known or 0) - account.intake.story.days
    told = [of(week) if week or 7 * (k + 1) <= known else "?" for k, week in enumerate(weeks)]
    while told[-1] == "?":
        told.pop()
    words = referral_words()["words"]
    form: str = words["week"] if len(told) == 1 else words["weeks"]
    return form.format(count=len(told), values=", ".join(reversed(told)))


def _sets_told(week: Sequence[Session]) -> str:
    rated = all(one.rpe is not None for session in week for one in session.sets)
    return str(hard_sets_of(week)) if rated else "not rated"


def _top_told(week: Sequence[Session]) -> str:
    return f"{max(one.top_kg for one in week):g}" if week else "none"


def _jumps(account: Account) -> str:
    training = account.training
    asked = (
        ("more weight", training.more_weight),
        ("more sets", training.more_sets),
        ("time off and the old weights at once", training.time_off),
        ("heavy squats or rows on days beside it", training.other_back_work),
    )
    sides = (
        f"{side} to {', '.join(what for what, answer in asked if answer is said)}"
        for side, said in (("yes", True), ("no", False))
        if any(answer is said for _, answer in asked)
    )
    return "; ".join(sides) or not_told()


def _stopped(triage: Triage) -> str:
    words, level = referral_words()["stopped"], triage.screen.level
    if level in words:
        return str(words[level])
    if not triage.screen.supported:
        return str(words["under16"])
    return str(words["settle" if triage.phase == "settle" else "clear"])


def _last_session(account: Account) -> str:
    training = account.training
    days = training.days_since_hinge
    if days is None and training.hinges:
        days = (account.intake.on - training.hinges[-1].on).days
    load = (
        training.last_kg if training.last_kg is not None else next((one.top_kg for one in training.hinges[-1:]), None)
    )
    if days is None and load is None:
        return not_told()
    return f"{told_as(load, '{:g} kg')}, {told_as(days, '{} days ago')}"


# --- words ---------------------------------------------------------------------------------------


def day(on: date) -> str:
    """A date as it is written for a reader of any country: "26 Nov 2026"."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def not_told() -> str:
    """What stands where nothing was told."""
    return str(referral_words()["not_told"])


def told_as(value: float | None, form: str) -> str:
    """A number in its form ("{} years")."""
    return not_told() if value is None else form.format(value)


def one_of(value: str | None, table: str) -> str:
    """The words of a table for an id."""
    return not_told() if value is None else str(referral_words()[table][value])


def _many(values: Collection[str] | None, table: str) -> str:
    return ", ".join(referral_words()[table][one] for one in values or ()) or not_told()


@cache
def referral_words() -> dict[str, Any]:
    """Every word of the note, from `referral.toml`."""
    return tomllib.loads((files("liftwell.triage") / "referral.toml").read_text("utf-8"))
