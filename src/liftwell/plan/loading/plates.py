"""Plates: which go on each side of a bar for a load, and the fewest to change from one load to the next.

Both sides are loaded alike, and plates come off and go on only at the outside: what stays on is the inner part of the
stack. So a change is best where, for some number of plates that stay, those taken off and those put on are fewest
together; ties go to a stack with the biggest inside. Weights are reckoned in whole thousandths of their unit.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, get_args

from liftwell.athlete import KG_PER_LB, require_one_of
from liftwell.errors import ImpossibleValue

Unit = Literal["kg", "lb"]


@dataclass(frozen=True, slots=True, order=True)
class Plate:
    """One plate, or a bar with its collars: its weight in its own unit. Raises ImpossibleValue below a gram."""

    weight: float
    unit: Unit = "kg"

    def __post_init__(self) -> None:
        require_one_of("unit", self.unit, get_args(Unit))
        if not self.weight >= 0.001:
            raise ImpossibleValue(f"A plate weighs something, not {self.weight:g} {self.unit}.")


# The plates of one side, the innermost first.
Side: TypeAlias = tuple[Plate, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What to do on each side: plates off, the outermost first, then plates on, the innermost first; then `side`."""

    off: Side
    on: Side
    side: Side

    @property
    def moves(self) -> int:
        """Plates that are moved on one side."""
        return len(self.off) + len(self.on)


@dataclass(frozen=True, slots=True)
class PlateRack:
    """A bar and the plates there are, each with how many in all: a pair is two, one left over is not used.

    mixed: kilograms and pounds together; loads are then in kilograms, to the gram, else in the one unit there is.
    Raises ImpossibleValue for two units where `mixed` does not say so, or a plate listed twice.
    """

    bar: Plate
    owned: tuple[tuple[Plate, int], ...]
    mixed: bool = False

    def __post_init__(self) -> None:
        plates = [plate for plate, _ in self.owned]
        if len({self.bar.unit, *(plate.unit for plate in plates)}) > 1 and not self.mixed:
            raise ImpossibleValue("These plates are in kilograms and in pounds; please say that they are mixed.")
        if len(set(plates)) < len(plates) or any(count < 0 for _, count in self.owned):
            raise ImpossibleValue("Each plate is listed once, with how many there are.")

    @property
    def unit(self) -> Unit:
        """The unit of every load."""
        return "kg" if self.mixed else self.bar.unit

    def loads(self) -> tuple[float, ...]:
        """Every load that can be made, the lightest first."""
        sums = {0}
        for plate, pairs in self._pairs().items():
            sums = {one + count * self._mass(plate) for one in sums for count in range(pairs + 1)}
        return tuple((self._mass(self.bar) + 2 * one) / 1000 for one in sorted(sums))

    def load(self, side: Side) -> float:
        """The load of the bar with these plates on each side."""
        return (self._mass(self.bar) + 2 * sum(map(self._mass, side))) / 1000

    def at_most(self, load: float) -> float | None:
        """The heaviest load not above `load` that can be made, None where even the bar is."""
        return max((one for one in self.loads() if one <= load + 1e-6), default=None)

    def side(self, load: float) -> Side | None:
        """The fewest plates for that load, biggest inside; None where it cannot be made."""
        change = self.change((), load)
        return None if change is None else change.side

    def change(self, now: Side, load: float) -> Change | None:
        """The fewest plates to move to get to that load, None where it cannot be made.

        Raises ImpossibleValue where more is on the bar than there is.
        """
        pairs = self._pairs()
        if any(count > pairs.get(plate, 0) for plate, count in Counter(now).items()):
            raise ImpossibleValue(f"There are not enough plates for {self.side_text(now)}.")
        ways = [way for stay in range(len(now) + 1) if (way := self._keeping(stay, now, load)) is not None]
        return min(ways, key=self._effort, default=None)

    def side_text(self, side: Side) -> str:
        """Such as "each side: 20 + 10 + 2.5"; pounds say so, and every plate where units are mixed."""
        return f"each side: {self._list(side, ' + ')}" if side else "the bar alone"

    def change_text(self, change: Change) -> str:
        """Such as "take off 2.5, put on 5", for each side, in the order in which it is done."""
        parts = [
            f"{what} {self._list(plates, ' and ')}"
            for what, plates in (("take off", change.off), ("put on", change.on))
            if plates
        ]
        return ", ".join(parts) or "leave it as it is"

    def _keeping(self, stay: int, now: Side, load: float) -> Change | None:
        """The change that leaves the inner `stay` plates on."""
        kept = now[:stay]
        left = self._pairs()
        left.subtract(kept)
        twice = round(load * 1000) - self._mass(self.bar) - 2 * sum(map(self._mass, kept))
        if twice < 0 or twice % 2:
            return None
        heaviest_first = sorted(left, key=lambda plate: (self._mass(plate), plate), reverse=True)
        counts = _fewest(twice // 2, tuple((self._mass(plate), left[plate]) for plate in heaviest_first))
        if counts is None:
            return None
        on = tuple(plate for plate, count in zip(heaviest_first, counts, strict=True) for _ in range(count))
        return Change(tuple(reversed(now[stay:])), on, kept + on)

    def _effort(self, change: Change) -> tuple[int, bool, int]:
        """Plates to move; then whether a bigger one lies outside a smaller; then plates on the bar."""
        masses = [self._mass(plate) for plate in change.side]
        return change.moves, masses != sorted(masses, reverse=True), len(masses)

    def _pairs(self) -> Counter[Plate]:
        return Counter({plate: count // 2 for plate, count in self.owned})

    def _mass(self, plate: Plate) -> int:
        """Thousandths of the unit of the load."""
        return round(1000 * plate.weight * (KG_PER_LB if plate.unit != self.unit else 1.0))

    def _list(self, plates: Sequence[Plate], joint: str) -> str:
        if self.mixed:
            return joint.join(f"{plate.weight:g} {plate.unit}" for plate in plates)
        return joint.join(f"{plate.weight:g}" for plate in plates) + (" lb" if self.unit == "lb" else "")


@cache
def usual_rack(unit: Unit = "kg") -> PlateRack:
    """The bar and the plates of a usual gym."""
    table = tomllib.loads((files("liftwell.plan.loading") / "plates.toml").read_text("utf-8"))[unit]
    owned = tuple((Plate(float(weight), unit), count) for weight, count in table["plates"])
    return PlateRack(Plate(float(table["bar"]), unit), owned)


def rack_of(bar_kg: float, pairs_kg: Sequence[float]) -> PlateRack:
    """A bar and pairs of plates in kg, one number a pair."""
    owned = Counter(Plate(round(float(one), 3)) for one in pairs_kg)
    return PlateRack(Plate(float(bar_kg)), tuple((plate, 2 * pairs) for plate, pairs in owned.items()))


def _fewest(need: int, masses: tuple[tuple[int, int], ...]) -> tuple[int, ...] | None:
    """How many of each mass, heaviest first, are the fewest that sum to `need`; of equals the one with the heavier."""

    @cache
    def best(need: int, at: int) -> tuple[int, ...] | None:
        if at == len(masses):
            return () if need == 0 else None
        mass, count = masses[at]
        found = [
            (taken, *rest)
            for taken in range(min(count, need // mass), -1, -1)
            if (rest := best(need - taken * mass, at + 1)) is not None
        ]
        return min(found, key=sum, default=None)

    return best(need, 0)
