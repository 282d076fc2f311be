"""Equipment: what a lifter owns, which exercises that allows, and which loads can be made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Equipment:
    """What is owned, in plain tags; a wall, floor, chair, towel, broom and a bag to pack are always there.

    bar_kg: the lightest bar; step_kg: smallest step on it, both sides together; bells_kg: kettlebells and dumbbells.
    """

    tags: frozenset[str] = frozenset()
    bar_kg: float = 20.0
    step_kg: float = 2.5
    bells_kg: tuple[float, ...] = field(default=())

    @classmethod
    def of(cls, words: Sequence[str] | None, step_kg: float | None = None) -> Equipment:
        """Equipment from the words of a person ("barbell 15 kg", "kettlebells 8-24"), nothing where None."""
        raise NotImplementedError

    def allows(self, exercise: str) -> bool:
        """Whether everything that the exercise needs is there; raises KeyError for an unknown exercise."""
        raise NotImplementedError

    def at_most(self, exercise: str, load_kg: float) -> float | None:
        """The heaviest load not above `load_kg` that can be made for that lift, None where even the lightest is."""
        raise NotImplementedError

    def above(self, exercise: str, load_kg: float) -> float | None:
        """The next load above `load_kg` that can be made for that lift, None where there is none."""
        raise NotImplementedError
