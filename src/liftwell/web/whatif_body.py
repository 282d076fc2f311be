"""Whose body a what-if is about: the one of a measured lift, else the one that the answers tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field

from liftwell.athlete import Athlete, Segments
from liftwell.consultation.typed import parse_angle, parse_length, parse_load
from liftwell.exchange import measured_set
from liftwell.exchange.analysis_document import AnalysisDocument
from liftwell.loads.advice import question_for
from liftwell.loads.build import PER_STATURE, body_of, given_hip, taped
from liftwell.loads.options import Question
from liftwell.loads.style import PLATE_RADIUS_M, Measured
from liftwell.logbook.shelf import Shelf
from liftwell.web.desk import RESULT, Desk

# Where nobody said what is lifted (kg): shown as such, and moved at once.
USUAL_KG: Final = 60.0

Typed = Annotated[str, Field(max_length=40)]
Number = Annotated[float, Field(ge=0, le=1000)]


class Asked(BaseModel):
    """What an address may say, all as it was typed: the clip, the load of today, lengths, ranges of hips and low back;
    where the sliders stand, `kg` being the load to look at; and in which units.
    """

    clip: Typed = ""
    load: Typed = ""
    shank: Typed = ""
    thigh: Typed = ""
    trunk: Typed = ""
    arm: Typed = ""
    hips: Typed = ""
    back: Typed = ""
    lift: Typed = ""
    raised: Number | None = None
    plate: Number | None = None
    kg: Number | None = None
    weight: Literal["kg", "lb"] = "kg"
    length: Literal["cm", "in"] = "cm"

    def lengths(self) -> Iterator[tuple[str, float]]:
        """Those that were typed (m); raises ImpossibleValue."""
        for name in PER_STATURE:
            if text := getattr(self, name).strip():
                yield name, parse_length(name)(text)


@dataclass(frozen=True, slots=True)
class Body:
    """Everything that the answer hangs on, so that it need not be worked out twice.

    document: the analysis of the clip, None without one; athlete: what the answers tell; load_kg: typed, None where
    not; lengths: typed (m); hips and back: ranges (rad), None where not typed.
    """

    document: str | None = field(repr=False)
    athlete: Athlete
    load_kg: float | None = None
    lengths: tuple[tuple[str, float], ...] = ()
    hips: float | None = None
    back: float | None = None


@dataclass(frozen=True, slots=True)
class Film:
    """A measured lift that a body may come from: its token, empty for one of the logbook alone, and its name."""

    token: str
    name: str
    document: str = field(repr=False)


def films_of(desk: Desk, shelf: Shelf) -> list[Film]:
    """Measured lifts, the newest first; where the app has none, the newest of the logbook."""
    found = []
    for clip, told in desk.clips_of(shelf.name):
        path = clip.results / RESULT
        if told.kind == "lift" and path.is_file() and tells_a_lift(text := path.read_text("utf-8")):
            found.append(Film(clip.token, f"{told.name}, {told.sent_on}", text))
    if not found:
        kept = ((on, text) for on, text in reversed(shelf.analyses()) if tells_a_lift(text))
        found = [Film("", f"{on}", text) for on, text in kept][:1]
    return found


def tells_a_lift(document: str) -> bool:
    """Whether an analysis was not refused and shows a lift."""
    return _tells(hashlib.sha256(document.encode()).digest(), _Once(document))


@dataclass(frozen=True, slots=True)
class _Once:
    """A text that does not count for a cache, whose key is its digest."""

    text: str = field(compare=False, repr=False)


@lru_cache(maxsize=512)
def _tells(_digest: bytes, document: _Once) -> bool:
    found = AnalysisDocument.model_validate_json(document.text)
    return found.capture.verdict != "refused" and found.self_test is None and bool(found.reps)


def body_asked(asked: Asked, film: Film | None, athlete: Athlete) -> Body:
    """What the address, the clip and the answers say together; raises ImpossibleValue for what cannot be read."""
    return Body(
        None if film is None else film.document,
        athlete,
        parse_load(asked.load, asked.weight) if asked.load.strip() else None,
        tuple(asked.lengths()),
        parse_angle("hip range")(asked.hips) if asked.hips.strip() else None,
        parse_angle("lumbar range")(asked.back) if asked.back.strip() else None,
    )


@dataclass(frozen=True, slots=True)
class Put:
    """The question that is put to the model, the radius (m) of today's plates, and whether the load was told."""

    question: Question
    plate_m: float
    load_told: bool


def put(body: Body) -> Put:
    """The question about a body; raises ImpossibleValue where nothing says how long it is, and for what no body has."""
    lengths = dict(body.lengths)
    if body.document is None:
        hips = None if body.hips is None else given_hip(body.hips)
        segments = Segments(**{name: taped(lengths.get(name)) for name in PER_STATURE})
        made = body_of(body.athlete, segments, hip_range=hips, lumbar_range=body.back)
        load = body.load_kg or USUAL_KG
        question = Question(made, load if made.mass_kg else body.load_kg, PLATE_RADIUS_M)
        return Put(question, PLATE_RADIUS_M, load_told=body.load_kg is not None)
    document = AnalysisDocument.model_validate_json(body.document)
    measured = _with_answers(measured_set.measured_of(document), body.athlete, lengths)
    told = body.load_kg or measured_set.load_of(document)
    question = question_for(measured, told or USUAL_KG, hip_range=body.hips, lumbar_range=body.back)
    return Put(question, measured.plate_radius_m, load_told=told is not None)


def _with_answers(measured: Measured, athlete: Athlete, lengths: Mapping[str, float]) -> Measured:
    """The height of the answers counts where the clip tells no length: one that does not fit what was measured is a
    slip, and no reason to show nothing.
    """
    was = measured.athlete
    height = None if was.height_m is not None or measured.lengths.trunk.seen else athlete.height_m
    return measured_set.with_facts(measured, Athlete(height, athlete.mass_kg, athlete.sex), lengths)
