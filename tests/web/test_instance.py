"""One server for one data folder, and a key that is the owner's alone."""

from __future__ import annotations

import stat
from pathlib import Path

from liftwell.web.instance import key_of, only_one, running_in, tell_running


def test_only_the_first_has_the_folder(tmp_path: Path) -> None:
    with only_one(tmp_path) as first:
        assert first
        with only_one(tmp_path) as second:
            assert not second
    with only_one(tmp_path) as again:
        assert again


def test_the_second_learns_where_the_first_is(tmp_path: Path) -> None:
    with only_one(tmp_path):
        assert running_in(tmp_path) is None
        told = tell_running(tmp_path, "http://127.0.0.1:8437")
        assert running_in(tmp_path) == told
        assert told.opens.endswith(f"/?key={key_of(tmp_path)}")
    assert running_in(tmp_path) is None


def test_what_a_killed_server_left_is_no_server(tmp_path: Path) -> None:
    (tmp_path / "app.json").write_text("{half", "utf-8")
    assert running_in(tmp_path) is None


def test_the_key_stays_and_is_private(tmp_path: Path) -> None:
    key = key_of(tmp_path)
    assert len(key) >= 40
    assert key_of(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "app.key").stat().st_mode) == 0o600
