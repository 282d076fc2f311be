"""The first time a file is read: whatever only the whole of it can settle, the order of dates, the mark before
decimals and the unit of load.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logs.dates import Moment, day_order, read_moment
from liftwell.exchange.logs.foreign_log import FileUnit, Unit
from liftwell.exchange.logs.layout import Layout, LoadColumn, Row
from liftwell.exchange.logs.numbers import Mark, decimal_mark, read_unit, split_unit
from liftwell.exchange.logs.rows import Heard, Table, unheard

DEFAULT_UNIT: Final[Unit] = "kg"


@dataclass(frozen=True, slots=True)
class Survey:
    """What holds for a whole file: `moments` behind its texts of dates, None where such a text is none."""

    moments: Mapping[str, Moment | None]
    day_first: bool | None
    mark: Mark | None
    unit: FileUnit
    unit_told: bool

    @property
    def unit_elsewhere(self) -> Unit | None:
        """The unit of a load that has none beside it; None where others in the file have both."""
        return None if self.unit == "each row" else self.unit


@dataclass(frozen=True, slots=True)
class _Seen:
    """Every text once: dates with their first row, loads, and units of loads."""

    dates: dict[str, int] = field(default_factory=dict)
    loads: set[str] = field(default_factory=set)
    units: set[Unit] = field(default_factory=set)

    def look(self, row: Row, layout: Layout) -> None:
        self.dates.setdefault(row["date"], row.number)
        for column in layout.filled(row):
            text = row.cell(column.at)
            self.loads.add(text)
            self._look_for_unit(row, column, text)

    def _look_for_unit(self, row: Row, column: LoadColumn, text: str) -> None:
        beside = split_unit(text)[1]
        named = row.cell(column.unit_at) if column.unit_at is not None else ""
        if unit := beside or column.unit:
            self.units.add(unit)
        elif named:
            with suppress(ValueError):
                self.units.add(read_unit(named))


def survey(
    table: Table, layout: Layout, unit: Unit | None = None, day_first: bool | None = None, heard: Heard = unheard
) -> Survey:
    """Read a file once; `unit` and `day_first` are a person's word.

    Raises ImpossibleValue where that word and the file contradict, or where a word is needed.
    """
    seen = _Seen()
    for number, cells in table.rows(heard):
        row = Row(number, cells, layout.columns)
        if _is_set(row, layout):
            seen.look(row, layout)
    order = day_order(seen.dates, day_first, table.path)
    chosen, told = _unit(seen, layout, unit, table)
    return Survey({text: _moment(text, order) for text in seen.dates}, order, decimal_mark(seen.loads), chosen, told)


def _is_set(row: Row, layout: Layout) -> bool:
    try:
        return layout.kind(row) is not None
    except ValueError:
        return True


def _moment(text: str, order: bool | None) -> Moment | None:
    try:
        return read_moment(text, order)
    except ValueError:
        return None


def _unit(seen: _Seen, layout: Layout, given: Unit | None, table: Table) -> tuple[FileUnit, bool]:
    """The unit of a file, and whether it says so; where no load is filled the columns' names say it."""
    units = seen.units or {one.unit for one in layout.loads if one.unit}
    if not units:
        return given or DEFAULT_UNIT, False
    file_unit: FileUnit = "each row" if len(units) > 1 else next(iter(units))
    if given is not None and units != {given}:
        says = "names the unit of each load" if file_unit == "each row" else f"says that its loads are in {file_unit}"
        raise ImpossibleValue(f"{table.path} {says}; leave out --unit {given}.")
    return file_unit, True
