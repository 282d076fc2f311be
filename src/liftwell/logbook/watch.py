"""Watch: a number that is another one as soon as anybody has written anything into the file of a logbook."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock


class Watch:
    """Holds a connection: only to one that stays, SQLite tells what others have committed.

    Size and time of the file and its log do not: they change before what is written can be read.
    """

    def __init__(self) -> None:
        self._lock, self._opened = Lock(), 0
        self._held: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def mark(self, file: Path) -> tuple[object, ...]:
        """Equal to an earlier one only where nothing was committed between them."""
        try:
            with self._lock:
                version = self._connection(file).execute("PRAGMA data_version").fetchone()[0]
                return self._opened, int(version)
        except (OSError, sqlite3.Error):
            return (object(),)  # whoever reads the logbook next says in words what is wrong with it

    def _connection(self, file: Path) -> sqlite3.Connection:
        there = file.stat()
        if self._held is None or self._file != (there.st_dev, there.st_ino):  # a backup may have taken its place
            self.close()
            uri = f"{file.absolute().as_uri()}?mode=rw"
            self._held = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            self._file, self._opened = (there.st_dev, there.st_ino), self._opened + 1
        return self._held

    def close(self) -> None:
        """Let the file go; a later mark opens it again."""
        if self._held is not None:
            self._held.close()
        self._held = self._file = None

    def __del__(self) -> None:
        self.close()
