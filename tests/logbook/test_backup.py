"""A backup is whole even while others write, and a way back that cannot make anything worse."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue
from liftwell.logbook.backup import back_up, restore
from liftwell.logbook.contents import contents
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Morning
from tests.logbook.conftest import a_clock
from tests.logbook.empty import lay_empty
from tests.logbook.entries import DAY, ONE_OF_EACH
from tests.logbook.lives import HALF, Nursery, nursery, the_writes
from tests.logbook.test_durable import everybodys


@pytest.fixture(scope="module")
def other() -> Iterator[Nursery]:
    with nursery() as one:
        yield one


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "logbook.db"


@pytest.fixture
def ann(file: Path) -> Shelf:
    lay_empty(file)
    logbook = Logbook.opened(file, a_clock)
    logbook.add_athlete("Ann")
    shelf = Shelf(logbook, "Ann")
    shelf.put(*ONE_OF_EACH)
    return shelf


@pytest.fixture
def backup(ann: Shelf, tmp_path: Path) -> Path:
    to = tmp_path / "backup.db"
    back_up(ann.logbook, to)
    return to


def mornings(file: Path) -> int:
    return len(Shelf(Logbook.opened(file, a_clock), "Ann").diary().mornings)


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_there_and_back(ann: Shelf, file: Path, backup: Path) -> None:
    before = contents(ann.logbook, "Ann")
    ann.logbook.add_athlete("Bo")
    ann.logbook.remove_athlete("Ann")
    kept = restore(backup, file)
    assert kept == file.with_name("logbook-before-restore-1.db")
    assert contents(Logbook.opened(file, a_clock), "Ann") == before
    assert Logbook.opened(kept, a_clock).athletes() == ("Bo",)
    assert restore(kept, file) == file.with_name("logbook-before-restore-2.db")
    assert Logbook.opened(file, a_clock).athletes() == ("Bo",)
    assert not [name for name in names(file.parent) if "draft" in name]


def test_a_backup_is_one_file_for_its_owners_eyes(backup: Path) -> None:
    assert names(backup.parent) == {"backup.db", "home"}
    assert backup.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_where_there_was_no_logbook(backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "another" / "home" / "logbook.db"
    assert restore(backup, new) is None
    assert mornings(new) == 1
    assert new.stat().st_mode & 0o077 == 0


def test_while_another_writes(ann: Shelf, file: Path, tmp_path: Path, other: Nursery) -> None:
    ann.logbook.add_athlete("Bo")
    other.begin("writes", str(file), "Bo", 0, 60)
    copies: list[tuple[Path, int]] = []
    for line in other.lines():
        if line == HALF or int(line) % 8 == 0:
            acknowledged = -1 if line == HALF else int(line)
            copies.append((tmp_path / f"{len(copies)}.db", acknowledged))
            back_up(ann.logbook, copies[-1][0])
    reference = Logbook.opened(tmp_path / "reference.db", a_clock)
    reference.add_athlete("Bo")
    states = [contents(reference, "Bo")]
    for write in the_writes(60):
        write(Shelf(reference, "Bo"), lambda _, __: None)
        states.append(contents(reference, "Bo"))
    assert len(copies) >= 8
    for copy, acknowledged in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # Some moment between what was acknowledged before and the end, never half of a write.
        assert contents(Logbook.opened(copy, a_clock), "Bo") in states[acknowledged + 1 :]
    assert contents(ann.logbook, "Bo") == states[-1]


def test_what_is_still_in_the_journal_is_kept_beside(ann: Shelf, file: Path, backup: Path) -> None:
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM athlete").fetchall()  # holds the journal, so that it cannot be taken in
        ann.put(*(Morning(DAY.replace(day=day), 1) for day in range(3, 20)))
        kept = restore(backup, file)
    assert kept is not None
    assert mornings(kept) == 18
    assert mornings(file) == 1


def test_the_old_one_may_be_damaged(ann: Shelf, file: Path, backup: Path) -> None:
    assert ann.name
    file.write_bytes(b"no database at all")
    kept = restore(backup, file)
    assert kept is not None
    assert kept.read_bytes() == b"no database at all"
    assert mornings(file) == 1


@pytest.mark.parametrize(
    "damage", ["empty", "words", "cut", "half", "scratched", "photos", "bare", "folder", "missing"]
)
def test_a_damaged_backup_changes_nothing(file: Path, backup: Path, damage: str) -> None:
    _damage(backup, damage)
    before, raw = names(file.parent), file.read_bytes()
    with pytest.raises(CannotRead, match=r"There is no file|is no backup of a logbook, or it is damaged"):
        restore(backup, file)
    assert names(file.parent) == before
    assert file.read_bytes() == raw
    assert mornings(file) == 1


def _damage(backup: Path, damage: str) -> None:
    whole = backup.read_bytes()
    backup.unlink()
    if damage in ("photos", "bare"):
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
            if damage == "bare":
                connection.execute("CREATE TABLE athlete (id INTEGER)")
            connection.commit()
    elif damage == "folder":
        backup.mkdir()
    elif damage != "missing":
        scratched = whole[:30_000] + b"\xff" * 8192 + whole[38_192:]
        found = {"empty": b"", "words": b"x" * 9000, "cut": whole[:-4096], "half": whole[: len(whole) // 2]}
        backup.write_bytes(found.get(damage, scratched))


def test_a_backup_of_a_newer_liftwell_changes_nothing(file: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(CannotRead, match="written by a newer liftwell; update liftwell"):
        restore(backup, file)
    assert mornings(file) == 1
    assert names(file.parent) == {"logbook.db"}


def test_a_name_that_is_taken(ann: Shelf, backup: Path) -> None:
    before = backup.read_bytes()
    for taken in (backup, backup.parent, Path()):
        with pytest.raises(ImpossibleValue, match="already; give the backup another name"):
            back_up(ann.logbook, taken)
    assert backup.read_bytes() == before


def test_what_an_earlier_try_left_is_no_hindrance(ann: Shelf, tmp_path: Path) -> None:
    (tmp_path / ".b.db.draft").write_bytes(b"half of something")
    back_up(ann.logbook, tmp_path / "b.db")
    assert mornings(tmp_path / "b.db") == 1
    assert names(tmp_path) == {"b.db", "home"}


def test_a_place_that_is_none(ann: Shelf, backup: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"cannot be written .*the logbook is as it was"):
        back_up(ann.logbook, tmp_path / "nowhere" / "b.db")
    with pytest.raises(CannotWrite, match="cannot be written"):
        restore(backup, backup / "logbook.db")


def test_a_folder_without_rights_changes_nothing(other: Nursery) -> None:
    with everybodys() as folder:
        back_up(Logbook.opened(folder / "logbook.db", a_clock), folder / "backup.db")
        (folder / "backup.db").chmod(0o644)
        folder.chmod(0o555)
        (said,) = other.whole("restores", str(folder / "backup.db"), str(folder / "logbook.db"), nobody=True)
        assert said.startswith(f"CannotWrite: {folder / 'logbook.db'} cannot be written")
        folder.chmod(0o755)
        assert mornings(folder / "logbook.db") == 1
        assert names(folder) == {"logbook.db", "backup.db"}


def test_no_space_for_the_restored(file: Path, backup: Path, other: Nursery) -> None:
    (said,) = other.whole("restores", str(backup), str(file), file_bytes=50_000)
    assert said.startswith(f"CannotWrite: {file} cannot be written")
    assert names(file.parent) == {"logbook.db"}
    assert mornings(file) == 1


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_clinic_has_its_own_ways(logbook: Logbook, tmp_path: Path) -> None:
    with pytest.raises(ImpossibleValue, match="backed up with pg_dump"):
        back_up(logbook, tmp_path / "b.db")
    assert names(tmp_path) == set()
    with logbook.reading() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
