"""Standing: where a lifter stands in the plan after everything that was done and felt so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from liftwell.plan.course.due import Due
from liftwell.plan.loading.worked import Worked
from liftwell.training.day_colour import Colour
from liftwell.training.diary import Lift
from liftwell.training.override import Override
from liftwell.training.usual_pain import UsualPain
from liftwell.triage.account import Phase

# How many sessions are kept: the caps look back over the last week, gates over the last two sessions.
KEPT: Final = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen so far that opens gates; days are ordinals.

    passed: the unloaded hinge held, as (day, height in cm); failed: it did not; sticks: enough hinges kept the stick;
    clean, marred: light clips without and with something to fix; listed: the own checklist of the steps; hinge_tick,
    technique_tick: of a coach; changes: retests of the hinge as (height in cm, degrees); activity: scale for
    deadlifting, 0 to 10; goal: the lifter's own goal was reached.
    """

    passed: tuple[tuple[int, float], ...] = ()
    sticks: frozenset[int] = frozenset()
    clean: frozenset[int] = frozenset()
    marred: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()
    hinge_tick: bool = False
    technique_tick: bool = False
    changes: tuple[tuple[float, float], ...] = ()
    activity: tuple[float, ...] = ()
    goal: bool = False

    @property
    def held_cm(self) -> float | None:
        """The lowest height at which, or below which, the hinge held on two days; None where on fewer."""
        days: set[int] = set()
        for height, day in sorted((height, day) for day, height in self.passed):
            days.add(day)
            if len(days) == 2:
                return height
        return None


@dataclass(frozen=True, slots=True)
class Calm:
    """Quiet days in a row up to `on`, and whether five stands from a chair were fine on one of them."""

    on: date
    days: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Settling:
    """The acute branch: since when, from which phase and after which lift, usual pain before, and how it eases.

    quiet: days in a row that were quiet enough, up to `quiet_on`; stands: five stands from a chair were fine;
    first_now, best_now: pain when asked first and at its lowest; walks: walking as usual.
    """

    since: date
    left: Phase
    lift: Lift | None
    variant: tuple[str, float]
    base: int | None
    quiet: int = 0
    quiet_on: date | None = None
    stands: bool = False
    first_now: int | None = None
    best_now: int | None = None
    walks: bool | None = None


@dataclass(frozen=True)  # no slots: a dict is copied in one go, and `copied` does so hundreds of times a plan
class Standing:
    """Everything that the next session depends on.

    phase, row: where the lifter is, since which days; began: first day of the plan; due: what comes next; usual:
    pain on waking; log: row days, oldest first. Of the last hinge session of any kind: last_on, last_rpe, last_done
    (planned, with a load: last_loaded), last_row by which it was planned. colours: of the last four sessions;
    fresh: how many of them count since the last step back. Counts: greens (green row days in a row with one lift;
    earned: with any), greens_at_row, greens_in_phase, at_row, in_phase, sessions; flat: ambers and unrated days in
    a row; unrated: in a row; over_rpe: green but too hard, in a row. row_cap_kg: the load that RPE allows at this
    row; stepped_on: last large step of a light load; held: sessions since the load was held for form; unmeasured: a
    gate was passed without film or coach; working_kg: the level that a plateau has shown; risen_on: last rise;
    eased_from: first day of a light week, easing_since: end of the last one; short_night, tired_on: after which
    nothing goes up; light_next: the lighter day of the week is due. seen: what opens gates; settling: the acute
    branch. leg_grade, leg_on, quiet_leg, leg_free: of a leg symptom (5.7), the last counts sessions without any.
    triage_again: the cause is to be looked for anew; placed_up: a coach placed one phase up; entry_pain: usual pain
    at the start; hinge_days: the last of them; hard: hard sets by day; ref_kg, ref_on: reference single, and its
    last rise; wishes: overrides that may still hold; calm: quiet days since a red one after which nothing is
    loaded.
    """

    phase: Phase
    row: str
    due: Due
    usual: UsualPain
    phase_since: date
    row_since: date
    began: date
    log: tuple[Worked, ...] = ()
    last_on: date | None = None
    last_rpe: float | None = None
    last_done: Lift | None = None
    colours: tuple[Colour, ...] = ()
    fresh: int = 0
    greens: int = 0
    earned: int = 0
    last_row: str | None = None
    last_loaded: Lift | None = None
    greens_at_row: int = 0
    greens_in_phase: int = 0
    at_row: int = 0
    in_phase: int = 0
    sessions: int = 0
    flat: int = 0
    unrated: int = 0
    over_rpe: int = 0
    row_cap_kg: float | None = None
    stepped_on: date | None = None
    held: int = 0
    unmeasured: bool = False
    working_kg: float | None = None
    risen_on: date | None = None
    easing_since: date | None = None
    eased_from: date | None = None
    short_night: bool = False
    tired_on: date | None = None
    light_next: bool = False
    seen: Evidence = field(default_factory=Evidence)
    settling: Settling | None = None
    leg_grade: int = 0
    leg_on: date | None = None
    quiet_leg: int = 0
    leg_free: int = 2
    triage_again: bool = False
    placed_up: bool = False
    entry_pain: int | None = None
    hinge_days: tuple[date, ...] = ()
    hard: tuple[tuple[int, int], ...] = ()
    ref_kg: float | None = None
    ref_on: date | None = None
    wishes: tuple[Override, ...] = ()
    calm: Calm | None = None

    @property
    def worked(self) -> Worked | None:
        """The last row day, None before the first."""
        return self.log[-1] if self.log else None

    @property
    def reds(self) -> int:
        """Red days among the last four since the last step back."""
        return self.colours[-self.fresh :].count("red") if self.fresh else 0

    @property
    def all_green(self) -> bool:
        """Whether each of the last four sessions was green; fewer than four are not enough."""
        return len(self.colours) == 4 and set(self.colours) == {"green"}

    @property
    def mostly_green(self) -> bool:
        """Whether none of the last four was red and two or more were green."""
        return "red" not in self.colours and self.colours.count("green") >= 2

    @property
    def last_colour(self) -> Colour | None:
        """The colour of the last session."""
        return self.colours[-1] if self.colours else None
