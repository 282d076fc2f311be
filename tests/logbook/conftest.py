"""The logbook of the tests, in a file and in a real PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from tests.logbook.empty import lay_empty
from tests.logbook.postgres import binaries, cluster


def a_clock() -> datetime:
    return datetime(2026, 11, 27, 8, 0)  # noqa: DTZ001  (local time)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL that was started for this run."""
    programs = binaries()
    if programs is None:
        if os.environ.get("LIFTWELL_POSTGRES") == "required":
            pytest.fail("PostgreSQL is required and not installed.")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with cluster(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a new logbook goes."""
    if request.param == "sqlite":
        return tmp_path / "logbook.db"
    address: str = request.getfixturevalue("postgres")
    engine = create_engine(address, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return address


@pytest.fixture
def logbook(place: Path | str) -> Logbook:
    if isinstance(place, Path):
        lay_empty(place)
    return Logbook.opened(place, a_clock)


@pytest.fixture
def ann(logbook: Logbook) -> Shelf:
    logbook.add_athlete("Ann")
    return Shelf(logbook, "Ann")
