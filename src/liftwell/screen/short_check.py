"""The short check before every session: what is new, and which questions a tick opens (`clinical.md` 2.7)."""

from __future__ import annotations

from typing import Final

from liftwell.errors import ImpossibleValue

NOTHING: Final = "none"
TEXT: Final = "Anything new since your last check?"
# Tick, its words, and the questions of the whole screen that it opens.
TICKS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("toilet", "Going to the toilet", ("R01",)),
    ("feeling", "Feeling between the legs", ("R02",)),
    ("both-legs", "Both legs", ("R03",)),
    ("weaker-leg", "A weaker leg", ("R04",)),
    ("unsteady", "Unsteady legs", ("R05",)),
    ("fever", "Fever, or feeling ill", ("R11",)),
    ("new", "Pregnant, an operation, or a new diagnosis", ("R09", "R10", "R14", "R15")),
    (NOTHING, "None of these", ()),
)
# Asked anew after a red day, any leg symptom, or pain of 8 or more.
AFTER_RED: Final = ("R01", "R02", "R03", "R04", "R05", "R08")


def opened_by(ticks: tuple[str, ...]) -> tuple[str, ...]:
    """The questions to ask anew after these ticks; without a tick nothing is known, so nothing may be shown.

    Raises ImpossibleValue for no tick, an unknown one, or "none" beside another.
    """
    known = {tick: opened for tick, _, opened in TICKS}
    if not ticks:
        raise ImpossibleValue("The short check needs a tick, at least at none of these.")
    for tick in ticks:
        if tick not in known:
            raise ImpossibleValue(f"The short check has no {tick!r}; it is one of {', '.join(known)}.")
    if NOTHING in ticks and len(ticks) > 1:
        raise ImpossibleValue("None of these cannot be ticked beside another.")
    return tuple(dict.fromkeys(key for tick in ticks for key in known[tick]))
