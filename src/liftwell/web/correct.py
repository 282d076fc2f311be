"""Correct: what was seen wrong in a clip is told right, and the clip measured again with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final, Literal, TypeVar

from fastapi import APIRouter, Form
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.typed import parse_plate_diameter
from liftwell.correction import JOINTS
from liftwell.errors import ImpossibleValue
from liftwell.lift import Lift
from liftwell.web import jobs
from liftwell.web.desk import OfDesk, Whose
from liftwell.web.folder import Point, Told
from liftwell.web.rendering import home_of
from liftwell.web.units import Units, units_of

router = APIRouter(prefix="/of/{name}")
MOST_POINTS: Final = 200
Found = TypeVar("Found")
_POINTS: Final = TypeAdapter(list[Point])
_NUMBERS: Final = ConfigDict(allow_inf_nan=False)  # what is no number could not be read again
_PLATE: Final = TypeAdapter(tuple[float, float, float, float] | None, config=_NUMBERS)
_PERSON: Final = TypeAdapter(tuple[float, float, float] | None, config=_NUMBERS)
_Side = Literal["", "left", "right"]
_Typed = Annotated[str, Field(max_length=40)]
_Place = Annotated[str, Field(max_length=200)]


class Correction(BaseModel):
    """The form as it is sent: what is typed as text, places as JSON."""

    model_config = ConfigDict(extra="ignore")
    load: _Typed = ""
    raised: _Typed = ""
    plate: _Typed = ""
    lift: Literal[""] | Lift = ""
    facing: _Side = ""
    near_side: _Side = ""
    points: Annotated[str, Field(max_length=40_000)] = "[]"
    plate_at: _Place = "null"
    person_at: _Place = "null"
    same: bool = False

    def of(self, told: Told, units: Units) -> Told:
        """What is then known of the clip; with `same` what was known. Raises ImpossibleValue for what cannot be read.

        A number that stands as it was shown is the one that was known, not what is left of it after rounding.
        """
        if self.same:
            return told.model_copy(update={"run": told.run + 1})
        load, raised = told.load_kg, told.raised_cm
        if not load or self.load != units.load(load):
            load = _or_none(units.typed_load, self.load)
        if not raised or self.raised != units.height(raised):
            raised = round(100 * (_or_none(units.typed_height, self.raised) or 0.0), 2)
        return told.model_copy(
            update={
                "load_kg": load,
                "raised_cm": raised,
                "plate_m": _or_none(parse_plate_diameter, self.plate),
                "lift": self.lift or None,
                "facing": self.facing or None,
                "near_side": self.near_side or None,
                "points": _points(self.points),
                "plate_at": _read(_PLATE, self.plate_at),
                "person_at": _read(_PERSON, self.person_at),
                "run": told.run + 1,
            }
        )


@router.post("/lifts/{token}/again")
def again(desk: OfDesk, shelf: Whose, token: str, told: Annotated[Correction, Form()]) -> Response:
    """Keep what was corrected, and measure the clip again with it; until that is done the old numbers stay."""
    clip, before = desk.clip_of(shelf, token)
    job = jobs.job_of(token)
    if job is not None and job.state in ("waiting", "running"):
        raise ImpossibleValue("This clip is being measured just now; wait for it, or cancel it first.")
    _ = clip.clip  # the clip itself has to be there
    after = told.of(before, units_of(desk, shelf))
    clip.tell(after)
    jobs.ask(clip, after.run)
    return RedirectResponse(f"{home_of(shelf.name)}/lifts/{token}", 303)


def _or_none(parse: Callable[[str], float], text: str) -> float | None:
    return parse(text) if text.strip() else None


def _points(text: str) -> list[Point]:
    points = _read(_POINTS, text)
    if len(points) > MOST_POINTS or any(one.joint not in JOINTS for one in points):
        raise ImpossibleValue(f"At most {MOST_POINTS} points, each of {', '.join(JOINTS)}.")
    return points


def _read(kind: TypeAdapter[Found], text: str) -> Found:
    try:
        return kind.validate_json(text)
    except ValidationError:
        raise ImpossibleValue("A place in the picture cannot be read; load the page again and repeat it.") from None
