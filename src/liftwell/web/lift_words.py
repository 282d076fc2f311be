"""What the report says of options that are typed at a terminal, as it is said where there are forms instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from liftwell.report.page import Page

HERE: Final[Sequence[tuple[str, str]]] = (
    ("; give --mass and --load", ": your mass is asked under Start, the load below the film"),
    ("; give --load", ": tell it below the film"),
    ("; give --height", ": it is asked under Start"),
    ("give the lifter's height", "the lifter's height is asked under Start"),
    ("give your height or the plate's diameter",
     "your height is asked under Start, the size of the plates below the film"),
    ("give the plate's --plate-diameter", "tell the size of the plates below the film"),
    ("Give its diameter with --plate-diameter, or the lifter's height",
     "Tell its diameter below the film; your height is asked under Start"),
    ("tell us with --lift stiff-leg or --lift romanian", "tell us which lift it is, below the film"),
    ("liftwell triage works out with your other answers", "the page Why works out with your other answers"),
    ("leave --facing out", "take the direction out below the film"),
)  # fmt: skip


def said_here(page: Page) -> Page:
    """The page with sentences for who has forms."""
    return replace(
        page,
        lead=replace(page.lead, text=_here(page.lead.text)),
        groups=tuple(
            (verdict, title, text, tuple(replace(card, why=_here(card.why)) for card in cards))
            for verdict, title, text, cards in page.groups
        ),
        missing=tuple(replace(one, because=_here(one.because)) for one in page.missing),
        filming=tuple(_here(text) for text in page.filming),
        noticed=tuple(_here(text) for text in page.noticed),
    )


def _here(text: str) -> str:
    for typed, here in HERE:
        text = text.replace(typed, here)
    return text
