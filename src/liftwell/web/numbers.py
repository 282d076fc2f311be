"""Numbers as they are typed into forms; what is left empty is not told."""

from __future__ import annotations

from liftwell.errors import ImpossibleValue


def number_in(what: str, typed: str, most: float) -> float | None:
    """A number from 0 to `most`, with a comma or a point; raises ImpossibleValue."""
    if not typed.strip():
        return None
    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise ImpossibleValue(f"The {what} {typed!r} should be a number from 0 to {most:g}.")
    return value


def rating_in(what: str, typed: str) -> int | None:
    """A whole number from 0 to 10; raises ImpossibleValue."""
    value = number_in(what, typed, 10)
    if value is not None and value != int(value):
        raise ImpossibleValue(f"The {what} {typed!r} should be a whole number from 0 to 10.")
    return None if value is None else int(value)
