"""Where the logbook lies: in the data folder of the person's account, or where the environment says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

HOME: Final = "LIFTWELL_HOME"
DATABASE: Final = "LIFTWELL_DATABASE"
FILE: Final = "logbook.db"


def home(environment: Mapping[str, str]) -> Path:
    """The folder of everything that liftwell keeps: `LIFTWELL_HOME`, or the usual place of this platform."""
    told = environment.get(HOME)
    return Path(told).expanduser() if told else user_data_path("liftwell", appauthor=False)


def database_url(environment: Mapping[str, str]) -> str | None:
    """The database of a clinic, `LIFTWELL_DATABASE`, such as postgresql://host/liftwell; None for the own file."""
    told = environment.get(DATABASE)
    return told.replace("postgresql://", "postgresql+psycopg://", 1) if told else None
