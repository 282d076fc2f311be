"""The history of an athlete of the logbook: what was done and felt, what their clips showed, their usual pain."""

from __future__ import annotations

import json

from liftwell.logbook.shelf import Shelf
from liftwell.report.history import History, Measured, history_of


def kept_history(shelf: Shelf) -> History:
    """All of it, day by day."""
    return history_of(shelf.name, shelf.diary(), _measured(shelf), told=_usual_told(shelf))


def _measured(shelf: Shelf) -> tuple[Measured, ...]:
    """What the clips showed; without any, what reads them is not loaded."""
    if not shelf.analyses():
        return ()
    from liftwell.consultation.kept_clips import measured_in  # noqa: PLC0415

    return measured_in(shelf)


def _usual_told(shelf: Shelf) -> int | None:
    """The usual pain on waking as it was told in the answers, None where it was not."""
    told = shelf.answers()
    waking = None if told is None else json.loads(told).get("pain", {}).get("waking")
    return waking if isinstance(waking, int) else None
