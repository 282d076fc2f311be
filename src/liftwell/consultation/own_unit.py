"""The unit of a lifter's loads: that of the plates they named."""

from __future__ import annotations

from typing import Final

from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.plan.equipment import Equipment
from liftwell.plan.loading.plates import Unit

OWNED: Final = "about.equipment"
STEP: Final = "about.smallest_step_kg"
PLATES: Final = "about.plates_kg"


def own_unit(saved: SavedAnswers) -> Unit:
    """Pounds where bar, plates or the smallest step are whole in them, else kilograms."""
    return Equipment.of(saved.at(OWNED), saved.at(STEP), saved.at(PLATES) or ()).unit
