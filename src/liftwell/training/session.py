"""Sets, sessions and what is known of the last weeks: plain records, loads in kg, RPE and pain 0 to 10."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from liftwell.athlete import LOAD_RANGE_KG, require_within
from liftwell.errors import ImpossibleValue
from liftwell.lift import Lift

# Every lift that starts with a hip hinge; all others count only as other work for the back.
HINGES: Final = frozenset({*get_args(Lift), "kettlebell"})


@dataclass(frozen=True, slots=True)
class Set:
    """`times` sets alike: repetitions, load on the bar in kg, RPE and pain, both None where not rated."""

    reps: int
    load_kg: float
    times: int = 1
    rpe: float | None = None
    pain: int | None = None

    def __post_init__(self) -> None:
        require_within("load", self.load_kg, (0, LOAD_RANGE_KG[1]), "kg")
        require_within("RPE", self.rpe, (0, 10), "")
        require_within("pain", self.pain, (0, 10), "")
        if self.reps < 1 or self.times < 1:
            raise ImpossibleValue(f"A set has one repetition or more, not {self.times} x {self.reps}.")


@dataclass(frozen=True, slots=True)
class Session:
    """One lift on one day; morning: pain on waking the day after, None where nobody said."""

    on: date
    lift: str
    sets: tuple[Set, ...]
    morning: int | None = None

    def __post_init__(self) -> None:
        require_within("pain next morning", self.morning, (0, 10), "")

    @property
    def hinge(self) -> bool:
        """Whether it is a lift with a hip hinge."""
        return self.lift in HINGES

    @property
    def top_kg(self) -> float:
        """The heaviest load of the day, 0 without a set."""
        return max((one.load_kg for one in self.sets), default=0.0)

    @property
    def top_rpe(self) -> float | None:
        """The hardest set of the day, None where none was rated."""
        return max((one.rpe for one in self.sets if one.rpe is not None), default=None)

    def hard_sets(self, rpe_min: float) -> int:
        """How many sets were as hard as that, or harder."""
        return sum(one.times for one in self.sets if one.rpe is not None and one.rpe >= rpe_min)


@dataclass(frozen=True, slots=True)
class Training:
    """What is known of the training: sessions, oldest first, and what the person said of the last eight weeks.

    weeks_known: for how many weeks back everything is told, None where not; more_weight, more_sets, time_off (and then
    close to the old weights at once), other_back_work (heavy squats or rows on neighbouring days): None where skipped.
    last_kg: of the last hinge session, comfortable_kg: heaviest that hurt no more than it may, in four weeks.
    """

    sessions: tuple[Session, ...] = ()
    weeks_known: int | None = None
    more_weight: bool | None = None
    more_sets: bool | None = None
    time_off: bool | None = None
    other_back_work: bool | None = None
    last_kg: float | None = None
    comfortable_kg: float | None = None
    days_since_hinge: int | None = None

    def __post_init__(self) -> None:
        require_within("number of weeks", self.weeks_known, (0, 5000), "weeks")
        for load in (self.last_kg, self.comfortable_kg):
            require_within("load", load, (0, LOAD_RANGE_KG[1]), "kg")

    @property
    def hinges(self) -> tuple[Session, ...]:
        """The sessions with a hip hinge, oldest first."""
        return tuple(sorted((one for one in self.sessions if one.hinge), key=lambda one: one.on))
