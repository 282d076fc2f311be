"""`series.csv`: everything over time as a table for a spreadsheet, one row a time, units in the header."""

from __future__ import annotations

import csv
from pathlib import Path

from liftwell.errors import CannotWrite
from liftwell.exchange.analysis_document import SeriesDocument


def write(series: SeriesDocument, path: Path) -> None:
    """Write `time_s` and, for each quantity, `NAME` and `NAME_sd`; a cell is empty where nothing was seen.

    Raises CannotWrite when `path` cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows(series))
    except OSError as error:
        raise CannotWrite(f"Could not write {path} ({error.strerror}); please choose another folder.") from error


def rows(series: SeriesDocument) -> list[list[str | float | None]]:
    """The header and then one row per time."""
    header: list[str | float | None] = ["time_s"]
    table: list[list[float] | list[float | None]] = [series.time_s]
    for name, column in series.columns.items():
        header += [name, f"{name}_sd"]
        table += [column.value, column.sd]
    return [header, *(list(row) for row in zip(*table, strict=True))]
