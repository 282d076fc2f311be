"""A clinician's word: who has examined somebody, when, and with what limits; it turns off what it was about."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.clearing import ROLE, keep_clearance, to_clear
from liftwell.errors import ImpossibleValue
from liftwell.logbook.shelf import Shelf
from liftwell.screen.flags import Flag
from liftwell.screen.red_flags import Screen
from liftwell.web.desk import OfDesk, Whose
from liftwell.web.rendering import home_of, page
from liftwell.web.standing import standing_of

router = APIRouter(prefix="/of/{name}/start")


def clearable(screen: Screen) -> tuple[Flag, ...]:
    """What a clinician's word could turn off now, none where it could turn off nothing."""
    try:
        return to_clear(screen)
    except ImpossibleValue:
        return ()


@router.get("/clinician")
def clinician(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """What it is about, and what has to be told of it."""
    standing = standing_of(desk, shelf)
    flags = to_clear(standing.found.screen)
    if not flags:
        return _back(shelf)
    return page(request, "clinician.html", shelf=shelf, flags=flags, role=ROLE, today=standing.saved.today)


@router.post("/clinician")
def examined(
    desk: OfDesk,
    shelf: Whose,
    by: Annotated[str, Form(max_length=20)] = "",
    day: Annotated[date | None, Form()] = None,
    limits: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep it; it holds as long as nothing changes, and no longer than a clearance may."""
    if by not in dict(ROLE.choices) or day is None:
        raise ImpossibleValue("Nothing is kept: say who has examined you, and on which day.")
    told = [line.strip() for line in limits.splitlines() if line.strip()]
    keep_clearance(desk.saved(shelf), standing_of(desk, shelf).found.screen, by, day, told)
    return _back(shelf)


def _back(shelf: Shelf) -> Response:
    return RedirectResponse(f"{home_of(shelf.name)}/start", 303)
