"""LoggedSet: one set as the lifter planned and did it, whatever the exercise; pain 0 to 10, loads in kg."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from liftwell.athlete import LOAD_RANGE_KG, require_one_of, require_within
from liftwell.errors import ImpossibleValue
from liftwell.training.diary import LegSign, Lift

# main: work of a main lift; ramp: on the way up to it; other: drills and assistance.
LoggedKind = Literal["main", "ramp", "other"]
MOST_LETTERS: Final = 80


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """One set of one exercise on one day.

    token: a name that whoever notes it gives the set for good, so that the same set told again is no second one;
    exercise: id in the catalogue; number: of the set within its exercise and day, from 1; planned and done load_kg
    (total on the bar) and reps, None where not told; inside: repetitions between the short rests of a cluster; rpe,
    pain and leg in it, None where not told; stopped: a repetition stopped moving; skipped: it was planned and not
    begun, why: in the person's words.
    """

    on: date
    token: str
    exercise: str
    number: int
    kind: LoggedKind = "main"
    planned_load_kg: float | None = None
    planned_reps: int | None = None
    load_kg: float | None = None
    reps: int | None = None
    raised_cm: float = 0.0
    inside: tuple[int, ...] = ()
    rpe: float | None = None
    pain: int | None = None
    leg: LegSign | None = None
    stopped: bool = False
    skipped: bool = False
    why: str = ""

    def __post_init__(self) -> None:
        for what, name in (("token", self.token), ("exercise", self.exercise)):
            if not 0 < len(name.strip()) <= MOST_LETTERS:
                raise ImpossibleValue(f"A set needs its {what}, of 1 to {MOST_LETTERS} letters.")
        require_one_of("kind of set", self.kind, get_args(LoggedKind))
        require_within("number of the set", self.number, (1, 200), "")
        for load in (self.planned_load_kg, self.load_kg):
            require_within("load", load, (0, LOAD_RANGE_KG[1]), "kg")
        for reps in (self.planned_reps, self.reps):
            require_within("number of repetitions", reps, (0, 200), "")
        require_within("RPE", self.rpe, (0, 10), "")
        require_within("pain", self.pain, (0, 10), "")
        if self.leg is not None:
            require_one_of("leg", self.leg, get_args(LegSign))
        _require_whole(self)

    @property
    def variant(self) -> tuple[str, float]:
        """Exercise and height of the plates, as `Lift.variant`."""
        return self.exercise, self.raised_cm

    @property
    def lift(self) -> Lift | None:
        """The one set that was lifted, None where no repetition was."""
        if not self.reps:
            return None
        return Lift(self.exercise, 1, self.reps, self.load_kg or 0.0, self.raised_cm, self.inside)


def _require_whole(one: LoggedSet) -> None:
    """A set was skipped or done; one of a main lift that was done tells load and repetitions, and adds up."""
    told = one.load_kg is not None, one.reps is not None
    if one.skipped and (any(told) or one.inside):
        raise ImpossibleValue("A set that was skipped has no load and no repetitions that were done.")
    if one.why and not one.skipped:
        raise ImpossibleValue("Only a set that was skipped tells why.")
    if one.kind != "other" and not one.skipped and not all(told):
        raise ImpossibleValue("A set of a lift needs its load and its repetitions, or to be skipped.")
    if one.inside and sum(one.inside) != one.reps:
        raise ImpossibleValue(f"A cluster of {one.reps} repetitions cannot be {'+'.join(map(str, one.inside))}.")
    require_within("height", one.raised_cm, (0, 120), "cm")
