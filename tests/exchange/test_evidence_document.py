"""The evidence as JSON: every field, its links, and what is late."""

from __future__ import annotations

from datetime import date

import pytest

from liftwell.evidence import all_claims, all_thresholds, claim
from liftwell.exchange.evidence_document import EvidenceDocument, evidence_document
from liftwell.report.evidence_uses import all_uses, by_kind

TODAY = date(2026, 11, 27)
USES = {key: by_kind(places) for key, places in all_uses().items()}
ALL = evidence_document(all_claims().values(), all_thresholds().values(), USES, TODAY)


def test_a_claim_keeps_every_field() -> None:
    record = claim("trap-bar-moment")
    document = evidence_document([record], [], {record.id: (("finding", ("step5.lockout",)),)}, TODAY).claims[0]
    assert (document.id, document.statement, document.standing) == (record.id, record.statement, "supported")
    assert document.theme == "Bars, stances and builds"
    assert document.what_we_do == record.what_we_do
    assert document.sources[0].url == "https://doi.org/10.1519/JSC.0b013e3181e73f87"
    assert (document.reviewed, document.due, document.overdue) == (record.reviewed, date(2028, 11, 24), False)
    assert document.used_by == {"finding": ["step5.lockout"]}


def test_a_source_without_an_address_has_none() -> None:
    document = evidence_document([claim("sumo-moment")], [], {}, TODAY)
    assert document.claims[0].sources[0].url is None
    assert document.claims[0].used_by == {}


@pytest.mark.parametrize(("today", "late"), [(date(2028, 11, 24), False), (date(2028, 11, 25), True)])
def test_what_is_late_says_so(today: date, late: bool) -> None:
    document = evidence_document([claim("trap-bar-moment")], [], {}, today)
    assert document.on == today
    assert document.claims[0].overdue is late


def test_a_mark_keeps_every_field() -> None:
    document = next(mark for mark in ALL.thresholds if mark.id == "lean_back_min_deg")
    assert (document.value, document.unit, document.standing) == (-8, "deg", "judgement")
    assert document.used_by == {"finding": ["step5.lean_back"]}
    assert not document.overdue


def test_everything_comes_back_as_it_was_written() -> None:
    assert EvidenceDocument.model_validate_json(ALL.model_dump_json(by_alias=True)) == ALL
    assert len(ALL.claims) == len(all_claims())
    assert {kind for record in ALL.claims for kind in record.used_by} >= {"finding", "question", "self-test"}
    assert set(ALL.standings) == {record.standing for record in ALL.claims}
