"""Quantity: one measured number that never travels without its error or the reason it is missing."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

Reason = Literal[
    "no_scale",  # nothing of known size in the picture: metres cannot be told from pixels
    "no_upright",  # the lifter never stands up, so the tallest posture is unknown
    "hidden",  # something covers the body part, or the model could not see it
    "not_in_view",  # outside the picture
    "starts_at_top",  # the rep has no set-up on the floor
    "no_rest",  # the bar was never seen at rest before lift-off
    "starts_late",  # the clip begins when the bar is already on its way
    "no_earlier_rep",  # the first of a set has nothing to be compared with
    "not_folded",  # the hips never fold as far as it takes to judge it
    "no_movement",  # nothing moved by which it could be seen
    "side_view",  # a camera at the side cannot see it
    "no_plate",  # the hands stand for the bar, too roughly for this
    "ends_early",  # the clip ends before that part of the rep
    "imprecise",  # seen, but with an error as large as what is looked for
    "fast_mode",  # not measured with --fast
    "no_mass",  # needs the lifter's mass
    "no_load",  # needs the weight of the bar
    "no_stature",  # needs the lifter's stature
    "out_of_reach",  # this body cannot set up that way
    "no_toe_touch",  # the clip of a hinge test shows no bend to the floor
    "thigh_leans",  # the thigh is not upright enough in a knee test
    "far_leg",  # the leg that was straightened is not the one near the camera
    "refused",  # the capture check refused the clip
    "not_measured",  # this version does not measure it
]
REASONS: tuple[str, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its standard deviation and unit, or no value and the reason why.

    `sd` is one standard deviation of the whole error (noise and bias together), in `unit`.
    Exactly one of `value` and `reason` is None. Raises ValueError otherwise, or on NaN.
    """

    value: float | None
    sd: float | None
    unit: str
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a Quantity has either a value or a reason for its absence")
        for number in (self.value, self.sd):
            if number is not None and not math.isfinite(number):
                raise ValueError(f"a Quantity is finite or absent, got {number}")
        if self.sd is not None and self.sd < 0:
            raise ValueError(f"a standard deviation cannot be negative, got {self.sd}")

    @classmethod
    def unseen(cls, unit: str, reason: Reason) -> Quantity:
        """No value, and why."""
        return cls(None, None, unit, reason)

    @classmethod
    def measured(cls, value: float, sd: float, unit: str, otherwise: Reason = "hidden") -> Quantity:
        """A value from an array, where NaN stands for `otherwise`."""
        if not (math.isfinite(value) and math.isfinite(sd)):
            return cls.unseen(unit, otherwise)
        return cls(float(value), float(sd), unit)

    @property
    def seen(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    def in_degrees(self) -> Quantity:
        """The same angle in degrees; raises ValueError unless the unit is rad."""
        if self.unit != "rad":
            raise ValueError(f"only an angle in rad turns into degrees, got {self.unit}")
        if self.value is None or self.sd is None:
            return Quantity(self.value, self.sd, "deg", self.reason)
        return Quantity(math.degrees(self.value), math.degrees(self.sd), "deg")

    def __str__(self) -> str:
        if self.value is None:
            return f"could not see ({self.reason})"
        if self.unit == "rad":
            return str(self.in_degrees())
        digits = 0 if self.unit in ("deg", "N.m", "N") else 2
        unit = "°" if self.unit == "deg" else f" {self.unit}"
        return with_error(self.value, self.sd, digits) + unit


def middle(found: Sequence[Quantity]) -> Quantity:
    """The median of numbers of one body in one clip: they share most of their error, which does not shrink with count.

    Its error is theirs, and the standard error of the median by their own spread. Without any value the first reason.
    Raises ValueError for nothing at all.
    """
    if not found:
        raise ValueError("no numbers, no median")
    values = [one.value for one in found if one.value is not None]
    if not values:
        return found[0]
    shared = statistics.median([one.sd or 0.0 for one in found if one.value is not None])
    # For a normal distribution the median's standard error is 1.25 times that of the mean.
    own = 1.25 * statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return Quantity(statistics.median(values), math.hypot(shared, own), found[0].unit)


def with_error(value: float, sd: float | None, least_digits: int) -> str:
    """Such as "54.0 ± 0.8": at least `least_digits` decimals, and so many more that one digit of `sd` shows.

    At most six decimals; "54" alone when `sd` is None.
    """
    digits = least_digits
    if sd:
        # Rounded first: 0.096 is 0.1 to one digit.
        digits = min(6, max(digits, -math.floor(math.log10(float(f"{sd:.0e}")))))
    error = "" if sd is None else f" ± {sd:.{digits}f}"
    return f"{value:z.{digits}f}{error}"


# How a number is told to a person: the unit's name, the factor to it, and the fewest decimals.
_EVERYDAY: Final = {
    "rad": ("°", 180 / math.pi, 0),
    "deg": ("°", 1.0, 0),
    "m": (" cm", 100.0, 0),
    "body": (" % of your body length", 100.0, 0),
    "s": (" s", 1.0, 1),
    "m/s": (" m/s", 1.0, 2),
    "1": (" %", 100.0, 0),
    "N.m": (" N·m", 1.0, 0),
    "N": (" kN", 0.001, 1),
    "W": (" W", 1.0, 0),
}


def everyday_span(quantities: Sequence[Quantity]) -> str:
    """The same for several measured numbers of one unit: "12 to 21 ± 7°", with the error in the middle of theirs."""
    low, high = (pick(quantities, key=lambda q: q.value or 0.0) for pick in (min, max))
    sd = sorted(q.sd or 0.0 for q in quantities)[len(quantities) // 2]
    first, last = (everyday(Quantity(q.value, sd, q.unit)) for q in (low, high))
    return last if first == last else f"{first.split(' ± ')[0]} to {last}"


def beside(quantity: Quantity, limit: float | None) -> str:
    """`everyday`, with one more decimal where else the value would look like the limit that it is not."""
    text = everyday(quantity)
    if limit is None or quantity.value is None or quantity.value == limit:
        return text
    if everyday(Quantity(limit, quantity.sd, quantity.unit)) != text:
        return text
    decimals = len(text.split(" ", 1)[0].partition(".")[2])
    return _told(quantity, decimals + 1)


def everyday(quantity: Quantity) -> str:
    """Such as "26 ± 6°" or "5.4 ± 0.5 cm": in the unit that a lifter thinks in; "not seen" without a value."""
    return "not seen" if quantity.value is None else _told(quantity)


def _told(quantity: Quantity, least_digits: int = 0) -> str:
    unit, factor, digits = _EVERYDAY.get(quantity.unit, (f" {quantity.unit}", 1.0, 2))
    value = (quantity.value or 0.0) * factor
    if quantity.sd is None:
        digits = 1 if abs(value) >= 1 else 2
        return f"{value:.{digits}f}".rstrip("0").rstrip(".") + unit
    return with_error(value, quantity.sd * factor, max(digits, least_digits)) + unit
