"""`liftwell history`: load and pain on one time axis, in the terminal and as a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.book import Athlete, opened_logbook, shelf_of, unit_of

HELP: Final = (
    "What was lifted and how it felt, day by day: load, pain, change of the low back and technique ceiling on one time "
    "axis, and whether pain follows load. [cyan]--html[/cyan] writes it as one page that opens in any browser."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell history[/cyan]

[cyan]liftwell history --html history.html[/cyan]
"""
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the page to this file.")]


def history(
    *,
    html: Html = None,
    athlete: Athlete = None,
    debug: given.Debug = False,  # noqa: ARG001  (`main` looks for it)
) -> None:
    """Show what was done and felt."""
    from liftwell.consultation.kept_history import kept_history  # noqa: PLC0415
    from liftwell.report.history_text import history_lines  # noqa: PLC0415

    shelf = shelf_of(opened_logbook(), athlete)
    found = replace(kept_history(shelf), unit=unit_of(shelf))
    console = Console(highlight=False)
    for line in history_lines(found, console.width):
        console.print(Text(line), soft_wrap=True)
    if html is not None:
        # Only now: the page draws with more than the terminal needs.
        from liftwell.report.history_page import write_history  # noqa: PLC0415

        write_history(found, html)
        console.print(Text(f"\nThe page is {html}."), soft_wrap=True)
