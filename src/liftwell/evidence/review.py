"""When somebody has to look at a record again, so that advice does not outlive what it rests on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from liftwell.evidence.thresholds import threshold

MONTHS: Final = 12


def due(reviewed: date) -> date:
    """The last day on which a record that was reviewed on `reviewed` may be leant on without a new look.

    The same day of the month, or the month's last where that is earlier.
    """
    month = reviewed.year * MONTHS + reviewed.month - 1 + int(threshold("evidence_review_due_months"))
    year, before = divmod(month, MONTHS)
    return date(year, before + 1, min(reviewed.day, monthrange(year, before + 1)[1]))


def overdue(reviewed: date, today: date) -> bool:
    """Whether a record that was reviewed on `reviewed` should have been looked at again before `today`."""
    return today > due(reviewed)
