"""`liftwell evidence`: what liftwell claims, how well it holds, and what it does about it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

from liftwell.cli import parameters as given
from liftwell.errors import ImpossibleValue
from liftwell.evidence import Claim, Standing, Threshold, all_claims, all_thresholds
from liftwell.evidence.claims import STANDINGS
from liftwell.evidence.search import asked_for, nearest

if TYPE_CHECKING:
    from liftwell.report.evidence_uses import Use

HELP: Final = (
    "What liftwell says about lifting and sore backs: how well each claim holds, on which sources, and what it does "
    "about it.\n\n"
    "Without an id: every record, theme by theme. With one: the whole record. With words: the records that hold them."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell evidence[/cyan]

[cyan]liftwell evidence rounding-and-pain[/cyan]

[cyan]liftwell evidence trap bar[/cyan]

[cyan]liftwell evidence --standing contested[/cyan]

[cyan]liftwell evidence --thresholds[/cyan]

[cyan]liftwell evidence rounding-and-pain --json[/cyan]
"""

Asked = Annotated[
    list[str] | None, typer.Argument(metavar="ID|WORDS", help="The id of a record, or words to look for.")
]
StandingOption = Annotated[
    Standing | None,
    typer.Option("--standing", metavar="NAME", help=f"Only records that stand so: {', '.join(STANDINGS)}."),
]
Marks = Annotated[
    bool,
    typer.Option("--thresholds", metavar="", help="The marks that verdicts are held against, instead of the claims."),
]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="Print it as JSON, and nothing else, to stdout.")]


def evidence(
    *,
    asked: Asked = None,
    standing: StandingOption = None,
    thresholds: Marks = False,
    as_json: AsJson = False,
    debug: given.Debug = False,
) -> None:
    """Find the records that were asked for, and print one whole, or many as a list."""
    del debug  # looked for by the last line of defence
    words, today = " ".join(asked or ()).strip().lower(), datetime.now(UTC).astimezone().date()
    if thresholds and standing is not None:
        raise ImpossibleValue(
            "--standing is for claims, and a mark says itself what it rests on; leave one of them out."
        )
    claims = () if thresholds else asked_for(all_claims(), words)
    marks = () if claims or standing else asked_for(all_thresholds(), words)
    if not claims and not marks:
        raise ImpossibleValue(_nothing(words))
    if standing is not None:
        claims = tuple(record for record in claims if record.standing == standing)
    if as_json:
        _print_json(claims, marks, today)
        return
    _print_text(claims, marks, today)


def _nothing(words: str) -> str:
    alike = nearest([*all_claims(), *all_thresholds()], words)
    named = " or ".join((", ".join(alike[:-1]), alike[-1])) if len(alike) > 1 else "".join(alike)
    hint = f"did you mean {named}?" if alike else "try a single word, such as stretching."
    return f"No record is called {words!r} or says it; {hint}"


def _print_json(claims: Sequence[Claim], marks: Sequence[Threshold], today: date) -> None:
    # Only now: pydantic takes a while to load, and --help should not.
    from liftwell.exchange.evidence_document import evidence_document  # noqa: PLC0415
    from liftwell.report.evidence_uses import all_uses, by_kind  # noqa: PLC0415

    uses = {key: by_kind(places) for key, places in all_uses().items()}
    document = evidence_document(claims, marks, uses, today).model_dump(mode="json", by_alias=True)
    typer.echo(json.dumps(document, ensure_ascii=False))


def _print_text(claims: Sequence[Claim], marks: Sequence[Threshold], today: date) -> None:
    from liftwell.cli.evidence_lines import print_claim, print_claims, print_mark, print_marks  # noqa: PLC0415

    console = Console(highlight=False)
    # In a pipe a record is one line, however long, so that grep and sort can work on it.
    whole_lines = not (console.is_terminal or "COLUMNS" in os.environ)
    match claims, marks:
        case [record], _:
            print_claim(console, record, _uses(record.id), today)
        case [], [mark]:
            print_mark(console, mark, _uses(mark.id), today)
        case [], [_, *_]:
            print_marks(console, marks, today, whole_lines=whole_lines)
        case _:
            print_claims(console, claims, today, whole_lines=whole_lines)


def _uses(key: str) -> Sequence[Use]:
    from liftwell.report.evidence_uses import all_uses  # noqa: PLC0415  (numpy takes a while to load)

    return all_uses().get(key, ())
