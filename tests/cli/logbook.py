"""The logbook of a test: what lies in it, and what a wrong command must leave as it was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

from liftwell.cli.book import file_of_logbook, opened_logbook
from liftwell.exchange.answers import read_document, to_json
from liftwell.exchange.logbook_json import to_json as whole
from liftwell.logbook.contents import contents
from liftwell.logbook.shelf import Shelf
from liftwell.training.diary import Done, Lift
from tests.logbook.empty import lay_empty

CLEAR: Final = Path(__file__).parent.parent / "triage" / "cases" / "C02.toml"
DAY: Final = date(2026, 11, 26)
FLOOR: Final = "conventional_deadlift"
# What is told of a good day, for scripts.
WELL: Final = ("--no-ask", "--new", "none", "--now", "1", "--walking", "--leg", "none")
STRONG: Final = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2026-09-01 18:00:00,"Evening",1h,"Deadlift (Barbell)",1,180.0,5,0,0,"","",8
2026-09-01 18:00:00,"Evening",1h,"Squat (Barbell)",1,100.0,5,0,0,"","",
2026-09-08 18:00:00,"Evening",1h,"Deadlift (Barbell)",1,190.0,3,0,0,"","",9
"""


def strong(folder: Path, text: str = STRONG) -> Path:
    """An export of Strong with two deadlift days of the autumn."""
    path = folder / "strong.csv"
    path.write_text(text, "utf-8")
    return path


def shelf_named(name: str, *done: Done, answers: Path | None = None) -> Shelf:
    """A new athlete with these sessions, and with the answers in a file."""
    lay_empty(file_of_logbook())
    logbook = opened_logbook()
    logbook.add_athlete(name)
    shelf = Shelf(logbook, name)
    shelf.put(*done)
    if answers is not None:
        shelf.keep_answers(to_json(read_document(answers)))
    return shelf


def good_day(on: date, load_kg: float = 142.5) -> Done:
    """A session of row R1 that went well."""
    return Done(on, Lift(FLOOR, 3, 8, load_kg), "R1", 6, 1, 1, 0)


def everything() -> dict[str, str]:
    """The export of every athlete, by name: the same facts give the same text."""
    logbook = opened_logbook()
    return {name: whole(contents(logbook, name)) for name in logbook.athletes()}


def planned(shelf: Shelf, on: date) -> list[dict[str, object]]:
    """What was first prescribed on a day, and what last, without the words."""
    first, last = shelf.prescribed(on), dict(shelf.prescriptions()).get(on)
    return [json.loads(one)["main"] for one in (first, last) if one is not None]
