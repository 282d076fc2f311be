"""Plan: a short check and a check-in, then the day, why, the way ahead and the week; and noting what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.kept_plan import keep_day
from liftwell.consultation.log_sets import keep_told, require_past, said_one_by_one
from liftwell.consultation.log_words import last_time, words_of
from liftwell.consultation.planning import Day, Planner
from liftwell.errors import ImpossibleValue
from liftwell.exchange.log_line import EXAMPLE, spoken
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
    plates_words,
    rests_on,
    sayable,
    scheme_words,
    stop_words,
)
from liftwell.plan.prescription import Item, Today
from liftwell.report.day_words import weekday_words
from liftwell.report.triage_page import PATH, capital, facts_of
from liftwell.screen.questions import questions
from liftwell.training.diary import Done, Lift, Readiness
from liftwell.triage.headline import PHASE_NAMES
from liftwell.web.check import check_facts, day_of, is_told, planner_of, told_of
from liftwell.web.desk import Desk, NotThere, OfDesk, Whose
from liftwell.web.numbers import number_in, rating_in
from liftwell.web.remembered import remembered
from liftwell.web.rendering import home_of, page
from liftwell.web.standing import standing_of
from liftwell.web.units import Units, units_of

router = APIRouter(prefix="/of/{name}/plan")


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
    told = shelf.prescribed(standing.saved.today) is not None or is_told(standing.saved, shelf)
    shown = standing.clear if told else standing.may_check
    if not shown or standing.stage in ("new", "emergency", "stale"):
        facts = facts_of(standing.found, standing.saved.today, standing.country, standing.account)
        facts |= {"note_address": f"{home_of(shelf.name)}/why/note.pdf"}
        return page(request, "plan_not_yet.html", shelf=shelf, standing=standing, **facts)
    if not told:
        return page(request, "plan_check.html", shelf=shelf, **check_facts(standing.saved, shelf))
    # A plan looks back on everything that was noted: it is made again when something of that has changed.
    units = units_of(desk, shelf)
    template, facts = remembered(desk, shelf, f"plan in {units.weight}", lambda: _made(desk, shelf, units))
    return page(request, template, shelf=shelf, units=units, **facts)


def _made(desk: Desk, shelf: Shelf, units: Units) -> tuple[str, dict[str, Any]]:
    """The page of the plan of today, as its template and what that needs; what is shown for the first time is kept."""
    planner = planner_of(desk, shelf, told_of(shelf, desk.now().date()))
    day = day_of(planner, whole=True)
    if shelf.prescribed(planner.on) is None:
        keep_day(shelf, planner, day)
    return _shown(shelf, planner, day, units)


# --- the page ------------------------------------------------------------------------------------


def _shown(shelf: Shelf, planner: Planner, day: Day | None, units: Units) -> tuple[str, dict[str, Any]]:
    # What the diary or the check-in tells may be graver than the answers.
    found = replace(planner.found, screen=planner.screen(day))
    screen_facts = facts_of(found, planner.on, planner.saved.at("about.country"), planner.account)
    screen_facts |= {"note_address": f"{home_of(shelf.name)}/why/note.pdf"}
    if day is None or not may_show(day.today):
        asked = [] if day is None else [questions()[key].topic for key in day.today.ask if key in questions()]
        reasons = [] if day is None else [reason.text for reason in sayable(day.today)]
        return "plan_closed.html", screen_facts | {"asked": asked, "reasons": reasons}
    return "plan.html", screen_facts | _facts(shelf, planner, day.said_in(units.weight), units)


def _facts(shelf: Shelf, planner: Planner, day: Day, units: Units) -> dict[str, Any]:
    today, main, diary = day.today, day.today.main, shelf.diary()
    done = [one for one in diary.done if one.on == planner.on and not one.imported]
    asked = Done(planner.on, main.lift) if main is not None else None
    last = None if asked is None else last_time(diary, asked)
    return {
        "today": today, "beside": day.beside, "main": main, "day_name": weekday_words(today.on),
        "title": capital(heading(today)), "parts": _parts(day), "known": exercise, "steps": _steps(day, planner),
        "week": [(weekday_words(one.on), _in_week(one, units)) for one in day.beside.week],
        "dose": "" if main is None else lift_words(main, units.weight),
        "plates_words": plates_words, "effort_words": effort_words, "stop": stop_words(day.beside.base),
        "rests": list(rests_on(today)), "next_on": today.next_on and weekday_words(today.next_on),
        "done": [(one, units.say(words_of(one, shelf.sets(one.on)))) for one in done],
        "noted": None if main is None else next((one for one in done if one.lift.exercise == main.lift.exercise), None),
        "stands": None if day.beside.check is None else day.beside.check.stands,
        "last": None if last is None else units.say(words_of(last, shelf.sets(last.on))),
        "example": EXAMPLE,
        "may_begin": bool(today.items), "begun": bool(shelf.sets(planner.on)),
        "morning": None if (woken := diary.morning_on(planner.on)) is None else woken.pain,
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


def _in_week(one: Today, units: Units) -> str:
    """What a day of the week holds, in a few words."""
    if one.main is None:
        return KINDS[one.kind]
    return f"{exercise(one.main.lift.exercise).name}, {scheme_words(one.main, units.weight)}"


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
    load_kg = units_of(desk, shelf).typed_load(load) if load.strip(" 0") else 0.0
    told = Done(
        desk.now().date(), Lift(lift, sets, reps, load_kg, raised), None, number_in("RPE", rpe, 10),
        during=rating_in("pain", pain), after=rating_in("pain within an hour", after),
    )  # fmt: skip
    keep_told(shelf, [told])
    return _back(shelf, "#log")


@router.post("/line")
def line(
    desk: OfDesk, shelf: Whose, told: Annotated[str, Form(max_length=500)], on: Annotated[date | None, Form()] = None
) -> Response:
    """Note something else that was done, in one line as `liftwell log` takes it, today or on a day before."""
    day = on or desk.now().date()
    require_past(day, desk.now().date())
    said = spoken(told, units_of(desk, shelf).weight)
    if said.morning is not None:
        raise ImpossibleValue("A morning is noted by itself, on its own day.")
    keep_told(shelf, list(said_one_by_one(day, said)))
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
    shelf.put(shelf.diary().woken(today, pain))
    return _back(shelf)


@router.post("/stands")
def stands(desk: OfDesk, shelf: Whose, rise: Annotated[int, Form(ge=0, le=10)]) -> Response:
    """How much five stands from a chair raised the pain today: settling ends with it."""
    today = desk.now().date()
    check_in = shelf.diary().check_on(today) or Readiness(today)
    shelf.put(replace(check_in, stands=rise))
    return _back(shelf, "#log")


def _back(shelf: Shelf, place: str = "") -> Response:
    return RedirectResponse(f"{home_of(shelf.name)}/plan{place}", 303)


def _known(lift: str) -> None:
    try:
        exercise(lift)
    except (KeyError, ImpossibleValue):
        raise ImpossibleValue(f"There is no exercise {lift[:80]!r}.") from None
