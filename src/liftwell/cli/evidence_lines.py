"""What a reader sees of the evidence in the terminal: a list theme by theme, or one record whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from liftwell.cli.called import as_called
from liftwell.evidence import Claim, Standing, Threshold, all_claims, all_themes
from liftwell.evidence.claims import MEANING, STANDINGS, meaning_of
from liftwell.evidence.review import due, overdue
from liftwell.evidence.sources import address, label
from liftwell.report.evidence_uses import Use, by_kind

STYLE: Final[dict[Standing, str]] = {
    "supported": "green",
    "mixed": "yellow",
    "contested": "magenta",
    "unsupported": "red",
    "judgement": "cyan",
}
STANDING_WIDTH: Final = max(map(len, STANDINGS))
IN_COLUMNS: Final = 100  # characters: a narrower terminal gets the sentence on lines of its own
LABEL_WIDTH: Final = 16  # room for a standing and how often it is met
Record = Claim | Threshold


def print_claims(console: Console, claims: Sequence[Claim], today: date, *, whole_lines: bool) -> None:
    """Print standing, id and statement of each, under the titles of their themes, and how many stand how.

    whole_lines: each record on one line, however long; else the statement is wrapped to the terminal.
    """
    wanted = {record.id for record in claims}
    for theme in all_themes():
        records = [record for record in theme.claims if record.id in wanted]
        if records:
            console.print(Text(theme.title, style="bold"))
            for record in records:
                first = Text(f"{record.standing:<{STANDING_WIDTH}}", style=STYLE[record.standing])
                _print_row(console, first, record, today, whole_lines=whole_lines)
            console.print()
    _print_standings(console, claims)
    _print_late(console, claims, today)


def print_marks(console: Console, marks: Sequence[Threshold], today: date, *, whole_lines: bool) -> None:
    """Print value, unit, what it rests on, id and meaning of each mark that a verdict is held against."""
    for mark in marks:
        first = Text(f"{mark.value:g} {mark.unit}", style="bold")
        _print_row(console, first, mark, today, whole_lines=whole_lines, stands_on=mark.standing)
    judged = sum(mark.standing == "judgement" for mark in marks)
    console.print(Text(f"\n{len(marks)} marks: {judged} are judgement, {len(marks) - judged} have a source."))
    _print_late(console, marks, today)


def print_claim(console: Console, record: Claim, uses: Sequence[Use], today: date) -> None:
    """Print one claim whole, with what rests on it (`uses`). Addresses are never broken."""
    console.print(Text.assemble((record.id, "bold"), "  ", (record.standing, STYLE[record.standing])))
    console.print(Text(f"\n{record.statement}\n"))
    _print_field(console, "What we do", record.what_we_do)
    _print_field(console, "Standing", f"{record.standing}. {meaning_of(record)}")
    _print_sources(console, record)
    _print_review(console, record, today)
    theme = next(theme for theme in all_themes() if record in theme.claims)
    _print_field(console, "Theme", theme.title)
    _print_uses(console, uses)


def print_mark(console: Console, mark: Threshold, uses: Sequence[Use], today: date) -> None:
    """Print one mark whole, with what is held against it (`uses`)."""
    console.print(Text.assemble((mark.id, "bold"), f"  {mark.value:g} {mark.unit}"))
    console.print(Text(f"\n{mark.statement}\n"))
    meaning = f"judgement. {MEANING['judgement']}" if mark.standing == "judgement" else mark.standing
    _print_field(console, "Standing", meaning)
    _print_review(console, mark, today)
    _print_uses(console, uses)


def _print_standings(console: Console, claims: Sequence[Claim]) -> None:
    """How many of `claims` stand how, and what that means."""
    if not claims:
        console.print(Text("No record stands so."))
        return
    counts = Counter(record.standing for record in claims)
    console.print(Text(_records(len(claims)), style="bold"))
    for standing in STANDINGS:
        if counts[standing]:
            number = Text(f"{counts[standing]:>{LABEL_WIDTH - 2 - len(standing)}}")
            _print_field(console, Text.assemble((standing, STYLE[standing]), number), MEANING[standing])
    console.print(Text(f"\nOne of them whole: {as_called()} evidence {claims[0].id}"))


def _print_sources(console: Console, record: Claim) -> None:
    name = "Sources"
    for source in record.sources:
        _print_field(console, name, label(source))
        url, name = address(source), ""
        if url is not None:
            console.print(Text(f"{'':<{LABEL_WIDTH}}{url}"), soft_wrap=True)
    if not record.sources:
        _print_field(
            console, name, "none: our own choice" if record.standing == "judgement" else "none: plain mechanics"
        )


def _print_uses(console: Console, uses: Sequence[Use]) -> None:
    for kind, names in by_kind(uses):
        _print_field(console, f"{kind.capitalize()}{'s' if len(names) > 1 else ''}", ", ".join(names))


def _print_row(
    console: Console, first: Text, record: Record, today: date, *, whole_lines: bool, stands_on: str = ""
) -> None:
    """One record of a list: `first`, its id and its sentence, with what it stands on and a late review after it."""
    said = Text.assemble(record.statement, f" ({stands_on})" if stands_on else "")
    if overdue(record.reviewed, today):
        said.append(f" Overdue for review since {due(record.reviewed)}.", style="bold")
    if whole_lines:
        console.print(Text.assemble(first, f"  {record.id}  ", said), soft_wrap=True)
        return
    if console.width < IN_COLUMNS:
        console.print(Text.assemble(first, "  ", (record.id, "bold")))
        console.print(Padding(said, (0, 0, 0, 2)))
        return
    row = Table.grid(padding=(0, 2))
    row.add_column(width=STANDING_WIDTH if isinstance(record, Claim) else 14)
    row.add_column(width=_id_width())
    row.add_column()
    row.add_row(first, Text(record.id), said)
    console.print(row)


def _id_width() -> int:
    return max(map(len, all_claims()))


def _print_field(console: Console, name: str | Text, text: str) -> None:
    row = Table.grid()
    row.add_column(width=LABEL_WIDTH)
    row.add_column()
    row.add_row(Text(name, style="dim") if isinstance(name, str) else name, Text(text))
    console.print(row)


def _print_review(console: Console, record: Record, today: date) -> None:
    until = due(record.reviewed)
    stands = f"overdue since {until}" if overdue(record.reviewed, today) else f"next by {until}"
    _print_field(console, "Reviewed", f"{record.reviewed}; {stands}")


def _print_late(console: Console, records: Iterable[Record], today: date) -> None:
    late = sum(overdue(record.reviewed, today) for record in records)
    if late:
        console.print(Text(f"{_records(late)} overdue for review: hold what they say lightly.", style="bold"))


def _records(count: int) -> str:
    return f"{count} record{'' if count == 1 else 's'}"
