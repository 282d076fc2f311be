"""The first page: to the one athlete there is, to the list of several, or the welcome where there is nobody yet."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from liftwell.logbook.store import named
from liftwell.web.desk import OfDesk, Whose
from liftwell.web.rendering import home_of, page
from liftwell.web.standing import standing_of

router = APIRouter()
ME: Final = "me"


@router.get("/", include_in_schema=False)
def first(request: Request, desk: OfDesk) -> Response:
    """Where to begin."""
    names = desk.logbook.athletes()
    if not names:
        return page(request, "welcome.html")
    return RedirectResponse(f"{home_of(names[0])}/" if len(names) == 1 else "/athletes", 303)


@router.post("/begin")
def begin(desk: OfDesk, name: Annotated[str, Form()] = ME) -> Response:
    """A first athlete."""
    name = named(name or ME)
    if name not in desk.logbook.athletes():
        desk.logbook.add_athlete(name)
    return RedirectResponse(f"{home_of(name)}/start", 303)


@router.get("/of/{name}/", include_in_schema=False)
def home(desk: OfDesk, shelf: Whose) -> Response:
    """The page that comes next for an athlete: the questions, a first clip, or the plan."""
    standing = standing_of(desk, shelf)
    if standing.stage != "told":
        following = "start"
    else:
        following = "plan" if shelf.analyses() or shelf.prescribed(desk.now().date()) else "lifts"
    return RedirectResponse(f"{home_of(shelf.name)}/{following}", 303)
