"""What a kill of the server leaves of the queue: all of it, each clip measured and recorded once."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from tests.web.clips import SHORT, another
from tests.web.server import serving, until


def recorded(home: Path) -> list[str]:
    """The SHA-256 of every clip in the logbook."""
    with sqlite3.connect(home / "data" / "logbook.db") as logbook:
        return [row[0] for row in logbook.execute("SELECT sha256 FROM clip ORDER BY sha256")]


def all_finish(home: Path, clips: int, kills: int) -> None:
    """Send so many clips, kill the server again and again while they are measured, and let the last one finish."""
    with serving(home) as server:
        server.begin()
        for number in range(clips):
            assert server.send(f"set-{number}.mp4", another(SHORT, number))[0] == 201
        until(lambda: len(recorded(home)) >= 1, 60)
        server.kill()
    for _ in range(kills - 1):
        before = len(recorded(home))
        with serving(home) as server:
            until(lambda before=before: len(recorded(home)) > before, 60)  # type: ignore[misc]
            time.sleep(1)  # in the middle of the next one
            server.kill()
    assert len(recorded(home)) < clips
    with serving(home) as server:
        until(lambda: 'data-progress="' not in server.page("/of/me/lifts/list"), 30 * clips)
        page = server.page("/of/me/lifts")
        assert page.count('class="clip refused"') == clips
    found = recorded(home)
    assert len(found) == len(set(found)) == clips
    assert not list((home / "data" / "clips").rglob("*.partial"))


def test_a_killed_server_finishes_after_its_restart(tmp_path: Path) -> None:
    all_finish(tmp_path, clips=2, kills=1)


@pytest.mark.bench
def test_a_machine_that_shuts_down_loses_no_clip(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.begin()
        assert server.send("set.mp4", another(SHORT, 1))[0] == 201
        until(lambda: 'class="clip running"' in server.page("/of/me/lifts/list"), 30)
        time.sleep(1.5)  # the child is in the middle of it
        server.shut_down()
    assert recorded(tmp_path) == []
    with serving(tmp_path) as server:
        until(lambda: 'class="clip refused"' in server.page("/of/me/lifts/list"), 60)
    assert len(recorded(tmp_path)) == 1


@pytest.mark.bench
def test_twenty_analyses_through_three_kills(tmp_path: Path) -> None:
    all_finish(tmp_path, clips=20, kills=3)


@pytest.mark.bench
def test_a_second_server_leads_to_the_first(tmp_path: Path) -> None:
    with serving(tmp_path) as first, serving(tmp_path) as second:
        assert second.opens == first.opens
        assert second.process.wait(20) == 0
        assert first.process.poll() is None
