"""What a lifter reads of a what-if in the terminal: one sentence, the table, what to try, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.finding import SetupOption, WhatIf
from liftwell.quantity import Quantity

LEGEND: Final = (
    "± is one standard deviation. Hips bend: as a straight low back would need it. Low back gives: what your hips "
    "cannot. Moment: the turning force at the bottom of the low back, at its largest in a slow pull."
)
OUT_OF_REACH: Final = "your arms do not reach"


class Column(NamedTuple):
    """A column of the table: its heading, what it shows, and the narrowest terminal (characters) that has it."""

    heading: str
    cell: Callable[[SetupOption], str]
    from_width: int


def _number(quantity: Quantity, factor: float, unit: str = "") -> str:
    if quantity.value is None:
        return "–"
    value = quantity.value * factor
    if quantity.sd is None:
        return f"{value:.1f}".removesuffix(".0") + unit
    return f"{value:z.0f}±{quantity.sd * factor:.0f}{unit}"


def _change(quantity: Quantity) -> str:
    if quantity.value is None:
        return "–"
    if quantity.sd is None:
        return "today"
    return f"{quantity.value * 100:+.0f}±{max(1, round(quantity.sd * 100))} %"


_DEGREES: Final = float(np.degrees(1))
COLUMNS: Final = (
    Column("Hands at\ncm", lambda o: _number(o.bar_height, 100), 64),
    Column("Hips\nbend", lambda o: _number(o.hip_flexion, _DEGREES, "°"), 0),
    Column("Low back\ngives", lambda o: _number(o.lumbar_flexion, _DEGREES, "°"), 0),
    Column("Trunk\nleans", lambda o: _number(o.trunk_inclination, _DEGREES, "°"), 76),
    Column("Moment\nN·m", lambda o: _number(o.l5s1_moment, 1), 0),
    Column("against\ntoday", lambda o: _change(o.change), 56),
    Column("Bar goes\ncm", lambda o: _number(o.bar_travel, 100), 80),
)


def print_what_if(console: Console, found: WhatIf) -> None:
    """Print the whole answer; columns that a narrow terminal has no room for are left out."""
    console.print(Text(found.headline, style="bold"))
    console.print()
    console.print(table(found, console.width))
    console.print(Text(LEGEND, style="dim"))
    for label, text in (("What to try: ", found.reason), ("How to find out: ", found.test)):
        console.print(Text.assemble("\n", (label, "bold"), text))
    console.print(Text("\nWhat this rests on"))
    for note in found.notes:
        row = Table.grid(padding=(0, 1))
        row.add_row(Text("•"), Text(note))
        console.print(Padding(row, (0, 0, 0, 1)))


def table(found: WhatIf, width: int) -> Table:
    """The options under today's lift, the recommended one marked, for a terminal of `width` characters."""
    columns = [column for column in COLUMNS if column.from_width <= width]
    if not found.today.l5s1_moment.seen and found.today.reachable:
        columns = [column for column in columns if column.heading not in ("Moment\nN·m", "against\ntoday")]
    shown = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    shown.add_column("Lift", vertical="bottom")
    for column in columns:
        shown.add_column(column.heading, justify="right", no_wrap=True)
    for option in (found.today, *found.options):
        best = option is found.recommended
        cells = [column.cell(option) for column in columns] if option.reachable else []
        name = short(option) + (" (today)" if option is found.today else "")
        mark = "→ " if best else "  "
        reach = "" if option.reachable else f": {OUT_OF_REACH}"
        shown.add_row(Text(f"{mark}{name}{reach}"), *(Text(cell) for cell in cells), style="bold" if best else "")
    return shown


def short(option: SetupOption) -> str:
    """Such as "Trap bar, high" or "from 5 cm blocks"."""
    title = option.title.split(", down to")[0].split(", to a")[0]
    return (
        title.removesuffix(" handles")
        .removesuffix(", from the floor")
        .removeprefix("Conventional, ")
        .replace("from", "From")
    )
