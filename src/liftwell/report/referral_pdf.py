"""Edge: the referral note and the safety card as PDF, each one page, set by typst from data and never from markup.

PDF/UA-1, with no font but those that lie in typst and no network; the same note always gives the same bytes. A person's
own words are set as plain text; what would not fit the page is cut with "…", and the page says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from liftwell.report.pen import Pen
from liftwell.report.typeset import pages, pdf, pictures
from liftwell.report.whole_file import write_whole
from liftwell.screen.phone import Phone, phone_of
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.triage.referral import Reason, ReferralNote
from liftwell.triage.referral_parts import Part, day, not_told, referral_words
from liftwell.triage.referral_signs import Signs

HEADS: Final = ("Why", "How soon", "Asked", "Answered")
COLUMNS: Final = ((0, 1, 4), (2, 3))  # which parts of the note stand left and right; an emergency has no fifth
STORY: Final = 320  # signs of a row of the story, all of them our own words
FOOT: Final = (
    "Written by liftwell from what the person answered. It does not diagnose, and it does not replace an examination.",
    "No registered clinician has signed its safety questions yet.",
)
NOT_SIGNED: Final = "No registered clinician has checked these numbers yet."
OVERDUE: Final = "Somebody last looked at them on {on}."


@dataclass(frozen=True, slots=True)
class Room:
    """How much a page gives.

    text_pt: size of the letters in points; label_mm: width of the words on the left; table: reasons in a table, else
    one after the other; question, answer, own: most signs of a question, of an answer, and of a person's own words.
    """

    text_pt: float
    label_mm: float
    table: bool
    question: int
    answer: int
    own: int


# From generous to tight; the first that fits on one page is taken. Judgement, looked at on paper.
ROOMS: Final = (
    Room(11.0, 25, True, 600, 600, 500),
    Room(10.3, 24, True, 600, 600, 500),
    Room(10.0, 23, True, 600, 600, 400),
    Room(9.6, 22, True, 600, 600, 400),
    Room(8.8, 20, True, 600, 600, 300),
    Room(8.2, 19, False, 600, 600, 300),
    Room(7.8, 18, False, 600, 300, 200),
    Room(7.8, 18, False, 150, 200, 120),
    Room(7.5, 18, False, 90, 140, 80),
    Room(7.2, 17, False, 60, 90, 40),
    Room(7.0, 17, False, 30, 60, 24),
)


def write_referral(note: ReferralNote, path: Path) -> None:
    """Write the note as PDF, whole or not at all. Raises CannotWrite when `path` cannot be written."""
    write_whole(referral_pdf(note), path)


def write_safety_card(path: Path, country: str | None = None) -> None:
    """Write the safety card as PDF, whole or not at all. Raises CannotWrite when `path` cannot be written."""
    write_whole(safety_card_pdf(country), path)


def referral_pdf(note: ReferralNote) -> bytes:
    """The note as the bytes of a PDF of one page."""
    return pdf("referral.typ", referral_inputs(note))


def safety_card_pdf(country: str | None = None) -> bytes:
    """The card as the bytes of a PDF of one page, with the numbers of a country."""
    return pdf("safety_card.typ", card_inputs(country))


# --- what the templates get ----------------------------------------------------------------------


def referral_inputs(note: ReferralNote) -> dict[str, str]:
    """The note as the template takes it: in the most generous room in which it is one page."""
    inputs: dict[str, str] = {}
    for room in ROOMS:
        inputs = {"note": json.dumps(_content(note, room), ensure_ascii=False)}
        if pages("referral.typ", inputs) == 1:
            break
    return inputs


def card_inputs(country: str | None = None) -> dict[str, str]:
    """The card as the template takes it."""
    phone = phone_of(country)
    card = {
        "title": "Safety card",
        "date": date_input(phone.reviewed),
        **_card(),
        "numbers": phone.lines,
        "foot": _standing(phone, phone.reviewed),
    }
    return {"card": json.dumps(card, ensure_ascii=False)}


def _content(note: ReferralNote, room: Room) -> dict[str, Any]:
    """Everything on the page, cut to a room."""
    pen = Pen()
    urgent = note.outcome if note.level == "emergency" else None
    content = {
        "title": note.title,
        "date": date_input(note.on),
        "day": day(note.on),
        "age": note.age if note.age != not_told() else f"Age {note.age}",
        "sex": note.sex if note.sex != not_told() else f"sex {note.sex}",
        "basis": f"{note.basis[0].upper()}{note.basis[1:]}",
        "level_words": note.level_words,
        "known": note.known,
        "emergency": None if urgent is None else {"text": urgent.text, "what_next": urgent.what_next},
        "open": referral_words()["open"],
        "not_answered": ", ".join(note.not_answered) or None,
        "signs": signs_input(note.signs),
        "heads": {"why": HEADS[0], "table": HEADS[1:]},
        "reasons": [_reason(reason, room, pen) for reason in note.reasons],
        "columns": [[_part(part, room, pen) for part in column] for column in _columns(note)],
        "ask": note.ask,
        "urgent": note.urgent,
        "by_hand": note.by_hand,
        "medicines": note.medicines,
        "not_told": not_told(),
        "card": _card(),
        "phone": note.outcome.phone.lines,
        "stop": note.outcome.stop,
        "tear_off": None if note.tear_off is None else asdict(note.tear_off),
        "room": {"text": room.text_pt, "label": room.label_mm, "table": room.table},
    }
    return content | {"foot": (*FOOT, *_standing(note.outcome.phone, note.on), *pen.notices)}


def _reason(reason: Reason, room: Room, pen: Pen) -> dict[str, str]:
    return {
        "when": reason.when,
        "question": pen.cut(reason.question, room.question),
        "answer": pen.cut(reason.answer, room.answer),
        "own": pen.cut(reason.own, room.own),
    }


def signs_input(signs: Signs) -> dict[str, Any]:
    """The warning signs as a template takes them: two columns, and which of them were answered with yes."""
    columns = [[(one.what, one.told, one.answered == "yes") for one in side] for side in (signs.nerves, signs.body)]
    return {"title": signs.title, "columns": columns}


def _columns(note: ReferralNote) -> Iterator[list[Part]]:
    return ([note.parts[k] for k in column if k < len(note.parts)] for column in COLUMNS)


def _part(part: Part, room: Room, pen: Pen) -> dict[str, Any]:
    rows = [(row.what, pen.cut(row.told, max(room.answer, STORY))) for row in part.rows]
    return {"title": part.title, "rows": rows}


def _card() -> dict[str, Any]:
    return {name: getattr(SAFETY_CARD, name) for name in ("go", "go_signs", "phone", "phone_signs")}


def _standing(phone: Phone, on: date) -> tuple[str, ...]:
    """What has to be said of numbers that nobody has signed, or looked at for long; nothing where there are none."""
    if phone.country is None:
        return ()
    old = (OVERDUE.format(on=day(phone.reviewed)),) if phone.overdue(on) else ()
    return (*(() if phone.signed else (NOT_SIGNED,)), *old)


def date_input(on: date) -> dict[str, int]:
    """A day as a template takes it."""
    return {"year": on.year, "month": on.month, "day": on.day}


def picture(template: str, inputs: Mapping[str, str], dots_per_inch: float = 110.0) -> bytes:
    """The page of a template that fills one as a PNG."""
    return pictures(template, inputs, dots_per_inch)[0]
