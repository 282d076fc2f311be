"""The app without a socket: every page is asked through its guard, on a logbook of its own."""

from __future__ import annotations

import json
import tomllib
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
DEMO: Final = Path(__file__).parent.parent.parent / "src" / "liftwell" / "demo" / "lifter.toml"
HOME: Final = "http://127.0.0.1:8437"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an empty logbook; its clock stands still."""
    folder = Folder(tmp_path / "data").made()
    return Desk(Logbook.opened(folder.path / "logbook.db", lambda: NOW), folder, lambda: NOW)


def opened(desk: Desk, *, jobs: bool) -> TestClient:
    """The app for who has the key."""
    client = TestClient(guarded(desk, KEY, jobs=jobs), base_url=HOME, raise_server_exceptions=False)
    client.headers["authorization"] = f"Bearer {KEY}"
    return client


@pytest.fixture
def app(desk: Desk) -> Iterator[TestClient]:
    """The app without its queue, which takes a second to begin."""
    with opened(desk, jobs=False) as client:
        yield client


@pytest.fixture
def queue(desk: Desk) -> Iterator[TestClient]:
    """The app with its queue, and one athlete, "me"."""
    desk.logbook.add_athlete("me")
    with opened(desk, jobs=True) as client:
        yield client


@pytest.fixture
def me(app: TestClient, desk: Desk) -> TestClient:
    """The app with one athlete, "me"."""
    desk.logbook.add_athlete("me")
    return app


@pytest.fixture
def lifter(me: TestClient, desk: Desk) -> TestClient:
    """The same, who has answered everything today: the lifter of the demonstration."""
    answers = tomllib.loads(DEMO.read_text("utf-8"))
    answers["screen"]["answered_on"] = NOW.date().isoformat()
    answers["pain"]["told_on"] = NOW.date().isoformat()
    desk.shelf("me").keep_answers(json.dumps(answers, default=str))
    return me
