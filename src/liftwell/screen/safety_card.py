"""The safety card: when to go, and when to phone, word for word (`clinical.md` 2.9). It is on every printed page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SafetyCard:
    """Two lists of signs, each under the words that say what to do about them."""

    go: str
    go_signs: tuple[str, ...]
    phone: str
    phone_signs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The card as one paragraph."""
        return f"{self.go}: {' · '.join(self.go_signs)}. {self.phone}: {' · '.join(self.phone_signs)}."


SAFETY_CARD: Final = SafetyCard(
    "Go to an emergency department if you notice",
    (
        "trouble starting or holding your pee or poo, or not feeling it",
        "numbness between the legs",
        "pain, tingling, numbness or weakness in both legs",
        "legs that become unsteady",
        "tearing pain with faintness, chest pain or trouble breathing",
        "dark, cola-coloured pee, or a rock-hard, numb back after a session",
    ),
    "Phone the same day for",
    ("a foot or leg that gets weaker", "fever with back pain"),
)
