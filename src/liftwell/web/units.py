"""Units of a person: kept beside the logbook, for they say how a number is shown and nothing of the number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from liftwell.consultation.own_unit import own_unit
from liftwell.consultation.typed import parse_block_height, parse_load
from liftwell.logbook.shelf import Shelf
from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import load_words, said
from liftwell.report.whole_file import write_whole
from liftwell.web.desk import Desk
from liftwell.web.folder import UNITS

Told = TypeVar("Told")
Length = Literal["cm", "in"]
_CM_PER_IN: Final = 2.54


@dataclass(frozen=True, slots=True)
class Units:
    """In what loads and heights are shown; typed they may be in any, and a number alone is in these."""

    weight: Unit = "kg"
    length: Length = "cm"

    def load(self, kg: float) -> str:
        """Such as "107.5 kg" or "237 lb"."""
        return load_words(kg, self.weight)

    def height(self, cm: float) -> str:
        """Such as "10 cm" or "4 in"."""
        return f"{cm:g} cm" if self.length == "cm" else f"{round(2 * cm / _CM_PER_IN) / 2:g} in"

    def say(self, what: Told) -> Told:
        """Words, or what holds them, with every load in these."""
        return said(what, self.weight)

    def typed_load(self, text: str) -> float:
        """The load (kg) that somebody typed; raises ImpossibleValue."""
        return parse_load(text, self.weight)

    def typed_height(self, text: str) -> float:
        """The height of blocks (m) that somebody typed; raises ImpossibleValue."""
        return parse_block_height(text, self.length)


def units_of(desk: Desk, shelf: Shelf) -> Units:
    """Those that an athlete chose; where they chose none the unit of their plates, and centimetres."""
    told = _all(desk).get(shelf.name, {})
    weight = told.get("weight") or own_unit(desk.saved(shelf))
    return Units("lb" if weight == "lb" else "kg", "in" if told.get("length") == "in" else "cm")


def keep_units(desk: Desk, shelf: Shelf, units: Units) -> None:
    """Choose others; raises CannotWrite."""
    known = _all(desk) | {shelf.name: {"weight": units.weight, "length": units.length}}
    write_whole(json.dumps(known, ensure_ascii=False).encode("utf-8"), desk.folder.path / UNITS)


def _all(desk: Desk) -> dict[str, dict[str, str]]:
    try:
        found = json.loads((desk.folder.path / UNITS).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
