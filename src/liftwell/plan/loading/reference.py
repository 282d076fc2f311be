"""Reference: the best single (kg) that the percentages of the load table are taken of (`clinical.md` 4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from liftwell.athlete import LOAD_RANGE_KG, require_within
from liftwell.evidence import threshold
from liftwell.plan.loading.one_rep_max import estimated_single
from liftwell.training.session import Session, Set, Training

# Lifts whose single is the lifter's deadlift: a raised, trap or Romanian bar has another.
FROM_THE_FLOOR: Final = frozenset({"conventional", "sumo"})
Origin = Literal["told", "log", "recalled"]


@dataclass(frozen=True, slots=True)
class Best:
    """A best single as it was told: on which day, None where nobody said; recalled: by heart, not from a record.

    Raises ImpossibleValue outside what can be lifted.
    """

    load_kg: float
    on: date | None = None
    recalled: bool = False

    def __post_init__(self) -> None:
        require_within("best lift", self.load_kg, LOAD_RANGE_KG, "kg")


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference single in kg, of which day it is (None where not known), and where it comes from."""

    load_kg: float
    origin: Origin
    on: date | None = None


def reference(training: Training, on: date, onset: date | None = None, best: Best | None = None) -> Reference | None:
    """The reference single on the day `on`, None where nothing tells it.

    The first that there is: a best single that was told, as it stands; the best estimate of the logged sets in the
    weeks before the pain began (`onset`, today where not known); a recalled best, less a little. Whatever is older than
    half a year counts less.
    """
    if best is not None and not best.recalled:
        return _aged(best.load_kg, "told", best.on, on)
    logged = max(_estimates(training, min(onset or on, on)), default=None)
    if logged is not None:
        return _aged(logged[0], "log", logged[1], on)
    return None if best is None else _aged(best.load_kg * threshold("recalled_best_share"), "recalled", best.on, on)


def raised(before: Reference, now: Reference) -> Reference:
    """The reference after a new estimate: it falls at once and rises by so much a week at most.

    Compounded by days, so that no way of asking more often makes it rise faster; without two days nothing rises.
    """
    days = 0 if before.on is None or now.on is None else max((now.on - before.on).days, 0)
    most = before.load_kg * (1 + threshold("reference_rise_max_share")) ** (days / 7)
    return Reference(min(now.load_kg, most), now.origin, now.on or before.on)


def _estimates(training: Training, end: date) -> Iterator[tuple[float, date]]:
    """Estimates (kg) with their days, of the sets that may feed one."""
    begin = end - timedelta(weeks=threshold("reference_window_weeks"))
    for session in training.sessions:
        if session.lift in FROM_THE_FLOOR and begin <= session.on < end:
            yield from ((single, session.on) for single in _singles(session))


def _singles(session: Session) -> Iterator[float]:
    for one in session.sets:
        single = estimated_single(one) if feeds(one) else None
        if single is not None:
            yield single


def feeds(one: Set) -> bool:
    """Whether a set may feed an estimate; what was not rated before the pain began speaks neither way."""
    return (
        (one.pain is None or one.pain <= threshold("reference_pain_max"))
        and (one.rpe is None or one.rpe <= threshold("reference_rpe_max"))
        and one.reps <= threshold("single_estimate_max_reps")
    )


def _aged(load_kg: float, origin: Origin, of: date | None, on: date) -> Reference:
    old = of is not None and on - of > timedelta(weeks=threshold("reference_fresh_weeks"))
    return Reference(load_kg * (threshold("reference_old_share") if old else 1.0), origin, of)
