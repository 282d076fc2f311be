"""Which plates go on each side for a main lift, from the plates that are owned, or those of a usual gym."""

from __future__ import annotations

from typing import Final

from liftwell.athlete import KG_PER_LB
from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import exercise
from liftwell.plan.loading.plates import Plate, rack_of, usual_rack
from liftwell.training.copied import replace
from liftwell.training.diary import Lift

_BARS: Final = ("barbell", "trap bar", "trap bar with high handles")


def each_side_kg(lift: Lift, equipment: Equipment) -> tuple[float, ...] | None:
    """Plates on each side in kg, the innermost first, none for the bar alone.

    None for a lift without a bar, and for a load that the plates do not make.
    """
    owned = exercise(lift.exercise).equipment
    bar = next((one for one in _BARS if one in owned), None)
    if bar is None or not lift.load_kg:
        return None
    weighs = equipment.bar_kg if bar == "barbell" else equipment.trap_bar_kg
    own = equipment.plates_kg
    unit = equipment.unit
    per = KG_PER_LB if unit == "lb" and not own else 1.0
    rack = rack_of(weighs, own) if own else replace(usual_rack(unit), bar=Plate(weighs / per, unit))
    side = rack.side(lift.load_kg / per)
    return None if side is None else tuple(plate.weight * per for plate in side)
