"""Athlete: the body that is measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from liftwell.errors import ImpossibleValue
from liftwell.quantity import Quantity

Sex = Literal["male", "female"]
KG_PER_LB = 0.45359237  # exactly: the international pound of 1959

# Beyond every adult on record with room to spare: outside these the input is a slip of the finger.
STATURE_RANGE_M = (0.9, 2.6)
MASS_RANGE_KG = (25.0, 350.0)
# The heaviest deadlift on record is 510 kg (2025); change plates of 0.25 kg to the largest wagon-wheel plates.
LOAD_RANGE_KG = (0.5, 700.0)
PLATE_RANGE_M = (0.1, 0.7)


@dataclass(frozen=True, slots=True)
class Athlete:
    """Stature (m), mass (kg) and sex as given, None where not given.

    Raises ImpossibleValue outside 0.9–2.6 m or 25–350 kg.
    """

    height_m: float | None = None
    mass_kg: float | None = None
    sex: Sex | None = None

    def __post_init__(self) -> None:
        require_within("height", self.height_m, STATURE_RANGE_M, "m")
        require_within("mass", self.mass_kg, MASS_RANGE_KG, "kg")
        require_one_of("sex", self.sex, get_args(Sex))


@dataclass(frozen=True, slots=True)
class Segments:
    """Lengths of the fitted linkage in metres: shank, thigh, trunk (hip to shoulder), arm (shoulder to bar)."""

    shank: Quantity = field(default_factory=lambda: Quantity.unseen("m", "no_scale"))
    thigh: Quantity = field(default_factory=lambda: Quantity.unseen("m", "no_scale"))
    trunk: Quantity = field(default_factory=lambda: Quantity.unseen("m", "no_scale"))
    arm: Quantity = field(default_factory=lambda: Quantity.unseen("m", "no_scale"))


def require_within(what: str, value: float | None, limits: tuple[float, float], unit: str) -> None:
    """Raise ImpossibleValue, with one clear sentence, when a given `value` lies outside `limits`."""
    low, high = limits
    if value is None:
        return
    if not isinstance(value, int | float):
        raise ImpossibleValue(f"The {what} has to be a number in {unit}, not {value!r}.")
    if not low <= value <= high:
        said = f" {unit}" if unit not in ("", "°") else unit
        check = "it and its unit" if unit else "it"
        raise ImpossibleValue(f"The {what} {value:g}{said} is outside {low:g}–{high:g}{said}; please check {check}.")


def require_one_of(what: str, word: str | None, words: tuple[str, ...]) -> None:
    """Raise ImpossibleValue, with one clear sentence, when a given `word` is not among `words`."""
    if word is not None and word not in words:
        raise ImpossibleValue(f"The {what} {word!r} is not known; choose one of {', '.join(words)}.")
