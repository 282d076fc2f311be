"""Advice does not outlive its review: a record is due after two years, and none of ours is late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from liftwell.evidence import all_claims, all_thresholds
from liftwell.evidence.review import due, overdue

TODAY = datetime.now(UTC).date()  # the one test that is meant to turn red with time: then somebody has to look again


@pytest.mark.parametrize(
    ("reviewed", "until"),
    [
        (date(2026, 11, 26), date(2028, 11, 26)),
        (date(2026, 12, 31), date(2028, 12, 31)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2027, 1, 1), date(2029, 1, 1)),
    ],
)
def test_a_record_is_due_two_years_after_its_review(reviewed: date, until: date) -> None:
    assert due(reviewed) == until
    assert not overdue(reviewed, until)
    assert overdue(reviewed, until + timedelta(days=1))


@pytest.mark.parametrize("record", [*all_claims().values(), *all_thresholds().values()], ids=lambda record: record.id)
def test_no_record_is_overdue(record: object) -> None:
    reviewed = record.reviewed  # type: ignore[attr-defined]
    assert not overdue(reviewed, TODAY), f"look at it again, then date it {TODAY}"
