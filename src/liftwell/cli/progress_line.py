"""How far the work is, on stderr: a moving bar for a person, a line now and then for a log, JSON for a program."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from liftwell.progress import Form, Listener, Progress, Stage

DOING: Final[dict[Stage, str]] = {"checked": "Looked", "look": "Looking", "measure": "Measuring", "draw": "Drawing"}
PLAIN_EVERY_S: Final = 10.0
JSON_EVERY_S: Final = 0.1

# Seconds of work per second of clip on two cores, with the overlay and room to spare.
EXPECTED: Final = {False: 1.0, True: 0.6}
LONG_CLIP_S: Final = 60.0


@contextmanager
def progress_line(console: Console, clip_name: str, form: Form = "text") -> Iterator[Listener]:
    """A listener that shows stage, frames and time left of one clip on `console`."""
    if form == "json":
        yield _lines(console, time.monotonic)
        return
    if not console.is_terminal:
        yield _plain(console, clip_name, time.monotonic)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("frames, left"),
        TimeRemainingColumn(compact=True),
    )
    with Bars(*columns, console=console, transient=True) as bars:
        yield _moving(bars, clip_name)


def expectation(clip_name: str, duration_s: float, *, fast: bool) -> str | None:
    """How long a clip over a minute will take, in a sentence; None for a shorter one."""
    if duration_s <= LONG_CLIP_S:
        return None
    minutes = max(1, round(duration_s * EXPECTED[fast] / 60))
    return (
        f"{clip_name} lasts {_lasting(duration_s)}; this will take about {minutes} min on two cores. "
        "Ctrl-C stops and leaves nothing behind."
    )


def _lasting(duration_s: float) -> str:
    minutes, seconds = divmod(round(duration_s), 60)
    return f"{minutes} min {seconds} s" if minutes < 10 else f"{minutes} min"


def _moving(bars: Bars, clip_name: str) -> Listener:
    tasks: dict[Stage, TaskID] = {}

    def listen(progress: Progress) -> None:
        if progress.stage == "checked":  # the summary says it, a moment later
            return
        if progress.stage not in tasks:
            for task in tasks.values():
                bars.update(task, visible=False)
            what = f"{DOING[progress.stage]} · {escape(_short(clip_name))}"
            tasks[progress.stage] = bars.add_task(what, total=progress.total)
        bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)

    return listen


def _plain(console: Console, clip_name: str, clock: Callable[[], float]) -> Listener:
    stage: Stage | None = None
    said_s = clock()

    def listen(progress: Progress) -> None:
        nonlocal stage, said_s
        if progress.stage == "checked":
            return
        begins = progress.stage != stage
        if not begins and clock() - said_s < PLAIN_EVERY_S:
            return
        stage, said_s = progress.stage, clock()
        # A count would stand there as if nothing followed: most stages end before the next line is due.
        count = "" if begins else f" · {progress.done} of {progress.total} frames"
        line = f"{DOING[progress.stage]} · {clip_name}{count}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    return listen


def _lines(console: Console, clock: Callable[[], float]) -> Listener:
    """One JSON object a line where a stage begins or ends, and in between at most ten times a second."""
    said: Progress | None = None
    said_s = clock()

    def listen(progress: Progress) -> None:
        nonlocal said, said_s
        begins = said is None or progress.stage != said.stage
        ends = progress.done >= progress.total
        if progress == said or not (begins or ends or clock() - said_s >= JSON_EVERY_S):
            return
        said, said_s = progress, clock()
        told = {"stage": progress.stage, "done": progress.done, "total": progress.total}
        write_line(console, told | ({"said": progress.said} if progress.stage == "checked" else {}))

    return listen


def write_line(console: Console, told: Mapping[str, object]) -> None:
    """One JSON object as one line, at once: whoever reads it waits for it."""
    console.file.write(json.dumps(told, ensure_ascii=False) + "\n")
    console.file.flush()


def _short(name: str, longest: int = 24) -> str:
    return name if len(name) <= longest else f"{name[: longest - 9]}…{name[-8:]}"
