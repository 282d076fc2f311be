"""Kilograms or pounds: which of them plates are made in, and the same words with their loads in the other.

Everything is reckoned and kept in kilograms. What is said to a person passes through `said` at the very end, so that
no rule ever reads a sentence in another unit.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Final, TypeVar

from liftwell.athlete import KG_PER_LB
from liftwell.plan.loading.plates import Unit

# Plates are made in quarters of their unit; what was typed in pounds has been rounded to hundredths of a kilogram.
_QUARTERS: Final = 4
_SMALL_LB: Final = 10
_ROUNDED_LB: Final = 0.025
_ROUNDED_KG: Final = 0.0011
_NUMBER: Final = r"\d+(?:\.\d+)?"
_LOADS: Final = re.compile(rf"(?<![\d.])((?:{_NUMBER}(?: ?[-–+] ?| (?:to|or|and) ))*{_NUMBER})([ \u00a0])kg\b")
_ONE: Final = re.compile(_NUMBER)
Told = TypeVar("Told")


def pounds(load_kg: float) -> float:
    """A load in pounds: to the nearest half, as pairs of plates make it; a small plate to its quarter."""
    exact = load_kg / KG_PER_LB
    quarter = round(_QUARTERS * exact) / _QUARTERS
    small = exact < _SMALL_LB and abs(quarter - exact) <= _ROUNDED_LB
    return quarter if small else round(2 * exact) / 2


def load_number(load_kg: float, unit: Unit) -> str:
    """Such as "107.5", or in pounds "237", for where the unit stands elsewhere."""
    return f"{round(load_kg, 2) if unit == 'kg' else pounds(load_kg):g}"


def load_words(load_kg: float, unit: Unit) -> str:
    """Such as "107.5 kg" or "237 lb"."""
    return f"{load_number(load_kg, unit)} {unit}"


def unit_of(made_kg: Iterable[float]) -> Unit:
    """The unit in which things of these weights are made: pounds where all are whole in them, and one not in kg."""
    told = list(made_kg)
    in_pounds = all(_is_whole(one / KG_PER_LB, _ROUNDED_LB) for one in told)
    return "lb" if in_pounds and not all(_is_whole(one, _ROUNDED_KG) for one in told) else "kg"


def as_made(weight_kg: float, unit: Unit) -> float:
    """The weight in kg without what was lost when it was rounded: 2.27 kg is a step of five pounds."""
    return weight_kg if unit == "kg" else pounds(weight_kg) * KG_PER_LB


def said(what: Told, unit: Unit) -> Told:
    """The same with every load of its sentences in that unit: a text, or anything that holds texts."""
    return what if unit == "kg" else _said(what)


def _said(what: Told) -> Told:
    found: object = what
    if isinstance(what, str):
        found = type(what)(_LOADS.sub(_in_pounds, str(what)))  # markup stays markup
    elif isinstance(what, tuple | list):
        found = type(what)(map(_said, what))
    elif isinstance(what, dict):
        found = {key: _said(value) for key, value in what.items()}
    elif dataclasses.is_dataclass(what) and not isinstance(what, type):
        facts = {one.name: _said(getattr(what, one.name)) for one in dataclasses.fields(what) if one.init}
        found = dataclasses.replace(what, **facts)
    return found  # type: ignore[return-value]  # each branch gives the kind that it took


def _in_pounds(found: re.Match[str]) -> str:
    return f"{_ONE.sub(lambda one: f'{pounds(float(one[0])):g}', found[1])}{found[2]}lb"


def _is_whole(value: float, rounded: float) -> bool:
    return abs(round(_QUARTERS * value) / _QUARTERS - value) <= rounded
