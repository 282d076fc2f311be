"""`liftwell triage`: which of the causes holds, with the facts on both sides, and the next best test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

from liftwell.cli import parameters as given
from liftwell.cli.answering import (
    DEFAULT,
    Again,
    AnswersFile,
    AsJson,
    Ask,
    Call,
    Country,
    Note,
    On,
    kept_country,
    opened,
    say_where,
    until_stopped,
    write_note,
)
from liftwell.cli.book import InLogbook
from liftwell.cli.failure import DONE, REFUSED

if TYPE_CHECKING:
    from liftwell.cli.asking import Asker
    from liftwell.cli.triage_clips import NamedClip
    from liftwell.consultation.saved_answers import SavedAnswers
    from liftwell.plan.loading.plates import Unit
    from liftwell.triage.account import Account
    from liftwell.triage.triage import Triage

HELP: Final = (
    "Why does it hurt when you deadlift? Safety first, then the story of the pain, your clips and self-tests: which of "
    "foundation, technique, load or set-up holds, what speaks for it and against it, and the one test that would tell "
    "most.\n\n"
    "In a terminal it asks, keeps every answer, and can be stopped at any question. For scripts: answers from a file, "
    "JSON out."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell triage[/cyan]

[cyan]liftwell triage --clip hinges.mp4@hinge --clip light.mp4@60 --clip heavy.mp4@150[/cyan]

[cyan]liftwell triage --clip hinges.mp4@hinge --clip hinges-higher.mp4@hinge@15cm[/cyan]

[cyan]liftwell triage --clip knee.mp4@knee --clip blocks.mp4@60kg@10cm[/cyan]

[cyan]liftwell triage --answers me.toml --json < /dev/null[/cyan]

[bold]Clips[/bold]

After the file, what it shows: [cyan]@hinge[/cyan] hinges without weight and a toe-touch, [cyan]@knee[/cyan] the \
knee straightened on your back, or the load of the bar; then, if the plates or the mark stood higher, by how much.

A clip that was analysed before is read, not measured again; its folder of results will do as well.
"""
WAIT: Final = "The clips are not looked at until your safety questions are clear."

ClipOption = Annotated[
    list[str] | None,
    typer.Option("--clip", metavar="CLIP[@WHAT]", help="A clip or its folder of results; as often as you like."),
]
AllTests = Annotated[
    bool, typer.Option("--tests", metavar="", help="Ask for the results of every self-test that is safe for you.")
]
OutFile = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write the page with pictures to this file.")
]


def triage(
    *,
    answers: AnswersFile = None,
    clip: ClipOption = None,
    ask: Ask = None,
    again: Again = False,
    tests: AllTests = False,
    country: Country = None,
    on: On = None,
    note: Note = None,
    out: OutFile = None,
    athlete: InLogbook = None,
    as_json: AsJson = False,
    debug: given.Debug = False,
) -> None:
    """Gather what there is, judge it, and print it."""
    # Only now: the measuring half takes a second to load, and --help should not.
    from liftwell.cli.triage_clips import clips_of  # noqa: PLC0415
    from liftwell.consultation.own_unit import own_unit  # noqa: PLC0415

    call = Call(answers, ask, again, on, as_json, athlete)
    named = answers is not None or athlete is not None or DEFAULT.exists()
    saved = opened(call) if clip is None or call.asks or named else _nothing(call)
    clips = clips_of(saved, clip or [])
    whole = not call.asks or until_stopped(call, saved, lambda: _asked(call, saved, tests=tests))
    account, seen, told, refused = _with_clips(saved.account(), clips, debug=debug)
    country = kept_country(saved, country)
    found = _say(account, seen, country, own_unit(saved), as_json=as_json)
    if not as_json:
        say_where(call.console, saved, whole=whole)
    _write(account, found, call, note=note, out=out, country=country)
    for sentence in told:
        typer.echo(f"liftwell: {sentence}", err=True)
    raise typer.Exit(REFUSED if refused else DONE)


def _with_clips(account: Account, clips: list[NamedClip], *, debug: bool) -> tuple[Account, list[str], list[str], bool]:
    """The account with what the clips show, what each gave, what is to be said of them, and whether one was refused."""
    from liftwell.cli.triage_clips import with_clips  # noqa: PLC0415
    from liftwell.plan.lifter import CLEAR  # noqa: PLC0415
    from liftwell.screen.red_flags import screened  # noqa: PLC0415

    if not clips:
        return account, [], [], False
    screen = screened(account.intake, account.found)
    if not (screen.supported and screen.level in CLEAR):
        return account, [], [WAIT], False  # nobody waits for a measurement to be told to see somebody
    account, seen, told = with_clips(account, clips, debug=debug)
    return account, seen, told, bool(told)


def _say(account: Account, seen: list[str], country: str | None, unit: Unit, *, as_json: bool) -> Triage:
    from liftwell.cli.triage_text import print_triage  # noqa: PLC0415
    from liftwell.exchange.triage_document import triage_document  # noqa: PLC0415
    from liftwell.screen.outcome import outcome_of  # noqa: PLC0415
    from liftwell.triage.triage import triage as triaged  # noqa: PLC0415

    found = triaged(account)
    if as_json:
        document = triage_document(found, account.intake.on, country).model_dump(mode="json", by_alias=True)
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        print_triage(Console(highlight=False), found, outcome_of(found.screen, country), seen, unit)
    return found


def _write(
    account: Account, found: Triage, call: Call, *, note: Path | None, out: Path | None, country: str | None
) -> None:
    if note is not None:
        write_note(account, found, note, country, call.console)
    if out is not None:
        from liftwell.report.triage_page import write_triage  # noqa: PLC0415

        write_triage(found, out, account.intake.on, country, account)
        call.console.print(f"\nThe page is {out}.", markup=False, soft_wrap=True)


def _nothing(call: Call) -> SavedAnswers:
    """No answers at all: the clips speak alone, and every safety question stays open."""
    from liftwell.consultation.saved_answers import SavedAnswers  # noqa: PLC0415

    return SavedAnswers(None, call.now)


def _asked(call: Call, saved: SavedAnswers, *, tests: bool) -> bool:
    """Ask as far as safety allows: the screen, then the story, then the self-tests that would tell most."""
    from liftwell.cli.questioning import ask_screen, ask_story, reader  # noqa: PLC0415
    from liftwell.plan.lifter import CLEAR  # noqa: PLC0415
    from liftwell.triage.triage import triage as triaged  # noqa: PLC0415

    asker = reader(call.console)
    if not ask_screen(asker, saved, again=call.again):
        return False
    if triaged(saved.account()).screen.level not in CLEAR:
        return True
    return ask_story(asker, saved) and _ask_tests(asker, saved, everything=tests)


def _ask_tests(asker: Asker, saved: SavedAnswers, *, everything: bool) -> bool:
    """The results of the self-tests that the next best test asks for, or of all; False where the person stops."""
    from liftwell.cli.asking import Enough  # noqa: PLC0415

    try:
        if everything:
            _ask_every_test(asker, saved)
        else:
            _ask_next_tests(asker, saved)
    except Enough:
        return False
    return True


_BY_HAND: Final = ("T2", "T3", "T4", "T5", "T6", "T7")


def _ask_next_tests(asker: Asker, saved: SavedAnswers) -> None:
    """One test after the other, as long as one tells something and another would tell more."""
    from liftwell.cli.triage_text import print_next  # noqa: PLC0415
    from liftwell.triage.triage import triage as triaged  # noqa: PLC0415

    told = True
    while told and (found := triaged(saved.account())).next_test.id in ("T1", *_BY_HAND):
        if _is_told(saved, found.next_test.id):
            return
        print_next(asker.console, found)
        told = _ask_result(asker, saved, found.next_test.id)


def _is_told(saved: SavedAnswers, test: str) -> bool:
    """Whether every question about a test has its answer."""
    from liftwell.screen.prompts import of_test  # noqa: PLC0415

    paths = [one.path for one in of_test("T1b" if test == "T1" else test)]
    return bool(paths) and all(saved.answered(path) for path in paths)


def _ask_every_test(asker: Asker, saved: SavedAnswers) -> None:
    from liftwell.cli.triage_text import print_how  # noqa: PLC0415
    from liftwell.triage.offered import offered  # noqa: PLC0415
    from liftwell.triage.triage import triage as triaged  # noqa: PLC0415

    account = saved.account()
    for test in offered(triaged(account).screen, account.intake):
        # A clip tells T1, and the stick stands in.
        if test.id != "T1" and not _is_told(saved, test.id):
            asker.console.print()
            print_how(asker.console, test)
            _ask_result(asker, saved, test.id)


def _ask_result(asker: Asker, saved: SavedAnswers, test: str) -> bool:
    """The result of one test by hand; True where one was given. Without a camera a stick stands in for the hinge."""
    from liftwell.cli.questioning import ask_test  # noqa: PLC0415
    from liftwell.cli.responding import ask_response  # noqa: PLC0415
    from liftwell.cli.triage_text import print_how  # noqa: PLC0415
    from liftwell.screen.prompts import of_test  # noqa: PLC0415
    from liftwell.triage.self_tests import shipped  # noqa: PLC0415

    if test == "T7":
        return ask_response(asker, saved)
    if test == "T1":
        asker.console.print("\nNo camera? A stick tells a little too.")
        print_how(asker.console, shipped()["T1b"])
        ask_test(asker, saved, of_test("T1b"))
        return False  # a stick tells too little to go on by
    return ask_test(asker, saved, of_test(test))
