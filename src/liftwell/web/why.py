"""Why: the causes, what speaks for and against each, and the test that would tell most; safety has the first word."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from liftwell.consultation.clinic import report_of
from liftwell.report.referral_pdf import referral_pdf, safety_card_pdf
from liftwell.report.triage_page import View, facts_of
from liftwell.triage.referral import referral_note
from liftwell.web.desk import OfDesk, Whose
from liftwell.web.rendering import home_of, page
from liftwell.web.standing import standing_of
from liftwell.web.units import units_of

router = APIRouter(prefix="/of/{name}/why")


@router.get("")
def why(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The page."""
    standing = standing_of(desk, shelf)
    facts = facts_of(standing.found, standing.saved.today, standing.country, standing.account)
    view = facts["view"]
    assert isinstance(view, View)
    view = units_of(desk, shelf).say(replace(view, plan_next=()))
    facts |= {"view": view, "note_address": f"{home_of(shelf.name)}/why/note.pdf"}
    return page(request, "why.html", shelf=shelf, standing=standing, **facts)


@router.get("/note.pdf")
def note(desk: OfDesk, shelf: Whose) -> Response:
    """The one-page note for a clinician."""
    standing = standing_of(desk, shelf)
    content = referral_pdf(referral_note(standing.account, standing.found, standing.country))
    return _pdf(content, "liftwell-note.pdf")


@router.get("/report.pdf")
def report(desk: OfDesk, shelf: Whose) -> Response:
    """The report for a clinician, two pages, with the pictures of the newest clip."""
    from liftwell.report.clinic_pdf import clinic_pdf  # noqa: PLC0415  (a moment to load)

    told = report_of(shelf, desk.now(), partial(desk.stills_of, shelf))
    return _pdf(clinic_pdf(told), "liftwell-report.pdf")


@router.get("/card.pdf")
def card(desk: OfDesk, shelf: Whose) -> Response:
    """The safety card, to print."""
    return _pdf(safety_card_pdf(standing_of(desk, shelf).country), "liftwell-safety-card.pdf")


def _pdf(content: bytes, name: str) -> Response:
    return Response(
        content, media_type="application/pdf", headers={"content-disposition": f'attachment; filename="{name}"'}
    )
