"""Edge: the report for a clinician as PDF of two pages, PDF/UA-1; what would not fit is cut, and the page says so."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from liftwell.plan.lifter import CLEAR
from liftwell.report.clinic import (
    MEANING,
    ClinicReport,
    Filmed,
    Prescribed,
    causes_of,
    chart_of,
    numbers_of,
    outcomes_of,
    pictures_of,
    seen_of,
    self_tests_of,
    who_of,
)
from liftwell.report.pen import Pen
from liftwell.report.referral_pdf import date_input, signs_input
from liftwell.report.triage_page import capital
from liftwell.report.typeset import pages, pdf
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.triage.headline import headline_of
from liftwell.triage.referral_parts import day

PAGES: Final = 2
TEMPLATE: Final = "clinic.typ"
FOOT: Final = (
    "Written by liftwell from what the person answered, filmed and noted. It does not diagnose, and it does not "
    "replace an examination. No registered clinician has signed its safety questions yet."
)
CLOSED: Final = "No plan is shown while a clinician should look first, or a safety question is open."


@dataclass(frozen=True, slots=True)
class Room:
    """How much two pages give: letters in points, most rows of a table, most signs of a sentence."""

    text_pt: float
    rows: int
    words: int


# From generous to tight; the first that fits on two pages is taken. Judgement, looked at on paper.
ROOMS: Final = (
    Room(10.5, 14, 400), Room(10.0, 12, 400), Room(9.5, 10, 300), Room(9.0, 10, 240), Room(8.5, 8, 200),
    Room(8.0, 7, 160), Room(7.5, 6, 120), Room(7.0, 5, 90), Room(6.5, 4, 60),
)  # fmt: skip


def clinic_pdf(report: ClinicReport) -> bytes:
    """The report as the bytes of a PDF of two pages."""
    return pdf(TEMPLATE, clinic_inputs(report))


def clinic_inputs(report: ClinicReport) -> dict[str, str]:
    """The report as the template takes it: in the most generous room in which it is two pages."""
    made = lru_cache(lambda at: {"report": json.dumps(_content(report, ROOMS[at]), ensure_ascii=False)})
    # What fits in a room fits in a tighter one, so that half of them need not be tried.
    fits = bisect_left(range(len(ROOMS) - 1), True, key=lambda at: pages(TEMPLATE, made(at)) <= PAGES)
    return dict(made(fits))


def _content(report: ClinicReport, room: Room) -> dict[str, Any]:
    pen, note = Pen(), report.note
    words = headline_of(report.found)

    def cut(told: str) -> str:
        return pen.cut(told, room.words)

    content = {
        "title": "Report for a clinician",
        "date": date_input(report.on),
        "day": day(report.on), "name": cut(report.name), "who": who_of(report), "basis": capital(note.basis),
        "level": note.level_words, "level_of": note.level, "ask": [cut(one) for one in note.ask],
        "headline": None if words is None else words.head,
        "causes": [
            {**one, "for": [cut(told) for told in one["for"]], "against": [cut(told) for told in one["against"]]}
            for one in causes_of(report)
        ],
        "reasons": [[reason.when, cut(reason.question), cut(reason.answer)] for reason in note.reasons[: room.rows]],
        "signs": signs_input(note.signs),
        "parts": [
            {"title": part.title, "rows": [[row.what, cut(row.told)] for row in part.rows]} for part in note.parts
        ],
        "tests": [[cut(cell) for cell in row] for row in self_tests_of(report.account.tests)[: room.rows]],
        "filmed": None if report.filmed is None else _filmed(report.filmed, room, pen),
        "outcomes": [[cut(cell) for cell in row] for row in outcomes_of(report.outcomes)[: room.rows]],
        "chart": chart_of(report.history, report.on),
        "prescribed": [
            [one.on.isoformat(), cut(one.planned), cut(one.why), cut(one.done)]
            for one in _shown(report)[-room.rows :]
        ],
        "no_plan": "No plan has been shown yet." if report.found.screen.level in CLEAR else CLOSED,
        "card": [SAFETY_CARD.go, list(SAFETY_CARD.go_signs), SAFETY_CARD.phone, list(SAFETY_CARD.phone_signs)],
        "room": room.text_pt,
    }  # fmt: skip
    return content | {"foot": " ".join((FOOT, *pen.notices))}


def _shown(report: ClinicReport) -> Sequence[Prescribed]:
    """What was prescribed; before safety is clear no exercise is shown anywhere (`clinical.md` 5.9, 1)."""
    return report.prescribed if report.found.screen.level in CLEAR else ()


def _filmed(filmed: Filmed, room: Room, pen: Pen) -> dict[str, Any]:
    heads, rows = numbers_of(filmed)
    return {
        "title": f"Filmed on {day(filmed.on)}, {filmed.load}",
        "seen": [[pen.cut(cell, room.words) for cell in row] for row in seen_of(filmed)[: room.rows]],
        "heads": heads, "rows": rows[: room.rows], "more": max(0, len(rows) - room.rows), "meaning": MEANING,
        "pictures": list(_pictures(filmed)),
    }  # fmt: skip


def _pictures(filmed: Filmed) -> Iterator[dict[str, Any]]:
    for still, words in pictures_of(filmed):
        yield {"words": words, "jpeg": list(still.jpeg)}
