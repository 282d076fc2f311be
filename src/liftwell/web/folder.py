"""Folder: what the app keeps beside the logbook, clip by clip, each under a name that nobody guesses."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from liftwell.errors import CannotRead, CannotWrite
from liftwell.lift import Lift
from liftwell.logbook.backup import BEFORE_RESTORE
from liftwell.report.whole_file import write_whole

TOLD: Final = "told.json"
RESULTS: Final = "results"
PARTIAL: Final = ".partial"
# As many letters as 192 random bits need: an address that nobody guesses.
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{32}")
CLIP: Final = "clip"
UNITS: Final = "units.json"
# A name of a file may have 255 bytes almost anywhere; what is written beside it has a longer one.
_MOST_BYTES: Final = 160
_LONGEST_ENDING: Final = 8
_ODD: Final = frozenset('<>:"|?*')  # no system's names have them
ClipKind = Literal["lift", "hinge", "knee-extension"]


class Point(BaseModel):
    """A joint dragged to where it is: place in pixels of the clip as shown, time in s."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    joint: str
    time_s: float
    x: float
    y: float


class Told(BaseModel):
    """What a person said of a clip; `run` counts how often it was asked to be measured.

    plate_at: x, y, radius and moment; person_at: x, y and moment; in pixels of the clip as shown, and s.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    athlete: str
    name: str
    sent_on: date
    sha256: str
    kind: ClipKind = "lift"
    load_kg: float | None = None
    raised_cm: float = 0.0
    lift: Lift | None = None
    facing: Literal["left", "right"] | None = None
    near_side: Literal["left", "right"] | None = None
    plate_m: float | None = None
    plate_at: tuple[float, float, float, float] | None = None
    person_at: tuple[float, float, float] | None = None
    points: list[Point] = Field(default_factory=list)
    run: int = 1


@dataclass(frozen=True, slots=True)
class ClipFolder:
    """The folder of one clip: the clip itself, what was said of it, and what was measured."""

    path: Path

    @property
    def token(self) -> str:
        """The name by which pages and jobs know the clip."""
        return self.path.name

    @property
    def results(self) -> Path:
        """Where `liftwell analyse` puts what it measured."""
        return self.path / RESULTS

    @property
    def clip(self) -> Path:
        """The clip as it was sent; raises CannotRead where it is gone."""
        found = next(self.path.glob(f"{CLIP}/*"), None)
        if found is None:
            raise CannotRead("The clip itself is no longer kept; send it again to measure it anew.")
        return found

    @property
    def is_kept(self) -> bool:
        """Whether the clip as it was sent is still there, so that it can be measured again."""
        return any(self.path.glob(f"{CLIP}/*"))

    def told(self) -> Told:
        """What was said of the clip; raises CannotRead where it is gone."""
        try:
            return Told.model_validate_json((self.path / TOLD).read_text("utf-8"))
        except (OSError, ValidationError) as error:
            raise CannotRead("This clip is no longer there.") from error

    def tell(self, told: Told) -> None:
        """Keep what was said of the clip, whole or not at all."""
        write_whole(told.model_dump_json(indent=1).encode("utf-8"), self.path / TOLD)

    def remove(self) -> None:
        """The clip and everything of it goes, for good."""
        shutil.rmtree(self.path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Folder:
    """The data folder of a person, `LIFTWELL_HOME`."""

    path: Path

    @property
    def jobs(self) -> Path:
        """The database of the queue."""
        return self.path / "jobs.db"

    @property
    def authority(self) -> Path:
        """The certificate that a phone may install; its key and what it signs lie beside it."""
        return self.path / "lan" / "authority.pem"

    @property
    def clips(self) -> Path:
        """The folder of all clips."""
        return self.path / "clips"

    @property
    def incoming(self) -> Path:
        """The folder of files that were sent and wait to be kept or left."""
        return self.path / "incoming"

    def made(self) -> Folder:
        """The same folder, there for sure, and only for its owner; raises CannotWrite."""
        try:
            self.clips.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CannotWrite(
                f"{self.path} cannot be used ({error.strerror}); set LIFTWELL_HOME to a folder of your own."
            ) from error
        return self

    def clip(self, token: str) -> ClipFolder:
        """The folder of a clip; raises CannotRead where there is none of that name."""
        folder = ClipFolder(self.clips / token)
        if not _TOKEN.fullmatch(token) or not (folder.path / TOLD).is_file():
            raise CannotRead("There is no such clip.")
        return folder

    def all_clips(self) -> Iterator[ClipFolder]:
        """Every clip whose sending was finished."""
        kept = sorted(self.clips.iterdir()) if self.clips.is_dir() else ()
        return (ClipFolder(one) for one in kept if (one / TOLD).is_file())

    def told_clips(self) -> Iterator[tuple[ClipFolder, Told]]:
        """Those of them that can be read, with what was said: one that is damaged hides no other one."""
        for clip in self.all_clips():
            with suppress(CannotRead):
                yield clip, clip.told()

    def begin_clip(self, name: str) -> tuple[ClipFolder, Path]:
        """A new folder, and the file into which the clip is written; `told` makes it a clip."""
        folder = ClipFolder(self.clips / secrets.token_urlsafe(24))
        (folder.path / CLIP).mkdir(mode=0o700, parents=True)
        return folder, folder.path / CLIP / shown_name(name)

    def clear(self) -> None:
        """Take away everything of anybody but the logbook that is open."""
        for one in (*self.clips.iterdir(), self.incoming):
            shutil.rmtree(one, ignore_errors=True)
        for one in (*self.path.glob(f"*{BEFORE_RESTORE}*"), self.path / UNITS):
            one.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Take away what a cut-off sending left behind."""
        for one in self.clips.iterdir():
            if not (one / TOLD).is_file():
                shutil.rmtree(one, ignore_errors=True)


def shown_name(name: str) -> str:
    """The name of a file as it is shown and kept: its last part, printable, of a bearable length, never a way out."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in _ODD).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending.encode()) > _LONGEST_ENDING:
        return _cut(plain, _MOST_BYTES) or CLIP
    return f"{_cut(stem, _MOST_BYTES) or CLIP}.{ending}"


def _cut(text: str, most: int) -> str:
    """As many letters as so many bytes hold."""
    return text.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore").strip()
