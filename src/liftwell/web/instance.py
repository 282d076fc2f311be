"""One server for one data folder: a second `liftwell serve` finds the first and opens it."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from liftwell.errors import CannotWrite

_LOCK: Final = "app.lock"
_KEY: Final = "app.key"
_RUNNING: Final = "app.json"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: its address, and the address with the key that opens it."""

    address: str
    opens: str


@contextmanager
def only_one(folder: Path) -> Iterator[bool]:
    """True in the process that has the folder to itself until the block ends, False where another one has it."""
    lock = FileLock(folder / _LOCK, mode=0o600)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be used ({error.strerror}); set LIFTWELL_HOME to another folder.") from None
    try:
        yield True
    finally:
        (folder / _RUNNING).unlink(missing_ok=True)
        lock.release()


def key_of(folder: Path) -> str:
    """The secret of the folder, made at the first start, readable for its owner alone."""
    path = folder / _KEY
    if not path.exists():
        _write_private(path, secrets.token_urlsafe(32))
    return path.read_text("ascii").strip()


def tell_running(folder: Path, address: str) -> Running:
    """Leave word for a second `liftwell serve`."""
    _write_private(folder / _RUNNING, json.dumps({"address": address, "pid": os.getpid()}))
    return Running(address, f"{address}/?key={key_of(folder)}")


def running_in(folder: Path) -> Running | None:
    """The server that has the folder, None where it has not said so yet."""
    try:
        address = str(json.loads((folder / _RUNNING).read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Running(address, f"{address}/?key={key_of(folder)}")


def _write_private(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    partial.replace(path)
