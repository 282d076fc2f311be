"""Whether a value fits its column: both databases take the same, whatever one lets through or the other chokes on."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, String, Table

from liftwell.errors import ImpossibleValue

_LARGEST: Final = 2**31  # PostgreSQL's integers
_EXACT: Final = 2**53  # what a float holds to the unit


def fits(value: object, column: Column[Any]) -> bool:
    """Whether the column keeps `value` as it is; a date is a date here, not its text."""
    if value is None:
        return bool(column.nullable)
    kind = column.type.python_type
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    if kind is float:
        return _is_number(value)
    if kind is int:
        return isinstance(value, int) and -_LARGEST <= value < _LARGEST
    if isinstance(value, str) and isinstance(column.type, String):
        return is_text(value) and len(value) <= (column.type.length or len(value))
    return type(value) is kind


def is_text(text: str) -> bool:
    """Whether a database takes the text: no NUL, no half of a letter."""
    return str(storable(text)) == text


def storable(value: Any) -> Any:  # noqa: ANN401
    """What another log told, without what no database takes; a number that is none was not told."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return None if isinstance(value, float) and not math.isfinite(value) else value


def require_fit(row: Mapping[str, object], table: Table) -> None:
    """Raise ImpossibleValue where what is told in the columns of a row is too long, too large or no text."""
    for name, value in row.items():
        if value is not None and not fits(value, table.c[name]):
            said = str(value)[:60]
            raise ImpossibleValue(f"{name} cannot be {said!r}: it is too long or too large, or holds no real letters.")


def _is_number(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) <= _EXACT
    return isinstance(value, float) and abs(value) <= sys.float_info.max
