"""A changed copy of a record: `dataclasses.replace`, but at once for a standing, which every entry of a diary copies."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

from liftwell.plan.course.standing import Standing

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace  # so that names and types of the changes are checked
else:
    _FACTS: Final = frozenset(field.name for field in dataclasses.fields(Standing))

    def replace(record: Any, /, **changes: Any) -> Any:  # noqa: ANN401
        """The record with other facts; raises TypeError for a fact that it does not have.

        A standing checks nothing when it is made, so that its facts may be copied as they lie.
        """
        if type(record) is not Standing:
            return dataclasses.replace(record, **changes)
        if not changes.keys() <= _FACTS:
            raise TypeError(f"a standing has no {', '.join(sorted(changes.keys() - _FACTS))}")
        copied = object.__new__(Standing)
        copied.__dict__.update(record.__dict__, **changes)
        return copied
