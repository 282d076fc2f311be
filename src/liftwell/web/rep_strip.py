"""Rep strip: of every rep its key pictures, its back as it was drawn, and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from liftwell.analysis import PositionName
from liftwell.exchange.analysis_document import AnalysisDocument, Place, PositionDocument, RepDocument
from liftwell.exchange.quantity_document import quantity_of
from liftwell.finding import FindingVerdict
from liftwell.quantity import everyday
from liftwell.report.html import POSITION_WORDS
from liftwell.report.page import Page

# Where the back is laid over the tallest posture: at the other moments it adds nothing to the picture.
DRAWN: Final[tuple[PositionName, ...]] = ("setup", "liftoff", "first_seen", "lockout", "last_seen")
# Which number of a rep belongs to which moment.
_INSTANTS: Final[Mapping[PositionName, str]] = {
    "setup": "setup", "liftoff": "liftoff", "first_seen": "liftoff", "lockout": "lockout", "last_seen": "lockout",
}  # fmt: skip
WORTH: Final[tuple[FindingVerdict, ...]] = ("fix", "watch")


class Mark(NamedTuple):
    """Something that was found in a rep: its verdict, the id of its card, its title."""

    verdict: FindingVerdict
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One key moment. number: the rounding of the low back there with its error, empty where it was not seen;
    picture: as `strips` makes it; back and tallest: for the figure, empty where nothing is drawn.
    """

    words: str
    time_s: float
    number: str
    picture: Mapping[str, Any] | None
    back: Sequence[Place]
    tallest: Sequence[Place]


@dataclass(frozen=True, slots=True)
class RepShown:
    """A rep with its marks, the gravest first, and its moments in their order."""

    index: int
    start_s: float
    marks: tuple[Mark, ...]
    moments: tuple[Moment, ...]

    @property
    def pictured(self) -> bool:
        """Whether it has key pictures; of many reps only some have."""
        return any(moment.picture for moment in self.moments)


def rep_strip(
    document: AnalysisDocument, page: Page, pictures: Mapping[int, Sequence[Mapping[str, Any]]]
) -> list[RepShown]:
    """Every rep that has moments to show; `pictures` by rep, from `strips`."""
    return [
        RepShown(rep.index, rep.start_s, tuple(_marks(page, rep.index)), moments)
        for rep in document.reps
        if (moments := tuple(_moment(rep, one, pictures) for one in document.positions if one.rep == rep.index))
    ]


def _marks(page: Page, rep: int) -> list[Mark]:
    return [
        Mark(verdict, card.code, card.title)
        for verdict, _, _, cards in page.groups
        if verdict in WORTH
        for card in cards
        if rep in card.reps
    ]


def _moment(
    rep: RepDocument, position: PositionDocument, pictures: Mapping[int, Sequence[Mapping[str, Any]]]
) -> Moment:
    words = POSITION_WORDS[position.name]
    picture = next((one for one in pictures.get(rep.index, ()) if one["words"] == words), None)
    drawn = position.name in DRAWN and any(position.back)
    shapes = (position.back, position.tallest) if drawn else ((), ())
    return Moment(words, position.time_s, _number(rep, position.name), picture, *shapes)


def _number(rep: RepDocument, name: PositionName) -> str:
    instant = _INSTANTS.get(name)
    found = quantity_of(getattr(rep.lumbar_flexion_deg, instant)) if instant else None
    return everyday(found) if found is not None and found.seen else ""
