"""A log of another app: which app's it is, then two times through the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from liftwell.errors import CannotRead
from liftwell.exchange.logs import fitnotes, hevy, liftosaur, mapped, openbarbell, strong
from liftwell.exchange.logs.doubts import Doubts
from liftwell.exchange.logs.foreign_log import ForeignLog, Unit
from liftwell.exchange.logs.gather import Gathering
from liftwell.exchange.logs.layout import Layout, Row
from liftwell.exchange.logs.rows import Heard, Table, open_table, plain, unheard
from liftwell.exchange.logs.sets import SetReader
from liftwell.exchange.logs.survey import Survey, survey

APPS: Final[Sequence[Callable[[Sequence[str]], Layout | None]]] = (
    strong.layout,
    hevy.layout,
    liftosaur.layout,
    openbarbell.layout,
    fitnotes.layout,
)


def read_log(
    path: Path,
    *,
    unit: Unit | None = None,
    day_first: bool | None = None,
    columns: Mapping[str, str] | None = None,
    heard: Heard = unheard,
    today: date | None = None,
) -> ForeignLog:
    """The workouts of an export of Strong, Hevy, FitNotes, Liftosaur or OpenBarbell, or of any file by its `columns`.

    unit: of loads in a file that names none, kg where None; day_first: how 03/04/2024 is meant; columns: from a
    meaning (`mapped.MEANINGS`) to the name of its column; heard: called with bytes done and in total, more than once
    for a long file; today: no day after tomorrow is believed, None for any.
    Raises CannotRead where the file is no log, has no sets, or more than half of its rows cannot be believed, and
    ImpossibleValue where a person has to settle the order of dates, or an option and the file contradict.
    """
    table = open_table(path)
    layout = mapped.layout(table, columns) if columns else _known(table)
    found = survey(table, layout, unit, day_first, lambda done, total: heard(done // 2, total))
    return _gathered(table, layout, found, today, lambda done, total: heard((total + done) // 2, total))


def _known(table: Table) -> Layout:
    header = [plain(name) for name in table.header]
    for app in APPS:
        if layout := app(header):
            return layout
    shown = ", ".join(table.header)[:200]
    raise CannotRead(
        f"{table.path} has the columns {shown!r}, which no known app writes; say what they mean with, for example, "
        "--column date=Datum --column exercise=Name --column load=Weight --column reps=Reps."
    )


def _gathered(table: Table, layout: Layout, found: Survey, today: date | None, heard: Heard) -> ForeignLog:
    gathering = Gathering(SetReader(layout, found, len(table.header), today))
    doubts = gathering.reader.doubts
    rows = skipped = good = 0
    for number, cells in table.rows(heard):
        bad = doubts.bad
        added = gathering.add(Row(number, cells, layout.columns))
        rows, skipped, good = rows + 1, skipped + (not added), good + (added and doubts.bad == bad)
    _require_sets(table, rows, good, doubts)
    told = (found.unit, found.unit_told, found.day_first)
    return ForeignLog(layout.app, layout.variant, gathering.workouts(), *told, tuple(doubts.sentences), rows, skipped)


def _require_sets(table: Table, rows: int, good: int, doubts: Doubts) -> None:
    """Raise CannotRead, with one sentence, unless most rows that should be sets are."""
    if not rows:
        raise CannotRead(f"{table.path} has names of columns and no row below them; export the log again.")
    if doubts.bad > good:
        first = next(iter(doubts.sentences)).rstrip(".")
        first = first[0].lower() + first[1:]
        raise CannotRead(
            f"{table.path}: {doubts.bad} of {rows} rows cannot be believed ({first}); check that it is the whole, "
            "unchanged export and that each column means what was said."
        )
    if not good:
        raise CannotRead(f"{table.path} has rows, but none of them is a set that was done; export the log again.")
