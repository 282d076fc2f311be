"""Backup in one file while others write, and its way back; a damaged copy never takes the place of a good logbook."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue
from liftwell.logbook.store import Logbook
from liftwell.logbook.upgrade import is_known

# In the name of the logbook that a restored backup took the place of.
BEFORE_RESTORE: Final = "-before-restore-"
_BESIDE: Final = ("-wal", "-shm")


def back_up(logbook: Logbook, to: Path) -> None:
    """A whole copy of the logbook in a new file.

    Raises ImpossibleValue where there is such a file, or the logbook is a clinic's database, which has its own ways;
    CannotWrite where the copy cannot be written.
    """
    file = _file_of(logbook)
    if os.path.lexists(to):
        raise ImpossibleValue(f"There is a file {to} already; give the backup another name.")
    draft = to.with_name(f".{to.name}.draft")
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        with (
            closing(_opened(file, "rw")) as source,
            closing(sqlite3.connect(draft)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        draft.replace(to)
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(f"{to} cannot be written ({error}); the logbook is as it was.") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def athletes_in(backup: Path) -> tuple[str, ...]:
    """Who is inside a backup; raises CannotRead where it is missing, no logbook, damaged, or of a newer liftwell."""
    _require_whole(backup)
    with closing(_opened(backup)) as source:
        return tuple(str(name) for (name,) in source.execute("SELECT name FROM athlete ORDER BY name"))


def restore(backup: Path, file: Path) -> Path | None:
    """The backup in place of the logbook `file`, which is kept beside it; where it is kept, None where there was none.

    Raises CannotRead where the backup is missing, no logbook, damaged, or of a newer liftwell: then nothing has
    changed; CannotWrite where the logbook's folder cannot be written.
    """
    _require_whole(backup)
    draft = file.with_name(f".{file.name}.draft")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(_opened(backup)) as source:
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600)
            with closing(sqlite3.connect(draft)) as copy:
                source.backup(copy)
        kept = _set_aside(file)
        draft.replace(file)
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite(f"{file} cannot be written ({error}).") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return kept


def _file_of(logbook: Logbook) -> Path:
    if logbook.engine.dialect.name != "sqlite":
        raise ImpossibleValue("A PostgreSQL logbook is backed up with pg_dump; for one athlete, export FILE.json.")
    assert logbook.engine.url.database is not None
    return Path(logbook.engine.url.database).absolute()


def _opened(file: Path, mode: str = "ro") -> sqlite3.Connection:
    """A file that is there. Only one that may be written to is left without a journal beside it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)


def _require_whole(backup: Path) -> None:
    if not backup.is_file():
        raise CannotRead(f"There is no file {backup}.")
    try:
        with closing(_opened(backup)) as source:
            whole = source.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            version, _ = source.execute(
                "SELECT version_num, (SELECT count(*) FROM athlete) FROM alembic_version"
            ).fetchone()
    except (sqlite3.Error, TypeError):  # no such table, or nothing in it
        whole, version = False, ""
    if not whole:
        raise CannotRead(f"{backup} is no backup of a logbook, or it is damaged; the logbook is as it was.")
    if not is_known(version):
        raise CannotRead(f"{backup} was written by a newer liftwell; update liftwell. The logbook is as it was.")


def _set_aside(file: Path) -> Path | None:
    """The old logbook under another name, its journal with it: it may be damaged, or another may have it open."""
    if not os.path.lexists(file):
        return None
    with suppress(sqlite3.Error), closing(sqlite3.connect(file, timeout=1)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = _free(file)
    file.replace(kept)
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            file.with_name(file.name + ending).replace(kept.with_name(kept.name + ending))
    return kept


def _free(file: Path) -> Path:
    """A name beside the file that nothing has yet."""
    numbers = (file.with_name(f"{file.stem}{BEFORE_RESTORE}{number}{file.suffix}") for number in range(1, 10_000))
    return next(one for one in numbers if not os.path.lexists(one))
