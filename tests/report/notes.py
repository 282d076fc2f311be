"""Accounts and notes for the tests of the referral note: the signed cases, and one with everything filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, get_args

from liftwell.athlete import Athlete
from liftwell.exchange.answers import read_answers
from liftwell.screen.intake import (
    Clearance,
    Eases,
    InLift,
    Intake,
    Otherwise,
    PainStory,
    PastEmergency,
    Person,
    Place,
    SafetyAnswers,
)
from liftwell.training.session import Session, Set, Training
from liftwell.triage.account import Account
from liftwell.triage.referral import ReferralNote, referral_note
from liftwell.triage.triage import triage

CASES: Final = Path(__file__).parent.parent / "triage" / "cases"
ON: Final = date(2026, 11, 26)
# The graver answer to every question, so that all rules and combinations but one fire.
GRAVE: Final = {
    "R01": ("yes_new",),
    "R02": ("sex_only",),
    "R03": ("yes_new",),
    "R04": ("yes_new",),
    "R05": ("yes_old",),
    "R06": ("yes_week",),
    "R07": ("yes",),
    "R08": ("yes",),
    "R09": ("both",),
    "R10": ("yes_unchecked",),
    "R11": ("ill",),
    "R12": ("both",),
    "R13": ("yes",),
    "R14": ("exertion",),
    "R15": ("pregnant", "birth", "op_recent", "op_back_old", "hip_replacement"),
    "R16": ("four_plus",),
}
STORY: Final = PainStory(
    where=get_args(Place),
    groin_side="left",
    days=400,
    first_time=False,
    lifting=tuple(one for one in get_args(InLift) if one != "none"),
    otherwise=tuple(one for one in get_args(Otherwise) if one != "nothing-changes-it"),
    eased_by=tuple(one for one in get_args(Eases) if one != "nothing"),
    now=6,
    worst=8,
    waking=6,
    leg="spreading",
    walking="no",
)


def account(case: str) -> Account:
    """A signed case by its number."""
    return read_answers(CASES / f"{case}.toml")


def note(given: Account, country: str | None = None) -> ReferralNote:
    return referral_note(given, triage(given), country)


def answered(given: Account, **answers: tuple[str, ...]) -> Account:
    """The account with other answers to some questions; no answer is a question skipped."""
    safety = given.intake.safety
    return replace(given, intake=replace(given.intake, safety=replace(safety, answers={**safety.answers, **answers})))


def signs(found: ReferralNote) -> dict[str, tuple[str, str]]:
    """What was told of every warning sign, and whether that is a no, a yes, or open."""
    return {one.what: (one.told, one.answered) for one in (*found.signs.nerves, *found.signs.body)}


def everything(said: str = "", answers: Mapping[str, tuple[str, ...]] | None = None) -> Account:
    """Everything told at once, each answer the gravest; `said` are a person's own words."""
    past = PastEmergency(datetime(2026, 11, 20, 10, 0), ("R03", "R01"), said=said)  # noqa: DTZ001
    intake = Intake(
        ON,
        Person(52, Athlete(1.66, 70.0, "female"), best_kg=110.0),
        SafetyAnswers(ON, GRAVE if answers is None else answers),
        STORY,
        emergency=past,
    )
    return Account(intake, training=training(ON - timedelta(days=400), 8))


def cleared(by: str = "physiotherapist", limits: tuple[str, ...] = (), note: str = "") -> Account:
    """Brittle bones, cleared: every word of the clearance is a person's own."""
    clear = account("C16").intake.safety.answers
    clearance = Clearance(("R09",), by, ON - timedelta(days=12), limits, note)
    story = PainStory(days=200, now=1, worst=2, waking=1, leg="none", walking="normal", first_time=False)
    return Account(Intake(ON, Person(67, Athlete(sex="female")), SafetyAnswers(ON, clear), story, (clearance,)))


def training(onset: date, weeks: int, rpe: float | None = 8.0) -> Training:
    """One session in each of the weeks before: four sets, then five, …, the latest last."""
    sessions = tuple(
        Session(onset - timedelta(days=7 * k + 2), "conventional", (Set(5, 100.0 - 2.5 * k, 12 - k, rpe),))
        for k in range(weeks)
    )
    known = -(-(ON - onset).days // 7) + weeks + 1
    return Training(sessions, known, True, False, True, False, 97.5, 80.0, 4)
