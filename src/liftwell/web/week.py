"""Week: what a week brought, what was planned and why it changed; and a calendar that reminds, to subscribe to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Final
from urllib.parse import unquote

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from liftwell.consultation.kept_history import kept_history
from liftwell.consultation.log_words import session_words
from liftwell.consultation.reminders import reminders_of
from liftwell.exchange.hand_written import YEARS
from liftwell.logbook.shelf import Shelf
from liftwell.report.day_words import weekday_words
from liftwell.report.history import HistoryDay
from liftwell.report.triage_page import capital
from liftwell.training.diary import Done
from liftwell.web.desk import Desk, OfDesk, Whose
from liftwell.web.guard import feed_signature
from liftwell.web.instance import key_of
from liftwell.web.rendering import home_of, name_of, page
from liftwell.web.standing import standing_of
from liftwell.web.units import units_of

router = APIRouter(prefix="/of/{name}/week")
feed = APIRouter(prefix="/feed")
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day: in words, what was planned and why, what was done, the pain on waking that day, and how the day was."""

    on: str
    planned: str
    why: str
    done: tuple[str, ...]
    waking: int | None
    colour: str


@dataclass(frozen=True, slots=True)
class Sums:
    """A week in numbers, None where nothing was told: sessions, sets, heaviest load, worst and mean pain on waking."""

    sessions: int
    sets: int
    heaviest_kg: float | None
    worst: int | None
    waking: float | None


@router.get("")
def week(request: Request, desk: OfDesk, shelf: Whose, of: Annotated[date | None, Query()] = None) -> Response:
    """The week that a day is in, from Monday to Sunday; this one where no day is told."""
    today = desk.now().date()
    day = min(of or today, today)
    day = day if day.year >= YEARS[0] else today
    first = day - timedelta(days=day.weekday())
    known = {one.on: one for one in kept_history(shelf).days}
    # Where safety says otherwise now, nothing of a plan is shown any more.
    plans = dict(shelf.prescriptions()) if standing_of(desk, shelf).may_check else {}
    address, units = feed_address(request, desk, shelf.name), units_of(desk, shelf)
    done = shelf.diary().done
    lines = [_line(shelf, done, on, known.get(on), plans.get(on)) for on in _days(first) if on <= today]
    return page(
        request, "week.html", shelf=shelf, lines=units.say(lines), units=units,
        span=f"{weekday_words(first)} to {weekday_words(first + _WEEK - timedelta(days=1))}",
        now=_sums(done, first, known), before=_sums(done, first - _WEEK, known), earlier=first - _WEEK,
        later=first + _WEEK if first + _WEEK <= today else None, feed=address,
    )  # fmt: skip


def _days(first: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(7)]


def _line(shelf: Shelf, done: Sequence[Done], on: date, known: HistoryDay | None, plan: str | None) -> DayLine:
    told: dict[str, Any] = {} if plan is None else json.loads(plan)
    reasons = told.get("reasons") or [{"text": ""}]
    words = tuple(session_words(one, shelf.sets(on)) for one in done if one.on == on)
    colour = "" if known is None or known.colour is None else known.colour
    waking = None if known is None else known.waking
    return DayLine(weekday_words(on), capital(told.get("heading", "")), reasons[0]["text"], words, waking, colour)


def _sums(all_done: Sequence[Done], first: date, known: dict[date, HistoryDay]) -> Sums:
    days = [known[on] for on in _days(first) if on in known]
    done = [one for one in all_done if first <= one.on < first + _WEEK]
    pains = [pain for one in days for pain in (one.during, one.after) if pain is not None]
    woken = [one.waking for one in days if one.waking is not None]
    return Sums(
        sessions=len({one.on for one in done}),
        sets=sum(one.lift.sets for one in done),
        heaviest_kg=max((one.lift.load_kg for one in done), default=None),
        worst=max(pains, default=None),
        waking=sum(woken) / len(woken) if woken else None,
    )


# --- the calendar --------------------------------------------------------------------------------


def feed_address(request: Request, desk: Desk, name: str) -> str:
    """Where a calendar program finds the reminders of an athlete."""
    told = home_of(name).removeprefix("/of/")
    ending = feed_signature(key_of(desk.folder.path), unquote(told))  # as the path comes to the guard
    return f"{request.url.scheme}://{request.url.netloc}/feed/{told}/{ending}.ics"


@feed.get("/{name}/{signature}.ics")
def calendar(desk: OfDesk, name: Annotated[str, Path()], signature: str) -> Response:  # noqa: ARG001  (the guard looked)
    """Reminders, and what was done; no exercise that is still to come, for calendars outlive what safety says."""
    from liftwell.exchange.ical import calendar_of  # noqa: PLC0415  (a second to load)

    shelf = desk.shelf(name_of(name))
    reminders = reminders_of(shelf, desk.now().date())
    content = calendar_of((), shelf.diary().done, whose=shelf.name, reminders=reminders)
    return Response(content, media_type="text/calendar")
