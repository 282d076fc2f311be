"""Plan: a short check and a check-in, then the day, why, the way ahead and the week; and noting what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.check_in import LEGS, Given
from liftwell.consultation.kept_answers import book_of
from liftwell.consultation.kept_clips import account_with_clips
from liftwell.consultation.kept_plan import keep_day
from liftwell.consultation.log_sets import beside_old
from liftwell.consultation.log_words import in_plan, last_time, words_of
from liftwell.consultation.planning import Day, Planner
from liftwell.consultation.questions import plan_prompts, to_ask
from liftwell.consultation.typed import parse_load
from liftwell.errors import ImpossibleValue
from liftwell.logbook.shelf import Shelf
from liftwell.plan.course.criteria import NEXT, Criterion, criteria_of
from liftwell.plan.exercise import exercise
from liftwell.plan.plan_words import (
    KINDS,
    PARTS,
    effort_words,
    heading,
    lift_words,
    may_show,
    rests_on,
    sayable,
    scheme_words,
    stop_words,
)
from liftwell.plan.prescription import Item, Today
from liftwell.report.day_words import weekday_words
from liftwell.report.triage_page import PATH, capital, facts_of
from liftwell.screen.intake import Leg
from liftwell.screen.questions import questions
from liftwell.screen.short_check import NOTHING, TICKS
from liftwell.training.diary import Done, Lift, Morning, Readiness
from liftwell.triage.headline import PHASE_NAMES
from liftwell.web.desk import Desk, NotThere, OfDesk, Whose
from liftwell.web.remembered import remembered
from liftwell.web.rendering import home_of, page
from liftwell.web.standing import standing_of
from liftwell.web.units import units_of

router = APIRouter(prefix="/of/{name}/plan")
_LEGS: Final[tuple[tuple[Leg, str], ...]] = (
    ("none", "Nothing"), ("above-knee", "Pain above the knee"),
    ("below-knee", "Below the knee, tingling or numb, not changing"), ("spreading", "It spreads down, or I feel less"),
    ("both", "In both legs"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the pyramid: its name, where it lies beside today's ("done", "now", "ahead"), and what it asks for."""

    name: str
    place: str
    criteria: tuple[Criterion, ...] = ()


@router.get("")
def plan(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """The plan of today; before that what is still to be told."""
    standing = standing_of(desk, shelf)
    if not standing.clear or standing.stage in ("new", "emergency", "stale"):
        facts = facts_of(standing.found, standing.saved.today, standing.country, standing.account)
        facts |= {"note_address": f"{home_of(shelf.name)}/why/note.pdf"}
        return page(request, "plan_not_yet.html", shelf=shelf, standing=standing, **facts)
    today = standing.saved.today
    if shelf.prescribed(today) is None:
        asked = to_ask(standing.saved, plan_prompts())
        return page(request, "plan_check.html", shelf=shelf, ticks=TICKS, legs=_LEGS, today=today, open=asked)
    # A plan looks back on everything that was noted: it is made again when something of that has changed.
    template, facts = remembered(desk, shelf, "plan", lambda: _made(desk, shelf, today))
    return page(request, template, shelf=shelf, units=units_of(desk, shelf), **facts)


def _made(desk: Desk, shelf: Shelf, today: date) -> tuple[str, dict[str, Any]]:
    """The page of the plan of today, as its template and what that needs."""
    planner = _planner(desk, shelf, _told_of(shelf, today))
    planner.look()
    return _shown(shelf, planner, planner.day(NOTHING, week=True, how=True) if planner.clear else None)


@router.post("/check")
def check(
    desk: OfDesk,
    shelf: Whose,
    tick: Annotated[list[str], Form(max_length=20)] = [],  # noqa: B006  (FastAPI copies it)
    now: Annotated[int | None, Form(ge=0, le=10)] = None,
    walking: Annotated[bool | None, Form()] = None,
    leg: Annotated[Leg | None, Form()] = None,
    slept: Annotated[str, Form(max_length=10)] = "",
    sore: Annotated[str, Form(max_length=2)] = "",
) -> Response:
    """The short check and the check-in of today; the plan that follows from them is kept in the logbook."""
    if not tick:
        raise ImpossibleValue("Tick what is new since your last check, or that nothing is; then there is a plan.")
    if now is None or walking is None or leg is None:
        raise ImpossibleValue("Say how much it hurts now, how you walk and what your legs do; then there is a plan.")
    told = Given(now, walking, leg, _number("hours of sleep", slept, 24), _whole("soreness", sore))
    planner = _planner(desk, shelf, told)
    planner.ask_safety(",".join(tick))
    planner.look()
    day = planner.day(",".join(tick), week=False, how=False) if planner.clear else None
    keep_day(shelf, planner, day)
    if day is None or not planner.clear or day.today.ask:
        return RedirectResponse(f"{home_of(shelf.name)}/start/question", 303)
    return _back(shelf)


def _planner(desk: Desk, shelf: Shelf, given: Given) -> Planner:
    return Planner(desk.saved(shelf), book_of(shelf), given, clips=lambda account: account_with_clips(account, shelf))


def _told_of(shelf: Shelf, today: date) -> Given:
    """The check-in of today as it was told before."""
    check_in = next((one for one in shelf.diary().checks if one.on == today), None) or Readiness(today)
    leg = next((leg for leg, sign in LEGS.items() if sign == check_in.leg), None)
    return Given(check_in.now, check_in.walking, leg, check_in.sleep_h, check_in.soreness)


# --- the page ------------------------------------------------------------------------------------


def _shown(shelf: Shelf, planner: Planner, day: Day | None) -> tuple[str, dict[str, Any]]:
    country = planner.saved.at("about.country")
    screen_facts = facts_of(planner.found, planner.on, country, planner.account)
    if day is None or not may_show(day.today):
        asked = [] if day is None else [questions()[key].topic for key in day.today.ask if key in questions()]
        reasons = [] if day is None else [reason.text for reason in sayable(day.today)]
        return "plan_closed.html", screen_facts | {"asked": asked, "reasons": reasons}
    return "plan.html", screen_facts | _facts(shelf, planner, day)


def _facts(shelf: Shelf, planner: Planner, day: Day) -> dict[str, Any]:
    today, main, diary = day.today, day.today.main, shelf.diary()
    done = [one for one in diary.done if one.on == planner.on and not one.imported]
    asked = Done(planner.on, main.lift) if main is not None else None
    last = None if asked is None else last_time(diary, asked)
    return {
        "today": today, "beside": day.beside, "main": main, "day_name": weekday_words(today.on),
        "title": capital(heading(today)), "parts": _parts(day), "known": exercise, "steps": _steps(day, planner),
        "week": [(weekday_words(one.on), _in_week(one)) for one in day.beside.week],
        "lift_words": lift_words, "effort_words": effort_words, "stop": stop_words(day.beside.base),
        "rests": list(rests_on(today)), "next_on": today.next_on and weekday_words(today.next_on),
        "done": [(one, words_of(one, shelf.sets(one.on))) for one in done],
        "last": None if last is None else words_of(last, shelf.sets(last.on)),
        "morning": next((one.pain for one in diary.mornings if one.on == planner.on), None),
    }  # fmt: skip


def _parts(day: Day) -> list[tuple[str, list[Item]]]:
    """The parts of the session in their order, but for the main lift, which has a card of its own."""
    items = [*(day.beside.comfort if day.today.kind in ("train", "gentle", "drills") else ()), *day.today.items]
    grouped = groupby(items, key=lambda item: item.part)
    return [(PARTS[part], list(some)) for part, some in grouped if part != "main" or day.today.main is None]


def _steps(day: Day, planner: Planner) -> list[Step]:
    """The pyramid, with what the next step asks for beside today's."""
    phase = day.today.phase
    here = PATH.index(phase) if phase in PATH else PATH.index("return")
    places = ["done"] * here + ["now"] + ["ahead"] * (len(PATH) - here - 1)
    following = NEXT.get(phase)
    criteria = criteria_of(day.standing, planner.lifter)
    return [
        Step(PHASE_NAMES[key].split(":")[0], place, criteria if key == following else ())
        for key, place in zip(PATH, places, strict=True)
    ]


def _in_week(one: Today) -> str:
    """What a day of the week holds, in a few words."""
    if one.main is None:
        return KINDS[one.kind]
    return f"{exercise(one.main.lift.exercise).name}, {scheme_words(one.main)}"


# --- what was done -------------------------------------------------------------------------------


@router.post("/done")
def done(
    desk: OfDesk,
    shelf: Whose,
    sets: Annotated[int, Form(ge=1, le=50)],
    reps: Annotated[int, Form(ge=1, le=100)],
    load: Annotated[str, Form(max_length=20)],
    lift: Annotated[str, Form(max_length=80)],
    raised: Annotated[float, Form(ge=0, le=60)] = 0.0,
    rpe: Annotated[str, Form(max_length=5)] = "",
    pain: Annotated[str, Form(max_length=2)] = "",
    after: Annotated[str, Form(max_length=2)] = "",
) -> Response:
    """Note the session of today, with the row by which it was planned."""
    _known(lift)
    load_kg = parse_load(load) if load.strip(" 0") else 0.0
    told = Done(
        desk.now().date(), Lift(lift, sets, reps, load_kg, raised), None, _number("RPE", rpe, 10),
        during=_whole("pain", pain), after=_whole("pain within an hour", after),
    )  # fmt: skip
    entry = beside_old(shelf, in_plan(shelf, told), ())
    shelf.put(*entry.sets, entry.noun, gone=entry.gone)
    return _back(shelf, "#log")


@router.post("/undo")
def undo(desk: OfDesk, shelf: Whose, lift: Annotated[str, Form(max_length=80)]) -> Response:
    """Take back what was noted of today; what it was stays among the changes of the logbook."""
    today = desk.now().date()
    for one in shelf.diary().done:
        if one.on == today and one.lift.exercise == lift:
            shelf.take_away(one)
            return _back(shelf, "#log")
    raise NotThere("There is no such session today.")


@router.post("/morning")
def morning(desk: OfDesk, shelf: Whose, pain: Annotated[int, Form(ge=0, le=10)]) -> Response:
    """How it hurt on waking today: it says how the last session was."""
    today = desk.now().date()
    old = next((one for one in shelf.diary().mornings if one.on == today), Morning(today, pain))
    shelf.put(replace(old, pain=pain))
    return _back(shelf)


def _back(shelf: Shelf, place: str = "") -> Response:
    return RedirectResponse(f"{home_of(shelf.name)}/plan{place}", 303)


def _known(lift: str) -> None:
    try:
        exercise(lift)
    except (KeyError, ImpossibleValue):
        raise ImpossibleValue(f"There is no exercise {lift[:80]!r}.") from None


def _number(what: str, typed: str, most: float) -> float | None:
    if not typed.strip():
        return None
    try:
        value = float(typed.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise ImpossibleValue(f"The {what} {typed!r} should be a number from 0 to {most:g}.")
    return value


def _whole(what: str, typed: str) -> int | None:
    value = _number(what, typed, 10)
    if value is not None and value != int(value):
        raise ImpossibleValue(f"The {what} {typed!r} should be a whole number from 0 to 10.")
    return None if value is None else int(value)
