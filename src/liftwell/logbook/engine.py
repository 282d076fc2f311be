"""The connection to the database: SQLite in a file, made safe against a cut, or PostgreSQL by its URL."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue

# How long one process waits while another writes.
WAIT_S: Final = 30
# Any number that is ours: on PostgreSQL whoever writes holds it, so that two writers take turns, as in a file.
_TURN: Final = 7_303_014
# Written through to the disk with each commit; readers never wait for a writer.
_PRAGMAS: Final = ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", f"busy_timeout = {WAIT_S * 1000}")
_AGAIN_S: Final = 0.02


def engine_of(place: Path | str) -> Engine:
    """The engine of a SQLite file, or of a URL.

    Raises CannotWrite, ImpossibleValue for a URL that is none, CannotRead where psycopg is missing.
    """
    if isinstance(place, Path):
        _make_room(place.parent)
        return _sqlite(place)
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        raise ImpossibleValue(
            "LIFTWELL_DATABASE is no address of a database, such as postgresql://host/liftwell."
        ) from None
    if url.get_backend_name() == "sqlite" and url.database:
        return engine_of(Path(url.database))
    if url.get_backend_name() != "postgresql":
        raise ImpossibleValue(
            f"LIFTWELL_DATABASE is of {url.get_backend_name()}; liftwell knows PostgreSQL and SQLite."
        )
    return _postgresql(url)


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # what is told about a body is for its owner's eyes
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be made ({error.strerror}); set LIFTWELL_HOME to another folder.") from None


def _postgresql(url: URL) -> Engine:
    driven = url.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(driven, poolclass=NullPool, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError:
        raise CannotRead("PostgreSQL needs psycopg beside liftwell: pip install 'psycopg[binary]'.") from None
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _sqlite(file: Path) -> Engine:
    with suppress(OSError):  # what it says then, SQLite says as well
        file.touch(mode=0o600)
    engine = create_engine(
        URL.create("sqlite", database=str(file)), poolclass=NullPool, connect_args={"timeout": WAIT_S}
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401  (a record of SQLAlchemy's pool)
    connection.isolation_level = None  # BEGIN is ours, see `_begin`
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    _to_wal(connection)


def _to_wal(connection: sqlite3.Connection) -> None:
    """Turn to WAL. SQLite does not wait for the lock that this takes while another makes the file, so that we do."""
    until = monotonic() + WAIT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(_AGAIN_S)
        else:
            return


def _begin(connection: Any) -> None:  # noqa: ANN401
    # Whoever may write takes the lock at once: a later one would fail in the middle, without waiting.
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reads") else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Any) -> None:  # noqa: ANN401
    if connection.get_execution_options().get("reads"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    else:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_S}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
