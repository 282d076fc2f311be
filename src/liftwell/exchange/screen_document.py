"""What the safety screen says, as it is written by `liftwell screen --json` and inside every triage.

The safety card is always in it, so that no copy of it travels without.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field

from liftwell.exchange.quantity_document import Part
from liftwell.screen.flags import Flag
from liftwell.screen.outcome import CONTRACT, Contract, Outcome
from liftwell.screen.questions import Level
from liftwell.screen.red_flags import Screen
from liftwell.screen.safety_card import SAFETY_CARD

SCHEMA: Final = "liftwell.screen/1"


class ReasonDocument(Part):
    """One reason: id of a question (R01 to R16) or rule (D, K), what it would mean alone, and whether it is cleared."""

    id: str
    level: Level
    answer: str
    sentence: str
    clearable: bool
    cleared: bool
    evidence: list[str]


class SafetyCardDocument(Part):
    """When to go, and when to phone."""

    go: str
    go_signs: list[str]
    phone: str
    phone_signs: list[str]


class ScreenDocument(Part):
    """Level, the words for it, every reason, the conditions that shape a plan, what is still open, the safety card.

    `level_uncleared` is the level without any clearance, `limits` are those of the clinicians who cleared a flag;
    `supported` is false under 16 years.
    """

    schema_: Literal["liftwell.screen/1"] = Field(alias="schema")
    on: date
    level: Level
    level_uncleared: Level
    outcome: Contract
    headline: str
    text: str
    what_next: str
    more: list[str]
    reasons: list[ReasonDocument]
    open: list[str]
    conditions: list[str]
    limits: list[str]
    acute: bool
    supported: bool
    safety_card: SafetyCardDocument


def screen_document(screen: Screen, outcome: Outcome, on: date) -> ScreenDocument:
    """A screen of the day `on` with its words as it is written."""
    return ScreenDocument(
        schema=SCHEMA,
        on=on,
        level=screen.level,
        level_uncleared=screen.level_uncleared,
        outcome=CONTRACT[screen.level],
        headline=outcome.headline,
        text=outcome.text,
        what_next=outcome.what_next,
        more=[*(text for text in (outcome.age_words,) if text), *outcome.groups, *outcome.stop],
        reasons=[_reason(flag) for flag in screen.flags],
        open=list(outcome.still_open),
        conditions=list(screen.conditions),
        limits=list(screen.limits),
        acute=screen.acute,
        supported=screen.supported,
        safety_card=SafetyCardDocument(
            go=SAFETY_CARD.go,
            go_signs=list(SAFETY_CARD.go_signs),
            phone=SAFETY_CARD.phone,
            phone_signs=list(SAFETY_CARD.phone_signs),
        ),
    )


def _reason(flag: Flag) -> ReasonDocument:
    return ReasonDocument(
        id=flag.id,
        level=flag.level,
        answer=flag.answer,
        sentence=flag.sentence,
        clearable=flag.clearable,
        cleared=flag.cleared,
        evidence=list(flag.evidence),
    )
