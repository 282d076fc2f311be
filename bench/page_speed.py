"""How long the server works on each page with 10,000 logged sets, as a multiple of an empty page.

Run by `make bench`. A real server and a real connection; the empty page is the frame that every page has, and nothing
in it.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from typing import Final
from urllib.parse import quote

import uvicorn
from fastapi import Request
from starlette.responses import Response

from bench.logbook_speed import TODAY, filled
from liftwell.logbook.home import FILE
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Morning
from liftwell.training.logged_set import LoggedSet
from liftwell.web.app import made
from liftwell.web.desk import Desk, Whose
from liftwell.web.folder import Folder
from liftwell.web.guard import Guard
from liftwell.web.rendering import page

SETS, A_DAY, TIMES = 10_000, 20, 15
KEY: Final = "bench" * 9
EMPTY: Final = "/of/me/empty"
PAGES: Final = ("start", "lifts", "why", "whatif", "plan", "history", "evidence", "settings")
AIM: Final = 5


def logged(shelf: Shelf) -> None:
    """Ten thousand sets on five hundred days, two of them a week, and the mornings after."""
    for number in range(SETS // A_DAY):
        on = TODAY - timedelta(days=2 + (SETS // A_DAY - 1 - number) * 7 // 2)
        sets = (
            LoggedSet(
                on,
                f"{number}-{order}",
                "conventional_deadlift",
                order,
                load_kg=60.0 + number % 40,
                reps=5,
                rpe=6.0,
                pain=1,
            )
            for order in range(1, A_DAY + 1)
        )
        shelf.put(*sets, Morning(on + timedelta(days=1), 1))


@contextmanager
def served(home: Path) -> Iterator[HTTPConnection]:
    """A connection to the app, and one page more, an empty one."""
    folder = Folder(home).made()
    now = datetime.combine(TODAY, datetime.min.time()).replace(hour=12)
    desk = Desk(Logbook.opened(home / FILE, lambda: now), folder, lambda: now)
    app = made(desk, jobs=True)

    def empty(request: Request, shelf: Whose) -> Response:
        return page(request, "base.html", shelf=shelf)

    app.add_api_route("/of/{name}/empty", empty)
    server = uvicorn.Server(uvicorn.Config(Guard(app, KEY), port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.05)
    try:
        yield HTTPConnection("127.0.0.1", server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()


def checked_in(connection: HTTPConnection) -> None:
    """The check before a plan, so that its page is that of a plan."""
    head = {"authorization": f"Bearer {KEY}", "content-type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/of/me/plan/check", "tick=none&now=1&walking=true&leg=none", head)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 303, answer.status


def seconds(connection: HTTPConnection, path: str) -> float:
    """From the asking to the last byte."""
    begun = perf_counter()
    connection.request("GET", quote(path), headers={"authorization": f"Bearer {KEY}"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, (path, answer.status)
    return perf_counter() - begun


def usual(connection: HTTPConnection, path: str) -> float:
    """The middle of many; the first fills what is kept in memory."""
    seconds(connection, path)
    return statistics.median(seconds(connection, path) for _ in range(TIMES))


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        filled(home, full=False)
        logged(Shelf(Logbook.opened(home / FILE, lambda: datetime.combine(date.today(), datetime.min.time())), "me"))  # noqa: DTZ011
        with served(home) as connection:
            empty = usual(connection, EMPTY)
            print(f"empty page: {1000 * empty:.1f} ms")
            ratios = []
            checked_in(connection)
            for one in PAGES:
                first, then = seconds(connection, f"/of/me/{one}"), usual(connection, f"/of/me/{one}")
                ratios.append(then / empty)
                print(f"{one}: first {1000 * first:.0f} ms, then {1000 * then:.1f} ms, {ratios[-1]:.1f} times")
            print(f"median of the pages: {statistics.median(ratios):.1f} times (aim: {AIM}), {SETS:,} logged sets")


if __name__ == "__main__":
    main()
