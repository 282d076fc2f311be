"""What the commands of the logbook share: where it lies, and whose part of it is meant."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from liftwell.cli.called import as_called
from liftwell.errors import ImpossibleValue
from liftwell.logbook.home import FILE, database_url, home

if TYPE_CHECKING:  # a database takes a moment to load, and --help should not
    from liftwell.logbook.shelf import Shelf
    from liftwell.logbook.store import Logbook
    from liftwell.plan.loading.plates import Unit

ME: Final = "me"
MOST_NAMES: Final = 10
Athlete = Annotated[
    str | None,
    typer.Option("--athlete", metavar="NAME", help="Who of the logbook; not needed where there is only one."),
]
InLogbook = Annotated[
    str | None,
    typer.Option(
        "--athlete", metavar="NAME", help="Read and keep it in the logbook, as that of this athlete, not in files."
    ),
]


def local_now() -> datetime:
    """The clock of this machine, without its zone: a day is a day where the person is."""
    return datetime.now(UTC).astimezone().replace(tzinfo=None)


def file_of_logbook() -> Path:
    """The file of the logbook on this machine."""
    return home(os.environ) / FILE


def has_logbook() -> bool:
    """Whether there is a logbook already, so that nobody gets one by asking."""
    return database_url(os.environ) is not None or file_of_logbook().exists()


def opened_logbook() -> Logbook:
    """The logbook of this machine, or of the clinic; raises as `Logbook.opened`."""
    from liftwell.logbook.store import Logbook  # noqa: PLC0415

    return Logbook.opened(database_url(os.environ) or file_of_logbook(), local_now)


def shelf_of(logbook: Logbook, athlete: str | None, *, new: bool = False) -> Shelf:
    """The part of the one who was named, or of the only one; `new`: a first one is made where there is none.

    Raises ImpossibleValue where there are several and none is named, or nobody of that name.
    """
    from liftwell.logbook.shelf import Shelf  # noqa: PLC0415

    names = logbook.athletes()
    if athlete is not None:
        return Shelf(logbook, _one_of(names, athlete))
    if len(names) > 1:
        raise ImpossibleValue(f"Whose? Name one of {', '.join(names[:MOST_NAMES])} with --athlete.")
    if not names and not new:
        raise ImpossibleValue(f"There is nobody in the logbook yet: begin with {as_called()} log, or import.")
    if not names:
        logbook.add_athlete(ME)
    return Shelf(logbook, names[0] if names else ME)


def looked_into(logbook: Logbook, athlete: str | None) -> Shelf | None:
    """The same for a look that makes nobody: None while nobody is in the logbook and nobody is named."""
    return shelf_of(logbook, athlete) if athlete is not None or logbook.athletes() else None


def unit_of(shelf: Shelf) -> Unit:
    """The unit of a load that stands alone, and in which loads are said: that of the plates of whoever it is."""
    from liftwell.consultation.kept_answers import saved_in  # noqa: PLC0415
    from liftwell.consultation.own_unit import own_unit  # noqa: PLC0415

    return own_unit(saved_in(shelf, local_now(), asks=False))


def _one_of(names: tuple[str, ...], athlete: str) -> str:
    """The name as the logbook has it; raises ImpossibleValue with those there are."""
    name = " ".join(athlete.split())
    if name in names:
        return name
    known = f"there is {', '.join(names[:MOST_NAMES])}" if names else "there is nobody yet"
    raise ImpossibleValue(
        f"There is no athlete {name[:80]!r} in the logbook; {known}. {as_called()} athlete NAME --add adds one."
    )
