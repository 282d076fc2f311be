"""Many intakes held against the page, and how many they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from liftwell.screen.intake import Intake
from liftwell.screen.red_flags import screened
from tests.screen.evaluator import evaluate

Record = Callable[[str, object], None]
# Set by 3.5, which is no part of the second reading.
FROM_PATTERNS: Final = frozenset({"extension_sensitive", "flexion_sensitive", "groin_pinch", "one_sided"})


def differs(intake: Intake) -> str:
    """What the code says otherwise than the page; "" where they agree."""
    said, page = screened(intake), evaluate(intake)
    got = (said.level, said.level_uncleared, said.acute, said.supported)
    asked = {condition for condition in said.conditions if condition not in FROM_PATTERNS}
    if got == (page.level, page.uncleared, page.acute, page.supported) and asked == page.conditions:
        return ""
    return f"{got} {sorted(asked)}, but by the page {page}: {intake}"


def swept(intakes: Iterable[Intake], record: Record) -> None:
    """Hold each intake against the page, and tell how many there were."""
    size = 0
    for intake in intakes:
        size += 1
        assert not (found := differs(intake)), found
    assert size
    record("screened", size)
