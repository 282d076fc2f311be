"""Counts in words."""

from __future__ import annotations


def counted(count: int, what: str) -> str:
    """So many of it: "1 workout", "2 versions of the answers"."""
    first, *rest = what.split(" of ", 1)
    many = "" if count == 1 else "es" if first.endswith("sh") else "s"
    return " of ".join([f"{count:,} {first}{many}", *rest])
