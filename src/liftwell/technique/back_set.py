"""Step 3: the back is set before the pull and keeps its shape as the bar leaves the floor."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from liftwell.analysis import Instants
from liftwell.quantity import Quantity
from liftwell.technique.pull import Pull, Span
from liftwell.technique.rule import Rule, each

# A part of the back is looked at for so long, so that one odd outline does not count.
_LOOK_S, _STEP_S = 0.1, 0.05
_CALM_S: Final = 0.1
# The pull from the floor ends at the knees; where they were not seen, after this share of the lift.
_KNEES: Final = 0.5


def low_back(pull: Pull) -> Quantity:
    """Low-back rounding at the start, against the tallest posture."""
    return _at_the_start(pull, pull.rep.lumbar_flexion, "lumbar_flexion")


def upper_back(pull: Pull) -> Quantity:
    """Upper-back rounding at the start, against the tallest posture."""
    return _at_the_start(pull, pull.rep.thoracic_flexion, "thoracic_flexion")


def _at_the_start(pull: Pull, flexion: Instants, name: str) -> Quantity:
    """At set-up, at lift-off for a rep without one, or at first sight of a pull that is on its way."""
    if not pull.starts_late or name not in pull.series:
        return flexion.setup if flexion.setup.seen else flexion.liftoff
    first_sight = pull.value(name, pull.rep.liftoff_s)
    return first_sight if first_sight.seen else flexion.liftoff


def low_back_gives(pull: Pull) -> Quantity:
    """The most that the low back rounds on the way to the knees, counted from the set-up."""
    return _most(pull, part=0)


def upper_back_gives(pull: Pull) -> Quantity:
    """The same for the upper back."""
    return _most(pull, part=1)


def _most(pull: Pull, part: int) -> Quantity:
    before = pull.setup
    if before is None:
        return pull.without_setup("rad")
    changes = [(look, pull.back_change(before, look)[part]) for look in _looks(pull)]
    seen = [(look, change) for look, change in changes if change.value is not None]
    if not seen:
        return Quantity.unseen("rad", pull.rep.lumbar_flexion.liftoff.reason or "hidden")
    look, most = max(seen, key=lambda pair: pair[1].value or 0.0)
    return _with_what_calming_took(pull, before, look, most, part)


def _with_what_calming_took(pull: Pull, before: Span, look: Span, most: Quantity, part: int) -> Quantity:
    """`most` with a larger error where it stands out over the moments around it.

    The outline is seen ten times a second and calmed, which takes from a peak about as much as what is left of it
    rises over its neighbours 0.1 s away (second order of a Gaussian; on d09_liftoff_bump that, and as much again).
    """
    around = [pull.back_change(before, (look[0] + by, look[1] + by))[part].value for by in (-_CALM_S, _CALM_S)]
    if most.value is None or most.sd is None or None in around:
        return most
    rises = max(0.0, most.value - sum(value for value in around if value is not None) / 2)
    took = min(rises, abs(most.value) / 2)  # whatever it took, a large rounding stays one
    return Quantity.measured(most.value, math.hypot(most.sd, took), "rad")


def _looks(pull: Pull) -> Iterator[Span]:
    """Spans from lift-off to where the bar passes the knees."""
    start, stop = pull.lift
    knees = pull.knees_s or start + _KNEES * (stop - start)
    more = max(0, int((knees - _LOOK_S - start) / _STEP_S + 1e-6))
    for begin in (start + k * _STEP_S for k in range(1 + more)):
        yield begin, begin + _LOOK_S


LOW_BACK: Final = Rule(
    code="step3.low_back_at_start",
    step=3,
    measure=each(low_back, on_the_fit=False),
    above="low_back_rounding_max_deg",
    good_needs=("starts_late",),
    evidence=(
        "lumbar-flexion-in-every-deadlift",
        "neutral-back",
        "rounding-and-pain",
        "no-validated-markerless-lumbar",
    ),
)
UPPER_BACK: Final = Rule(
    code="step3.upper_back_at_start",
    step=3,
    measure=each(upper_back, on_the_fit=False),
    above="upper_back_rounding_max_deg",
    good_needs=("starts_late",),
    at_most="watch",
    evidence=("upper-back-rounding", "no-validated-markerless-lumbar"),
)
ROUNDS: Final = Rule(
    code="step3.rounds_at_liftoff",
    step=3,
    measure=each(low_back_gives, on_the_fit=False),
    above="low_back_change_max_deg",
    evidence=("change-within-a-rep", "lumbar-flexion-in-every-deadlift", "load-changes-the-back"),
)
UPPER_ROUNDS: Final = Rule(
    code="step3.upper_back_gives",
    step=3,
    measure=each(upper_back_gives, on_the_fit=False),
    above="upper_back_change_max_deg",
    at_most="watch",
    evidence=("upper-back-rounding", "load-changes-the-back"),
)
