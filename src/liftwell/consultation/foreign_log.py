"""The log of another app beside the logbook: which of its lifts the plan knows, and what is there already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from liftwell.consultation.counted import counted
from liftwell.consultation.own_files import NEW
from liftwell.errors import ImpossibleValue
from liftwell.logbook.brought_in import there_already
from liftwell.logbook.shelf import Shelf

if TYPE_CHECKING:
    from liftwell.exchange.logs.foreign_log import ForeignLog


def hinges_in(log: ForeignLog, told: Mapping[str, str]) -> dict[str, str]:
    """Which names of the other log are hinges of the plan: as told, else as they are commonly called.

    Raises ImpossibleValue for a name that is not in the log, or a hinge that the plan does not know.
    """
    from liftwell.exchange.log_line import hinge_named  # noqa: PLC0415
    from liftwell.plan.foreign_names import hinge_of  # noqa: PLC0415

    names = [name for name, _ in log.names]
    for name in told:
        if name not in names:
            raise ImpossibleValue(f"There is no exercise {name!r} in the file.")
    common = {name: found for name in names if (found := hinge_of(name)) is not None}
    return common | {name: hinge_named(value) for name, value in told.items()}


def there_already_words(log: ForeignLog, shelf: Shelf | None) -> str:
    """How much of it would not be kept again."""
    known = () if shelf is None else there_already(shelf.logbook, shelf.name, log.workouts)
    if shelf is None or not known:
        return NEW
    sets, of = (sum(len(one.sets) for one in listed) for listed in (known, log.workouts))
    counts = f"{len(known):,} of {counted(len(log.workouts), 'workout')}, {sets:,} of {counted(of, 'set')}"
    return f"In the logbook of {shelf.name} already: {counts}."
