"""The one drill for what keeps the hips from folding, for people who are clear and may begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from liftwell.plan.drills.allowed import forbidden_by
from liftwell.plan.exercise import Exercise, catalogue
from liftwell.screen.red_flags import Screen

# The gentlest of each group that works on it (`clinical.md` 4.10), in the order in which they are tried.
DRILLS: Final[Mapping[str, tuple[str, ...]]] = {
    "hamstring": ("hamstring_seated",),
    "hip": ("rock_back",),
    "psoas": ("march_supine", "leg_lift_alternating"),
    "hinge": ("dowel_hinge",),
    "hip_extension": ("hip_flexor_half_kneel",),
}


def drill_for(limiter: str, screen: Screen) -> Exercise | None:
    """The drill for a limiter (`Triage.limiters`), or what may be swapped for it; None where none is allowed.

    None too unless the level is clear, under 16 years, with strong pain, for a word that is no limiter, and where a
    clinician has set limits, which are words that nothing here can hold an exercise against.
    """
    if screen.level not in ("routine", "none") or screen.acute or not screen.supported or screen.limits:
        return None
    first = DRILLS.get(limiter, ())
    tried = dict.fromkeys((*first, *(swap for key in first for swap in catalogue()[key].swap)))
    return next((catalogue()[key] for key in tried if not forbidden_by(catalogue()[key], screen.forbidding)), None)
