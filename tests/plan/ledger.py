"""What had happened before a day, worked out anew from the page: usual pain, anchor, colours, what earned a rise.

Where `clinical.md` can be read in two ways the milder reading counts (a higher usual, a later fall of the anchor), so
that what is called red or not green here is so by every reading. The numbers are typed from the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.training.diary import Done, Lift, Morning, Readiness

Hue = Literal["green", "amber", "sore", "unrated", "red"]
# 4.6 and 4.7: sets, repetitions, per cent of ref, RPE.
ROWS: Final[Mapping[str, tuple[int, int, float, float]]] = {
    "F": (3, 10, 0, 4), "T1": (3, 10, 55, 5), "T2": (3, 12, 55, 6), "T3": (3, 10, 60, 6), "R1": (3, 8, 65, 6),
    "R2": (4, 6, 70, 6.5), "R3": (3, 6, 72.5, 7), "R4": (4, 5, 75, 7), "R5": (2, 8, 77.5, 7.5), "R6": (4, 4, 80, 8),
    "R7": (4, 3, 82.5, 8), "R8": (3, 3, 85, 8), "PC": (2, 8, 0, 9), "hold": (4, 5, 0, 7),
}  # fmt: skip
CLIMB: Final = ("F", "T1", "T2", "T3", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8")
PHASES: Final = ("settle", "foundation", "technique", "return", "perform")
PHASE_OF: Final = {"F": "foundation", "T": "technique", "R": "return", "P": "perform", "h": "hold"}
LEG_WORSE: Final = ("new", "lower", "number", "weaker", "both")
DAY: Final = timedelta(1)


class Past(NamedTuple):
    """One hinge session that was done; full: neither the lighter day, a gentle one, nor beside the plan."""

    on: date
    done: Done
    lift: Lift
    row: str
    hue: Hue
    earned: bool
    full: bool
    tired: bool = False


def rung(lift: Lift) -> int:
    """The rung of the hinge ladder (4.5); hinges without weight are the lowest two."""
    found = exercise(lift.exercise).ladder
    return found if found is not None else (1 if lift.exercise == "dowel_hinge" else 0)


def harder(new: Lift, old: Lift, conditions: frozenset[str] = frozenset()) -> int:
    """1 where `new` is the harder variant or has the longer range, -1 where it is gentler, 0 where neither (4.5)."""
    if new.exercise.startswith("trap_bar") and not old.exercise.startswith("trap_bar") and "knee_pain" in conditions:
        return 1
    if new.exercise.startswith("rdl") and rung(old) > rung(new) and new.load_kg >= old.load_kg > 0:
        return 1
    here, there = (rung(new), -new.raised_cm), (rung(old), -old.raised_cm)
    if new.exercise != old.exercise and here[0] == there[0]:
        here, there = (0, here[1]), (0, there[1])
    return (here > there) - (here < there)


def phase_of(row: str | None) -> str:
    """The phase that a row belongs to, empty for a lift beside the plan."""
    return PHASE_OF.get(row[0], "") if row else ""


@dataclass(slots=True)
class Usual:
    """Usual pain on waking and its anchor (5.2), the highest that any reading of the page allows."""

    intake: int | None
    began: date
    on: list[date]
    pain: list[int]
    bases: dict[date, int | None] = field(default_factory=dict)
    lows: dict[date, int | None] = field(default_factory=dict)
    anchors: list[int] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, lifter: Lifter, mornings: Iterable[Morning], hinged: frozenset[date]) -> Usual:
        """From the mornings that do not follow a hinge day."""
        quiet = sorted((one.on, one.pain) for one in mornings if one.on - DAY not in hinged)
        return cls(lifter.base, lifter.began, [on for on, _ in quiet], [pain for _, pain in quiet])

    def least(self, on: date) -> int | None:
        """The lowest usual that a reading allows: with or without the morning of that day and the one before."""
        ends = [bisect_right(self.on, on - step * DAY) for step in (0, 1)]
        told = [
            sorted(self.pain[max(0, end - 7) : end])[(min(end, 7) - 1) // 2] if end >= 3 else self.intake
            for end in ends
        ]
        return min((one for one in told if one is not None), default=None)

    def lowest(self, on: date) -> int | None:
        """The lowest b of 5.2 that a reading allows: the anchor only ever takes values that the usual once had."""
        if on not in self.lows:
            days = [*self.on[: bisect_right(self.on, on)], on]
            told = [self.intake, *(self.least(day) for day in days)]
            self.lows[on] = min((one for one in told if one is not None), default=None)
        return self.lows[on]

    def base(self, on: date) -> int | None:
        """The usual around that day: whether its own morning and the next already count is left open by the page."""
        if not self.on:
            return self.intake
        if on not in self.bases:
            ends = {bisect_right(self.on, on + step * DAY) for step in (-1, 0, 1)}
            told = [middle(self.pain[max(0, end - 7) : end]) if end >= 3 else self.intake for end in ends]
            self.bases[on] = max((one for one in told if one is not None), default=None)
        return self.bases[on]

    def effective(self, on: date) -> int | None:
        """b of 5.2: the usual, but never above where it was at the start or has been for two weeks."""
        base = self.base(on)
        if base is None or self.intake is None or not self.on:
            return base
        while len(self.anchors) <= (on - self.began).days:
            self._day()
        return min(base, self.anchors[(on - self.began).days] if on >= self.began else self.intake)

    def _day(self) -> None:
        """One more day of the anchor, which falls to the highest of more than fourteen lower ones in a row."""
        assert self.intake is not None
        anchor = self.anchors[-1] if self.anchors else self.intake
        base = self.base(self.began + len(self.anchors) * DAY)
        self.lower = [*self.lower, base] if base is not None and base < anchor else []
        if len(self.lower) > 14:
            anchor, self.lower = max(self.lower), []
        self.anchors.append(anchor)


def middle(pains: list[int]) -> int:
    """The median, the upper of the two in the middle where there are two."""
    return sorted(pains)[len(pains) // 2]


def green_limit(usual: int) -> int:
    """How much it may hurt on a green day."""
    return min(5, max(2, usual + 1))


def gate_limit(usual: int) -> int:
    """How much it may hurt before a session that goes as planned (4.4)."""
    return min(5, max(3, usual + 1))


def hue(done: Done, usual: int | None) -> Hue:
    """The colour of a day (5.2), with soreness apart (3.6), gentle days (4.4), pain relief (5.1 24) and imports."""
    worst = max((pain for pain in (done.during, done.after) if pain is not None), default=None)
    above = None if usual is None or done.morning is None else done.morning - usual
    if done.leg in LEG_WORSE or (worst is not None and worst >= 6):
        return "red"
    if above is not None and above >= 2 and not done.sore_both_sides:
        return "red"
    if done.imported or usual is None or done.during is None or worst is None or above is None:
        return "unrated"
    if worst > green_limit(usual) or done.gentle or (done.relief and phase_of(done.row) == "return"):
        return "amber"
    if above > 0:
        return "sore" if done.sore_both_sides else "amber"
    return "green"


def rested(check: Readiness | None) -> bool:
    """Whether a day may earn a rise: not after a short night, ill, or under much stress (4.4)."""
    if check is None:
        return True
    short = check.sleep_h is not None and check.sleep_h < 5
    return not (short or check.ill or (check.stress is not None and check.stress >= 8))


def past(done: Done, usual: int | None, check: Readiness | None) -> Past:
    """One session with what it was worth."""
    colour = hue(done, usual)
    cap = ROWS.get(done.row or "", (0, 0, 0.0, 10.0))[3]
    within = done.rpe is None or done.rpe <= cap
    leg = done.leg == "none"
    earned = colour == "green" and within and leg and not done.grew and rested(check)
    full = done.row is not None and not (done.light or done.gentle or done.imported)
    return Past(done.on, done, done.lift, done.row or "", colour, earned, full, not rested(check))


def calm(check: Readiness, usual: int | None) -> bool:
    """Whether a check-in is one of the two that end the acute branch (4.1)."""
    return check.walking is True and check.now is not None and check.now <= max(3, usual or 0)


def days_with(signs: Iterable[tuple[date, bool]]) -> int:
    """How many different days have at least one that counts."""
    return len({on for on, counts in signs if counts})


def within(values: Iterable[float], span: float) -> bool:
    """Whether the last two of these are within `span` of each other."""
    pairs = list(pairwise(values))
    return bool(pairs) and abs(pairs[-1][0] - pairs[-1][1]) <= span
