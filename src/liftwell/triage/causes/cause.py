"""Cause: one possible reason for the pain, with the facts for it, against it, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Name = Literal["foundation", "technique", "load", "set-up", "soreness"]
# "no": looked at and fine; "no sign": nothing that was told or seen points there; "not judged yet": waits for a lower
# rung; "not known": nothing to tell by.
Strength = Literal["likely", "possible", "not judged yet", "no", "no sign", "not known"]
STRENGTHS: Final[tuple[Strength, ...]] = get_args(Strength)


@dataclass(frozen=True, slots=True)
class Cause:
    """A rung of the ladder and what is to be said of it; `mind`: what would change our mind.

    evidence: ids of the records behind the rule.
    """

    name: Name
    strength: Strength
    reasons_for: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    mind: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it is likely or possible."""
        return self.strength in ("likely", "possible")
