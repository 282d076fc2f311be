"""`liftwell demo`: the whole path on the clip that ships with the package."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

from liftwell.cli import parameters as given
from liftwell.cli.called import as_called
from liftwell.cli.failure import DONE
from liftwell.consultation.typed import Given
from liftwell.report.intended_use import INTENDED_USE

if TYPE_CHECKING:
    from liftwell.triage.account import Account
    from liftwell.triage.triage import Triage

HELP: Final = (
    "Measure the clip that ships with liftwell.\n\n"
    "A rendered lifter pulls four reps, and the back rounds more in each. Needs no camera and no network, and writes "
    "the same files as [cyan]liftwell analyse[/cyan]. With made-up answers beside it, it then finds the most likely "
    "cause, as [cyan]liftwell triage[/cyan] does, and plans the day, as [cyan]liftwell plan[/cyan] does."
)
# The rendered body and bar, so that nothing has to be typed.
LIFTER: Final = Given(
    height_m=1.80, mass_kg=82.0, sex="male", load_kg=100.0, lift="conventional", plate_diameter_m=0.45
)

NEXT: Final = """What to try next
  Open {folder}/report.html in a browser: {what}.
  {liftwell} compare {folder}#1 {folder}#4 puts its first and last rep side by side.
  Film your own set from the side, level with the end of the bar, then:
    {liftwell} analyse YOUR-CLIP.mp4 --height 1.80 --mass 82 --load 140
  {liftwell} triage asks you the same: is it safe, why does it hurt, what would tell most.
  {liftwell} plan then says what to do today.
  {liftwell} analyse --help shows everything else.
"""

OutFolder = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the results.")]


def demo(*, out: OutFolder = Path("liftwell-demo"), fast: given.Fast = False, debug: given.Debug = False) -> None:
    """Walk the path of `analyse` on the packaged clip and say what to try next."""
    # Only now: the measuring half takes a second to load, and --help should not.
    from liftwell.cli.jobs import Job, Output, run  # noqa: PLC0415

    output = Output.of_terminal(as_json=False, debug=debug)
    with as_file(files("liftwell") / "demo" / "lifter.mp4") as clip:
        outcome = run(Job(clip, out, replace(LIFTER, fast=fast)), output)
    if outcome.status == DONE:
        console = output.text or output.log
        _say_why(console, out)
        _say_what_next(console, out, fast=fast)
    raise typer.Exit(outcome.status)


def _say_why(console: Console, folder: Path) -> None:
    """The triage of the sample lifter: made-up answers, and the clip as it was just measured."""
    from liftwell.cli.triage_text import print_sample  # noqa: PLC0415
    from liftwell.exchange import analysis_json  # noqa: PLC0415
    from liftwell.exchange.answers import read_answers  # noqa: PLC0415
    from liftwell.exchange.clip_facts import facts_of  # noqa: PLC0415
    from liftwell.triage.seen import with_clip  # noqa: PLC0415
    from liftwell.triage.triage import triage  # noqa: PLC0415

    with as_file(files("liftwell") / "demo" / "lifter.toml") as answers:
        account = read_answers(answers)
    account = with_clip(account, facts_of(analysis_json.read(folder / "analysis.json")))
    found = triage(account)
    print_sample(console, found)
    _say_today(console, account, found)


def _say_today(console: Console, account: Account, found: Triage) -> None:
    """The first day of the sample lifter's plan."""
    from liftwell.cli.plan_text import print_session, print_stop  # noqa: PLC0415
    from liftwell.cli.screen_text import print_card  # noqa: PLC0415
    from liftwell.consultation.check_in import Given, check_of  # noqa: PLC0415
    from liftwell.consultation.planning import Beside  # noqa: PLC0415
    from liftwell.plan.loading.on_the_bar import each_side_kg  # noqa: PLC0415
    from liftwell.plan.placement import lifter_of  # noqa: PLC0415
    from liftwell.plan.session import plan_for  # noqa: PLC0415
    from liftwell.training.diary import Diary  # noqa: PLC0415

    lifter, on = lifter_of(account, found), account.intake.on
    today = plan_for(lifter, Diary(), on, check_of(on, account.intake.story, None, Given()))
    plates = None if today.main is None else each_side_kg(today.main.lift, lifter.equipment)
    console.print("What this sample lifter does today, and why", style="bold")
    print_session(console, today, Beside(each_side_kg=plates))
    print_stop(console, account.intake.story.waking)
    print_card(console)
    console.print()


def _say_what_next(console: Console, folder: Path, *, fast: bool) -> None:
    what = "the way of the bar, without the back" if fast else "what to change, the film, and why"
    console.print(NEXT.format(folder=folder, what=what, liftwell=as_called()), markup=False, soft_wrap=True)
    console.print(INTENDED_USE, markup=False, style="dim")
