"""Athletes: everybody of the logbook at a glance, those first whom somebody should look at."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from liftwell.errors import ImpossibleValue
from liftwell.evidence import threshold
from liftwell.logbook.shelf import Shelf
from liftwell.web import jobs
from liftwell.web.desk import Desk, OfDesk, Whose
from liftwell.web.remembered import remembered
from liftwell.web.rendering import home_of, page

router = APIRouter()
_RED: Final = 4  # how far back "lately" goes, in days: judgement


@dataclass(frozen=True, slots=True)
class Glance:
    """One athlete: their last session and morning, how their safety answers stand, and whether to look at them.

    heed: 2 where an emergency stands or the last morning was bad, 1 where the questions are due, else 0.
    """

    name: str
    last: date | None
    load_kg: float | None
    morning: int | None
    screen: str
    clips: int
    heed: int


@router.get("/athletes")
def athletes(request: Request, desk: OfDesk) -> Response:
    """The page."""
    clips = Counter(told.athlete for _, told in desk.folder.told_clips())
    rows = [_glance(desk, Shelf(desk.logbook, name), clips[name]) for name in desk.logbook.athletes()]
    return page(request, "athletes.html", shelf=None, rows=sorted(rows, key=lambda one: (-one.heed, one.name.lower())))


def _glance(desk: Desk, shelf: Shelf, clips: int) -> Glance:
    diary = remembered(desk, shelf, "diary", shelf.diary)
    last = max(diary.done, key=lambda one: one.on, default=None)
    waking = max(diary.mornings, key=lambda one: one.on, default=None)
    today = desk.now().date()
    recent = waking if waking is not None and (today - waking.on).days <= _RED else None
    screen, heed = _screen(shelf, today)
    if recent is not None and recent.pain >= threshold("red_pain_min"):
        heed = 2
    return Glance(
        shelf.name, None if last is None else last.on, None if last is None else last.lift.load_kg,
        None if recent is None else recent.pain, screen, clips, heed,
    )  # fmt: skip


def _screen(shelf: Shelf, today: date) -> tuple[str, int]:
    """How the safety answers stand, in words, without working the whole screen out for everybody."""
    told: dict[str, Any] = json.loads(shelf.answers() or "{}")
    emergency = told.get("emergency")
    if emergency and not (emergency.get("checked_on") or emergency.get("corrected_at")):
        return "sent to an emergency department", 2
    answered = told.get("screen", {}).get("answered_on")
    if answered is None:
        return "not answered", 1
    age = (today - datetime.fromisoformat(str(answered)).date()).days
    return ("answered", 0) if age <= threshold("screen_valid_days") else ("to be answered anew", 1)


@router.post("/athletes")
def add(desk: OfDesk, name: Annotated[str, Form(max_length=200)]) -> Response:
    """One more."""
    desk.logbook.add_athlete(name)
    return RedirectResponse("/athletes", 303)


@router.post("/of/{name}/rename")
def rename(desk: OfDesk, shelf: Whose, to: Annotated[str, Form(max_length=200)]) -> Response:
    """Another name; their clips go with them."""
    clips = desk.clips_of(shelf.name)
    desk.logbook.rename_athlete(shelf.name, to)
    new = " ".join(to.split())
    for clip, told in clips:
        clip.tell(told.model_copy(update={"athlete": new}))
    return RedirectResponse(f"{home_of(new)}/settings", 303)


@router.post("/of/{name}/remove")
def remove(desk: OfDesk, shelf: Whose, confirm: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Delete everything of an athlete, for good, once their name was typed."""
    if " ".join(confirm.split()) != shelf.name:
        raise ImpossibleValue(f"Nothing was deleted: type the name {shelf.name!r} to delete everything of theirs.")
    forget_all(desk, shelf)
    return RedirectResponse("/", 303)


def forget_all(desk: Desk, shelf: Shelf) -> None:
    """Nothing of an athlete stays, neither in the logbook nor of their clips."""
    for clip, _ in desk.clips_of(shelf.name):
        jobs.forget(clip.token)
        clip.remove()
    desk.logbook.remove_athlete(shelf.name)


def forget_everybody(desk: Desk) -> None:
    """Nothing of anybody stays: no clip whose athlete is gone, no logbook from before a restore, no file that waits."""
    for name in desk.logbook.athletes():
        forget_all(desk, Shelf(desk.logbook, name))
    for clip in desk.folder.all_clips():
        jobs.forget(clip.token)
    desk.folder.clear()
