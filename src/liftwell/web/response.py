"""A response test: one thing was changed at the same weight, and the pain before and after it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.responding import CHANGE, keep_response, response_prompts
from liftwell.consultation.typed_answer import answer_of
from liftwell.errors import ImpossibleValue
from liftwell.triage.self_tests import shipped
from liftwell.web.desk import OfDesk, OfForm, Whose
from liftwell.web.rendering import home_of, page
from liftwell.web.standing import standing_of

router = APIRouter(prefix="/of/{name}/why")
_TEST: Final = "T7"


@router.get("/response")
def response(
    request: Request, desk: OfDesk, shelf: Whose, change: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """How it is done, and which change it was; then what is asked about that change."""
    if not standing_of(desk, shelf).clear:  # nobody is asked to lift before safety is clear
        return RedirectResponse(f"{home_of(shelf.name)}/why", 303)
    known = change if change in dict(CHANGE.choices) else None
    asked = response_prompts(known)[1:]
    return page(request, "response.html", shelf=shelf, test=shipped()[_TEST], first=CHANGE, change=known, asked=asked)


@router.post("/response")
def responded(desk: OfDesk, shelf: Whose, form: OfForm) -> Response:
    """Keep the result of one change."""
    if not standing_of(desk, shelf).clear:
        raise ImpossibleValue("The safety questions come first; nothing was kept.")
    change = str(form.get("change", ""))
    if change not in dict(CHANGE.choices):
        raise ImpossibleValue("Choose the one thing that you changed.")
    told: dict[str, object | None] = {CHANGE.path: change}
    for prompt in response_prompts(change)[1:]:
        typed = str(form.get(prompt.path, "")).strip()
        told[prompt.path] = answer_of(prompt, typed[:40]) if typed else None
    if not keep_response(desk.saved(shelf), told):
        raise ImpossibleValue("Tell how much it hurt before the change and after it; then the result counts.")
    return RedirectResponse(f"{home_of(shelf.name)}/why", 303)
