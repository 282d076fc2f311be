"""How hard a text is to read, and words that frighten or blame."""

from __future__ import annotations

import re
from typing import Final

FEAR: Final = re.compile(
    r"\b(damag\w*|wear\w*|tear\w*|torn|degenerat\w*|slipped|out of place|unstable|misalign\w*|danger\w*|fragile"
    r"|crumbl\w*|wrong|bad form|fail\w*|chronic sufferers?|risk\w*|unsafe|harm\w*)\b",
    re.IGNORECASE,
)
# What may be filled into the words of a rule.
FACTS: Final = {
    "value": "2.1 to 5.4 ± 0.5 cm",
    "room": "0.0 to 5.4 ± 0.5 cm",
    "size": "5.4 ± 0.5 cm",
    "limit": "4 cm",
    "in_reps": " in reps 2 and 4",
    "it": "In reps 2 and 4 it",
    "when": "from rep 3 on",
}
STOP: Final = re.compile(r"[.!?](?=\s|$)")


def reading_index(text: str) -> float:
    """Automated Readability Index, about the school year (Senter & Smith 1967, AMRL-TR-66-220)."""
    words, sentences = len(text.split()), len(STOP.findall(text))
    return 4.71 * sum(letter.isalnum() for letter in text) / words + 0.5 * words / sentences - 21.43
