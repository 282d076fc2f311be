"""Settings of an athlete: units, what there is to train with, how long clips are kept, and what goes in and out."""

from __future__ import annotations

import io
import zipfile
from shutil import rmtree
from typing import Annotated, Any, Final, Literal, get_args

from fastapi import APIRouter, Form, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, RedirectResponse, Response

from liftwell.consultation.clip_files import deleted, due_of, is_there
from liftwell.consultation.export import content_of, tables_of
from liftwell.errors import ImpossibleValue
from liftwell.logbook.backup import back_up
from liftwell.logbook.brought_in import undo
from liftwell.logbook.clips import clips_of, keep_for
from liftwell.logbook.shelf import Shelf
from liftwell.plan.loading.plates import Unit
from liftwell.screen.prompts import prompts
from liftwell.web import jobs
from liftwell.web.athletes import forget_everybody
from liftwell.web.desk import Desk, OfDesk, Whose
from liftwell.web.equipment import SIZES, owned_of
from liftwell.web.imports import batches, waiting_place
from liftwell.web.rendering import home_of, page
from liftwell.web.start import words_of
from liftwell.web.units import Length, Units, keep_units, units_of

router = APIRouter(prefix="/of/{name}/settings")
_ASKED: Final = (
    "about.height_cm", "about.mass_kg", "about.sex",
    "training.days_since_hinge", "training.last_kg", "training.comfortable_kg", "about.best_kg",
)  # fmt: skip
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "json": ("json", "application/json"), "fhir": ("fhir.json", "application/fhir+json"),
    "ical": ("ics", "text/calendar"), "csv": ("csv.zip", "application/zip"),
}  # fmt: skip


@router.get("")
def settings(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The page."""
    return page(request, "settings.html", shelf=shelf, **_facts(desk, shelf))


def _facts(desk: Desk, shelf: Shelf) -> dict[str, Any]:
    saved, kept, units = desk.saved(shelf), clips_of(shelf), units_of(desk, shelf)
    known = {one.path: one for one in prompts()}
    newest = kept[-1] if kept else None
    days = None if newest is None or newest.kept_until is None else (newest.kept_until - newest.on).days
    size = sum(
        file.stat().st_size for clip, _ in desk.clips_of(shelf.name) for file in clip.path.rglob("*") if file.is_file()
    )
    return {
        "units": units, "weights": get_args(Unit), "lengths": get_args(Length),
        "answers": [
            (known[path], units.say(words_of(known[path], saved.at(path))) if saved.answered(path) else "")
            for path in _ASKED if path in known
        ],
        "clips": len(kept), "days": days, "size_mb": size / 1e6,
        "due": sum(one.past(desk.now().date()) and is_there(one) for one in kept),
        "batches": batches(shelf), "folder": desk.folder.path, "forms": _KINDS, "owned": owned_of(saved),
        "sizes": SIZES, "left": (),
    }  # fmt: skip


@router.post("/units")
def units(desk: OfDesk, shelf: Whose, weight: Annotated[Unit, Form()], length: Annotated[Length, Form()]) -> Response:
    """In what loads and heights are shown."""
    keep_units(desk, shelf, Units(weight, length))
    return _back(shelf)


# --- clips ---------------------------------------------------------------------------------------


@router.post("/clips")
def retention(
    shelf: Whose, keep: Annotated[Literal["always", "days"], Form()], days: Annotated[str, Form()] = ""
) -> Response:
    """How long each clip is kept after its day; those past it go when they are deleted here."""
    if keep == "days" and not (days.isascii() and days.isdecimal() and len(days) < 6):
        raise ImpossibleValue(f"{days[:20]!r} is no number of days; give one from 0 to 36500.")
    keep_for(shelf, None if keep == "always" else int(days))
    return _back(shelf, "#clips")


@router.post("/clips/delete")
def delete_due(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """Delete the videos past their day; what was measured stays in the history, and what could not go is told."""
    due = due_of(shelf, desk.now().date())
    gone, failed = deleted(due.files)
    tokens = {clip.token: clip for clip, _ in desk.clips_of(shelf.name)}
    for one in gone:
        clip = tokens.get(one.path.parent.parent.name)
        if clip is not None:  # the film and the pictures of it show the person too
            jobs.forget(clip.token)
            clip.remove()
    left = [(one.path.name, why) for one, why in (*due.left, *failed.items())]
    if left:
        return page(request, "settings.html", shelf=shelf, **_facts(desk, shelf) | {"left": left})
    return _back(shelf, "#clips")


# --- out of the logbook --------------------------------------------------------------------------


@router.get("/export/{form}")
def export(shelf: Whose, form: Literal["json", "fhir", "ical", "csv"]) -> Response:
    """Everything of an athlete as a file."""
    ending, kind = _KINDS[form]
    content = _zipped(tables_of(shelf)) if form == "csv" else content_of(shelf, form)
    return _file(content, f"liftwell-{_plain(shelf.name)}.{ending}", kind)


@router.get("/backup")
def backup(desk: OfDesk, shelf: Whose) -> Response:  # noqa: ARG001  (the address is that of somebody who is there)
    """The whole logbook in one file."""
    copy = waiting_place(desk, f"liftwell-{desk.now().date().isoformat()}.db")
    back_up(desk.logbook, copy)
    gone = BackgroundTask(rmtree, copy.parent, ignore_errors=True)
    return FileResponse(copy, filename=copy.name, media_type="application/vnd.sqlite3", background=gone)


def _zipped(tables: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _file(content: str | bytes, name: str, kind: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _plain(name: str) -> str:
    """A name as any system takes it in a file's name."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name).strip("-") or "athlete"


# --- away ----------------------------------------------------------------------------------------


@router.post("/undo-import")
def take_back(shelf: Whose, batch: Annotated[int, Form(ge=0, lt=2**63)]) -> Response:
    """Take an import away with all that it brought."""
    undo(shelf.logbook, shelf.name, batch)
    return _back(shelf, "#import")


@router.post("/everything")
def everything(desk: OfDesk, shelf: Whose, confirm: Annotated[str, Form(max_length=20)] = "") -> Response:  # noqa: ARG001
    """Delete everything of everybody, for good, once the word was typed."""
    if confirm.strip() != "DELETE":
        raise ImpossibleValue("Nothing was deleted: type DELETE to delete everything of everybody.")
    forget_everybody(desk)
    return RedirectResponse("/", 303)


def _back(shelf: Shelf, place: str = "") -> Response:
    return RedirectResponse(f"{home_of(shelf.name)}/settings{place}", 303)
