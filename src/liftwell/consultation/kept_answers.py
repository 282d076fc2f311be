"""The answers, the start and the diary of an athlete of the logbook, in the form in which files tell them."""

from __future__ import annotations

import json
from datetime import datetime

from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.exchange.diary_document import DiaryDocument, StartTable
from liftwell.exchange.diary_written import document_of
from liftwell.logbook.shelf import Shelf
from liftwell.plan.lifter import Lifter


def saved_in(shelf: Shelf, now: datetime, *, asks: bool) -> SavedAnswers:
    """The newest answers in the logbook; each that is given is kept there, unless nobody is asked."""
    told = shelf.answers()
    content = {} if told is None else json.loads(told)
    content.pop("on", None)
    return SavedAnswers(None, now, content, keeper=shelf.keep_answers if asks else None)


def book_of(shelf: Shelf) -> DiaryDocument:
    """The diary in the logbook as the document that a person would have written."""
    told = shelf.start()
    start = None if told is None else StartTable.model_validate_json(told)
    return document_of(shelf.diary(), start)


def keep_beginning(shelf: Shelf, lifter: Lifter) -> None:
    """Where the plan began, kept with the first plan, so that a better or a worse day does not move it."""
    if shelf.start() is not None:
        return
    start = StartTable(
        on=lifter.began, phase=None if lifter.phase == "none" else lifter.phase, row=lifter.row,
        exercise=lifter.exercise, raised_cm=lifter.raised_cm or None, ref_kg=lifter.ref_kg, last_kg=lifter.last_kg,
        base=lifter.base,
    )  # fmt: skip
    shelf.keep_start(start.model_dump_json(exclude_none=True))
