"""Any other log with a row a set, where a person says which column means what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logs.layout import Layout, LoadColumn, Meaning
from liftwell.exchange.logs.numbers import unit_in
from liftwell.exchange.logs.rows import Table, plain

NEEDED: Final = ("date", "exercise", "load", "reps")
MEANINGS: Final = (*NEEDED, "unit", "rpe", "set", "note")


def layout(table: Table, columns: Mapping[str, str]) -> Layout:
    """How to read a file by `columns`, from meaning to the name of its column: {"date": "Datum", …}.

    Raises ImpossibleValue for a meaning that there is not, a column that the file has not, and one that is missing.
    """
    if odd := [meaning for meaning in columns if meaning not in MEANINGS]:
        raise ImpossibleValue(f"No column can mean {odd[0]!r}; choose among {', '.join(MEANINGS)}.")
    if missing := [meaning for meaning in NEEDED if meaning not in columns]:
        raise ImpossibleValue(f"No column is named for {', '.join(missing)}; name it with --column {missing[0]}=NAME.")
    header = [plain(name) for name in table.header]
    at = {meaning: _place(table, header, name) for meaning, name in columns.items()}
    load = LoadColumn(at["load"], unit_in(columns["load"]), at.get("unit"))
    meant = {cast("Meaning", meaning): place for meaning, place in at.items() if meaning not in ("load", "unit")}
    return Layout(app="CSV", variant="columns named by hand", columns=meant, loads=(load,))


def _place(table: Table, header: Sequence[str], name: str) -> int:
    if plain(name) not in header:
        shown = ", ".join(table.header)[:200]
        raise ImpossibleValue(f"{table.path} has no column {name!r}; it has {shown}.")
    return header.index(plain(name))
