"""Lives: what child processes do to a logbook until they are killed, refused, or done.

A nursery has loaded everything and forks a child for each life that it is told of, so that a life begins at once. A
child says a line for each thing that is committed, by itself, with no buffer in between.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import alembic.command
import alembic.script  # noqa: F401
import psycopg  # noqa: F401

from liftwell.errors import LiftwellError
from liftwell.logbook.backup import restore
from liftwell.logbook.brought_in import Source, bring_in, undo
from liftwell.logbook.contents import contents
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Done, Lift, Morning, OtherWork
from liftwell.training.logged_set import LoggedSet
from liftwell.training.workout import Workout, WorkoutSet

NOBODY: Final = 65534
HALF: Final = "half"
DAYS: Final = 12
FIRST: Final = date(2026, 1, 1)
KNOWN: Final = {"Deadlift": "conventional_deadlift"}


def a_clock() -> datetime:
    return datetime(2026, 11, 27, 8, 0)  # noqa: DTZ001  (local time)


def opened(place: str) -> Logbook:
    """As a test names it: a file by its path, PostgreSQL by its address."""
    return Logbook.opened(place if "://" in place else Path(place), a_clock)


# --- what is written -------------------------------------------------------------------------------


Heard = Callable[[int, int], None]
Write = Callable[[Shelf, Heard], None]


def the_writes(count: int) -> list[Write]:
    """So many transactions, each of a kind that chance chose; always the same ones."""
    found: list[Write] = []
    for number in range(count):
        found += _KINDS[random.Random(number).choice(sorted(_KINDS))](number)
    return found[:count]


def _entries(number: int) -> list[Write]:
    on = FIRST + timedelta(days=number)
    done = Done(on, Lift("conventional_deadlift", 3, 8, 60.0))
    return [lambda shelf, _: shelf.put(Morning(on, number % 11), done, OtherWork(on, "rows"))]


def _again(number: int) -> list[Write]:
    return [lambda shelf, _: shelf.put(Morning(FIRST, number % 11), OtherWork(FIRST, f"work {number}"))]


def _import(number: int) -> list[Write]:
    source = Source("Hevy", f"{number}.csv", "0" * 64)

    def bring(shelf: Shelf, heard: Heard) -> None:
        bring_in(shelf.logbook, shelf.name, workouts(number), source, KNOWN, heard)

    return [bring]


def _undone(number: int) -> list[Write]:
    def back(shelf: Shelf, _: Heard) -> None:
        undo(shelf.logbook, shelf.name)

    return [*_import(number), back]


def _documents(number: int) -> list[Write]:
    on = FIRST + timedelta(days=number)
    return [
        lambda shelf, _: shelf.keep_answers(json.dumps({"number": number})),
        lambda shelf, _: shelf.keep_prescription(on, f"what to do, {number}"),
    ]


def _sets(number: int) -> list[Write]:
    on = FIRST + timedelta(days=number)
    sets = [LoggedSet(on, f"{number}/{of}", "sumo_deadlift", of, load_kg=80.0, reps=5, pain=of) for of in (1, 2)]
    return [lambda shelf, _: shelf.put(*sets), lambda shelf, _: shelf.put(replace(sets[0], pain=9), gone=sets[1:])]


_KINDS: Final = {one.__name__: one for one in (_entries, _again, _import, _undone, _documents, _sets)}


def workouts(number: int) -> list[Workout]:
    """Days that cannot be mistaken for those of another import."""
    days = [date(2000 + number % 20, 1, 1) + timedelta(days=day) for day in range(DAYS)]
    return [
        Workout(on, tuple(WorkoutSet("Deadlift", "work", 100.0 + number, reps) for reps in (5, 4, 3))) for on in days
    ]


# --- lives -----------------------------------------------------------------------------------------


def say(word: object) -> None:
    """A line that is out when this returns."""
    os.write(1, f"{word}\n".encode())


def writes(place: str, name: str, first: int, end: int) -> None:
    """Write on from one number; say each number once it is committed, and when half of an import is written."""
    shelf = Shelf(opened(place), name)
    for number, write in list(enumerate(the_writes(end)))[first:]:
        write(shelf, lambda done, total: say(HALF) if done == total // 2 else None)
        say(number)


def opens(place: str) -> None:
    """Open a logbook, which may be a new one."""
    opened(place)
    say("open")


def adds(place: str, name: str) -> None:
    """Add an athlete."""
    opened(place).add_athlete(name)
    say("added")


def reads(place: str) -> None:
    """Say who is in the logbook."""
    say(" ".join(opened(place).athletes()))


def imports(place: str, name: str, number: int) -> None:
    """Bring the same workouts in as others may at this moment."""
    logbook = opened(place)
    say(bring_in(logbook, name, workouts(number), Source("Hevy", "a.csv", "0" * 64), KNOWN).workouts)


def told(place: str, name: str, day: str) -> None:
    """Tell the same mornings over and over, as another does at this moment."""
    shelf = Shelf(opened(place), name)
    for pain in range(10):
        shelf.put(Morning(date.fromisoformat(day), pain))
        shelf.keep_answers(str(pain))
        say(pain)


def exports(place: str, name: str) -> None:
    """Look again and again: an import is there whole or not at all, with its workouts linked to it."""
    logbook = opened(place)
    for _ in range(15):
        found = contents(logbook, name)
        whole = len(found["workout"]) == DAYS * len(found["import"])
        say("whole" if whole and all(one["import"] is not None for one in found["workout"]) else "torn")


def restores(backup: str, file: str) -> None:
    """Put a backup in the place of a logbook."""
    say(restore(Path(backup), Path(file)))


LIVES: Final[dict[str, Callable[..., None]]] = {
    one.__name__: one for one in (writes, opens, adds, reads, imports, told, exports, restores)
}


# --- the nursery -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nursery:
    """A process that forks; one life at a time."""

    process: subprocess.Popen[str]

    def begin(self, life: str, *arguments: object, nobody: bool = False, file_bytes: int | None = None) -> int:
        """Start a life and return its process; nobody: without the rights of root; file_bytes: no file grows beyond."""
        assert self.process.stdin is not None
        job = {"life": life, "arguments": arguments, "nobody": nobody, "file_bytes": file_bytes}
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def lines(self) -> Iterator[str]:
        """What the life says, until it is over."""
        while (line := self._line()) != "over":
            yield line

    def whole(self, life: str, *arguments: object, nobody: bool = False, file_bytes: int | None = None) -> list[str]:
        """A life from beginning to end."""
        self.begin(life, *arguments, nobody=nobody, file_bytes=file_bytes)
        return list(self.lines())

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "The nursery has died."
        return line.strip()


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery for as long as it is needed."""
    command = [sys.executable, "-m", "tests.logbook.lives"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def main() -> None:
    """Fork for each line; say the child's number, and when it is over."""
    for line in sys.stdin:
        job = json.loads(line)
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(go)
            os.read(ready, 1)  # so that its number is said before its first word
            _live(job)
        say(child)
        os.close(ready)
        os.close(go)
        os.waitpid(child, 0)
        say("over")


def _live(job: dict[str, object]) -> None:
    arguments = job["arguments"]
    assert isinstance(arguments, list)
    try:
        if isinstance(job["file_bytes"], int):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (job["file_bytes"], job["file_bytes"]))
        if job["nobody"] and os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        LIVES[str(job["life"])](*arguments)
    except LiftwellError as error:
        say(f"{type(error).__name__}: {error}")
    except BaseException as error:  # noqa: BLE001  (a traceback is what a test looks for)
        say(f"TRACEBACK {error!r}".replace("\n", " "))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
