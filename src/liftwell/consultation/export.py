"""What there is of an athlete, in the forms that other programs read."""

from __future__ import annotations

from typing import Literal

from liftwell.exchange.history_csv import diary_csv, sets_csv, workouts_csv
from liftwell.exchange.logbook_json import to_json
from liftwell.logbook.brought_in import workouts_of
from liftwell.logbook.contents import contents
from liftwell.logbook.shelf import Shelf

Form = Literal["json", "fhir", "ical"]


def content_of(shelf: Shelf, form: Form) -> str | bytes:
    """Everything as JSON that can be brought in again, or what was done and felt as FHIR or as a calendar."""
    if form == "json":
        return to_json(contents(shelf.logbook, shelf.name))
    if form == "fhir":
        from liftwell.exchange.fhir import fhir_bundle  # noqa: PLC0415  (a second to load)

        return fhir_bundle(shelf.name, shelf.diary(), shelf.outcomes())
    from liftwell.exchange.ical import calendar_of  # noqa: PLC0415

    return calendar_of((), shelf.diary().done, whose=shelf.name)


def tables_of(shelf: Shelf) -> dict[str, str]:
    """The tables of a spreadsheet, by the name of their file."""
    return dict(diary_csv(shelf.diary())) | {
        "sets.csv": sets_csv(shelf.sets()),
        "workouts.csv": workouts_csv(workouts_of(shelf.logbook, shelf.name)),
    }
