"""History: load and pain on one time axis, and whether one follows the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.kept_history import kept_history
from liftwell.errors import ImpossibleValue
from liftwell.logbook.shelf import Shelf
from liftwell.plan.loading.plates import Unit
from liftwell.report.clinic import INSTRUMENTS, outcomes_of
from liftwell.report.history_page import facts_of
from liftwell.training.outcome import RANGES, Instrument, Outcome
from liftwell.web.desk import OfDesk, Whose
from liftwell.web.numbers import number_in
from liftwell.web.remembered import remembered
from liftwell.web.rendering import environment, home_of, page
from liftwell.web.units import units_of

router = APIRouter(prefix="/of/{name}/history")


@router.get("")
def history(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The page; the picture of years is drawn once for as long as nothing is written."""
    unit = units_of(desk, shelf).weight
    body = remembered(desk, shelf, f"history in {unit}", lambda: _body(shelf, unit))
    scores = outcomes_of(shelf.outcomes())
    return page(request, "history.html", shelf=shelf, body=body, instruments=INSTRUMENTS, scores=scores)


@router.post("/score")
def score(
    desk: OfDesk,
    shelf: Whose,
    instrument: Annotated[Instrument, Form()],
    value: Annotated[str, Form(max_length=10)],
    activity: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Note the score of a questionnaire today; told again it takes the place of the first."""
    found = number_in("score", value, RANGES[instrument][1])
    if found is None:
        raise ImpossibleValue("Type the score; nothing was noted.")
    if activity.strip() and instrument != "PSFS":
        raise ImpossibleValue("Only PSFS is scored for one activity; leave that field empty.")
    shelf.put(Outcome(desk.now().date(), instrument, found, " ".join(activity.split())))
    return RedirectResponse(f"{home_of(shelf.name)}/history#scores", 303)


def _body(shelf: Shelf, unit: Unit) -> str:
    told = facts_of(replace(kept_history(shelf), unit=unit))
    return environment().get_template("report/history_body.html").render(**told)
