"""The diary as a person writes it in a file: schema `liftwell.diary/1`, in TOML or JSON.

Every list and every key but a day and what was done may be left out; what is left out was not told, and never counts
as good. Loads in kg, heights in cm, pain 0 to 10; a key that there is not is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field, model_validator

from liftwell.exchange.hand_written import STRICT, Count, Finite, Height, Rating
from liftwell.training.diary import LegSign, SignKind
from liftwell.training.override import Who, Wish

SCHEMA: Final = "liftwell.diary/1"
Begun = Literal["settle", "foundation", "technique", "return", "perform", "hold"]
Effort = Annotated[float, Field(ge=0, le=10)]


class Part(BaseModel):
    """A table of the file."""

    model_config = STRICT


class SessionTable(Part):
    """A hinge session that was done: the lift with what it weighed, and how it felt. `load_kg` is all of it."""

    on: date
    exercise: str
    sets: Count
    reps: Count | None = None
    inside: list[Count] = []
    load_kg: Finite
    raised_cm: Height = 0
    row: str | None = None
    rpe: Effort | None = None
    during: Rating | None = None
    after: Rating | None = None
    morning: Rating | None = None
    leg: LegSign = "none"
    gentle: bool = False
    light: bool = False
    relief: bool = False
    sore_both_sides: bool = False
    grew: bool = False
    stick_kept: Rating | None = None
    imported: bool = False

    @model_validator(mode="after")
    def _repetitions_told(self) -> SessionTable:
        if self.reps is None and not self.inside:
            raise ValueError("a session needs reps = 8, or inside = [2, 2, 2] for a cluster")
        if self.reps is not None and self.inside and sum(self.inside) != self.reps:
            raise ValueError(f"{'+'.join(map(str, self.inside))} repetitions inside a cluster are not {self.reps}")
        return self


class MorningTable(Part):
    """A morning: pain on waking, and whether anything was felt in a leg."""

    on: date
    pain: Rating
    leg: bool | None = None


class OtherTable(Part):
    """Other heavy work for the back: squats, rows, swings, a day of moving house."""

    on: date
    what: str
    rpe: Effort | None = None


class SignTable(Part):
    """Something seen, tested or ticked on a day; `value` in its own unit, `exercise` of a drill that was mastered."""

    on: date
    kind: SignKind
    value: Finite | None = None
    raised_cm: Height = 0
    side: Literal["left", "right"] | None = None
    exercise: str | None = None


class CheckTable(Part):
    """The check-in of a day, before the session."""

    on: date
    now: Rating | None = None
    walking: bool | None = None
    soreness: Rating | None = None
    stands: Rating | None = None
    sleep_h: Annotated[float, Field(ge=0, le=24)] | None = None
    stress: Rating | None = None
    ill: bool = False
    fever: bool = False
    leg: LegSign = "none"
    off_for_pain: bool = False


class OverrideTable(Part):
    """Somebody wants something else than the plan says."""

    on: date
    who: Who
    what: Wish
    value: Finite | str | None = None
    instead_of: str = ""
    why: str = ""
    until: date | None = None


class StartTable(Part):
    """Where the plan began, kept so that a better or a worse day later does not move its beginning."""

    on: date
    phase: Begun | None = None
    row: str | None = None
    exercise: str | None = None
    raised_cm: Height | None = None
    ref_kg: Finite | None = None
    last_kg: Finite | None = None
    base: Rating | None = None
    psoas: str | None = None


class DiaryDocument(Part):
    """The whole file. Without `start` the plan began on the first day in it, in the phase of its first row."""

    schema_: Literal["liftwell.diary/1"] = Field(default="liftwell.diary/1", alias="schema")
    start: StartTable | None = None
    session: list[SessionTable] = []
    morning: list[MorningTable] = []
    other: list[OtherTable] = []
    sign: list[SignTable] = []
    check: list[CheckTable] = []
    override: list[OverrideTable] = []

    @model_validator(mode="after")
    def _each_once(self) -> DiaryDocument:
        _once("session", self.session, lambda one: (one.on, *_lift(one)))
        _once("morning", self.morning, lambda one: one.on)
        _once("other", self.other, lambda one: (one.on, one.what.strip().lower()))
        _once("sign", self.sign, lambda one: (one.on, one.kind, one.raised_cm, one.side, one.exercise))
        _once("check", self.check, lambda one: one.on)
        _once("override", self.override, lambda one: (one.on, one.who, one.what))
        return self

    @property
    def days(self) -> list[date]:
        """The day of every entry, in the order of the file."""
        lists = (self.session, self.morning, self.other, self.sign, self.check, self.override)
        return [one.on for listed in lists for one in listed]


_Row = SessionTable | MorningTable | OtherTable | SignTable | CheckTable | OverrideTable


def _lift(one: SessionTable) -> tuple[Hashable, ...]:
    return one.exercise.strip().lower(), one.load_kg, one.raised_cm, one.reps, tuple(one.inside)


def _once(name: str, rows: Sequence[_Row], key: Callable[..., Hashable]) -> None:
    """Raise ValueError where two entries tell the same thing of one day: neither is the better one."""
    seen: set[Hashable] = set()
    for row in rows:
        if key(row) in seen:
            raise ValueError(f"the {name} of {row.on.isoformat()} stands in it twice; please keep one of them")
        seen.add(key(row))
