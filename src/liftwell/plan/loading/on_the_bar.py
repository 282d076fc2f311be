"""Which plates go on each side for a main lift, from the plates of a usual gym and the bar that there is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import exercise
from liftwell.plan.loading.plates import Plate, usual_rack
from liftwell.training.diary import Lift

_BARS: Final = ("barbell", "trap bar", "trap bar with high handles")


def each_side_kg(lift: Lift, equipment: Equipment) -> tuple[float, ...] | None:
    """Plates on each side in kg, the innermost first, none for the bar alone.

    None for a lift without a bar, and for a load that the plates of a usual gym do not make.
    """
    owned = exercise(lift.exercise).equipment
    bar = next((one for one in _BARS if one in owned), None)
    if bar is None or not lift.load_kg:
        return None
    rack = replace(usual_rack(), bar=Plate(equipment.bar_kg if bar == "barbell" else equipment.trap_bar_kg))
    side = rack.side(lift.load_kg)
    return None if side is None else tuple(plate.weight for plate in side)
