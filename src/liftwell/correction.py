"""What a person says of the picture where the program was mistaken: who lifts, where the plate is, where a joint is.

Places are in pixels of the clip as it is shown (turned upright, x right, y down); moments in seconds from its first
picture. They stand apart from the arrays, so that the command line knows them without loading NumPy.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar, get_args

from liftwell.errors import ImpossibleValue

Joint = Literal["shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe"]
JOINTS: Final[tuple[Joint, ...]] = get_args(Joint)
LEAST_RADIUS_PX: Final = 4.0  # a smaller circle shows no rim
_NUMBER: Final = r"\s*(-?\d+(?:\.\d*)?)\s*"
_PERSON = re.compile(rf"{_NUMBER},{_NUMBER}(?:@{_NUMBER})?")
_PLATE = re.compile(rf"{_NUMBER},{_NUMBER},{_NUMBER}(?:@{_NUMBER})?")
_POINT = re.compile(rf"\s*([a-z]+)\s*@{_NUMBER}={_NUMBER},{_NUMBER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """The lifter is seen at (x_px, y_px): at `time_s`, or for most of the clip where that is None."""

    x_px: float
    y_px: float
    time_s: float | None = None


@dataclass(frozen=True, slots=True)
class PlatePlace:
    """The plate nearest to the camera has its middle at (x_px, y_px) and this radius: at `time_s`, None = at first."""

    x_px: float
    y_px: float
    radius_px: float
    time_s: float | None = None


@dataclass(frozen=True, slots=True)
class JointPlace:
    """The middle of `joint`, on the side of the body that the camera sees, is at (x_px, y_px) at `time_s`."""

    joint: Joint
    time_s: float
    x_px: float
    y_px: float


Place = TypeVar("Place", PersonPlace, PlatePlace, JointPlace)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that was corrected in a clip; empty where nothing was. Raises ImpossibleValue for an unknown joint."""

    person: PersonPlace | None = None
    plate: PlatePlace | None = None
    points: Sequence[JointPlace] = ()

    def __post_init__(self) -> None:
        for point in self.points:
            if point.joint not in JOINTS:
                raise ImpossibleValue(f"The joint {point.joint!r} is not known; choose one of {', '.join(JOINTS)}.")

    def within(self, size_px: tuple[int, int], duration_s: float, scale: float) -> Corrections:
        """The same in pixels `scale` times as large.

        Raises ImpossibleValue for what lies outside the picture of `size_px` (width, height) or the clip.
        """
        person, plate = self.person, self.plate
        for what, place in (("lifter", person), ("plate", plate), *((p.joint, p) for p in self.points)):
            if place is not None:
                _require_inside(what, place, size_px, duration_s)
        if plate is not None:
            _require_plate(plate, size_px)
            plate = replace(_scaled(plate, scale), radius_px=plate.radius_px * scale)
        points = tuple(_scaled(point, scale) for point in self.points)
        return Corrections(None if person is None else _scaled(person, scale), plate, points)

    def require_measured(self, stretches: Sequence[tuple[float, float]]) -> None:
        """Raise ImpossibleValue for a joint at a moment in none of the measured `stretches` (start, stop) in s."""
        for point in self.points:
            if not any(start <= point.time_s <= stop for start, stop in stretches):
                raise ImpossibleValue(
                    f"The {point.joint} at {point.time_s:g} s corrects nothing: only where the lifter moves is "
                    "measured; take a moment of the lift."
                )


def parse_person(text: str) -> PersonPlace:
    """From "X,Y" or "X,Y@T". Raises ImpossibleValue for anything else."""
    x, y, time = _split(_PERSON, "lifter's place", text, "X,Y or X,Y@SECONDS, such as 512,480@3.2")
    return PersonPlace(float(x), float(y), None if time is None else float(time))


def parse_plate(text: str) -> PlatePlace:
    """From "X,Y,R" or "X,Y,R@T". Raises ImpossibleValue for anything else."""
    x, y, radius, time = _split(_PLATE, "plate", text, "X,Y,RADIUS or X,Y,RADIUS@SECONDS, such as 512,860,95@3.2")
    return PlatePlace(float(x), float(y), float(radius), None if time is None else float(time))


def parse_point(text: str) -> JointPlace:
    """From "JOINT@T=X,Y". Raises ImpossibleValue for anything else; whether the joint is known is checked later."""
    joint, time, x, y = _split(_POINT, "point", text, "JOINT@SECONDS=X,Y, such as hip@3.2=512,480")
    return JointPlace(joint.lower(), float(time), float(x), float(y))


def _split(form: re.Pattern[str], what: str, text: str, example: str) -> tuple[Any, ...]:
    match = form.fullmatch(text)
    if match is None:
        raise ImpossibleValue(f"The {what} {text!r} is not written as {example}.")
    return match.groups()


def _require_inside(
    what: str, place: PersonPlace | PlatePlace | JointPlace, size_px: tuple[int, int], duration_s: float
) -> None:
    width, height = size_px
    if not (0 <= place.x_px <= width and 0 <= place.y_px <= height):
        raise ImpossibleValue(
            f"The {what} at {place.x_px:g}, {place.y_px:g} lies outside the picture of {width} × {height} pixels."
        )
    if place.time_s is not None and not 0 <= place.time_s <= duration_s:
        raise ImpossibleValue(f"The {what} at {place.time_s:g} s lies outside the clip of {duration_s:.2f} s.")


def _require_plate(plate: PlatePlace, size_px: tuple[int, int]) -> None:
    most = min(size_px) / 2
    if not LEAST_RADIUS_PX <= plate.radius_px <= most or not math.isfinite(plate.radius_px):
        raise ImpossibleValue(
            f"The plate's radius of {plate.radius_px:g} pixels is outside {LEAST_RADIUS_PX:g}–{most:g}; give the "
            "distance from its middle to its rim."
        )


def _scaled(place: Place, scale: float) -> Place:
    return replace(place, x_px=place.x_px * scale, y_px=place.y_px * scale)
