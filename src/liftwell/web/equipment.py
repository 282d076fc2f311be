"""Equipment on the page of Settings: what there is to train with, and which loads can be made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from liftwell.athlete import KG_PER_LB
from liftwell.consultation.own_unit import OWNED, PLATES, STEP, own_unit
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.plan.equipment import Equipment
from liftwell.plan.equipment_words import read_words
from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import load_number, load_words
from liftwell.screen.prompts import prompts
from liftwell.web.desk import OfDesk, OfForm, Whose
from liftwell.web.rendering import home_of
from liftwell.web.units import Units, units_of

router = APIRouter(prefix="/of/{name}/settings")
NOTHING: Final = "nothing"
# What has a weight of its own: what is asked of it, and what one writes there.
_TRAP_BAR: Final = {"asks": "It weighs", "kg": "25 kg", "lb": "55 lb"}
SIZES: Final[Mapping[str, Mapping[str, str]]] = {
    "barbell": {"asks": "The bar weighs", "kg": "20 kg", "lb": "45 lb"},
    "trap bar": _TRAP_BAR, "trap bar low handles": _TRAP_BAR,
    "kettlebells": {"asks": "Which ones", "kg": "8, 12, 16-24 kg", "lb": "18, 26, 35-53 lb"},
    "dumbbells": {"asks": "Which ones", "kg": "2-20 kg", "lb": "5-50 lb"},
}  # fmt: skip
_SIZE: Final = re.compile(r"\d[\d.,\s–-]*(?:kg|lbs?|pounds?)?", re.IGNORECASE)
_MOST: Final = 200
_PLATE: Final = re.compile(r"(?:(\d{1,2})\s*[x×]\s*)?(\d{1,3}(?:\.\d{1,3})?)")
_UNIT: Final = re.compile(r"\s*(kg|lbs?|pounds?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that may be owned: its name in the answers, words for it, whether it is there, and its weights."""

    key: str
    words: str
    owned: bool = False
    size: str = ""


@dataclass(frozen=True, slots=True)
class Owned:
    """Everything owned, as the form shows it. other: in words of one's own; step: the smallest one on a bar, typed;
    plates: one of each pair.
    """

    things: tuple[Thing, ...]
    other: str = ""
    step: str = ""
    plates: str = ""


def owned_of(saved: SavedAnswers) -> Owned:
    """The answers as the form shows them; what is no single known thing stays in its own words.

    Weights are in the unit in which they are made, so that a form which is kept unread changes none of them.
    """
    sizes: dict[str, str] = {}
    other = []
    for word in saved.at(OWNED) or ():
        key = _key_of(word)
        if key is None or key in sizes:
            other += [word] if word != NOTHING else []
        else:  # the number in "45-degree bench" is no weight
            found = _SIZE.finditer(word) if key in SIZES else ()
            sizes[key] = ", ".join(one.group().strip(" ,") for one in found)
    things = tuple(Thing(key, words, key in sizes, sizes.get(key, "")) for key, words in _choices())
    step, unit = saved.at(STEP), own_unit(saved)
    words = "" if step is None else load_words(step, unit)
    return Owned(things, "; ".join(other), words, _plates_words(saved.at(PLATES), unit))


def words_of_form(told: Mapping[str, str], owned: Sequence[str], units: Units) -> list[str]:
    """The words for the answers; raises ImpossibleValue for a weight that is none."""
    words = []
    for key, _ in _choices():
        size = told.get(f"size {key}", "").strip()
        if key not in owned:
            continue
        if size and not all(_SIZE.fullmatch(one.strip()) for one in size.split(",") if one.strip()):
            raise ImpossibleValue(f"{size[:60]!r} is no weight; write it as {SIZES[key][units.weight]}.")
        unit = "" if not size or units.weight == "kg" or _UNIT.search(size) else units.weight
        words.append(f"{key} {size} {unit}".strip())
        read = read_words(words[-1:])
        if size and not (read.bars_kg or read.trap_bars_kg or read.bells_kg):
            raise ImpossibleValue(f"{size[:60]!r} is no weight of a bar alone; write it as {SIZES[key][units.weight]}.")
    words += [one.strip() for one in told.get("other", "")[:_MOST].split(";") if one.strip()]
    return words or [NOTHING]


def plates_typed(typed: str, units: Units) -> list[float] | None:
    """Pairs of plates in kg from "2x20, 10, 5, 2.5" or "45, 35, 10 lb"; None for nothing. Raises ImpossibleValue."""
    if not typed.strip():
        return None
    unit = _UNIT.search(typed)
    factor = 1.0 if (units.weight if unit is None else unit[1].lower()) == "kg" else KG_PER_LB
    listed = [one.strip() for one in _UNIT.sub("", typed).split(",") if one.strip()]
    found = [_PLATE.fullmatch(one) for one in listed]
    if not all(found) or not listed:
        raise ImpossibleValue(f"{typed[:60]!r} is no list of plates; write one of each pair: 2x20, 10, 5, 2.5, 1.25.")
    pairs = [round(float(one[2]) * factor, 3) for one in found if one is not None for _ in range(int(one[1] or 1))]
    return sorted(pairs, reverse=True)


def _plates_words(pairs_kg: Sequence[float] | None, unit: Unit) -> str:
    counts = Counter(pairs_kg or ())
    words = ", ".join(
        f"{f'{count}x' if count > 1 else ''}{load_number(plate, unit)}" for plate, count in counts.items()
    )
    return f"{words} {unit}" if words else ""


def _choices() -> list[tuple[str, str]]:
    asked = next(one for one in prompts() if one.path == OWNED)
    return [(key, words) for key, words in asked.choices if key != NOTHING]


def _key_of(word: str) -> str | None:
    """The one thing of the form that a word names, None where it names none of them, or more than one."""
    tags = read_words([word]).tags
    return next((key for key, _ in _choices() if read_words([key]).tags == tags), None)


@router.post("/equipment")
def equipment(desk: OfDesk, shelf: Whose, form: OfForm) -> Response:
    """What there is to train with."""
    told = {key: str(value) for key, value in form.items()}
    units = units_of(desk, shelf)
    words = words_of_form(told, [str(one) for one in form.getlist("owned")], units)
    typed = told.get("step", "").strip()
    step = units.typed_load(typed) if typed else None
    pairs = plates_typed(told.get("plates", "")[:_MOST], units)
    Equipment.of(words, step, pairs or ())
    saved = desk.saved(shelf)
    saved.keep(PLATES, pairs)  # refused before anything is kept where there are too many of them
    saved.keep(OWNED, words)
    saved.keep(STEP, step)
    return RedirectResponse(f"{home_of(shelf.name)}/settings#equipment", 303)
