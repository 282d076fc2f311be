"""The schema brought up to date when a logbook is opened: all of it in one transaction, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from liftwell.errors import CannotRead

if TYPE_CHECKING:
    from alembic.config import Config

# The newest of migrations/versions; a test holds it there.
NEWEST: Final = "0002"
_SCRIPTS: Final = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, to: str = NEWEST) -> None:
    """Run what is missing of the migrations up to `to`.

    Raises CannotRead for a logbook of a newer liftwell, and for a file that holds something else.
    """
    found = version_of(connection)
    if found == to:
        return
    if found is None and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise CannotRead("This file holds something else than a logbook; set LIFTWELL_HOME to another folder.")
    if found is not None and not is_known(found):
        raise CannotRead("This logbook was written by a newer liftwell; update liftwell, nothing was changed.")
    from alembic import command  # noqa: PLC0415  (see `_config`)

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def is_known(version: str) -> bool:
    """Whether a migration is one of this liftwell or of an older one."""
    return version == NEWEST or version in revisions()


def revisions() -> tuple[str, ...]:
    """All migrations, oldest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory.from_config(_config())
    return tuple(one.revision for one in reversed(list(scripts.walk_revisions())))


def _config() -> Config:
    # Only now: alembic takes a moment to load, and is seldom needed.
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def version_of(connection: Connection) -> str | None:
    """The migration that a database has reached, None where it has no logbook yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
