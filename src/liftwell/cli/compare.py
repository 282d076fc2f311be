"""`liftwell compare`: two lifts, or two reps, side by side."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from liftwell.cli import parameters as given
from liftwell.cli.called import as_called
from liftwell.cli.result_folder import RESULTS
from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue

if TYPE_CHECKING:
    from liftwell.report.comparison import Comparison, Difference, Side

HELP: Final = (
    "Put two lifts, or two reps, side by side: what changed, by how much, and whether that is more than the error.\n\n"
    "Each is a folder of results (or its analysis.json, or the clip beside it). Add [cyan]#3[/cyan] for its third rep; "
    "without it the mean over all reps counts."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell compare monday.liftwell friday.liftwell[/cyan]

[cyan]liftwell compare set1.liftwell#1 set1.liftwell#5[/cyan]

[cyan]liftwell compare monday.liftwell friday.liftwell --alike[/cyan]

[cyan]liftwell compare heavy.mp4 light.mp4 --json[/cyan]

Writes a page with the courses of both, phase by phase, and both bodies laid over each other.
"""
PAGE_MARK: Final = b'content="liftwell compare"'  # stands in the head of every page that this command has written
_REP = re.compile(r"(?P<path>.+?)#(?P<rep>\d+)")

One = Annotated[str, typer.Argument(metavar="A[#REP]", help="A folder of results, and a rep of it.")]
Other = Annotated[str, typer.Argument(metavar="B[#REP]", help="What it is compared with.")]
OutFile = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="The page, if not compare-A-B.html in this folder (none with --json).",
                 rich_help_panel=given.RESULTS),
]  # fmt: skip
AsJson = Annotated[
    bool,
    typer.Option(
        "--json", metavar="", help="Print the comparison as JSON, and nothing else, to stdout.",
        rich_help_panel=given.RESULTS,
    ),
]  # fmt: skip

Alike = Annotated[
    bool,
    typer.Option(
        "--alike", metavar="",
        help="Both are one lifter, dressed alike and filmed from the same place: smaller changes are then clear.",
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One argument of the command: the `analysis.json` it means, and the rep if one was named."""

    path: Path
    rep: int | None

    @property
    def stem(self) -> str:
        """Short name for a file: that of the folder of results, and the rep."""
        folder = self.path.resolve().parent.name.removesuffix(".liftwell") or self.path.stem
        return folder if self.rep is None else f"{folder}-rep{self.rep}"


def compare(
    one: One,
    other: Other,
    *,
    alike: Alike = False,
    out: OutFile = None,
    as_json: AsJson = False,
    debug: given.Debug = False,
) -> None:
    """Read both, compare, write the page, and print the table or the JSON."""
    del debug  # looked for by the last line of defence
    # Only now: pydantic and the page take a while to load, and --help should not.
    from liftwell.report.comparison import compare as compared  # noqa: PLC0415
    from liftwell.report.html import write_comparison  # noqa: PLC0415

    a, b = named(one), named(other)
    comparison = compared(*_told_apart((a, _side(a)), (b, _side(b))), alike=alike)
    # A program that asks for JSON wants no page in its way, unless it says where.
    page = out if as_json else out or Path(f"compare-{a.stem}-{b.stem}.html")
    if page is not None:
        _check_replaceable(page)
        write_comparison(comparison, page)
    if page is None or as_json:
        typer.echo(json.dumps(document(comparison, page), ensure_ascii=False))
        return
    console = Console(highlight=False)
    console.print(table(comparison))
    for note in comparison.notes:
        console.print(Text(note))
    console.print(Text.assemble("\nWritten to ", (str(page), "bold")), soft_wrap=True)


def named(argument: str) -> Named:
    """What an argument means. Raises CannotRead where there is no analysis, ImpossibleValue where # names no rep."""
    try:
        return _found(argument)
    except OSError as error:
        raise CannotRead(f"{argument[:80]} cannot be looked at ({error.strerror}); check the name.") from error


def _found(argument: str) -> Named:
    split = None if Path(argument).exists() else _REP.fullmatch(argument)
    path, rep = (Path(argument), None) if split is None else (Path(split["path"]), int(split["rep"]))
    beside = path.parent / f"{path.stem}.liftwell"
    inside = path.parent if path.name in RESULTS else path
    for candidate in (inside / "analysis.json", beside / "analysis.json"):
        if candidate.is_file():
            return Named(candidate, rep)
    if path.is_file() and path.suffix == ".json":
        return Named(path, rep)
    named_path, hash_mark, what = argument.rpartition("#")
    if hash_mark and Path(named_path).exists():
        raise ImpossibleValue(f"{what!r} after # is no rep of {named_path}; give its number, such as {named_path}#1.")
    if path.is_file():
        raise CannotRead(f"{path} has not been analysed yet; run {as_called()} analyse {path} first.")
    if path.is_dir():
        raise CannotRead(f"{path} holds no analysis.json; give a folder that {as_called()} analyse wrote.")
    raise CannotRead(f"There is no file or folder {path}; check the name.")


def _side(what: Named) -> Side:
    from liftwell.exchange import analysis_json  # noqa: PLC0415
    from liftwell.report.comparison import Side  # noqa: PLC0415

    return Side.of(analysis_json.read(what.path), what.rep)


def _told_apart(a: tuple[Named, Side], b: tuple[Named, Side]) -> tuple[Side, Side]:
    """Both sides, with the folders in front of their names where phones have called two clips the same."""
    if a[1].name != b[1].name or a[0] == b[0]:
        return a[1], b[1]
    one, other = (replace(side, name=f"{what.path.parent}: {side.name}") for what, side in (a, b))
    return one, other


def _check_replaceable(page: Path) -> None:
    """An older comparison may be replaced, nothing else."""
    try:
        compared = not page.exists() or (page.is_file() and PAGE_MARK in page.read_bytes()[:4096])
    except OSError as error:
        raise CannotWrite(f"{page} cannot be written ({error.strerror}); choose another name with --out.") from error
    if not compared:
        raise CannotWrite(f"{page} is another file; choose a new name with --out.")


def table(comparison: Comparison) -> Table:
    """The differences, for the terminal: fits 80 columns, the unit of speed beside its name."""
    from liftwell.report.comparison import RULE, headline  # noqa: PLC0415

    names = f"A: {comparison.a.name}\nB: {comparison.b.name}"
    shown = Table(
        box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False, title=headline(comparison),
        caption=f"{names}\n± is one standard deviation. {RULE}",
        title_justify="left", caption_justify="left",
    )  # fmt: skip
    for heading in ("Number", "A", "B", "B − A", ""):
        shown.add_column(heading, justify="left" if heading in ("Number", "") else "right", no_wrap=True)
    for row in comparison.differences:
        shown.add_row(*(Text(cell) for cell in _cells(row)), style="bold" if row.changed else "")
    return shown


def _cells(row: Difference) -> tuple[str, ...]:
    from liftwell.report.comparison import told  # noqa: PLC0415

    speed = " m/s" if row.a.unit == "m/s" else ""
    numbers = (told(row.a), told(row.b), told(row.change) if row.change else "–")
    name = f"{row.name},{speed}" if speed else row.name
    return name, *(text.removesuffix(speed) for text in numbers), row.words


def document(comparison: Comparison, page: Path | None) -> dict[str, Any]:
    """The comparison for other programs."""
    return {
        "schema": "liftwell.comparison/1",
        "a": comparison.a.name,
        "b": comparison.b.name,
        "page": None if page is None else str(page),
        "notes": list(comparison.notes),
        "differences": [_row(row) for row in comparison.differences],
    }


def _row(row: Difference) -> dict[str, Any]:
    numbers = {"a": row.a, "b": row.b, "change": row.change}
    return {"name": row.name, "unit": row.a.unit, "changed": row.changed} | {
        key: None if q is None or q.value is None else {"value": round(q.value, 4), "sd": round(q.sd or 0.0, 4)}
        for key, q in numbers.items()
    }
