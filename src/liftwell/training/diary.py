"""The diary of a plan: what was done, how it felt, what was seen; one record a day and thing, pain 0 to 10.

Whatever was not told is None and never counts as good. Records are facts: nothing here decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Final, Literal, TypeVar, get_args

from liftwell.athlete import LOAD_RANGE_KG, require_one_of, require_within
from liftwell.errors import ImpossibleValue
from liftwell.training.override import Override

# Of the leg, against the last time: none there, as it was above the knee, moved up towards the back; below the knee or
# tingling, not changing; or new, further down, more numb or more often, weaker, in both legs.
LegSign = Literal["none", "same", "up", "below", "new", "lower", "number", "weaker", "both"]
LEG_WORSE: Final = frozenset({"new", "lower", "number", "weaker", "both"})
SignKind = Literal[
    "hinge-pass", "hinge-fail", "hinge-deg", "stick", "steps-hold", "steps-fix", "checklist", "coach-hinge",
    "coach-technique", "activity", "goal", "hip-deg", "knee-short-deg", "psoas-s", "hip-short-deg", "mastered",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lift:
    """A main lift as it was planned or done: `sets` of `reps` with one load.

    exercise: id in the catalogue; load_kg: total on the bar, 0 where nothing is lifted; raised_cm: of the plates above
    the floor; inside: repetitions between the short rests of a cluster, `sets` then counts clusters.
    """

    exercise: str
    sets: int
    reps: int
    load_kg: float
    raised_cm: float = 0.0
    inside: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        require_within("load", self.load_kg, (0, LOAD_RANGE_KG[1]), "kg")
        require_within("height", self.raised_cm, (0, 120), "cm")
        require_within("number of sets", self.sets, (0, 50), "")
        require_within("number of repetitions", self.reps, (0, 200), "")
        if self.inside and sum(self.inside) != self.reps:
            raise ImpossibleValue(f"A cluster of {self.reps} repetitions cannot be {'+'.join(map(str, self.inside))}.")

    @property
    def total_reps(self) -> int:
        """Repetitions of all sets together."""
        return self.sets * self.reps

    @property
    def volume_kg(self) -> float:
        """Sets times repetitions times load."""
        return self.total_reps * self.load_kg

    @property
    def variant(self) -> tuple[str, float]:
        """Exercise and height."""
        return self.exercise, self.raised_cm

    @property
    def scheme(self) -> tuple[int, tuple[int, ...]]:
        """Repetitions of a set and how they are parted; more or fewer sets are the same scheme."""
        return self.reps, self.inside


@dataclass(frozen=True, slots=True)
class Done:
    """A hinge session that was done.

    row: of the load table by which it was planned, None for a lift beside the plan; rpe: of the hardest set; during:
    worst pain in the session, after: within an hour of it, morning: on waking the next day; leg: against before;
    gentle: the day gate or a light week made it easier; light: the lighter of two days in a week; relief: pain relief
    within six hours that is not the usual daily one; sore_both_sides: the morning's trouble is soreness of muscle on
    both sides; grew: the back changed shape more than in an easy set, beyond error; stick_kept: of ten hinges with the
    stick; imported: from another log, nothing is known of pain.
    """

    on: date
    lift: Lift
    row: str | None = None
    rpe: float | None = None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    leg: LegSign = "none"
    gentle: bool = False
    light: bool = False
    relief: bool = False
    sore_both_sides: bool = False
    grew: bool = False
    stick_kept: int | None = None
    imported: bool = False

    def __post_init__(self) -> None:
        require_within("RPE", self.rpe, (0, 10), "")
        for what in ("during", "after", "morning"):
            require_within(f"pain {what}", getattr(self, what), (0, 10), "")
        require_within("number of hinges with the stick", self.stick_kept, (0, 10), "")
        require_one_of("leg", self.leg, get_args(LegSign))


@dataclass(frozen=True, slots=True)
class Morning:
    """Pain on waking; leg: any symptom there that morning, None where not told."""

    on: date
    pain: int
    leg: bool | None = None

    def __post_init__(self) -> None:
        require_within("pain on waking", self.pain, (0, 10), "")


@dataclass(frozen=True, slots=True)
class OtherWork:
    """Heavy work for the back beside the plan: squats, rows, good mornings, swings, Olympic lifts, moving house."""

    on: date
    what: str
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """Something seen or tested on a day: a self-test, a clip, a coach's tick, an outcome; `value` in its own unit.

    exercise: of a drill that was easy at the top of its range ("mastered"), its id.
    """

    on: date
    kind: SignKind
    value: float | None = None
    raised_cm: float = 0.0
    side: Literal["left", "right"] | None = None
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """The check-in of one day, each None where it was not told.

    pain now; walking as usual; soreness of both sides (0-10); stands: how much five stands from a chair raise the pain;
    hours slept; stress (0-10); ill without fever; fever; leg against before; off_for_pain: the days without a hinge
    before it were because of pain.
    """

    on: date
    now: int | None = None
    walking: bool | None = None
    soreness: int | None = None
    stands: int | None = None
    sleep_h: float | None = None
    stress: int | None = None
    ill: bool = False
    fever: bool = False
    leg: LegSign = "none"
    off_for_pain: bool = False

    def __post_init__(self) -> None:
        for what in ("now", "soreness", "stands", "stress"):
            require_within(what, getattr(self, what), (0, 10), "")
        require_within("sleep", self.sleep_h, (0, 24), "hours")


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything that was noted since the plan began, in any order."""

    done: tuple[Done, ...] = ()
    mornings: tuple[Morning, ...] = ()
    other: tuple[OtherWork, ...] = ()
    signs: tuple[Sign, ...] = ()
    checks: tuple[Readiness, ...] = ()
    overrides: tuple[Override, ...] = ()

    def morning_on(self, on: date) -> Morning | None:
        """The pain on waking of a day, None where it was not told."""
        return next((one for one in self.mornings if one.on == on), None)

    def woken(self, on: date, pain: int) -> Morning:
        """A morning with that pain, and what was told of the leg before."""
        return replace(self.morning_on(on) or Morning(on, pain), pain=pain)

    def check_on(self, on: date) -> Readiness | None:
        """The check-in of a day, None where it was not told."""
        return next((one for one in self.checks if one.on == on), None)

    def until(self, on: date) -> Diary:
        """What had been noted when the day `on` began: sessions before it, and everything else up to it."""
        return Diary(
            tuple(sorted((one for one in self.done if one.on < on), key=_DATED)),
            _up_to(self.mornings, on),
            _up_to(self.other, on),
            _up_to(self.signs, on),
            _up_to(self.checks, on),
            _up_to(self.overrides, on),
        )


_DATED: Final = attrgetter("on")
_Dated = TypeVar("_Dated", Morning, OtherWork, Sign, Readiness, Override)


def _up_to(records: Sequence[_Dated], on: date) -> tuple[_Dated, ...]:
    return tuple(sorted((one for one in records if one.on <= on), key=_DATED))
