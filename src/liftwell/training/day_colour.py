"""The colour of a training day, beside the lifter's own usual pain (`clinical.md` 5.2)."""

from __future__ import annotations

from typing import Literal

from liftwell.evidence import threshold

Colour = Literal["green", "amber", "red", "unrated"]


def colour_of(base: int | None, during: int | None, after: int | None, morning: int | None) -> Colour:
    """Red, amber, green, or unrated where an answer is missing; `base` is the usual pain on waking.

    during: worst in the session, after: within an hour of it, the worse of both counts; morning: the next one.
    """
    worst = max((pain for pain in (during, after) if pain is not None), default=None)
    # What is known can make a day red; what is missing can never make it green.
    if worst is not None and worst >= threshold("red_pain_min"):
        return "red"
    if base is not None and morning is not None and morning >= base + threshold("red_morning_above"):
        return "red"
    if base is None or during is None or morning is None or worst is None:
        return "unrated"
    return "amber" if worst > green_limit(base) or morning > base else "green"


def green_limit(base: int) -> int:
    """How much it may hurt on a green day: one above the usual, at least 2 and at most 5."""
    low, high = threshold("green_limit_min"), threshold("green_limit_max")
    return int(min(high, max(low, base + 1)))
