"""Every logbook that was ever written opens today, and the migrations make what the product thinks there is.

When the schema changes: add a migration, set `upgrade.NEWEST`, and add a dump of a logbook of that schema with
`python -m tests.logbook.test_upgrade`. Dumps of released schemas are never written again.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from liftwell.errors import CannotRead, CannotWrite
from liftwell.exchange.logbook_json import to_json
from liftwell.logbook import schema
from liftwell.logbook.brought_in import undo, workouts_of
from liftwell.logbook.contents import contents
from liftwell.logbook.engine import engine_of
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.logbook.upgrade import NEWEST, is_known, revisions, upgrade, version_of
from liftwell.training.diary import Diary, Morning
from tests.logbook.conftest import a_clock
from tests.logbook.entries import DAY, ONE_OF_EACH, SETS, SETS_MAKE, WORKOUTS
from tests.logbook.test_brought_in import STRONG
from tests.logbook.test_contents import fill

RELEASED = Path(__file__).parent / "released"
DUMPS = sorted(RELEASED.glob("*.sql"))
# Lists that an export had not yet when the schema was the newest.
NOT_YET = {"0001": ("set",)}


def test_the_newest_is_the_newest_script() -> None:
    assert revisions()[-1] == NEWEST
    assert all(is_known(one) for one in revisions())
    assert not is_known("9999")


def test_revisions_are_numbered_in_order() -> None:
    assert list(revisions()) == [f"{number:04}" for number in range(1, len(revisions()) + 1)]


def test_the_migrations_make_the_tables_of_the_product(logbook: Logbook) -> None:
    with logbook.writing() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_tables_are_the_same_in_whatever_step_they_are_made(logbook: Logbook, tmp_path: Path) -> None:
    by_steps = engine_of(tmp_path / "steps.db")
    for revision in revisions():
        with by_steps.begin() as connection:
            upgrade(connection, revision)
            assert version_of(connection) == revision
    with logbook.reading() as once, by_steps.connect() as often:
        assert _columns(once) == _columns(often)


def _columns(connection: Connection) -> dict[str, set[str]]:
    found = inspect(connection)
    return {table: {column["name"] for column in found.get_columns(table)} for table in found.get_table_names()}


def test_an_upgrade_of_what_is_new_does_nothing(logbook: Logbook) -> None:
    with logbook.writing() as connection:
        upgrade(connection)
        assert version_of(connection) == NEWEST


def test_all_of_an_upgrade_or_nothing(place: Path | str) -> None:
    engine = engine_of(place)
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW logged_set AS SELECT 1 AS one"))  # in the way of the last table
        before = set(inspect(connection).get_table_names())
    with pytest.raises((CannotRead, CannotWrite)):
        Logbook.opened(place, a_clock)
    with engine.begin() as connection:
        assert set(inspect(connection).get_table_names()) == before == set()
        connection.execute(text("DROP VIEW logged_set"))
    assert Logbook.opened(place, a_clock).athletes() == ()


# --- what was released -----------------------------------------------------------------------------


def test_every_schema_has_its_dump() -> None:
    assert tuple(dump.stem for dump in DUMPS) == revisions()


@pytest.fixture(params=DUMPS, ids=lambda dump: str(dump.stem))
def dump(request: pytest.FixtureRequest) -> Path:
    """What an older liftwell left, as statements."""
    found: Path = request.param
    return found


@pytest.fixture
def old(dump: Path, tmp_path: Path) -> Path:
    """A logbook as an older liftwell left it."""
    file = tmp_path / "old.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump.read_text("utf-8"))
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (dump.stem,)
    return file


def test_an_old_logbook_opens_with_everything(old: Path) -> None:
    logbook = Logbook.opened(old, a_clock)
    assert logbook.athletes() == ("Ann", "Bo")
    ann = Shelf(logbook, "Ann")
    diary = ann.diary()
    lists = (diary.done, diary.mornings, diary.other, diary.signs, diary.checks, diary.overrides, ann.outcomes())
    found = {noun for listed in lists for noun in listed}
    assert found >= {Morning(DAY, 9), *ONE_OF_EACH} - {Morning(DAY, 3, leg=False)}
    assert workouts_of(logbook, "Ann") == WORKOUTS
    assert ann.answers() == '{"é": "\\u0000"}'
    assert (ann.start(), ann.prescribed(DAY)) == ("{}", '{"a": 1}')
    assert ann.analyses() == ((DAY, '{"reps": 4}'),)
    assert Shelf(logbook, "Bo").diary() == Diary()
    assert undo(logbook, "Ann") == STRONG


def test_an_old_logbook_holds_what_a_new_one_would(dump: Path, old: Path, tmp_path: Path) -> None:
    new = filled(tmp_path, sets=not NOT_YET.get(dump.stem))
    told, would_be = (contents(logbook, "Ann") for logbook in (Logbook.opened(old, a_clock), new))
    for content in (told, would_be):
        content["clip"][0]["path"] = "lifter.mp4"
    assert to_json(told) == to_json(would_be)


def test_an_upgraded_logbook_is_sound_and_of_the_newest_schema(old: Path) -> None:
    logbook = Logbook.opened(old, a_clock)
    with logbook.writing() as connection:
        assert version_of(connection) == NEWEST
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_sets_of_an_old_logbook_come_back(dump: Path, old: Path) -> None:
    ann = Shelf(Logbook.opened(old, a_clock), "Ann")
    there = set() if NOT_YET.get(dump.stem) else set(SETS)
    assert set(ann.sets()) == there
    ann.put(*SETS)
    assert set(ann.sets()) == set(SETS)
    assert SETS_MAKE in ann.diary().done


def filled(folder: Path, *, sets: bool = True) -> Logbook:
    """A logbook with something in every table; sets: those that are told one by one too."""
    logbook = Logbook.opened(folder / "logbook.db", a_clock)
    for name in ("Ann", "Bo"):
        logbook.add_athlete(name)
    fill(Shelf(logbook, "Ann"), folder / "lifter.mp4", sets=sets)
    return logbook


def main() -> None:
    """Write the dump of the newest schema, which must not be there yet."""
    with tempfile.TemporaryDirectory() as name:
        logbook = filled(Path(name))
        assert logbook.engine.url.database
        with closing(sqlite3.connect(logbook.engine.url.database)) as connection:
            lines = [line.replace(f"{name}/", "") for line in connection.iterdump()]
    RELEASED.mkdir(exist_ok=True)
    with (RELEASED / f"{NEWEST}.sql").open("x", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
