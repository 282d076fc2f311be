"""Bringing in: a file is looked at first, and kept only when the person has seen what is in it."""

from __future__ import annotations

import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.counted import counted
from liftwell.consultation.foreign_log import hinges_in, there_already_words
from liftwell.consultation.own_files import KINDS, told_in
from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.exchange.logbook_json import read_contents
from liftwell.exchange.logs.foreign_log import ForeignLog
from liftwell.exchange.logs.read import read_log
from liftwell.logbook.backup import athletes_in, restore
from liftwell.logbook.brought_in import Batch, Source, batches_of, bring_in
from liftwell.logbook.contents import put_back
from liftwell.logbook.digest import sha256_of
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.plan.exercise import catalogue
from liftwell.web.desk import Desk, NotThere, OfDesk, Whose
from liftwell.web.folder import shown_name
from liftwell.web.rendering import home_of, page

router = APIRouter(prefix="/of/{name}/settings")
_WAITS_S: Final = 86_400
_MOST_NAMES: Final = 40
Kind = Literal["log", "own", "logbook", "backup"]
Unit = Literal["", "kg", "lb"]


@dataclass(frozen=True, slots=True)
class Look:
    """A file that waits: what it is, what is said of it, and of a foreign log the log itself."""

    token: str
    name: str
    kind: Kind
    said: tuple[str, ...]
    log: ForeignLog | None = None


@router.post("/import")
def look(request: Request, desk: OfDesk, shelf: Whose, file: UploadFile) -> Response:
    """Take a file in and show what is in it; nothing of it is kept yet."""
    path = _waiting(desk, file)
    return _previewed(request, desk, shelf, path, "")


@router.post("/import/{token}/look")
def look_again(
    request: Request, desk: OfDesk, shelf: Whose, token: str, unit: Annotated[Unit, Form()] = ""
) -> Response:
    """The same with another unit."""
    return _previewed(request, desk, shelf, _waits(desk, token), unit)


def _previewed(request: Request, desk: Desk, shelf: Shelf, path: Path, unit: Unit) -> Response:
    try:
        found = _look(desk, shelf, path, unit)
    except Exception:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    known = hinges_in(found.log, {}) if found.log is not None else {}
    names = sorted(found.log.names, key=lambda one: (one[0] not in known, -one[1])) if found.log is not None else []
    facts: dict[str, Any] = {"look": found, "known": known, "names": names[:_MOST_NAMES], "unit": unit}
    facts["hinges"] = [(one.id, one.name) for one in catalogue().values() if one.kind in ("lift", "skill")]
    return page(request, "import.html", shelf=shelf, more=max(0, len(names) - _MOST_NAMES), **facts)


def _look(desk: Desk, shelf: Shelf, path: Path, unit: Unit) -> Look:
    token, name = path.parent.name, path.name
    if path.suffix.lower() in (".db", ".sqlite", ".sqlite3"):
        inside = athletes_in(path)
        return Look(token, name, "backup", (f"A backup of the whole logbook: {', '.join(inside) or 'nobody'}.",))
    if path.suffix.lower() in (".json", ".toml"):
        kind, told = told_in(path)
        if kind in KINDS:
            said = tuple(KINDS[kind](told, path, lambda: shelf, shelf, preview=True))
            return Look(token, name, "own", said)
        content = read_contents(path)
        whose = str(content.get("athlete", "me"))
        counts = ", ".join(f"{len(rows):,} {what}" for what, rows in content.items() if isinstance(rows, list) and rows)
        return Look(token, name, "logbook", (f"Everything of {whose}: {counts or 'nothing yet'}.",))
    log = read_log(path, unit=unit or None, today=desk.now().date())
    return Look(token, name, "log", tuple(_log_words(log, shelf)), log)


def _log_words(log: ForeignLog, shelf: Shelf) -> list[str]:
    sets = sum(len(one.sets) for one in log.workouts)
    days = sorted(one.on for one in log.workouts)
    span = f", {days[0].isoformat()} to {days[-1].isoformat()}" if days else ""
    told = "" if log.unit_told else ", which the file does not say"
    return [
        f"{log.app}: {counted(len(log.workouts), 'workout')}, {counted(sets, 'set')}{span}.",
        f"Weights are in {log.unit}{told}.", there_already_words(log, shelf),
    ]  # fmt: skip


@router.post("/import/{token}")
def keep(
    desk: OfDesk,
    shelf: Whose,
    token: str,
    unit: Annotated[Unit, Form()] = "",
    called: Annotated[str, Form(max_length=80)] = "",
    lift: Annotated[list[str], Form(max_length=_MOST_NAMES)] = [],  # noqa: B006  (FastAPI copies it)
    means: Annotated[list[str], Form(max_length=_MOST_NAMES)] = [],  # noqa: B006
) -> Response:
    """Keep what was looked at; `means` tells for each `lift` of another log which hinge it is, empty for none."""
    path = _waits(desk, token)
    found = _look(desk, shelf, path, unit)
    whose = shelf.name
    if found.kind == "backup":
        return _restored(desk, path)
    if found.kind == "own":
        kind, told = told_in(path)
        list(KINDS[kind](told, path, lambda: shelf, shelf, preview=False))
    elif found.kind == "logbook":
        content = read_contents(path)
        whose = called.strip() or str(content.get("athlete", "me"))
        put_back(desk.logbook, content, whose)
    elif found.log is not None:
        source = Source(found.log.app, path.name, sha256_of(path))
        told = dict(zip(lift, means, strict=False))
        hinges = hinges_in(found.log, {name: hinge for name, hinge in told.items() if hinge})
        known = {name: hinge for name, hinge in hinges.items() if told.get(name) != ""}
        bring_in(desk.logbook, shelf.name, found.log.workouts, source, known)
    shutil.rmtree(path.parent, ignore_errors=True)
    return RedirectResponse(f"{home_of(whose)}/settings#import", 303)


def _restored(desk: Desk, path: Path) -> Response:
    """The backup in the place of the logbook, which stays beside it under another name."""
    file = desk.logbook.engine.url.database
    if desk.logbook.engine.dialect.name != "sqlite" or file is None:
        raise ImpossibleValue("A PostgreSQL logbook is restored with pg_restore.")
    restore(path, Path(file))
    Logbook.opened(Path(file), desk.now)  # brings an older backup up to date
    shutil.rmtree(path.parent, ignore_errors=True)
    return RedirectResponse("/", 303)


def batches(shelf: Shelf) -> tuple[Batch, ...]:
    """What was brought in so far, the newest first."""
    return batches_of(shelf.logbook, shelf.name)


# --- files that wait -----------------------------------------------------------------------------


def waiting_place(desk: Desk, name: str) -> Path:
    """Where a file may lie for a while, under an address that nobody guesses; older ones are gone."""
    room = desk.folder.incoming
    room.mkdir(mode=0o700, exist_ok=True)
    for old in room.iterdir():
        if time.time() - old.stat().st_mtime > _WAITS_S:
            shutil.rmtree(old, ignore_errors=True)
    path = room / secrets.token_urlsafe(24) / name
    path.parent.mkdir(mode=0o700)
    return path


def _waiting(desk: Desk, file: UploadFile) -> Path:
    """The file on disk."""
    path = waiting_place(desk, shown_name(file.filename or "file"))
    with path.open("xb") as kept:
        shutil.copyfileobj(file.file, kept)
    if path.stat().st_size == 0:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise CannotRead("This file is empty; choose another one.")
    return path


def _waits(desk: Desk, token: str) -> Path:
    folder = desk.folder.incoming / token
    if not token.replace("-", "").replace("_", "").isalnum() or not folder.is_dir():
        raise NotThere("This file waits no longer; choose it again.")
    return next(iter(folder.iterdir()))
