"""Numbers as people write them on the command line: `1.80`, `180cm`, `5ft11`, `315lb`, `450mm`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from liftwell.athlete import KG_PER_LB, LOAD_RANGE_KG, MASS_RANGE_KG, PLATE_RANGE_M, STATURE_RANGE_M, Sex
from liftwell.correction import JointPlace, PersonPlace, PlatePlace
from liftwell.errors import ImpossibleValue
from liftwell.lift import Facing, Lift, TestName
from liftwell.plan.loading.plates import Unit

METRES: Final = {"m": 1.0, "cm": 0.01, "mm": 0.001, "in": 0.0254, '"': 0.0254, "ft": 0.3048, "'": 0.3048}
DEGREES: Final = {"deg": math.pi / 180, "degrees": math.pi / 180, "rad": 1.0}
# A slip of the finger lies outside; whether it is this body's is checked where the body is put together.
PART_RANGE_M: Final = (0.1, 1.5)
BLOCK_RANGE_M: Final = (0.0, 0.6)
INCHES_PER_FOOT: Final = 12
KILOGRAMS: Final = {"kg": 1.0, "lb": KG_PER_LB, "lbs": KG_PER_LB}
_NUMBER = re.compile(r"\s*([-+]?\d+(?:[.,]\d*)?|[-+]?[.,]\d+)\s*([a-z'\"]*)\s*", re.IGNORECASE)
_FEET = re.compile(r"\s*(\d+)\s*(?:ft|feet|foot|')\s*(\d+(?:[.,]\d*)?)\s*(?:in|inch|inches|\"|'')?\s*", re.IGNORECASE)
_QUOTES = str.maketrans({"’": "'", "′": "'", "”": '"', "″": '"'})


@dataclass(frozen=True, slots=True)
class Given:
    """What the person said about the lifter, the bar and the filming; None where nothing was said."""

    height_m: float | None = None
    mass_kg: float | None = None
    sex: Sex | None = None
    load_kg: float | None = None
    lift: Lift | None = None
    plate_diameter_m: float | None = None
    facing: Facing | None = None
    near_side: Facing | None = None
    fast: bool = False
    test: TestName | None = None
    person: PersonPlace | None = None
    plate: PlatePlace | None = None
    points: tuple[JointPlace, ...] = ()


def parse_height(text: str) -> float:
    """Stature in m from "1.80", "180cm", "5ft11" or "5'11"". Raises ImpossibleValue outside 0.9–2.6 m."""
    feet = _FEET.fullmatch(text.translate(_QUOTES))
    if feet:
        inches = _float(feet[2])
        if inches >= INCHES_PER_FOOT:
            raise ImpossibleValue(
                f"The height {text!r} has {inches:g} inches, and 12 make a foot; please write it anew."
            )
        return _within("height", int(feet[1]) * METRES["ft"] + inches * METRES["in"], STATURE_RANGE_M, "m", text)
    number, unit = _split("height", text, METRES)
    return _within("height", number * METRES[unit or ("m" if number < 10 else "cm")], STATURE_RANGE_M, "m", text)


def parse_mass(text: str) -> float:
    """Body mass in kg from "82", "82kg" or "180lb". Raises ImpossibleValue outside 25–350 kg."""
    number, unit = _split("mass", text, KILOGRAMS)
    return _within("mass", number * KILOGRAMS[unit or "kg"], MASS_RANGE_KG, "kg", text)


def parse_load(text: str, unit: Unit = "kg") -> float:
    """Bar with plates in kg from "140", "140kg" or "315lb"; unit: that of a number that stands alone.

    Raises ImpossibleValue outside 0.5–700 kg.
    """
    number, told = _split("load", text, KILOGRAMS)
    load_kg = round(number * KILOGRAMS[told or unit], 6)  # as loads of plates are reckoned
    return _within("load", load_kg, LOAD_RANGE_KG, "kg", text)


def parse_plate_diameter(text: str) -> float:
    """Diameter in m from "450mm", "45cm", "0.45" or "17.7in". Raises ImpossibleValue outside 0.1–0.7 m."""
    number, unit = _split("plate diameter", text, METRES)
    usual = "m" if number < 1 else "cm" if number < 100 else "mm"
    return _within("plate diameter", number * METRES[unit or usual], PLATE_RANGE_M, "m", text)


def parse_length(what: str) -> Callable[[str], float]:
    """A reader of the length `what` of a body part in m, from "43cm", "0.43", "43" or "17in".

    It raises ImpossibleValue outside 0.1–1.5 m.
    """

    def parse(text: str) -> float:
        number, unit = _split(what, text, METRES)
        return _within(what, number * METRES[unit or ("m" if number < 3 else "cm")], PART_RANGE_M, "m", text)

    return parse


def parse_block_height(text: str, unit: Literal["cm", "in"] = "cm") -> float:
    """Height of blocks in m from "8cm", "8", "0.08" or "3in"; unit: that of a number from 1 that stands alone.

    Raises ImpossibleValue outside 0–0.6 m.
    """
    number, told = _split("block height", text, METRES)
    return _within("block height", number * METRES[told or ("m" if number < 1 else unit)], BLOCK_RANGE_M, "m", text)


def parse_angle(what: str) -> Callable[[str], float]:
    """A reader of the angle `what` in rad, from "118", "118°" or "118deg".

    It raises ImpossibleValue for what is no angle.
    """

    def parse(text: str) -> float:
        number, unit = _split(what, text.replace("°", "deg"), DEGREES)
        return number * DEGREES[unit or "deg"]

    return parse


def _split(what: str, text: str, units: Mapping[str, float]) -> tuple[float, str]:
    match = _NUMBER.fullmatch(text.translate(_QUOTES))
    if match is None or (match[2] and match[2].lower() not in units):
        names = ", ".join(unit for unit in units if unit.isalpha())
        raise ImpossibleValue(
            f"The {what} {text!r} is not a number with one of the units {names}; please write it anew."
        )
    return _float(match[1]), match[2].lower()


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _within(what: str, value: float, limits: tuple[float, float], unit: str, text: str) -> float:
    low, high = limits
    if not low <= value <= high:
        raise ImpossibleValue(
            f"The {what} {text!r} is {value:.4g} {unit}, outside {low:g}–{high:g} {unit}; please check it and its unit."
        )
    return value
