"""The measured set in plain sentences: what was seen, and what the camera could not see and why.

A change is named only when it is larger than its error; nothing here judges or frightens.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final

from liftwell.analysis import Analysis, Rep
from liftwell.evidence.thresholds import threshold
from liftwell.finding import BECAUSE
from liftwell.quantity import Quantity, Reason
from liftwell.technique.rule import listed

Z_95: Final = 1.96  # two-sided 95 % of a normal distribution


def what_was_seen(analysis: Analysis) -> str:
    """The one sentence to remember about the low back of this set."""
    if not analysis.reps:
        return "No full rep was seen."
    at, levels = _levels(analysis.reps)
    if not levels:
        return _no_level(analysis.reps)
    first, *others = levels
    if not others:
        return _level_of_one(first[1], at)
    changes = [(index, _difference(first[1], level)) for index, level in others]
    index, (change, error) = max(changes, key=lambda pair: abs(pair[1][0]))
    if abs(change) > max(threshold("clear_change_min_deg"), Z_95 * error):
        more = "more" if change > 0 else "less"
        return f"Your low back rounded about {abs(change):.0f}° {more} on rep {index} than on rep {first[0]}, {at}."
    return _no_change([level for _, level in levels], at)


def what_was_not_seen(analysis: Analysis) -> tuple[str, ...]:
    """One sentence for each reason why something has no number; empty when everything was seen."""
    missing: dict[tuple[Reason, tuple[int, ...]], list[str]] = {}
    for name, reasons in missing_numbers(analysis.reps).items():
        for reason, reps in reasons.items():
            missing.setdefault((reason, reps), []).append(name)
    return tuple(
        f"{_listed(names)}{_in_reps(reps, len(analysis.reps))}: {BECAUSE[reason]}."
        for (reason, reps), names in missing.items()
    )


def _levels(reps: Iterable[Rep]) -> tuple[str, list[tuple[int, Quantity]]]:
    """Rep numbers with the rounding at the instant that most reps show, and that instant in words."""
    reps = [rep.whole() for rep in reps]
    setup = [(rep.index, rep.lumbar_flexion.setup) for rep in reps if rep.lumbar_flexion.setup.seen]
    liftoff = [(rep.index, rep.lumbar_flexion.liftoff) for rep in reps if rep.lumbar_flexion.liftoff.seen]
    if len(setup) >= len(liftoff) and len(reps) > 1:
        return "before the bar left the floor", setup
    return "as the bar left the floor", liftoff


def _difference(first: Quantity, other: Quantity) -> tuple[float, float]:
    """Change and its standard deviation in degrees; the errors are taken as independent, which is the careful way."""
    return _degrees(other) - _degrees(first), math.hypot(_sd_degrees(first), _sd_degrees(other))


def _level_of_one(level: Quantity, at: str) -> str:
    value, sd = _degrees(level), _sd_degrees(level)
    if abs(value) < max(threshold("clear_change_min_deg"), Z_95 * sd):
        return f"Your low back stayed close to its tallest shape {at}: {value:.0f} ± {sd:.0f}° of rounding."
    if value < 0:
        return f"Your low back was straighter than in your own tallest posture, by {-value:.0f} ± {sd:.0f}° {at}."
    return f"Your low back was rounded by {value:.0f} ± {sd:.0f}° {at}, measured from your own tallest posture."


def _no_level(reps: Iterable[Rep]) -> str:
    if all(rep.lumbar_flexion.liftoff.reason == "fast_mode" for rep in reps):
        return "The fast mode does not measure the back; run again without --fast to see how it moved."
    return "The camera could not see your low back well enough to say how it moved."


def _no_change(levels: list[Quantity], at: str) -> str:
    values = [_degrees(level) for level in levels]
    low, high = round(min(values)), round(max(values))
    span = f"{low}°" if low == high else f"{low} to {high}°"
    return f"Your low back kept its shape: {span} of rounding {at} in every rep, no clear change."


def _degrees(quantity: Quantity) -> float:
    return math.degrees(quantity.value or 0.0)


def _sd_degrees(quantity: Quantity) -> float:
    return math.degrees(quantity.sd or 0.0)


def _numbers(rep: Rep) -> Iterator[tuple[str, Quantity]]:
    yield "Bar rise", rep.bar_rise
    yield "bar speed", rep.mean_velocity
    yield "rounding of the low back at set-up", rep.lumbar_flexion.setup
    yield "rounding of the low back at lift-off", rep.lumbar_flexion.liftoff
    yield "rounding of the upper back at lift-off", rep.thoracic_flexion.liftoff
    yield "hip share", rep.hip_share
    yield "moment at the low back", rep.l5s1_moment_peak


def missing_numbers(reps: Iterable[Rep]) -> dict[str, dict[Reason, tuple[int, ...]]]:
    """For each number that lacks, the reasons that a person can act on, with the reps."""
    found: dict[str, dict[Reason, tuple[int, ...]]] = {}
    for rep in reps:
        for name, quantity in _numbers(rep.whole()):
            reason = quantity.reason
            if reason is not None and reason in BECAUSE:
                reasons = found.setdefault(name, {})
                reasons[reason] = (*reasons.get(reason, ()), rep.index)
    return found


def _listed(names: list[str]) -> str:
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return text[0].upper() + text[1:]


def _in_reps(reps: tuple[int, ...], all_reps: int) -> str:
    if len(reps) == all_reps:
        return ""
    return f" ({listed(reps)})"
