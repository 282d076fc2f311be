"""A record knows what in the product leans on it."""

from __future__ import annotations

from liftwell.evidence import all_claims, all_thresholds
from liftwell.report.evidence_uses import Use, all_uses, by_kind
from liftwell.screen.questions import derived, questions
from liftwell.technique.findings import RULES


def names(kind: str) -> set[str]:
    return {use.name for uses in all_uses().values() for use in uses if use.kind == kind}


def test_a_claim_knows_the_rules_that_rest_on_it() -> None:
    assert all_uses()["bar-over-midfoot"] == (Use("finding", "step1.bar_over_midfoot"),)
    assert len(all_uses()["bar-distance"]) > 3


def test_a_mark_knows_what_is_held_against_it() -> None:
    assert all_uses()["shoulders_ahead_min_deg"] == all_uses()["shoulders_ahead_max_deg"]
    assert all_uses()["lean_back_min_deg"] == (Use("finding", "step5.lean_back"),)


def test_every_place_is_told_of() -> None:
    assert names("finding") == {rule.code for rule in RULES}
    assert {name.split()[0] for name in names("question")} == set(questions())
    assert {name.split()[0] for name in names("rule")} == set(derived())
    assert {"T1 Hinge without weight"} <= names("self-test")
    assert names("pattern")


def test_every_place_leans_on_a_record() -> None:
    assert set(all_uses()) <= set(all_claims()) | set(all_thresholds())


def test_places_of_one_kind_stand_together() -> None:
    uses = [Use("finding", "a"), Use("finding", "b"), Use("pattern", "c")]
    assert by_kind(uses) == (("finding", ("a", "b")), ("pattern", ("c",)))
    assert by_kind([]) == ()
