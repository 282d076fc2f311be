"""`liftwell export`: everything of an athlete leaves when its owner wants, in forms that others read."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.book import Athlete, local_now, opened_logbook, shelf_of
from liftwell.errors import CannotWrite
from liftwell.logbook.home import home

if TYPE_CHECKING:
    from liftwell.logbook.shelf import Shelf

HELP: Final = (
    "Take your data with you. [cyan]json[/cyan] holds everything and can be imported again; [cyan]csv[/cyan] is a "
    "folder of tables; [cyan]fhir[/cyan] is for a clinic; [cyan]ical[/cyan] puts what was lifted into a calendar."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell export me.json[/cyan]

[cyan]liftwell export tables --format csv[/cyan]

[cyan]liftwell export me.fhir.json --format fhir[/cyan]

[cyan]liftwell export sessions.ics --format ical[/cyan]

[cyan]liftwell export report.pdf --format pdf[/cyan]
"""
To = Annotated[Path, typer.Argument(metavar="FILE", help="Where to; a folder for csv.", show_default=False)]
WHAT: Final = {
    "json": "Everything of {} is in", "csv": "All that {} did and felt is in", "fhir": "All that {} did and felt is in",
    "ical": "All that {} lifted is in", "pdf": "The report of {} for a clinician is in",
}  # fmt: skip
Form = Annotated[
    Literal["json", "csv", "fhir", "ical", "pdf"],
    typer.Option("--format", help="In which form; pdf is two pages for a clinician."),
]


def export(
    to: To,
    *,
    form: Form = "json",
    athlete: Athlete = None,
    debug: given.Debug = False,  # noqa: ARG001  (`main` looks for it)
) -> None:
    """Write what there is of an athlete."""
    from liftwell.consultation.export import content_of  # noqa: PLC0415
    from liftwell.exchange.hand_written import write_whole  # noqa: PLC0415

    shelf = shelf_of(opened_logbook(), athlete)
    if form == "csv":
        _tables(shelf, to)
    elif form == "pdf":
        _report(shelf, to)
    else:
        write_whole(content_of(shelf, form), to)
    Console(highlight=False).print(Text(f"{WHAT[form].format(shelf.name)} {to}."), soft_wrap=True)


def _report(shelf: Shelf, to: Path) -> None:
    """The report, with the key pictures of a clip that the app keeps."""
    from liftwell.consultation.clinic import report_of  # noqa: PLC0415
    from liftwell.exchange.hand_written import write_whole  # noqa: PLC0415
    from liftwell.report.clinic_pdf import clinic_pdf  # noqa: PLC0415
    from liftwell.web.desk import Desk  # noqa: PLC0415
    from liftwell.web.folder import Folder  # noqa: PLC0415

    desk = Desk(shelf.logbook, Folder(home(os.environ)), local_now)
    write_whole(clinic_pdf(report_of(shelf, local_now(), partial(desk.stills_of, shelf))), to)


def _tables(shelf: Shelf, folder: Path) -> None:
    from liftwell.consultation.export import tables_of  # noqa: PLC0415
    from liftwell.exchange.hand_written import write_whole  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be made ({error.strerror}); give another place.") from None
    for name, text in tables_of(shelf).items():
        write_whole(text, folder / name)
