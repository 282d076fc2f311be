"""Killed in the middle, two at once, no space, no rights, damage: nothing that was committed is lost or torn."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from sqlalchemy import event, select, text

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.brought_in import Source, bring_in, workouts_of
from liftwell.logbook.contents import Content, contents
from liftwell.logbook.engine import engine_of
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook, _sentence
from liftwell.training.diary import Morning
from tests.logbook.conftest import a_clock
from tests.logbook.entries import DAY, ONE_OF_EACH
from tests.logbook.lives import DAYS, HALF, Nursery, nursery, the_writes, workouts

WRITES = 100


@pytest.fixture(scope="module")
def nurseries() -> Iterator[tuple[Nursery, Nursery]]:
    with nursery() as one, nursery() as two:
        yield one, two


# --- killed ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[Content]:
    """What the logbook holds after each number of writes, as a process tells it that nobody killed."""
    logbook = Logbook.opened(tmp_path_factory.mktemp("reference") / "logbook.db", a_clock)
    logbook.add_athlete("Ann")
    found = [contents(logbook, "Ann")]
    for write in the_writes(WRITES):
        write(Shelf(logbook, "Ann"), lambda _, __: None)
        found.append(contents(logbook, "Ann"))
    return found


def test_killed_in_the_middle_of_a_hundred_writes(
    place: Path | str, ann: Shelf, states: list[Content], nurseries: tuple[Nursery, Nursery]
) -> None:
    chance, committed, kills, torn = random.Random(7), 0, 0, 0
    while committed < WRITES:
        child = nurseries[0].begin("writes", str(place), "Ann", committed, WRITES)
        acknowledged, killed, in_an_import = _killed(nurseries[0], child, chance, committed)
        kills, torn = kills + killed, torn + in_an_import
        _require_sound(place)
        found = contents(ann.logbook, "Ann")
        # What it had said is there; what it was writing is there whole, or not at all.
        assert found in states[acknowledged : acknowledged + 2]
        committed = states.index(found, acknowledged)
    assert kills >= 5
    assert torn >= 2
    assert contents(ann.logbook, "Ann") == states[-1]


def _killed(life: Nursery, child: int, chance: random.Random, before: int) -> tuple[int, bool, bool]:
    """A life that is killed at some moment: writes it had acknowledged, whether it was killed, and in an import."""
    left, acknowledged, killed, half = chance.randint(4, 24), before, False, False
    for line in life.lines():
        assert "TRACEBACK" not in line
        assert "Cannot" not in line
        half = line == HALF
        acknowledged = acknowledged if half else int(line) + 1
        left -= 1
        if left <= 0 and not killed and acknowledged < WRITES and (half or chance.random() < 0.4):
            time.sleep(0 if half else chance.random() * 0.01)
            os.kill(child, signal.SIGKILL)
            killed = True
    return acknowledged, killed, killed and half


def _require_sound(place: Path | str) -> None:
    if isinstance(place, Path):
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_killed_while_a_new_logbook_is_made(tmp_path: Path, nurseries: tuple[Nursery, Nursery]) -> None:
    chance, cut = random.Random(3), 0
    for number in range(10):
        file = tmp_path / f"{number}.db"
        child = nurseries[0].begin("opens", str(file))
        timer = Timer(chance.random() * 0.15, _kill, (child,))
        timer.start()
        cut += "open" not in list(nurseries[0].lines())
        timer.cancel()
        timer.join()
        Logbook.opened(file, a_clock).add_athlete("Ann")
        _require_sound(file)
    assert cut


def _kill(child: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


# --- two at once -----------------------------------------------------------------------------------


def both(nurseries: tuple[Nursery, Nursery], *lives: tuple[object, ...]) -> list[list[str]]:
    """Two lives at the same time."""
    for one, life in zip(nurseries, lives, strict=True):
        one.begin(str(life[0]), *life[1:])
    return [list(one.lines()) for one in nurseries]


def test_two_that_write_at_once_lose_nothing(
    place: Path | str, logbook: Logbook, states: list[Content], nurseries: tuple[Nursery, Nursery]
) -> None:
    names = ("Ann", "Bo")
    for name in names:
        logbook.add_athlete(name)
    said = both(nurseries, *(("writes", str(place), name, 0, 30) for name in names))
    assert [[line for line in lines if line != HALF] for lines in said] == [[str(number) for number in range(30)]] * 2
    assert [contents(logbook, name) for name in names] == [states[30] | {"athlete": name} for name in names]


def test_two_that_tell_of_the_same_day_at_once(
    place: Path | str, ann: Shelf, nurseries: tuple[Nursery, Nursery]
) -> None:
    days = [(DAY + timedelta(days=number)).isoformat() for number in range(2)]
    said = both(nurseries, ("told", str(place), "Ann", days[0]), ("told", str(place), "Ann", days[0]))
    assert said == [[str(number) for number in range(10)]] * 2
    assert ann.diary().mornings == (Morning(DAY, 9),)
    with ann.logbook.reading() as connection:
        numbers = connection.scalars(select(schema.answers.c.number).order_by(schema.answers.c.number)).all()
    assert numbers == list(range(1, 21))


def test_two_that_bring_in_the_same_file_at_once(
    place: Path | str, ann: Shelf, nurseries: tuple[Nursery, Nursery]
) -> None:
    life = ("imports", str(place), "Ann", 5)
    assert sorted(both(nurseries, life, life)) == [["0"], [str(DAYS)]]
    assert len(workouts_of(ann.logbook, "Ann")) == DAYS


def test_two_that_open_a_new_logbook_at_once(place: Path | str, nurseries: tuple[Nursery, Nursery]) -> None:
    assert both(nurseries, ("opens", str(place)), ("opens", str(place))) == [["open"]] * 2
    assert Logbook.opened(place, a_clock).athletes() == ()


def test_two_that_open_many_new_files_at_once(tmp_path: Path, nurseries: tuple[Nursery, Nursery]) -> None:
    for number in range(6):
        life = ("opens", str(tmp_path / "new" / f"{number}.db"))
        assert both(nurseries, life, life) == [["open"]] * 2


def test_who_looks_sees_an_import_whole_or_not_at_all(
    place: Path | str, ann: Shelf, nurseries: tuple[Nursery, Nursery]
) -> None:
    nurseries[0].begin("exports", str(place), "Ann")
    for number in range(8):
        bring_in(ann.logbook, "Ann", workouts(number), Source("Hevy", f"{number}.csv", "0" * 64), {})
    assert list(nurseries[0].lines()) == ["whole"] * 15


# --- no space --------------------------------------------------------------------------------------


def _fill(shelf: Shelf) -> None:
    for number in range(2000):
        shelf.keep_answers(f"{number} " + "x" * 20_000)


def _require_no_space(file: Path, filled: Shelf, before: Content) -> None:
    """The sentence is given, every version that was kept is there, and what there was before is there."""
    with pytest.raises(CannotWrite, match=f"There is no space left for {file}; nothing was written or lost"):
        _fill(filled)
    years = [one for number in range(40) for one in workouts(number)]
    with pytest.raises(CannotWrite, match="no space left"):
        bring_in(filled.logbook, "Ann", years, Source("Hevy", "a.csv", "0" * 64), {})
    _require_sound(file)
    found = contents(Logbook.opened(file, a_clock), "Ann")
    assert found | {"answers": []} == before
    assert sorted(one["number"] for one in found["answers"]) == list(range(1, len(found["answers"]) + 1))


def _with_entries(file: Path) -> Shelf:
    logbook = Logbook.opened(file, a_clock)
    logbook.add_athlete("Ann")
    shelf = Shelf(logbook, "Ann")
    shelf.put(*ONE_OF_EACH)
    return shelf


def test_a_logbook_that_may_not_grow(tmp_path: Path) -> None:
    file = tmp_path / "logbook.db"
    shelf = _with_entries(file)

    def keep_small(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401
        connection.execute("PRAGMA max_page_count = 70")

    event.listen(shelf.logbook.engine, "connect", keep_small)
    _require_no_space(file, shelf, contents(shelf.logbook, "Ann"))


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte, as only root can make one."""
    with tempfile.TemporaryDirectory() as name:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", name], check=False, capture_output=True)
        if made.returncode:
            pytest.skip("A small disk cannot be mounted here; the two tests beside this one hold the same.")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def test_a_disk_that_is_full() -> None:
    with small_disk() as disk:
        file = disk / "logbook.db"
        shelf = _with_entries(file)
        _require_no_space(file, shelf, contents(shelf.logbook, "Ann"))


def test_a_file_that_may_not_grow_in_another_process(tmp_path: Path, nurseries: tuple[Nursery, Nursery]) -> None:
    file = tmp_path / "logbook.db"
    shelf = _with_entries(file)
    before = contents(shelf.logbook, "Ann")
    said = nurseries[0].whole("writes", str(file), "Ann", 0, WRITES, file_bytes=file.stat().st_size + 4096)
    assert said[-1].startswith(f"CannotWrite: The disk of {file} refuses to write: it may be full"), said
    _require_sound(file)
    found = contents(Logbook.opened(file, a_clock), "Ann")
    assert all(one in found["sign"] for one in before["sign"])
    assert all(one in found["outcome"] for one in before["outcome"])


def test_no_space_for_a_new_logbook(tmp_path: Path, nurseries: tuple[Nursery, Nursery]) -> None:
    file = tmp_path / "logbook.db"
    (said,) = nurseries[0].whole("opens", str(file), file_bytes=20_000)
    assert said.startswith(f"CannotWrite: The disk of {file} refuses to write: it may be full")
    assert Logbook.opened(file, a_clock).athletes() == ()


# --- no rights -------------------------------------------------------------------------------------


@contextmanager
def everybodys() -> Iterator[Path]:
    """A folder that a process without rights can look into, with a logbook of Ann's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _with_entries(folder / "logbook.db")
        (folder / "logbook.db").chmod(0o644)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_file_that_may_only_be_read(nurseries: tuple[Nursery, Nursery]) -> None:
    with everybodys() as folder:
        file = folder / "logbook.db"
        file.chmod(0o444)
        folder.chmod(0o777)
        said = nurseries[0].whole("adds", str(file), "Bo", nobody=True)
        assert said == [
            f"CannotWrite: {file} may only be read; nothing was written. Set LIFTWELL_HOME to a folder of your own."
        ]
        assert nurseries[0].whole("reads", str(file), nobody=True) == ["Ann"]
        assert Logbook.opened(file, a_clock).athletes() == ("Ann",)


def test_a_folder_that_may_only_be_read(nurseries: tuple[Nursery, Nursery]) -> None:
    with everybodys() as folder:
        folder.chmod(0o555)
        (folder / "logbook.db").chmod(0o444)
        for file, word in ((folder / "logbook.db", "may only be read"), (folder / "new.db", "cannot be opened")):
            (said,) = nurseries[0].whole("adds", str(file), "Bo", nobody=True)
            assert said.startswith(f"CannotWrite: {file} {word}")
        (said,) = nurseries[0].whole("adds", str(folder / "new" / "logbook.db"), "Bo", nobody=True)
        assert said.startswith(f"CannotWrite: {folder / 'new'} cannot be made (Permission denied)")
        assert [one.name for one in folder.iterdir()] == ["logbook.db"]


def test_a_file_of_another_person(nurseries: tuple[Nursery, Nursery]) -> None:
    with everybodys() as folder:
        file = folder / "logbook.db"
        file.chmod(0o000)
        said = nurseries[0].whole("reads", str(file), nobody=True)
        (sentence,) = said
        assert sentence.startswith(f"CannotWrite: {file} cannot be opened; look at who may write there")


def test_a_new_logbook_is_for_its_owners_eyes(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "logbook.db"
    Logbook.opened(file, a_clock)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


# --- something else there --------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [10, 100, 4096, 8192, 0.5, 0.98])
def test_a_truncated_logbook(tmp_path: Path, kept: float) -> None:
    file = tmp_path / "logbook.db"
    _with_entries(file)
    whole = file.read_bytes()
    rest = whole[: kept if isinstance(kept, int) else int(len(whole) * kept)]
    file.write_bytes(rest)
    with pytest.raises(CannotRead, match="is no logbook, or it is damaged; restore a backup"):
        contents(Logbook.opened(file, a_clock), "Ann")
    assert file.read_bytes() == rest


@pytest.mark.parametrize("bytes_", [b"hello", b"PK\x03\x04" * 5000, bytes(5000), "día,kg\n".encode() * 900])
def test_a_file_that_is_no_database(tmp_path: Path, bytes_: bytes) -> None:
    file = tmp_path / "logbook.db"
    file.write_bytes(bytes_)
    with pytest.raises(CannotRead, match="is no logbook, or it is damaged"):
        Logbook.opened(file, a_clock)
    assert file.read_bytes() == bytes_
    assert [one.name for one in tmp_path.iterdir()] == ["logbook.db"]


def test_a_database_of_something_else(tmp_path: Path) -> None:
    file = tmp_path / "photos.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    with pytest.raises(CannotRead, match="something else than a logbook"):
        Logbook.opened(file, a_clock)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("photo",)]


def test_a_logbook_of_a_newer_liftwell(place: Path | str, ann: Shelf) -> None:
    ann.put(*ONE_OF_EACH)
    with ann.logbook.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = contents(ann.logbook, "Ann")
    with pytest.raises(CannotRead, match="written by a newer liftwell; update liftwell, nothing was changed"):
        Logbook.opened(place, a_clock)
    assert contents(ann.logbook, "Ann") == before


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be opened"):
        Logbook.opened(tmp_path, a_clock)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(CannotWrite, match="cannot be made"):
        Logbook.opened(tmp_path / "home" / "logbook.db", a_clock)


# --- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("nonsense", "no address of a database"),
        ("postgresql://host:port/liftwell", "no address of a database"),
        ("mysql://host/liftwell", "is of mysql; liftwell knows PostgreSQL and SQLite"),
        ("sqlite://", "is of sqlite"),
    ],
)
def test_an_address_that_is_none(address: str, word: str) -> None:
    with pytest.raises(ImpossibleValue, match=word):
        engine_of(address)


def test_a_file_by_its_address(tmp_path: Path) -> None:
    assert Logbook.opened(f"sqlite:///{tmp_path}/logbook.db", a_clock).athletes() == ()
    assert (tmp_path / "logbook.db").exists()


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"the database cannot be used .*nothing was written") as caught:
        Logbook.opened(f"postgresql+psycopg://ann:secret@/liftwell?host={tmp_path}", a_clock)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_without_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(CannotRead, match="pip install"):
        engine_of("postgresql://host/liftwell")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("attempt to write a readonly database", "may only be read"),
        ("database or disk is full", "no space left"),
        ('could not extend file "base/5/1": No space left on device', "no space left"),
        ("disk I/O error", "may be full or failing"),
        ("database is locked", "busy for 30 seconds"),
        ("canceling statement due to lock timeout", "busy for 30 seconds"),
        ("unable to open database file", "cannot be opened"),
        ("the server closed the connection\nunexpectedly", r"cannot be used \(the server closed the connection\)"),
    ],
)
def test_what_a_database_says_in_words(said: str, sentence: str) -> None:
    found = _sentence("here", said)
    assert found.endswith(".")
    with pytest.raises(CannotWrite, match=sentence):
        raise CannotWrite(found)
