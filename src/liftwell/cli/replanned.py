"""What an entry changes in the plan of today: that plan before it and after it, as `liftwell plan` makes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from liftwell.cli.called import as_called
from liftwell.consultation.check_in import LEGS, Given
from liftwell.consultation.kept_answers import book_of, saved_in
from liftwell.consultation.planning import Planner
from liftwell.logbook.shelf import Shelf
from liftwell.plan.plan_words import KINDS, lift_words, may_show
from liftwell.training.diary import Readiness
from liftwell.triage.triage import triage

CLOSED: Final = "safety questions first"


def plan_now(shelf: Shelf, now: datetime) -> str | None:
    """Today's plan in a few words, None where none has been shown today; before safety is clear without any load."""
    if shelf.prescribed(now.date()) is None:
        return None
    check = shelf.diary().check_on(now.date())
    planner = Planner(saved_in(shelf, now, asks=False), book_of(shelf), _given(check))
    planner.ask_safety(None)  # asks nobody: takes what was told of today
    planner.account = planner.saved.account()  # clips stay as they are: nobody waits for one to note a session
    planner.found = triage(planner.account)
    day = planner.day("none", week=False, how=False) if planner.clear else None
    if day is None or not may_show(day.today):
        return CLOSED
    return KINDS[day.today.kind] if day.today.main is None else lift_words(day.today.main, day.beside.unit)


def _given(check: Readiness | None) -> Given:
    """What was told of today before the plan; a script tells it there, and not in the answers."""
    if check is None:
        return Given()
    leg = next((leg for leg, sign in LEGS.items() if sign == check.leg), None)
    return Given(check.now, check.walking, leg)


def difference(before: str | None, after: str | None) -> Iterator[str]:
    """One sentence on what changed between two answers of `plan_now`; none where there was no plan today."""
    if before is None or after is None:
        return
    if before == after:
        yield f"Today's plan stays as it was: {after}."
    else:
        yield f"Today's plan was: {before}. It is now: {after}."
        yield f"What was planned on earlier days stays as it was. To see why: {as_called()} plan --athlete NAME"
