"""The load of a row in kg, from the cell, the unit and the columns that a layout names."""

from __future__ import annotations

from typing import Final

from liftwell.exchange.logs.foreign_log import Unit
from liftwell.exchange.logs.layout import Layout, LoadColumn, Row
from liftwell.exchange.logs.numbers import KG_PER, kilograms, read_number, read_unit, split_unit
from liftwell.exchange.logs.survey import Survey

MOST_KG: Final = 1500
_SHOWN: Final = 40  # letters of what stands there, in a sentence


def read_load(row: Row, layout: Layout, survey: Survey) -> float | None:
    """The load in kg, 0 only where 0 stands there and None where nothing does.

    Raises ValueError where it is no number, has no unit, is not between 0 and 1500 kg, or two columns differ.
    """
    loads = [_kilograms(row, one, survey) for one in layout.filled(row)]
    if not loads:
        return None
    # A load in two units is rounded twice.
    if max(loads) - min(loads) > max(0.5, 0.01 * max(loads)):
        raise ValueError(f"its loads, {' and '.join(f'{load:g} kg' for load in loads)}, differ")
    return loads[0]


def _kilograms(row: Row, column: LoadColumn, survey: Survey) -> float:
    number, beside = split_unit(row.cell(column.at))
    unit = beside or column.unit or _unit_named(row, column, survey)
    value = read_number(number, survey.mark)
    if not 0 <= value * KG_PER[unit] <= MOST_KG:
        raise ValueError(f"the load {number[:_SHOWN]} {unit} is not between 0 and {MOST_KG} kg")
    return kilograms(value, unit)


def _unit_named(row: Row, column: LoadColumn, survey: Survey) -> Unit:
    named = row.cell(column.unit_at) if column.unit_at is not None else ""
    unit = read_unit(named) if named else survey.unit_elsewhere
    if unit is None:
        raise ValueError(f"the load {row.cell(column.at)[:_SHOWN]} has no unit, while others are in kg and in lb")
    return unit
