"""The app without a socket: every page is asked through its guard, on a logbook of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from liftwell.logbook.store import Logbook
from liftwell.web.app import guarded
from liftwell.web.desk import Desk
from liftwell.web.folder import Folder

KEY: Final = "tests" * 9
NOW: Final = datetime.fromisoformat("2026-11-27T12:00:00")
HOME: Final = "http://127.0.0.1:8437"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an empty logbook; its clock stands still."""
    folder = Folder(tmp_path / "data").made()
    return Desk(Logbook.opened(folder.path / "logbook.db", lambda: NOW), folder, lambda: NOW)


@pytest.fixture
def app(desk: Desk) -> Iterator[TestClient]:
    """The app with its queue, for who has the key."""
    with TestClient(guarded(desk, KEY), base_url=HOME, raise_server_exceptions=False) as client:
        client.headers["authorization"] = f"Bearer {KEY}"
        yield client


@pytest.fixture
def me(app: TestClient, desk: Desk) -> TestClient:
    """The same with one athlete, "me"."""
    desk.logbook.add_athlete("me")
    return app
