"""The plan of one day: who the lifter is, what the diary holds and how today begins in, the whole session out."""

from __future__ import annotations

from datetime import date

from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Today
from liftwell.training.diary import Diary, Readiness


def plan_for(lifter: Lifter, diary: Diary, on: date, check: Readiness | None = None) -> Today:
    """Today's session and why (`clinical.md` 4 and 5); `check` is the check-in of today, None where nobody asked.

    Pure: the same arguments give the same plan. Entries of the diary after `on` are not looked at.
    """
    raise NotImplementedError
