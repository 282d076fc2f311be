"""What a lifter reads of a what-if in the terminal: one sentence, the table, what to try, and what it rests on."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.finding import WhatIf
from liftwell.report.setups import LEGEND, OUT_OF_REACH, short, shown_columns


def print_what_if(console: Console, found: WhatIf) -> None:
    """Print the whole answer; columns that a narrow terminal has no room for are left out."""
    console.print(Text(found.headline, style="bold"))
    console.print()
    console.print(table(found, console.width))
    console.print(Text(LEGEND, style="dim"))
    if not all(option.reachable for option in (found.today, *found.options)):
        console.print(Text(f"A row of –: {OUT_OF_REACH}.", style="dim"))
    for label, text in (("What to try: ", found.reason), ("How to find out: ", found.test)):
        console.print(Text.assemble("\n", (label, "bold"), text))
    console.print(Text("\nWhat this rests on"))
    for note in found.notes:
        row = Table.grid(padding=(0, 1))
        row.add_row(Text("•"), Text(note))
        console.print(Padding(row, (0, 0, 0, 1)))


def table(found: WhatIf, width: int) -> Table:
    """The options under today's lift, the recommended one marked, for a terminal of `width` characters."""
    columns = shown_columns(found, width)
    shown = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    shown.add_column("Lift", vertical="bottom")
    for column in columns:
        shown.add_column(column.heading, justify="right", no_wrap=True)
    for option in (found.today, *found.options):
        best = option is found.recommended
        cells = [column.cell(option) if option.reachable else "–" for column in columns]
        name = short(option) + (" (today)" if option is found.today else "")
        mark = "→ " if best else "  "
        shown.add_row(Text(f"{mark}{name}"), *(Text(cell) for cell in cells), style="bold" if best else "")
    return shown
