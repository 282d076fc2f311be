"""One clip from the command line: measured, told, and turned into an exit status whatever happens."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from liftwell.analysis import Analysis
from liftwell.cli.failure import DONE, REFUSED, failure_of
from liftwell.cli.measure import measure
from liftwell.cli.progress_line import expectation, progress_line, write_line
from liftwell.cli.summary import print_summary
from liftwell.consultation.typed import Given
from liftwell.progress import Form
from liftwell.report.lead import lead_of
from liftwell.video.decode import open_clip


@dataclass(frozen=True, slots=True)
class Job:
    """One clip, what was said about it, the folder where its results go, and whether that gets a `clip.mp4`."""

    clip: Path
    target: Path
    given: Given
    athlete: str | None = None
    playable: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """Where to print: `text` for people (None with --json), `log` for progress in the `form` asked for.

    `debug` shows details of failures.
    """

    text: Console | None
    log: Console
    debug: bool
    form: Form = "text"

    @classmethod
    def of_terminal(cls, *, as_json: bool, debug: bool, form: Form = "text") -> Output:
        """Text to stdout unless it is for JSON only, everything else to stderr."""
        return cls(None if as_json else Console(highlight=False), Console(stderr=True, highlight=False), debug, form)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended, what it has to say in JSON, and in one sentence about the clip."""

    status: int
    json_text: str
    clip: str = ""
    told: str = ""


def run(job: Job, output: Output) -> Outcome:
    """Do one job. Whatever it raises becomes a status and a sentence, so that the next clip has its turn."""
    try:
        analysis = measured(job, output)
    except Exception as error:  # noqa: BLE001  (the last line of defence: a person never sees a traceback unasked)
        return _failed(job, error, output)
    if output.text is not None:
        print_summary(output.text, analysis, job.target)
        output.text.print()
    status = REFUSED if analysis.capture.verdict == "refused" else DONE
    text = (job.target / "analysis.json").read_text("utf-8")
    return Outcome(status, text, analysis.clip.name, lead_of(analysis).headline)


def print_json(outcomes: list[Outcome]) -> None:
    """One document for one clip, an array in the order of the command line for several."""
    texts = [outcome.json_text.rstrip() for outcome in outcomes]
    sys.stdout.write(texts[0] + "\n" if len(texts) == 1 else "[\n" + ",\n".join(texts) + "\n]\n")


def measured(job: Job, output: Output) -> Analysis:
    """Do one job; raises what `measure` raises, and CannotRead for what is no clip."""
    clip = open_clip(job.clip)
    warning = expectation(clip.name, clip.duration_s, fast=job.given.fast)
    if warning and output.form == "text":
        output.log.print(warning, markup=False, soft_wrap=True)
    with progress_line(output.log, clip.name, output.form) as listener:
        return measure(clip, job.given, job.athlete, job.target, listener, playable=job.playable)


def _failed(job: Job, error: Exception, output: Output) -> Outcome:
    failure = failure_of(error)
    if output.debug:
        output.log.print(failure.details, markup=False, soft_wrap=True)
    name = job.clip.name or str(job.clip)  # "." and "/" have no name of their own
    told = {"schema": "liftwell.error/1", "clip": name, "status": failure.status, "message": failure.sentence}
    if output.form == "json":
        write_line(output.log, told)
    else:
        output.log.print(f"liftwell: {failure.sentence}", markup=False, soft_wrap=True)
    return Outcome(failure.status, json.dumps(told, ensure_ascii=False), name, failure.sentence)
