"""Units of a person: kept beside the logbook, for they say how a number is shown and nothing of the number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Literal

from liftwell.athlete import KG_PER_LB
from liftwell.logbook.shelf import Shelf
from liftwell.report.whole_file import write_whole
from liftwell.web.desk import Desk
from liftwell.web.folder import UNITS

Weight = Literal["kg", "lb"]
Length = Literal["cm", "in"]
_CM_PER_IN: Final = 2.54


@dataclass(frozen=True, slots=True)
class Units:
    """In what loads and heights are shown; typed they may be in any, with the unit beside them."""

    weight: Weight = "kg"
    length: Length = "cm"

    def load(self, kg: float) -> str:
        """Such as "107.5 kg" or "237 lb"."""
        return f"{kg:g} kg" if self.weight == "kg" else f"{round(2 * kg / KG_PER_LB) / 2:g} lb"

    def height(self, cm: float) -> str:
        """Such as "10 cm" or "4 in"."""
        return f"{cm:g} cm" if self.length == "cm" else f"{round(2 * cm / _CM_PER_IN) / 2:g} in"


def units_of(desk: Desk, shelf: Shelf) -> Units:
    """Those that an athlete chose, kilograms and centimetres where they chose none."""
    told = _all(desk).get(shelf.name, {})
    weight: Weight = "lb" if told.get("weight") == "lb" else "kg"
    return Units(weight, "in" if told.get("length") == "in" else "cm")


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
