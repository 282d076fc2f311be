"""Evidence: what is said, how well it holds, what we do about it, and where in the product it is leant on."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from liftwell.errors import ImpossibleValue
from liftwell.evidence import all_claims, all_thresholds
from liftwell.evidence.claims import MEANING, STANDINGS
from liftwell.evidence.search import asked_for, nearest
from liftwell.report.evidence_uses import all_uses, by_kind
from liftwell.web.desk import Whose
from liftwell.web.rendering import page

router = APIRouter(prefix="/of/{name}/evidence")
_DOI: Final = re.compile(r"doi:(10\.[^\s;,]+)")


@router.get("")
def evidence(
    request: Request,
    shelf: Whose,
    asked: Annotated[str, Query(max_length=200)] = "",
    standing: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """All records, or those in which the words stand; the list alone for a page that asks while one types."""
    if standing and standing not in STANDINGS:
        raise ImpossibleValue(f"No record is {standing!r}; they are {', '.join(STANDINGS)}.")
    words = " ".join(asked.split())
    claims, marks = asked_for(all_claims(), words), asked_for(all_thresholds(), words) if words else ()
    if standing:
        claims = tuple(one for one in claims if one.standing == standing)
        marks = tuple(one for one in marks if one.standing == standing)
    uses = all_uses()
    facts: dict[str, Any] = {
        "shelf": shelf, "claims": claims, "marks": marks, "asked": words, "standing": standing, "standings": STANDINGS,
        "meaning": MEANING, "uses": {one.id: by_kind(uses.get(one.id, ())) for one in claims}, "linked": _linked,
        "near": () if claims or marks or not words else nearest(all_claims(), words),
    }  # fmt: skip
    part = request.headers.get("hx-target") == "found"
    return page(request, "evidence_list.html" if part else "evidence.html", **facts)


def _linked(source: str) -> Markup:
    """A source, its DOI as a link that is followed only by a click."""
    link = r'<a href="https://doi.org/\1" rel="noreferrer">doi:\1</a>'
    return Markup(_DOI.sub(link, str(escape(source))))  # noqa: S704  (escaped in this line)
