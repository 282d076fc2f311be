"""`liftwell analyse`: the main job, for one clip or several."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer
from rich.console import Console

from liftwell.cli import parameters as given
from liftwell.cli.failure import DONE, REFUSED, worst
from liftwell.cli.result_folder import result_folders
from liftwell.consultation.typed import Given

HELP: Final = (
    "Measure the lift in one or more side-on clips.\n\n"
    "Film from the side, level with the end of the bar, with the whole lifter in the picture and a moment of standing "
    "tall. Every number comes with its error; what the camera could not see is said, not guessed."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell analyse set1.mp4[/cyan]

[cyan]liftwell analyse set1.mov --height 5ft11 --mass 180lb --load 315lb[/cyan]

[cyan]liftwell analyse monday/*.mp4 --height 1.80 --out results[/cyan]

[cyan]liftwell analyse hinges.mp4 --test hinge --height 1.80[/cyan]

[cyan]liftwell analyse set1.mp4 --json > set1.json[/cyan]

[cyan]liftwell analyse gym.mp4 --person 512,480@3.2[/cyan]

[cyan]liftwell analyse pull.mp4 --plate 512,860,95@1.0[/cyan]

[cyan]liftwell analyse pull.mp4 --point hip@3.2=512,480 --point knee@3.2=590,655[/cyan]

[bold]Exit status[/bold]

0 done, 1 our fault, 2 wrong use or impossible value, 3 clip refused, 4 cannot read, 5 cannot write, 130 interrupted.

A refused clip still gets its analysis.json and a report.html, which say what to change when filming.
"""


def analyse(
    clips: given.Clips,
    *,
    height: given.Height = None,
    mass: given.Mass = None,
    load: given.Load = None,
    sex: given.SexOption = None,
    lift: given.LiftOption = None,
    test: given.TestOption = None,
    plate_diameter: given.PlateDiameter = None,
    facing: given.FacingOption = None,
    near_side: given.NearSide = None,
    person: given.Person = None,
    plate: given.Plate = None,
    point: given.Points = None,
    athlete: given.AthleteName = None,
    fast: given.Fast = False,
    out: given.Out = None,
    copy: given.Copy = False,
    as_json: given.AsJson = False,
    progress: given.ProgressForm = "text",
    debug: given.Debug = False,
) -> None:
    """Do one job per clip, one after the other; one that fails does not stop the rest."""
    # Only now: the measuring half takes a second to load, and --help should not.
    from liftwell.cli.jobs import Job, Output, print_json, run  # noqa: PLC0415
    from liftwell.cli.summary import print_overview  # noqa: PLC0415

    points = tuple(point or ())
    said = Given(height, mass, sex, load, lift, plate_diameter, facing, near_side, fast, test, person, plate, points)
    output = Output.of_terminal(as_json=as_json, debug=debug, form=progress)
    jobs = [Job(*one, said, athlete, copy) for one in zip(clips, result_folders(clips, out), strict=True)]
    outcomes = [run(job, output) for job in jobs]
    if output.text is not None and len(outcomes) > 1:
        print_overview(output.text, [(outcome.clip, outcome.told) for outcome in outcomes])
    if as_json:
        print_json(outcomes)
    if athlete is not None:  # last: a logbook that cannot be written costs nobody their numbers
        told = [job for job, outcome in zip(jobs, outcomes, strict=True) if outcome.status in (DONE, REFUSED)]
        _keep(athlete, [(job.clip, job.target) for job in told], output.text)
    raise typer.Exit(worst([outcome.status for outcome in outcomes]))


def _keep(athlete: str, measured: list[tuple[Path, Path]], text: Console | None) -> None:
    """What was measured goes into the logbook of an athlete who has one; elsewhere the name is only a label.

    Says on `text` that it did, and until when the clips are kept.
    """
    from liftwell.cli.book import has_logbook, local_now, opened_logbook  # noqa: PLC0415

    if not has_logbook():
        return
    from liftwell.consultation.kept_clips import keep_clip  # noqa: PLC0415
    from liftwell.logbook.shelf import Shelf  # noqa: PLC0415

    logbook = opened_logbook()
    if not measured or athlete not in logbook.athletes():
        return
    today, shelf = local_now().date(), Shelf(logbook, athlete)
    *_, until = [keep_clip(shelf, clip, target, today) for clip, target in measured]
    if text is not None:
        kept = "" if until is None else f"; you keep the clip until {until.isoformat()}"
        text.print(f"Kept in the logbook of {athlete}{kept}.", markup=False, soft_wrap=True)
