"""How `history` and `plan` answer with twenty years in the logbook, against an empty one, and how fast an import is.

Run by `make bench`. Whole commands, started anew each time, so that what a person waits for is what is told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from liftwell.logbook.home import FILE
from liftwell.logbook.nouns import KEPT, row_of
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook, require_id
from liftwell.training.diary import Done, Lift, Morning

SESSIONS, SETS = 4_000, 20
TODAY = date(2026, 11, 27)
LIFTS = (("Deadlift (Barbell)", 7), ("Squat (Barbell)", 7), ("Bench Press (Barbell)", 6))
HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
DEMO = Path(__file__).parent.parent / "src" / "liftwell" / "demo" / "lifter.toml"
PLAN = ("plan", "--athlete", "me", "--new", "none", "--now", "1", "--walking", "--leg", "none", "--no-ask",
        "--on", TODAY.isoformat())  # fmt: skip


def day(number: int) -> date:
    """The day of a session: about 200 a year for twenty years, the last one two days ago."""
    return TODAY - timedelta(days=2 + int((SESSIONS - 1 - number) * 7300 / SESSIONS))


def strong_file(path: Path, rows: int) -> None:
    """An export of Strong with that many sets."""
    lines = (
        f'{day(number)} 18:30:00,"Evening",1h 5m,"{name}",{order},{60 + (number + order) % 40 * 2.5},5,0,0,"","",\n'
        for number in range(rows // SETS)
        for name, sets in LIFTS
        for order in range(1, sets + 1)
    )
    path.write_text(HEAD + "".join(lines), "utf-8")


def filled(home: Path, *, full: bool) -> None:
    """A logbook with answers, and with 20 years of planned sessions and mornings where it is to be full."""
    logbook = Logbook.opened(home / FILE, lambda: datetime(2026, 11, 27))  # noqa: DTZ001  (local)
    logbook.add_athlete("me")
    answers = tomllib.loads(DEMO.read_text("utf-8"))
    answers["screen"]["answered_on"] = TODAY.isoformat()
    Shelf(logbook, "me").keep_answers(json.dumps(answers, default=str))
    if not full:
        return
    lift = Lift("conventional_deadlift", 3, 8, 100.0)
    done = [Done(day(n), lift, "R1", 6.0, during=1, after=1, morning=1) for n in range(SESSIONS)]
    mornings = {one.on + timedelta(days=1): Morning(one.on + timedelta(days=1), 1) for one in done}
    with logbook.writing() as connection:
        key = require_id(connection, "me")
        for listed in (done, list(mornings.values())):
            table = KEPT[type(listed[0])].table
            connection.execute(table.insert(), [row_of(one) | {"athlete_id": key} for one in listed])


def seconds(home: Path, *arguments: str) -> float:
    """One run of a command, from its start to its end."""
    begun = perf_counter()
    program = "import sys; from liftwell.cli.app import main; sys.exit(main())"
    environment = {**os.environ, "LIFTWELL_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start
    subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment, check=True, stdin=subprocess.DEVNULL,
        capture_output=True,
    )  # fmt: skip
    return perf_counter() - begun


def best(home: Path, *arguments: str) -> float:
    """The best of three runs of a command that changes nothing much."""
    return min(seconds(home, *arguments) for _ in range(3))


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        empty, full = Path(name, "empty"), Path(name, "full")
        filled(empty, full=False)
        filled(full, full=True)
        strong_file(Path(name, "strong.csv"), SESSIONS * SETS)
        took = seconds(full, "import", str(Path(name, "strong.csv")))
        print(f"import of {SESSIONS * SETS:,} sets: {took:.1f} s, {SESSIONS * SETS / took:,.0f} sets a second")
        for word, command in (("history", ("history",)), ("plan", PLAN)):
            before, after = best(empty, *command), best(full, *command)
            ratio = after / before
            print(f"{word}: empty {before:.2f} s, twenty years {after:.2f} s, {ratio:.1f} times (aim: 10 times, 2 s)")


if __name__ == "__main__":
    main()
