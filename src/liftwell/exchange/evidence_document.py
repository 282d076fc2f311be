"""Claims and marks as `liftwell evidence --json` prints them: what is said, on what ground, until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal

from pydantic import Field

from liftwell.evidence import Claim, Standing, Threshold, all_themes
from liftwell.evidence.claims import MEANING
from liftwell.evidence.review import due, overdue
from liftwell.evidence.sources import address
from liftwell.exchange.quantity_document import Number, Part

SCHEMA: Final = "liftwell.evidence/1"
Uses = Mapping[str, Iterable[tuple[str, tuple[str, ...]]]]


class SourceDocument(Part):
    """A paper or a page of guidance; `url` is null where only journal and pages are known."""

    text: str
    url: str | None


class ClaimDocument(Part):
    """One record: `used_by` names what rests on it, by kind; after `due` it is overdue for a look."""

    id: str
    theme: str
    statement: str
    standing: Standing
    sources: list[SourceDocument]
    what_we_do: str
    reviewed: date
    due: date
    overdue: bool
    used_by: dict[str, list[str]]


class ThresholdDocument(Part):
    """One mark: `value` in `unit`, and "judgement" or its source in `standing`."""

    id: str
    value: Number
    unit: str
    standing: str
    statement: str
    reviewed: date
    due: date
    overdue: bool
    used_by: dict[str, list[str]]


class EvidenceDocument(Part):
    """What was asked for, as it stood `on` a day; `standings` says what each standing means."""

    schema_: Literal["liftwell.evidence/1"] = Field(alias="schema")
    on: date
    standings: dict[Standing, str]
    claims: list[ClaimDocument]
    thresholds: list[ThresholdDocument]


def evidence_document(
    claims: Iterable[Claim], thresholds: Iterable[Threshold], uses: Uses, today: date
) -> EvidenceDocument:
    """The records as they are written; `uses`: kinds of places and their names, by the id of what they rest on."""
    theme_of = {record.id: theme.title for theme in all_themes() for record in theme.claims}
    return EvidenceDocument(
        schema=SCHEMA,
        on=today,
        standings=dict(MEANING),
        claims=[_claim(record, theme_of[record.id], uses, today) for record in claims],
        thresholds=[_threshold(record, uses, today) for record in thresholds],
    )


def _claim(record: Claim, theme: str, uses: Uses, today: date) -> ClaimDocument:
    return ClaimDocument(
        id=record.id,
        theme=theme,
        statement=record.statement,
        standing=record.standing,
        sources=[SourceDocument(text=source, url=address(source)) for source in record.sources],
        what_we_do=record.what_we_do,
        reviewed=record.reviewed,
        due=due(record.reviewed),
        overdue=overdue(record.reviewed, today),
        used_by={kind: list(names) for kind, names in uses.get(record.id, ())},
    )


def _threshold(record: Threshold, uses: Uses, today: date) -> ThresholdDocument:
    return ThresholdDocument(
        id=record.id,
        value=record.value,
        unit=record.unit,
        standing=record.standing,
        statement=record.statement,
        reviewed=record.reviewed,
        due=due(record.reviewed),
        overdue=overdue(record.reviewed, today),
        used_by={kind: list(names) for kind, names in uses.get(record.id, ())},
    )
