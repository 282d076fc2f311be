"""History: load, pain, low back and technique ceiling day by day on one time axis, made of a diary and of clips."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from liftwell.athlete import LOAD_RANGE_KG, require_within
from liftwell.plan.exercise import catalogue
from liftwell.plan.loading.load_table import load_table
from liftwell.plan.loading.plates import Unit
from liftwell.quantity import Quantity, middle
from liftwell.training.day_colour import GRAVEST_FIRST, Colour, colour_of_day
from liftwell.training.diary import LEG_WORSE, Diary, Done, OtherWork
from liftwell.training.usual_pain import UsualPain

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the clips of one day showed.

    lumbar: how much the low back changed shape in the pull (an angle, rad or deg; positive is rounder); ceiling_kg: the
    load up to which the technique held, None where it is not known. Raises ImpossibleValue for a load no lifter has.
    """

    on: date
    lumbar: Quantity
    ceiling_kg: float | None = None

    def __post_init__(self) -> None:
        require_within("technique ceiling", self.ceiling_kg, LOAD_RANGE_KG, "kg")


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """One day, None for whatever was not told or not seen.

    load_kg: the heaviest hinge, 0 where one was done without weight, None without one; exercise: its name in words;
    during, after: worst pain of the day's hinges, morning: on waking the next day; waking: on waking that day;
    colour: the graver of the day's hinges; lumbar in deg; gentle: a hinge was made easier because of how the day was;
    sore: the next morning's trouble was soreness of muscle on both sides; note: what else was told, in words.
    """

    on: date
    load_kg: float | None = None
    exercise: str | None = None
    imported: bool = False
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    waking: int | None = None
    colour: Colour | None = None
    lumbar: Quantity | None = None
    ceiling_kg: float | None = None
    gentle: bool = False
    sore: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The days on which anything is known, oldest first; usual: the usual pain on waking on each of them; unit: that
    in which loads are shown.

    Raises ValueError unless each day has its own usual and comes after the one before.
    """

    name: str
    days: tuple[HistoryDay, ...] = ()
    usual: tuple[int | None, ...] = ()
    unit: Unit = "kg"

    def __post_init__(self) -> None:
        if len(self.days) != len(self.usual):
            raise ValueError(f"{len(self.days)} days and {len(self.usual)} usual pains: expected as many")
        if any(one.on >= other.on for one, other in zip(self.days, self.days[1:], strict=False)):
            raise ValueError("the days of a history follow each other, each once")

    @property
    def sessions(self) -> tuple[HistoryDay, ...]:
        """The days with a hinge."""
        return tuple(day for day in self.days if day.load_kg is not None)


def history_of(name: str, diary: Diary, measured: Sequence[Measured] = (), *, told: int | None = None) -> History:
    """The history in a diary, in any order, with what clips showed; `told` is the usual pain told at the start.

    Mornings after a hinge do not count towards the usual, as in the plan. Colours are the plan's too, but for what only
    the plan knows: the phase is that of the session's row. Raises ValueError for a `Measured.lumbar` that is no angle.
    """
    told_on, seen_on = _told_by_day(diary), _seen_by_day(measured)
    woken = {one.on: one.pain for one in diary.mornings}
    usual, days, usuals = UsualPain.at_entry(told), [], []
    for on in sorted({*told_on.done, *told_on.other, *woken, *seen_on}):
        if on in woken and on - _DAY not in told_on.done:
            usual = usual.after_morning(on, woken[on])
        usual = usual.as_of(on)
        done = [_with_morning(one, woken) for one in told_on.done.get(on, ())]
        day = _trained(on, done, usual.effective)
        note = "; ".join(dict.fromkeys([*_notes(done), *map(_beside, told_on.other.get(on, ()))]))
        days.append(_with_clips(replace(day, waking=woken.get(on), note=note), seen_on.get(on, ())))
        usuals.append(usual.base)
    return History(name, tuple(days), tuple(usuals))


@dataclass(frozen=True, slots=True)
class _Told:
    done: Mapping[date, Sequence[Done]]
    other: Mapping[date, Sequence[OtherWork]]


def _told_by_day(diary: Diary) -> _Told:
    done: dict[date, list[Done]] = {}
    other: dict[date, list[OtherWork]] = {}
    for one in diary.done:
        done.setdefault(one.on, []).append(one)
    for work in diary.other:
        other.setdefault(work.on, []).append(work)
    return _Told(done, other)


def _seen_by_day(measured: Sequence[Measured]) -> Mapping[date, Sequence[Measured]]:
    found: dict[date, list[Measured]] = {}
    for one in measured:
        found.setdefault(one.on, []).append(replace(one, lumbar=_degrees(one.lumbar)))
    return found


def _degrees(angle: Quantity) -> Quantity:
    return angle if angle.unit == "deg" else angle.in_degrees()


def _with_morning(done: Done, woken: Mapping[date, int]) -> Done:
    return done if done.morning is not None else replace(done, morning=woken.get(done.on + _DAY))


def _trained(on: date, done: Sequence[Done], base: int | None) -> HistoryDay:
    if not done:
        return HistoryDay(on)
    heaviest = max(done, key=lambda one: one.lift.load_kg)
    known = catalogue().get(heaviest.lift.exercise)
    return HistoryDay(
        on,
        load_kg=heaviest.lift.load_kg,
        exercise=known.name if known is not None else heaviest.lift.exercise,
        imported=all(one.imported for one in done),
        during=_worst([one.during for one in done]),
        after=_worst([one.after for one in done]),
        morning=_worst([one.morning for one in done]),
        colour=min((colour_of_day(one, base, relief_hides=_hides(one)) for one in done), key=GRAVEST_FIRST.index),
        gentle=any(one.gentle for one in done),
        sore=any(one.sore_both_sides for one in done),
    )


def _worst(pains: Sequence[int | None]) -> int | None:
    return max((pain for pain in pains if pain is not None), default=None)


def _hides(done: Done) -> bool:
    """Whether pain relief makes a green day amber, as it does in these phases of the plan."""
    return done.row is not None and done.row in load_table() and load_table()[done.row].phase in ("return", "perform")


def _notes(done: Sequence[Done]) -> Iterator[str]:
    for one in done:
        yield from (words for said, words in (
            (one.imported, "from another log"),
            (one.gentle, "an easier day"),
            (one.relief, "pain relief before"),
            (one.sore_both_sides, "sore on both sides"),
            (one.leg in LEG_WORSE, "more in the leg"),
        ) if said)  # fmt: skip


def _beside(work: OtherWork) -> str:
    effort = "" if work.rpe is None else f" at RPE {work.rpe:g}"
    return f"also {work.what}{effort}"


def _with_clips(day: HistoryDay, seen: Sequence[Measured]) -> HistoryDay:
    if not seen:
        return day
    ceiling = min((one.ceiling_kg for one in seen if one.ceiling_kg is not None), default=math.inf)
    return replace(
        day, lumbar=middle([one.lumbar for one in seen]), ceiling_kg=ceiling if math.isfinite(ceiling) else None
    )
