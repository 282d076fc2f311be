"""`liftwell backup` and `restore`: the whole logbook goes and comes back, and a wrong file changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from liftwell.logbook.shelf import Shelf
from tests.cli.conftest import Said
from tests.cli.logbook import CLEAR, everything, good_day, shelf_named

Command = Callable[..., Said]


@pytest.fixture
def ann() -> Shelf:
    shelf_named("Bob", good_day(date(2026, 11, 21)))
    return shelf_named("Ann", good_day(date(2026, 11, 20)), answers=CLEAR)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_there_and_back(liftwell: Command, tmp_path: Path, home: Path, ann: Shelf) -> None:
    copy = tmp_path / "my backup.db"
    before = everything()
    said = liftwell("backup", copy)
    assert said.status == 0
    assert flat(said.out) == f"The logbook is copied to {copy}. To go back: liftwell restore '{copy}'"
    assert copy.stat().st_mode & 0o077 == 0
    ann.put(good_day(date(2026, 11, 24)))
    liftwell("athlete", "Bob", "--remove", "--yes")
    changed = everything()
    assert changed != before
    said = liftwell("restore", copy)
    kept = home / "logbook-before-restore-1.db"
    assert flat(said.out) == f"Restored: Ann, Bob. What was there before is kept in {kept}."
    assert everything() == before
    # What was there before is a logbook too.
    liftwell("restore", kept)
    assert everything() == changed
    assert (home / "logbook-before-restore-2.db").is_file()


@pytest.mark.usefixtures("ann")
def test_a_new_machine_takes_a_backup(liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    liftwell("backup", tmp_path / "copy.db")
    before = everything()
    monkeypatch.setenv("LIFTWELL_HOME", str(tmp_path / "new" / "machine"))
    assert liftwell("restore", tmp_path / "copy.db").out == "Restored: Ann, Bob.\n"
    assert everything() == before


@pytest.mark.usefixtures("ann")
def test_a_backup_never_takes_the_place_of_a_file(liftwell: Command, tmp_path: Path) -> None:
    taken = tmp_path / "copy.db"
    taken.write_text("mine", "utf-8")
    said = liftwell("backup", taken)
    assert said.status == 2
    assert said.err == f"liftwell: There is a file {taken} already; give the backup another name.\n"
    assert taken.read_text("utf-8") == "mine"


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("place", ["nowhere/copy.db", "taken/copy.db"])
def test_a_place_that_cannot_be_written_is_said(liftwell: Command, tmp_path: Path, place: str) -> None:
    (tmp_path / "taken").write_text("mine", "utf-8")
    before = everything()
    said = liftwell("backup", tmp_path / place)
    assert (said.status, said.out) == (5, "")
    assert said.err.count("\n") == 1
    assert everything() == before
    assert (tmp_path / "taken").read_text("utf-8") == "mine"


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE diary (secret TEXT)")
        connection.commit()


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("name", ["none", "folder", "empty", "text", "cut", "foreign"])
def test_a_wrong_file_gives_one_sentence_and_changes_nothing(
    liftwell: Command, tmp_path: Path, home: Path, name: str
) -> None:
    liftwell("backup", tmp_path / "good.db")
    path = tmp_path / name
    match name:
        case "folder":
            path.mkdir()
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("Dear diary", "utf-8")
        case "cut":
            path.write_bytes((tmp_path / "good.db").read_bytes()[:40_000])
        case "foreign":
            foreign(path)
    before = everything()
    said = liftwell("restore", path)
    assert (said.status, said.out) == (4, "")
    assert said.err.count("\n") == 1
    assert str(path) in said.err
    assert everything() == before
    assert [one.name for one in home.iterdir() if "before" in one.name] == []


def test_a_clinic_has_its_own_ways(liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFTWELL_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    said = liftwell("restore", tmp_path / "copy.db")
    assert said.status == 2
    assert "is restored with pg_restore" in said.err
    said = liftwell("athlete")
    assert said.status == 5
    assert said.err.count("\n") == 1
    assert "nobody@" not in said.err
