"""The colour of a training day, beside the lifter's own usual pain (`clinical.md` 5.2)."""

from __future__ import annotations

from typing import Final, Literal

from liftwell.evidence import threshold
from liftwell.training.diary import LEG_WORSE, Done

Colour = Literal["green", "amber", "red", "unrated"]
# From the gravest; of two sessions on one day the graver colour is the day's.
GRAVEST_FIRST: Final[tuple[Colour, ...]] = ("red", "unrated", "amber", "green")


def colour_of(
    base: int | None, during: int | None, after: int | None, morning: int | None, *, leg_worse: bool = False
) -> Colour:
    """Red, amber, green, or unrated where an answer is missing; `base` is the usual pain on waking.

    during: worst in the session, after: within an hour of it, the worse of both counts; morning: the next one.
    leg_worse: a leg symptom that is new, further down, more numb or weaker.
    """
    if leg_worse:
        return "red"
    worst = max((pain for pain in (during, after) if pain is not None), default=None)
    # What is known can make a day red; what is missing can never make it green.
    if worst is not None and worst >= threshold("red_pain_min"):
        return "red"
    if base is not None and morning is not None and morning >= base + threshold("red_morning_above"):
        return "red"
    if base is None or during is None or morning is None or worst is None:
        return "unrated"
    return "amber" if worst > green_limit(base) or morning > base else "green"


def colour_of_day(done: Done, base: int | None, *, relief_hides: bool = False) -> Colour:
    """The colour of a session: soreness of both sides is no pain, and a gentle day is never green.

    relief_hides: whether pain relief before the session makes a green an amber, as it does in `return`.
    """
    if done.imported:
        return "unrated"
    # Soreness is asked apart: a sore morning says nothing about pain, so that it neither reddens nor greens by itself.
    morning = base if done.sore_both_sides and done.morning is not None else done.morning
    found = colour_of(base, done.during, done.after, morning, leg_worse=done.leg in LEG_WORSE)
    hidden = done.gentle or done.sore_both_sides or (done.relief and relief_hides)
    return "amber" if found == "green" and hidden else found


def green_limit(base: int) -> int:
    """How much it may hurt on a green day: one above the usual, at least 2 and at most 5."""
    low, high = threshold("green_limit_min"), threshold("green_limit_max")
    return int(min(high, max(low, base + 1)))
