"""Lifters to ask the screen about: one of whom nothing is to be said, and the ways to differ from her."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, TypedDict, Unpack

from liftwell.screen.intake import (
    Clearance,
    Course,
    Eases,
    InLift,
    Intake,
    Leg,
    Otherwise,
    PainStory,
    PastEmergency,
    Person,
    Place,
    SafetyAnswers,
    Side,
    Walking,
)
from tests.screen.evaluator import QUESTIONS

TODAY: Final = date(2026, 11, 26)
Answers = Mapping[str, tuple[str, ...]]
CLEAR: Final[Answers] = {key: (answers[0],) for key, answers in QUESTIONS.items()}
QUIET: Final = PainStory(
    where=("centre",),
    days=40,
    first_time=False,
    lifting=("lift-off",),
    otherwise=("evening",),
    eased_by=("lying",),
    now=2,
    worst=3,
    waking=1,
    leg="none",
    walking="normal",
    rising=False,
)
# One answer of each question; () is skipped.
CHOICES: Final = {key: ((), *((answer,) for answer in answers)) for key, answers in QUESTIONS.items()}
SINGLES: Final = [(key, choice) for key, choices in CHOICES.items() for choice in choices]
LEGS: Final[tuple[Leg | None, ...]] = (None, "none", "above-knee", "below-knee", "spreading", "both")
WALKS: Final[tuple[Walking | None, ...]] = (None, "normal", "hard", "no")
MAPS: Final[tuple[tuple[Place, ...] | None, ...]] = (
    None, (), ("centre",), ("thigh",), ("below-knee",), ("thigh", "below-knee"), ("buttock", "thigh"),
)  # fmt: skip
ELSEWHERE: Final[tuple[tuple[Otherwise, ...] | None, ...]] = (
    None, (), ("bending-back",), ("nothing-changes-it",), ("bending-back", "nothing-changes-it"),
)  # fmt: skip
# Answers that make one level each, from the gravest to "none".
ALONE: Final[tuple[Answers, ...]] = (
    {"R08": ("yes",)},
    {"R08": ("unsure",)},
    {"R13": ("yes",)},
    {"R12": ("constant",)},
    {"R15": ("pregnant",)},
    {"R13": ("unsure",)},
    {"R16": ("three",)},
    {},
)


class Facts(TypedDict, total=False):
    """Facts of the story that a test turns."""

    where: tuple[Place, ...] | None
    groin_side: Side | None
    days: int | None
    first_time: bool | None
    lifting: tuple[InLift, ...] | None
    otherwise: tuple[Otherwise, ...] | None
    eased_by: tuple[Eases, ...] | None
    now: int | None
    worst: int | None
    waking: int | None
    during: int | None
    sitting: int | None
    leg: Leg | None
    walking: Walking | None
    rising: bool | None
    sleep_h: float | None
    stress: int | None
    worry: int | None
    avoids_bending: bool | None


def lifter(
    answers: Answers | None = None,
    *,
    age: int | None = 30,
    asked: date | None = TODAY,
    clearances: tuple[Clearance, ...] = (),
    emergency: PastEmergency | None = None,
    course: Course | None = None,
    **facts: Unpack[Facts],
) -> Intake:
    """A lifter of 30 who is clear, but for these answers and facts of the story."""
    return Intake(
        TODAY,
        Person(age=age),
        SafetyAnswers(asked, {**CLEAR, **(answers or {})}),
        replace(QUIET, **facts) if facts else QUIET,
        clearances,
        emergency,
        course,
    )


def days_ago(days: int) -> date:
    """A day before today; negative for one to come."""
    return TODAY - timedelta(days=days)


def cleared(*flags: str, days: int = 10, answers: Answers | None = None) -> Clearance:
    """What a physiotherapist said of these flags."""
    return Clearance(flags, "physiotherapist", days_ago(days), answers=answers or {})
