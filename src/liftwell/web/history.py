"""History: load and pain on one time axis, and whether one follows the other."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from liftwell.consultation.kept_history import kept_history
from liftwell.logbook.shelf import Shelf
from liftwell.report.history_page import facts_of
from liftwell.web.desk import OfDesk, Whose
from liftwell.web.remembered import remembered
from liftwell.web.rendering import environment, page

router = APIRouter(prefix="/of/{name}/history")


@router.get("")
def history(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The page; the picture of years is drawn once for as long as nothing is written."""
    body = remembered(desk, shelf, "history", lambda: _body(shelf))
    return page(request, "history.html", shelf=shelf, body=body)


def _body(shelf: Shelf) -> str:
    return environment().get_template("report/history_body.html").render(**facts_of(kept_history(shelf)))
