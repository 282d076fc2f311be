"""Beside: two lifts, or two reps, laid over each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from liftwell.errors import ImpossibleValue
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.logbook.shelf import Shelf
from liftwell.report.comparison import Side, compare
from liftwell.report.html import comparison_facts
from liftwell.web.desk import Desk, NotThere, OfDesk, Whose
from liftwell.web.rendering import page
from liftwell.web.safety import safety_at
from liftwell.web.whatif_body import Film, films_of

router = APIRouter(prefix="/of/{name}")
_Rep = Annotated[str, Query(max_length=6)]


class Chosen(NamedTuple):
    """One side of the form: the lift, the rep of it (None: all of them), and the reps that it has."""

    token: str
    rep: int | None
    reps: tuple[int, ...]


@router.get("/compare")
def beside(
    request: Request,
    desk: OfDesk,
    shelf: Whose,
    a: Annotated[str, Query(max_length=60)],
    b: Annotated[str, Query(max_length=60)],
    ra: _Rep = "",
    rb: _Rep = "",
) -> Response:
    """The page; `ra` and `rb` are reps, each the mean of all where it is left out."""
    safety = safety_at(desk, shelf)
    if safety.state == "stop":
        return page(request, "lift_closed.html", shelf=shelf, safety=safety)
    films = lifts_beside(desk, shelf)
    sides, chosen = [], []
    for token, text in ((a, ra), (b, rb)):
        document, rep = _document(films, token), _rep(text)
        sides.append(Side.of(document, rep))
        chosen.append(Chosen(token, rep, tuple(one.index for one in document.reps)))
    same = chosen[0] == chosen[1]
    facts = {} if same else comparison_facts(compare(*sides))
    return page(request, "compare.html", shelf=shelf, safety=safety, films=films, chosen=chosen, same=same, **facts)


def lifts_beside(desk: Desk, shelf: Shelf) -> Sequence[Film]:
    """The measured lifts of an athlete, the newest first."""
    return [film for film in films_of(desk, shelf) if film.token]


def _document(films: Sequence[Film], token: str) -> AnalysisDocument:
    film = next((film for film in films if film.token == token), None)
    if film is None:
        raise NotThere("There is no such lift, or it could not be measured; choose another.")
    return AnalysisDocument.model_validate_json(film.document)


def _rep(text: str) -> int | None:
    if text and not text.isdecimal():
        raise ImpossibleValue(f"{text!r} is no number of a rep.")
    return int(text) if text else None
