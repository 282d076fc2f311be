"""Session: today's plan carried out at the bar from a phone, set by set; what was tapped comes when there is a line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.log_words import last_time, words_of
from liftwell.errors import ImpossibleValue
from liftwell.logbook.nouns import Noun
from liftwell.logbook.shelf import Shelf
from liftwell.plan.exercise import catalogue
from liftwell.plan.plan_words import may_show
from liftwell.screen.short_check import AFTER_RED
from liftwell.training.copied import replace
from liftwell.training.diary import Done, LegSign
from liftwell.training.logged_set import LoggedKind, LoggedSet
from liftwell.web.check import day_of, is_told, planner_of, told_of
from liftwell.web.desk import Desk, OfDesk, Whose
from liftwell.web.rendering import home_of, page
from liftwell.web.session_script import exercises_of, script_of
from liftwell.web.standing import standing_of
from liftwell.web.units import units_of

router = APIRouter(prefix="/of/{name}/session")
# A phone may have been without a line for a while; what is older than this is no session that is still open.
_LATE: Final = timedelta(days=14)
_MOST: Final = 200
_Number = Annotated[float, Field(ge=0, le=2000)]
_Count = Annotated[int, Field(ge=0, le=200)]
_Pain = Annotated[int, Field(ge=0, le=10)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    on: date


class SetTap(_Part):
    """A set as it was done or skipped; told again under its token it takes the place of what was told before."""

    tap: Literal["set"]
    token: str = Field(min_length=1, max_length=80)
    exercise: str = Field(max_length=80)
    number: int = Field(ge=1, le=200)
    kind: LoggedKind
    planned_load_kg: _Number | None = None
    planned_reps: _Count | None = None
    load_kg: _Number | None = None
    reps: _Count | None = None
    raised_cm: float = Field(0.0, ge=0, le=120)
    inside: list[_Count] = Field(default=[], max_length=20)
    rpe: Annotated[float, Field(ge=0, le=10)] | None = None
    pain: _Pain | None = None
    leg: LegSign | None = None
    stopped: bool = False
    skipped: bool = False
    why: str = Field("", max_length=200)


class GoneTap(_Part):
    """A set that was taken back."""

    tap: Literal["gone"]
    token: str = Field(min_length=1, max_length=80)


class AfterTap(_Part):
    """The worst pain within an hour after a lift."""

    tap: Literal["after"]
    token: str = Field(min_length=1, max_length=80)
    exercise: str = Field(max_length=80)
    raised_cm: float = Field(0.0, ge=0, le=120)
    pain: _Pain


class MorningTap(_Part):
    """Pain on waking."""

    tap: Literal["morning"]
    token: str = Field(min_length=1, max_length=80)
    pain: _Pain


Tap = Annotated[SetTap | GoneTap | AfterTap | MorningTap, Field(discriminator="tap")]


class Taps(BaseModel):
    """What was tapped, in order; whatever comes twice is there once."""

    model_config = ConfigDict(extra="forbid")
    taps: list[Tap] = Field(max_length=_MOST)


@router.get("")
def session(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The session of today; before there is a plan, the way to it."""
    standing = standing_of(desk, shelf)
    if not standing.clear or not is_told(standing.saved, shelf):
        return RedirectResponse(f"{home_of(shelf.name)}/plan", 303)
    script, units = _today(desk, shelf), units_of(desk, shelf)
    if script is None:
        return RedirectResponse(f"{home_of(shelf.name)}/plan", 303)
    home = home_of(shelf.name)
    return page(
        request, "session.html", shelf=shelf, script=units.say(script), exercises=exercises_of(script),
        units=units, addresses={"taps": f"{home}/session/taps", "clips": f"{home}/clips"},
    )  # fmt: skip


def _today(desk: Desk, shelf: Shelf) -> dict[str, Any] | None:
    """The script of the day, None where nothing may be shown."""
    planner = planner_of(desk, shelf, told_of(shelf, desk.now().date()))
    day = day_of(planner)
    if day is None or not may_show(day.today):
        return None
    main = day.today.main
    last = None if main is None else last_time(shelf.diary(), Done(day.today.on, main.lift))
    words = None if last is None else words_of(last, shelf.sets(last.on))
    return script_of(day, planner.lifter, shelf.sets(day.today.on), words)


@router.post("/questions")
def ask(desk: OfDesk, shelf: Whose) -> Response:
    """The safety questions that a set has opened, asked anew."""
    desk.saved(shelf).forget_screen(AFTER_RED)
    return RedirectResponse(f"{home_of(shelf.name)}/start/question", 303)


@router.post("/taps")
def taps(desk: OfDesk, shelf: Whose, told: Taps) -> dict[str, Any]:
    """Keep what was tapped, all or none; what came before is there once."""
    today = desk.now().date()
    for tap in told.taps:
        if not today - _LATE <= tap.on <= today + timedelta(days=1):  # the phone's midnight may be another one
            raise ImpossibleValue(f"{tap.on.isoformat()} is too long ago or still to come; nothing was kept.")
    sets = [_set(tap) for tap in told.taps if isinstance(tap, SetTap)]
    gone = [one for tap in told.taps if isinstance(tap, GoneTap) for one in _kept(shelf, tap)]
    shelf.put(*sets, gone=gone)
    shelf.put(*(noun for tap in told.taps for noun in _beside(shelf, tap)))
    return {"kept": [tap.token for tap in told.taps]}


def _set(tap: SetTap) -> LoggedSet:
    if tap.exercise not in catalogue():
        raise ImpossibleValue(f"There is no exercise {tap.exercise!r}.")
    told = tap.model_dump(exclude={"tap"})
    return LoggedSet(**told | {"inside": tuple(tap.inside)})


def _kept(shelf: Shelf, tap: GoneTap) -> list[LoggedSet]:
    return [one for one in shelf.sets(tap.on) if one.token == tap.token]


def _beside(shelf: Shelf, tap: SetTap | GoneTap | AfterTap | MorningTap) -> list[Noun]:
    """What is told of a session or a morning as a whole."""
    match tap:
        case MorningTap():
            return [shelf.diary().woken(tap.on, tap.pain)]
        case AfterTap():
            theirs = (one for one in shelf.diary().done if one.on == tap.on and not one.imported)
            told = (one for one in theirs if one.lift.variant == (tap.exercise, tap.raised_cm))
            return [replace(one, after=tap.pain) for one in told]
    return []
