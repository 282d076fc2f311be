"""What is remembered is never older than what another process has written, however the two fall together."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from datetime import date

from liftwell.training.diary import Morning
from liftwell.web.desk import Desk
from liftwell.web.remembered import remembered

COMMITS = 30
DAY = date(2026, 11, 20)
WRITER = """
import sys
from datetime import date, datetime
from pathlib import Path
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Morning
shelf = Shelf(Logbook.opened(Path(sys.argv[1]), datetime.now), "me")
for number in range(int(sys.argv[2])):
    shelf.put(Morning(date(2026, 11, 20), number % 11))
    print(number % 11, flush=True)
    sys.stdin.readline()
"""


def test_nothing_old_is_shown_after_a_commit_of_another_process(desk: Desk) -> None:
    desk.logbook.add_athlete("me")
    shelf, file = desk.shelf("me"), desk.folder.path / "logbook.db"

    def told() -> tuple[int, ...]:
        return remembered(desk, shelf, "mornings", lambda: tuple(one.pain for one in shelf.diary().mornings))

    over = threading.Event()

    def reading() -> None:
        while not over.is_set():
            told()
            time.sleep(0.0005)

    # Somebody who holds the file open keeps its log from being put away, which is when sizes and times mislead.
    held = sqlite3.connect(file)
    held.execute("SELECT count(*) FROM athlete").fetchone()
    readers = [threading.Thread(target=reading) for _ in range(2)]
    for reader in readers:
        reader.start()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), str(COMMITS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        old = []
        for line in writer.stdout:
            if told() != (int(line),):
                old.append(line)
            writer.stdin.write("\n")
            writer.stdin.flush()
    over.set()
    for reader in readers:
        reader.join()
    held.close()
    assert old == []
    assert shelf.diary().mornings == (Morning(DAY, (COMMITS - 1) % 11),)


def test_a_restored_file_is_another_state(desk: Desk) -> None:
    file = desk.folder.path / "logbook.db"
    before = desk.logbook.state()
    copy = file.with_name("copy.db")
    with sqlite3.connect(file) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    copy.replace(file)
    assert desk.logbook.state() != before
