"""Sessions as an iCalendar file (RFC 5545): one event of a whole day for each that is planned and each that was done.

The same sessions always give the same bytes. Nothing of a plan is in it before safety is clear. Calendars get shared:
of what was done it tells lift and effort, never the pain, and every event is marked private.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal
from uuid import UUID, uuid5

from liftwell.exchange.session_words import lift_line
from liftwell.plan.exercise import exercise
from liftwell.plan.plan_words import (
    KINDS,
    PARTS,
    effort_words,
    lift_words,
    may_show,
    sayable,
    stop_of,
    stop_words,
)
from liftwell.plan.prescription import DayKind, Item, MainLift, Today
from liftwell.training.diary import Done

if TYPE_CHECKING:
    from icalendar import Calendar

# The root of all UIDs. Never change it: a calendar would show each session twice.
_ROOT: Final = UUID("0d2a9c1e-3f53-5b8e-8a57-6f1f2f6c7a31")
_SESSIONS: Final[frozenset[DayKind]] = frozenset({"train", "gentle", "drills"})
# From the beginning of the day: eight in the morning.
_BELL: Final = timedelta(hours=8)
IF_GREEN: Final = "So it comes if every day before it goes well. Look at your plan on the day."


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be reminded of on a day; kind tells those of one day apart. It names no exercise and no load."""

    on: date
    kind: Literal["session", "morning", "safety"]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Event:
    on: date
    uid: str
    title: str
    lines: tuple[str, ...]
    status: Literal["TENTATIVE", "CONFIRMED"]
    alarm: bool = False


def calendar_of(
    days: Sequence[Today],
    done: Sequence[Done],
    *,
    base: int | None = None,
    whose: str = "",
    reminders: Sequence[Reminder] = (),
) -> bytes:
    """The calendar of planned `days`, the first of them today, and of what was `done`.

    What was done by a row of the plan takes the place of that day's plan, also in a calendar that read an older file:
    both have one UID. base: usual pain on waking, on which it depends when to stop; None is the strictest. whose:
    anything that tells lifters apart whose files go into one calendar.
    """
    from icalendar import Calendar  # noqa: PLC0415 - only who writes a calendar waits for it

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//liftwell//training//EN")
    trained = {one.on for one in done if one.row is not None}
    first = min((today.on for today in days), default=None)
    planned = {today.on: today for today in days if today.on not in trained and _is_session(today)}
    events = [*(_planned(one, base, whose, ahead=one.on != first) for one in planned.values()), *_done(done, whose)]
    events += [_reminded(one, whose) for one in reminders]
    for event in sorted(events, key=lambda one: (one.on, one.status, one.title, one.uid)):
        _add(calendar, event)
    text: bytes = calendar.to_ical()
    return text


def _add(calendar: Calendar, event: _Event) -> None:
    from icalendar import Alarm, Event  # noqa: PLC0415

    entry = Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", datetime.combine(event.on, time(), UTC))  # never now: the same file every time
    entry.add("dtstart", event.on)  # a day without an end is that day
    entry.add("summary", event.title)
    entry.add("description", "\n".join(event.lines))
    entry.add("class", "PRIVATE")
    entry.add("status", event.status)
    entry.add("transp", "TRANSPARENT")  # a day with a session is no day without time
    if event.alarm:
        bell = Alarm()
        bell.add("action", "DISPLAY")
        bell.add("description", event.title)
        bell.add("trigger", _BELL)
        entry.add_component(bell)
    calendar.add_component(entry)


def _uid(on: date, what: str, whose: str) -> str:
    return f"{uuid5(_ROOT, f'{whose} {on.isoformat()} {what}')}@liftwell"


def _reminded(one: Reminder, whose: str) -> _Event:
    return _Event(one.on, _uid(one.on, f"remind {one.kind}", whose), one.title, (one.text,), "TENTATIVE", alarm=True)


# --- planned -------------------------------------------------------------------------------------


def _is_session(today: Today) -> bool:
    """Whether there is something to come for: no day of rest, none that settles, nothing before safety is clear."""
    return may_show(today) and today.kind in _SESSIONS


def _planned(today: Today, base: int | None, whose: str, *, ahead: bool) -> _Event:
    title = KINDS["drills"].capitalize() if today.main is None else lift_line(today.main.lift)
    return _Event(today.on, _uid(today.on, "plan 0", whose), title, tuple(_why(today, base, ahead)), "TENTATIVE")


def _why(today: Today, base: int | None, ahead: bool) -> Iterator[str]:
    """The lines of a plan: why, what, how hard, and when to stop."""
    yield from (reason.text for reason in sayable(today))
    if today.refer:
        yield today.refer
    if ahead:
        yield IF_GREEN
    yield from (_item(item, today.main) for item in today.items)
    if today.main is not None:
        yield from _when_to_stop(today.main, base)


def _item(item: Item, main: MainLift | None) -> str:
    """One exercise with its dose and what to mind; what the main lift asks for stands below the list."""
    if item.part == "main" and main is not None:
        return f"{PARTS['main']}: {lift_words(main)}"
    care = () if item.part == "ramp" else item.care
    return " ".join((f"{PARTS[item.part]}: {exercise(item.exercise).name}, {item.dose}.", *care))


def _when_to_stop(main: MainLift, base: int | None) -> Iterator[str]:
    yield from main.care
    yield effort_words(main)
    yield "When to stop:"
    yield from stop_words(base)
    if beside := stop_of(exercise(main.lift.exercise)):
        yield beside


# --- done ----------------------------------------------------------------------------------------


def _done(done: Sequence[Done], whose: str) -> Iterator[_Event]:
    """What was done, each with a UID by its place among those of its day, so that telling more of it keeps the UID."""
    placed: Counter[tuple[date, str]] = Counter()
    for one in sorted(done, key=lambda one: (one.on, lift_line(one.lift), one.rpe is None, one.rpe or 0)):
        by = "beside" if one.row is None else "plan"
        effort = () if one.rpe is None else (f"Done. The hardest set was RPE {one.rpe:g}.",)
        uid = _uid(one.on, f"{by} {placed[one.on, by]}", whose)
        placed[one.on, by] += 1
        yield _Event(one.on, uid, lift_line(one.lift), effort or ("Done.",), "CONFIRMED")
