"""A changed copy of a record: `dataclasses.replace` without the checks, for what is made of checked records.

A diary of sixteen weeks copies some hundreds of lifts and standings, each of which was checked when it was read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace  # so that names and types of the changes are checked
else:
    import dataclasses

    @cache
    def _names(kind: type) -> frozenset[str]:
        return frozenset(field.name for field in dataclasses.fields(kind))

    def replace(record: Any, /, **changes: Any) -> Any:  # noqa: ANN401
        """The record with other facts; raises TypeError for a fact that it does not have."""
        kind = type(record)
        names = _names(kind)
        if not changes.keys() <= names:
            raise TypeError(f"a {kind.__name__} has no {', '.join(sorted(changes.keys() - names))}")
        copied = object.__new__(kind)
        if hasattr(record, "__dict__"):  # a large record, without slots
            copied.__dict__.update(record.__dict__, **changes)
            return copied
        place = object.__setattr__
        for name in names:
            place(copied, name, changes[name] if name in changes else getattr(record, name))
        return copied
