"""The first time through a file: one order, one mark and one unit for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logs import fitnotes, strong
from liftwell.exchange.logs.dates import Moment
from liftwell.exchange.logs.foreign_log import FileUnit, Unit
from liftwell.exchange.logs.layout import Layout
from liftwell.exchange.logs.rows import Table, open_table, plain
from liftwell.exchange.logs.survey import Survey, survey
from tests.exchange.logs.log_files import FITNOTES, STRONG, written


def surveyed(folder: Path, rows: Sequence[str], unit: Unit | None = None, day_first: bool | None = None) -> Survey:
    """FitNotes with a unit in each row, looked at."""
    table = open_table(written(folder, "\n".join([FITNOTES, *rows])))
    return survey(table, known(table), unit, day_first)


def known(table: Table) -> Layout:
    """The layout of a header that is known."""
    header = [plain(name) for name in table.header]
    found = fitnotes.layout(header) or strong.layout(header)
    assert found is not None
    return found


def row(day: str = "2024-01-01", load: str = "100", unit: str = "kgs") -> str:
    """A row of FitNotes."""
    return f'{day},Deadlift,Back,"{load}",{unit},5,,,'


def test_each_date_is_read_once(tmp_path: Path) -> None:
    found = surveyed(tmp_path, [row("25/12/2023"), row("25/12/2023"), row("03/01/2024"), row("soon"), row("")])
    assert found.moments == {
        "25/12/2023": Moment(date(2023, 12, 25)),
        "03/01/2024": Moment(date(2024, 1, 3)),
        "soon": None,
        "": None,
    }
    assert found.day_first is True


def test_dates_of_two_orders_are_named_with_their_rows(tmp_path: Path) -> None:
    rows = [row("25/12/2023"), row("12/25/2023")]
    with pytest.raises(ImpossibleValue, match=r"25/12/2023 in row 2 and the month in 12/25/2023 in row 3"):
        surveyed(tmp_path, rows)
    assert surveyed(tmp_path, rows, day_first=False).moments == {
        "25/12/2023": None,
        "12/25/2023": Moment(date(2023, 12, 25)),
    }


@pytest.mark.parametrize(
    ("units", "unit", "told"),
    [
        (["kgs", "kgs"], "kg", True),
        (["lbs", ""], "lb", True),
        (["lbs", "kgs"], "each row", True),
        (["", ""], "kg", False),
        (["stone", "?"], "kg", False),
    ],
)
def test_units(tmp_path: Path, units: list[str], unit: FileUnit, told: bool) -> None:
    found = surveyed(tmp_path, [row(unit=one) for one in units])
    assert (found.unit, found.unit_told) == (unit, told)
    assert found.unit_elsewhere == (None if unit == "each row" else unit)


def test_a_unit_of_a_row_without_a_load_counts_for_nothing(tmp_path: Path) -> None:
    assert surveyed(tmp_path, [row(), row(load="", unit="lbs")]).unit == "kg"


def test_a_persons_unit(tmp_path: Path) -> None:
    found = surveyed(tmp_path, [row(unit="")], unit="lb")
    assert (found.unit, found.unit_told) == ("lb", False)
    with pytest.raises(ImpossibleValue, match="loads are in kg; leave out --unit lb"):
        surveyed(tmp_path, [row()], unit="lb")


@pytest.mark.parametrize(("loads", "mark"), [(["62,5"], ","), (["62.5", "1,250"], "."), (["60", "1,250"], None)])
def test_the_mark_before_decimals(tmp_path: Path, loads: list[str], mark: str | None) -> None:
    assert surveyed(tmp_path, [row(load=one) for one in loads]).mark == mark


def test_rows_that_are_no_sets_settle_nothing(tmp_path: Path) -> None:
    rest = "25/12/2023,Legs,1h,Deadlift,Rest Timer,0,0,0,120,,,"
    table = open_table(written(tmp_path, "\n".join([STRONG, rest, "2024-01-01,Legs,1h,Deadlift,X,100,5,0,0,,,"])))
    found = survey(table, known(table))
    assert (list(found.moments), found.day_first) == (["2024-01-01"], None)
