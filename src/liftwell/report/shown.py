"""Shown: all that the page of a clip shows, as one document, for whoever renders it later than it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from liftwell.analysis import Analysis
from liftwell.errors import CannotRead
from liftwell.report.film import Film
from liftwell.report.page import Page, page_of
from liftwell.report.page_data import page_data
from liftwell.report.stills import Still
from liftwell.report.whole_file import write_whole

FILE: Final = "page.json"


@dataclass(frozen=True, slots=True)
class Shown:
    """page: the words and numbers; data: what the script draws; stills: the key pictures."""

    __pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    page: Page
    data: dict[str, Any]
    stills: tuple[Still, ...]


def shown_of(analysis: Analysis, film: Film) -> Shown:
    """What there is to show of a measured or a refused clip."""
    return Shown(page_of(analysis), page_data(analysis), film.stills)


def write_shown(shown: Shown, folder: Path) -> None:
    """Write it into a folder of results; raises CannotWrite."""
    write_whole(_ADAPTER.dump_json(shown), folder / FILE)


def read_shown(folder: Path) -> Shown:
    """Read it from a folder of results; raises CannotRead where there is none, or another liftwell wrote it."""
    try:
        return _ADAPTER.validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise CannotRead("What this clip showed cannot be read; measure it again.") from error


_ADAPTER: Final = TypeAdapter(Shown)
