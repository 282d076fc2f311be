"""An empty logbook, made once by a worker: the migrations take longer than most tests that want one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from liftwell.logbook.store import Logbook


@cache
def empty_logbook() -> bytes:
    """The file of a logbook as it is when it was just made; whole, since nobody has it open any more."""
    with TemporaryDirectory(prefix="lw-empty-") as folder:
        file = Path(folder) / "logbook.db"
        Logbook.opened(file, _never)
        assert [one.name for one in file.parent.iterdir()] == [file.name]
        return file.read_bytes()


def lay_empty(file: Path) -> None:
    """Put an empty logbook there, unless something lies there already."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_bytes(empty_logbook())


def _never() -> NoReturn:
    raise AssertionError("nothing is told of a moment in an empty logbook")
