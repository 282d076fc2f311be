"""The plan of a day as the logbook keeps it, and as JSON tells it."""

from __future__ import annotations

import json

from liftwell.consultation.kept_answers import keep_beginning
from liftwell.consultation.planning import Day, Planner
from liftwell.exchange.plan_document import plan_document
from liftwell.exchange.screen_document import screen_document
from liftwell.logbook.shelf import Shelf
from liftwell.plan.plan_words import may_show
from liftwell.plan.prescription import Today
from liftwell.screen.outcome import outcome_of


def keep_day(shelf: Shelf, planner: Planner, day: Day | None) -> None:
    """What was told of the day, and what the plan said of it where it was shown."""
    check = None if day is None else day.beside.check
    if check := check or planner.check_told:
        shelf.put(check)
    if day is None or not may_show(day.today):
        return
    keep_beginning(shelf, planner.lifter)
    document = json.dumps(document_of_day(planner, day), ensure_ascii=False, sort_keys=True)
    shelf.keep_prescription(planner.on, document)


def document_of_day(planner: Planner, day: Day | None, country: str | None = None) -> dict[str, object]:
    """The plan as JSON tells it."""
    screen = planner.screen(day)
    told = screen_document(screen, outcome_of(screen, country), planner.on)
    if day is None:
        today = Today(planner.on, "none", screen.level, planner.found.phase, None, (), None, ())
        document = plan_document(today, told)
    else:
        beside = day.beside
        document = plan_document(
            day.today, told, base=beside.base, each_side_kg=beside.each_side_kg, notes=beside.notes,
            week=beside.week or None,
        )  # fmt: skip
    return document.model_dump(mode="json", by_alias=True)
