"""Desk: what every page needs at hand: the logbook, the clips, the clock, and whose part is meant."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import Depends, Path, Request
from starlette.datastructures import FormData

from liftwell.consultation.kept_answers import saved_in
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import CannotRead
from liftwell.exchange import analysis_json
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.report.shown import read_shown
from liftwell.web.child import Ended
from liftwell.web.folder import ClipFolder, Folder, Told
from liftwell.web.rendering import name_of

if TYPE_CHECKING:
    from liftwell.exchange.analysis_document import AnalysisDocument
    from liftwell.report.stills import Still

RESULT: Final = "analysis.json"
MEASURED: Final = (0, 3)  # done, and refused with reasons
# Up to so many years a file is believed that it was filmed on the day that it tells.
_OLDEST: Final = date(2000, 1, 1)
_MOST_FIELDS: Final = 100  # of a form that asks what it likes; a longer one is none of ours


@dataclass(frozen=True, slots=True)
class Desk:
    """One for the whole app. now: the clock, in local time."""

    logbook: Logbook
    folder: Folder
    now: Callable[[], datetime]

    def shelf(self, name: str) -> Shelf:
        """The part of an athlete; raises NotThere where there is nobody of that name."""
        if name not in self.logbook.athletes():
            raise NotThere(f"There is nobody called {name[:80]!r} here.")
        return Shelf(self.logbook, name)

    def saved(self, shelf: Shelf) -> SavedAnswers:
        """The answers of an athlete; each that is given is kept at once."""
        return saved_in(shelf, self.now(), asks=True)

    def clip_of(self, shelf: Shelf, token: str) -> tuple[ClipFolder, Told]:
        """A clip of this athlete, and of nobody else; raises NotThere."""
        try:
            clip = self.folder.clip(token)
            told = clip.told()
        except CannotRead as error:
            raise NotThere(str(error)) from None
        if told.athlete != shelf.name:
            raise NotThere("There is no such clip.")
        return clip, told

    def clips_of(self, name: str) -> list[tuple[ClipFolder, Told]]:
        """Every clip of an athlete, the newest first."""
        found = [(clip, told) for clip, told in self.folder.told_clips() if told.athlete == name]
        return sorted(found, key=lambda one: (one[0].path / "told.json").stat().st_ctime, reverse=True)

    def stills_of(self, shelf: Shelf, measured: AnalysisDocument) -> Sequence[Still]:
        """The key pictures of what was measured, none where they are no longer kept."""
        for clip, told in self.clips_of(shelf.name):
            if told.name == measured.clip.name:
                with suppress(CannotRead):
                    return read_shown(clip.results).stills
        return ()

    # --- what a job asks of it -------------------------------------------------------------------

    def order(self, clip: ClipFolder) -> list[str]:
        """The arguments of `liftwell analyse` for a clip: what was said of it and of the body."""
        told = clip.told()
        body = self.saved(self.shelf(told.athlete)).account().intake.person.body
        said = {
            "--height": None if body.height_m is None else f"{body.height_m:.3f}",
            "--mass": None if body.mass_kg is None else f"{body.mass_kg:.1f}kg",
            "--sex": body.sex,
            "--load": None if told.load_kg is None else f"{told.load_kg:g}kg",
            "--lift": told.lift,
            "--test": None if told.kind == "lift" else told.kind,
            "--facing": told.facing,
            "--near-side": told.near_side,
            "--plate-diameter": None if told.plate_m is None else f"{told.plate_m:g}m",
            "--plate": None if told.plate_at is None else "{:g},{:g},{:g}@{:g}".format(*told.plate_at),
            "--person": None if told.person_at is None else "{:g},{:g}@{:g}".format(*told.person_at),
        }
        options = [part for name, value in said.items() if value is not None for part in (name, value)]
        options += [
            part for one in told.points for part in ("--point", f"{one.joint}@{one.time_s:g}={one.x:g},{one.y:g}")
        ]
        return [str(clip.clip), "--out", str(clip.results), "--progress", "json", "--copy", *options]

    def record(self, clip: ClipFolder, ended: Ended) -> None:
        """Keep what was measured in the logbook; what cannot be measured leaves only its sentence behind."""
        told = clip.told()
        if ended.status in MEASURED:
            shelf = self.shelf(told.athlete)
            found = clip.results / RESULT
            day = _day(analysis_json.read(found).clip.recorded_on, told.sent_on)
            shelf.keep_clip(day, clip.clip, _with_height(found.read_text("utf-8"), told.raised_cm))
        elif not (clip.results / RESULT).is_file():
            clip.clip.unlink(missing_ok=True)
            shutil.rmtree(clip.results, ignore_errors=True)


class NotThere(Exception):
    """What an address names is not there; the text says what."""


def _with_height(document: str, raised_cm: float) -> str:
    """The analysis with how far the plates stood over the floor, which no clip shows and triage has to know."""
    if not raised_cm:
        return document
    content = json.loads(document)
    content["generator"]["options"]["raised_m"] = raised_cm / 100
    return json.dumps(content)


def _day(recorded: date | None, sent: date) -> date:
    return recorded if recorded is not None and _OLDEST <= recorded <= sent else sent


def desk_of(request: Request) -> Desk:
    """The desk of the running app."""
    desk: Desk = request.app.state.desk
    return desk


async def _form(request: Request) -> FormData:
    return await request.form(max_fields=_MOST_FIELDS)


def _shelf(name: Annotated[str, Path()], desk: Annotated[Desk, Depends(desk_of)]) -> Shelf:
    return desk.shelf(name_of(name))


OfForm = Annotated[FormData, Depends(_form)]
OfDesk = Annotated[Desk, Depends(desk_of)]
Whose = Annotated[Shelf, Depends(_shelf)]
