"""How heavy a row may be for this lifter, and how hard: its own load, its RPE ceiling, the highest row that is open."""

from __future__ import annotations

from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.load_table import CLIMB, Row, row

# Conditions and the RPE that no set goes above under them (`clinical.md` 2.5 and 5.6).
_RPE_CAPS: Final = {
    "pregnant": "rpe_pregnant_max",
    "breathe_easy": "rpe_breathe_easy_max",
    "under18": "rpe_under18_max",
}
_NO_MAXIMUM: Final = frozenset({"pregnant", "breathe_easy", "bone_fragile", "no_straining", "under18"})


def row_kg(lifter: Lifter, ref_kg: float | None, key: str) -> float | None:
    """The heaviest load of a row in kg, before rounding; None where the row has none of its own (`hold`)."""
    line = row(key)
    # Below `return` only a best that the lifter told or logged counts, not what their rows let us infer.
    if line.mass_share is not None and (line.percent is None or lifter.ref_kg is None):
        if lifter.mass_kg is None:
            return threshold("light_bell_kg" if key == "F" else "light_bar_kg")
        return line.mass_share * lifter.mass_kg
    if line.percent is None or ref_kg is None:
        return None
    return line.percent / 100 * ref_kg


def rpe_max(lifter: Lifter, line: Row, sessions: int, *, unmeasured: bool) -> float:
    """The highest RPE of today's sets: of the row, or lower by condition, clinician, age or a gate not measured."""
    ceilings = [line.rpe - 1 if unmeasured and line.phase not in ("foundation", "hold") else line.rpe]
    ceilings += [threshold(name) for condition, name in _RPE_CAPS.items() if condition in lifter.conditions]
    if lifter.limits.rpe is not None:
        ceilings.append(lifter.limits.rpe)
    if "over65" in lifter.conditions and sessions < threshold("older_easy_sessions"):
        ceilings.append(threshold("rpe_older_first_max"))
    return min(ceilings)


def highest_row(lifter: Lifter) -> str | None:
    """The highest row that conditions and clinicians leave open, None where all of them are.

    A row whose own ceiling is above what the lifter may do is not climbed to; at 16 and 17 it is R6.
    """
    caps = [threshold(name) for condition, name in _RPE_CAPS.items() if condition in lifter.conditions]
    caps += [] if lifter.limits.rpe is None else [lifter.limits.rpe]
    caps = [cap for cap in caps if cap < row("R6").rpe]
    if not caps:
        return None
    if "under18" in lifter.conditions and min(caps) >= threshold("rpe_under18_max"):
        return "R6"
    open_rows = [key for key in CLIMB if row(key).rpe <= min(caps)]
    return open_rows[-1] if open_rows else "F"


def may_strain(lifter: Lifter) -> bool:
    """Whether sets above RPE 8, cluster C and maxima are open at all: 18 years or more, and no condition against it."""
    grown = lifter.age is not None and lifter.age >= threshold("adult_age")
    return grown and not lifter.conditions & _NO_MAXIMUM and lifter.limits.rpe is None
