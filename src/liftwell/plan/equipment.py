"""Equipment: what a lifter owns, which exercises that allows, and which loads can be made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import floor
from typing import Final

from liftwell.athlete import KG_PER_LB, LOAD_RANGE_KG, require_within
from liftwell.plan.equipment_words import read_words, steps, tables
from liftwell.plan.loading.plates import Unit, rack_of
from liftwell.plan.loading.weight_unit import as_made, unit_of

BAR_KG: Final = 20.0
STEP_KG: Final = 2.5
TRAP_BAR_KG: Final = 25.0
# Where plates are in pounds: the same bars as makers there sell them, and a pair of the smallest usual plates.
_BAR_LB: Final = 45
_STEP_LB: Final = 5
_TRAP_BAR_LB: Final = 55
# Products of percentages miss a whole load by less than this: 0.7 × 175 is 122.49999999999999.
_ROUNDING_KG: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Equipment:
    """What is owned, in plain tags; a wall, floor, chair, towel, broom and a bag to pack are always there.

    bar_kg: the lightest bar; step_kg: smallest step on it, both sides together; bells_kg: kettlebells and dumbbells,
    put in order, one of them is lifted at a time; trap_bar_kg: the lightest trap bar; plates_kg: one of each pair of
    plates, empty where only the smallest step is known; unit: the one that plates are made in, all numbers are in kg.
    Raises ImpossibleValue for weights that nothing has.
    """

    tags: frozenset[str] = frozenset()
    bar_kg: float = BAR_KG
    step_kg: float = STEP_KG
    bells_kg: tuple[float, ...] = field(default=())
    trap_bar_kg: float = TRAP_BAR_KG
    plates_kg: tuple[float, ...] = ()
    unit: Unit = "kg"

    def __post_init__(self) -> None:
        require_within("smallest step", self.step_kg, (0.1, 100), "kg")
        for load in (self.bar_kg, self.trap_bar_kg, *self.bells_kg):
            require_within("load", load, LOAD_RANGE_KG, "kg")
        object.__setattr__(self, "bells_kg", tuple(sorted({float(bell) for bell in self.bells_kg})))

    @classmethod
    def of(
        cls, words: Sequence[str] | None, step_kg: float | None = None, plates_kg: Sequence[float] = ()
    ) -> Equipment:
        """Equipment from the words of a person ("barbell 15 kg", "kettlebells 8-24"), nothing where None.

        Words that nobody knows are kept as tags and allow nothing; bells without a size are the usual ones. Pounds are
        turned into kilograms, and plates in pounds come with bars in pounds where nobody said which.
        """
        owned = read_words(words or ())
        bars, step = (*owned.bars_kg, *owned.trap_bars_kg), () if step_kg is None else (step_kg,)
        unit = unit_of(plates_kg or step or bars)
        usual_bar, usual_step, usual_trap = _usual(unit)
        return cls(
            owned.tags, as_made(min(owned.bars_kg, default=usual_bar), unit),
            usual_step if step_kg is None else as_made(step_kg, unit), owned.bells_kg,
            as_made(min(owned.trap_bars_kg, default=usual_trap), unit),
            tuple(as_made(one, unit) for one in plates_kg), unit,
        )  # fmt: skip

    def allows(self, exercise: str) -> bool:
        """Whether everything that the exercise needs is there; raises KeyError for an unknown exercise."""
        return any(need <= self.tags for need in _needs()[exercise])

    def at_most(self, exercise: str, load_kg: float) -> float | None:
        """The heaviest load not above `load_kg` that can be made for that lift, None where even the lightest is.

        None too for an exercise without a load; a bar is reckoned with whether it is owned or not. Raises KeyError for
        an unknown exercise.
        """
        match self._loads(exercise):
            case float() as bar:
                count = floor((load_kg - bar + _ROUNDING_KG) / self.step_kg)
                return round(bar + min(count, self._most(bar)) * self.step_kg, 6) if count >= 0 else None
            case fixed:
                place = bisect_right(fixed, load_kg + _ROUNDING_KG)
                return fixed[place - 1] if place else None

    def above(self, exercise: str, load_kg: float) -> float | None:
        """The next load above `load_kg` that can be made for that lift, None where there is none.

        Raises KeyError for an unknown exercise.
        """
        match self._loads(exercise):
            case float() as bar:
                count = max(floor((load_kg - bar + _ROUNDING_KG) / self.step_kg) + 1, 0)
                return round(bar + count * self.step_kg, 6) if count <= self._most(bar) else None
            case fixed:
                place = bisect_right(fixed, load_kg + _ROUNDING_KG)
                return fixed[place] if place < len(fixed) else None

    def _most(self, bar: float) -> int:
        """Steps on a bar up to the heaviest load that a lift may have."""
        return floor((LOAD_RANGE_KG[1] - bar) / self.step_kg)

    def _on(self, bar_kg: float) -> float | tuple[float, ...]:
        """What a bar can be loaded to: it alone where plates go on in steps, else every load of the plates owned."""
        return _with_plates(bar_kg, self.plates_kg) if self.plates_kg else float(bar_kg)

    def _loads(self, exercise: str) -> float | tuple[float, ...]:
        """The bar that plates go on, or every load that can be made, lightest first."""
        kind = _kinds()[exercise]
        if kind == "first":
            kind = next((one for one, tag in _IN_ORDER if tag in self.tags), "bell")
        match kind:
            case "bar":
                return self._on(self.bar_kg)
            case "trap bar":
                return self._on(self.trap_bar_kg)
            case "bell":
                return self.bells_kg or _bag()
            case "bell or bag":
                return _with_bag(self.bells_kg)
            case "ankle":
                return _ankle() if "ankle weights" in self.tags else ()
        return ()


_IN_ORDER: Final = (("bar", "barbell"), ("trap bar", "trap bar"))


def _usual(unit: Unit) -> tuple[float, float, float]:
    """Bar, smallest step and trap bar, in kg, where nobody said which."""
    if unit == "kg":
        return BAR_KG, STEP_KG, TRAP_BAR_KG
    return _BAR_LB * KG_PER_LB, _STEP_LB * KG_PER_LB, _TRAP_BAR_LB * KG_PER_LB


@cache
def _needs() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Sets of tags by exercise, one of which is enough."""
    return {key: tuple(map(frozenset, sets)) or (frozenset(),) for key, sets in tables()["needs"].items()}


@cache
def _kinds() -> Mapping[str, str]:
    """What is lifted in each exercise, empty where nothing is."""
    return {key: tables()["loads"].get(key, "") for key in tables()["needs"]}


@cache
def _with_plates(bar_kg: float, pairs_kg: tuple[float, ...]) -> tuple[float, ...]:
    """Every load of a bar with these pairs of plates that a lift may have."""
    return tuple(load for load in rack_of(bar_kg, pairs_kg).loads() if load <= LOAD_RANGE_KG[1])


@cache
def _bag() -> tuple[float, ...]:
    """What a bag can be packed to."""
    return steps(*tables()["weights"]["bag_kg"])


@cache
def _ankle() -> tuple[float, ...]:
    """What ankle weights weigh."""
    return steps(*tables()["weights"]["ankle_kg"])


@cache
def _with_bag(bells: tuple[float, ...]) -> tuple[float, ...]:
    """Bells, and a bag for whatever is lighter than the lightest of them (`clinical.md` 5.4, rule 7)."""
    return tuple(load for load in _bag() if not bells or load < bells[0]) + bells
