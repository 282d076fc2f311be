"""Which rules rest on a record is told from the record's side too."""

from __future__ import annotations

from liftwell.technique.findings import RULES, resting_on


def test_a_claim_knows_the_rules_that_rest_on_it() -> None:
    assert resting_on()["bar-over-midfoot"] == ("step1.bar_over_midfoot",)
    assert len(resting_on()["bar-distance"]) > 3


def test_a_mark_knows_the_rules_that_are_held_against_it() -> None:
    assert resting_on()["shoulders_ahead_min_deg"] == resting_on()["shoulders_ahead_max_deg"]
    assert resting_on()["lean_back_min_deg"] == ("step5.lean_back",)


def test_every_rule_is_told_of() -> None:
    assert {code for codes in resting_on().values() for code in codes} == {rule.code for rule in RULES}
