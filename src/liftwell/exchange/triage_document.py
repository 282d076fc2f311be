"""A triage as it is written by `liftwell triage --json`: the screen, the causes with their facts, where to begin."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field

from liftwell.exchange.quantity_document import Number, Part
from liftwell.exchange.screen_document import ScreenDocument, screen_document
from liftwell.screen.outcome import outcome_of
from liftwell.screen.patterns import Pattern
from liftwell.triage.account import Phase
from liftwell.triage.causes.cause import Cause, Name, Strength
from liftwell.triage.headline import Headline, headline_of
from liftwell.triage.self_tests import SelfTest, shipped
from liftwell.triage.triage import Triage

SCHEMA: Final = "liftwell.triage/1"


class CauseDocument(Part):
    """One rung: how strongly it is named, the facts for and against it, what is not known, what would change it."""

    name: Name
    strength: Strength
    reasons_for: list[str] = Field(alias="for")
    against: list[str]
    unknown: list[str]
    mind: str
    evidence: list[str]


class PatternDocument(Part):
    """A pattern of the pain story: what we say, what to do, when to see somebody."""

    id: str
    name: str
    say: str
    do: str
    clinician: str
    evidence: list[str]


class HowDocument(Part):
    """How a self-test is done."""

    id: str
    name: str
    minutes: int
    needs: str
    steps: list[str]
    look: str
    norm: str
    repeats: str
    again: str
    evidence: list[str]


class NextTestDocument(Part):
    """The next best test; `how` where it is one of the self-tests."""

    id: str
    text: str
    how: HowDocument | None


class HeadlineDocument(Part):
    """The first words: on top, under it, where to begin, what would change our mind."""

    head: str
    say: list[str]
    begin: str
    mind: str


class TriageDocument(Part):
    """The whole of it, for the day `on`. `headline` is null where the safety screen speaks instead."""

    schema_: Literal["liftwell.triage/1"] = Field(alias="schema")
    on: date
    screen: ScreenDocument
    headline: HeadlineDocument | None
    phase: Phase
    provisional: bool
    causes: list[CauseDocument]
    limiters: list[str]
    ceiling_kg: tuple[Number, Number] | None
    also: list[str]
    patterns: list[PatternDocument]
    next_test: NextTestDocument


def triage_document(found: Triage, on: date, country: str | None = None) -> TriageDocument:
    """`found`, of the day `on`, as it is written."""
    return TriageDocument(
        schema=SCHEMA,
        on=on,
        screen=screen_document(found.screen, outcome_of(found.screen, country), on),
        headline=_headline(headline_of(found)),
        phase=found.phase,
        provisional=found.provisional,
        causes=[_cause(cause) for cause in found.causes],
        limiters=list(found.limiters),
        ceiling_kg=found.ceiling_kg,
        also=list(found.also),
        patterns=[_pattern(pattern) for pattern in found.patterns],
        next_test=NextTestDocument(
            id=found.next_test.id, text=found.next_test.text, how=_how(shipped().get(found.next_test.id))
        ),
    )


def _headline(words: Headline | None) -> HeadlineDocument | None:
    if words is None:
        return None
    return HeadlineDocument(head=words.head, say=list(words.say), begin=words.begin, mind=words.mind)


def _cause(cause: Cause) -> CauseDocument:
    return CauseDocument.model_validate(
        {
            "name": cause.name,
            "strength": cause.strength,
            "for": list(cause.reasons_for),
            "against": list(cause.against),
            "unknown": list(cause.unknown),
            "mind": cause.mind,
            "evidence": list(cause.evidence),
        }
    )


def _pattern(pattern: Pattern) -> PatternDocument:
    return PatternDocument(
        id=pattern.id,
        name=pattern.name,
        say=pattern.say,
        do=pattern.do,
        clinician=pattern.clinician,
        evidence=list(pattern.evidence),
    )


def _how(test: SelfTest | None) -> HowDocument | None:
    if test is None:
        return None
    return HowDocument(
        id=test.id,
        name=test.name,
        minutes=test.minutes,
        needs=test.needs,
        steps=list(test.how),
        look=test.look,
        norm=test.norm,
        repeats=test.repeats,
        again=test.again,
        evidence=list(test.evidence),
    )
