"""The check before a session: what is new, how the day begins, and the questions that both open before any plan."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.check_in import LEGS, TODAY, Given
from liftwell.consultation.kept_answers import book_of
from liftwell.consultation.kept_clips import account_with_clips
from liftwell.consultation.kept_plan import keep_day
from liftwell.consultation.planning import Day, Planner
from liftwell.consultation.questions import plan_prompts, to_ask
from liftwell.consultation.saved_answers import TOLD_ON, SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.logbook.shelf import Shelf
from liftwell.screen.intake import Leg
from liftwell.screen.short_check import NOTHING, TICKS
from liftwell.training.diary import Morning, Readiness
from liftwell.web.desk import Desk, OfDesk, Whose
from liftwell.web.numbers import number_in, rating_in
from liftwell.web.rendering import home_of

router = APIRouter(prefix="/of/{name}/plan")
_LEGS: Final[tuple[tuple[Leg, str], ...]] = (
    ("none", "Nothing"), ("above-knee", "Pain above the knee"),
    ("below-knee", "Below the knee, tingling or numb, not changing"), ("spreading", "It spreads down, or I feel less"),
    ("both", "In both legs"),
)  # fmt: skip
# What has fields of its own on the page.
_TYPED: Final = ("short", "sore", "none")


def check_facts(saved: SavedAnswers, shelf: Shelf) -> dict[str, Any]:
    """What the form of the check shows; how it hurts now is filled in where that has been told today."""
    of_today = saved.at(TOLD_ON) == saved.today.isoformat()
    walking = saved.at("pain.walking") if of_today else None
    return {
        "ticks": TICKS,
        "legs": _LEGS,
        "so_today": [(tick, words) for tick, words in TODAY.choices if tick not in _TYPED],
        "open": to_ask(saved, plan_prompts()),
        "now": saved.at("pain.now") if of_today else None,
        "walks": None if walking is None else walking == "normal",
        "leg": saved.at("pain.leg") if of_today else None,
        "ask_waking": shelf.diary().morning_on(saved.today) is None,
    }


def is_told(saved: SavedAnswers, shelf: Shelf) -> bool:
    """Whether the check of today was answered, and there is nothing left to ask but what it opened."""
    return saved.checked_today and shelf.diary().check_on(saved.today) is not None


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
    so: Annotated[list[str], Form(max_length=20)] = [],  # noqa: B006
    waking: Annotated[int | None, Form(ge=0, le=10)] = None,
) -> Response:
    """The short check and the check-in of today; then the questions that they open, or the plan."""
    if not tick:
        raise ImpossibleValue("Tick what is new since your last check, or that nothing is; then there is a plan.")
    if now is None or walking is None or leg is None:
        raise ImpossibleValue("Say how much it hurts now, how you walk and what your legs do; then there is a plan.")
    told = Given(now, walking, leg, number_in("hours of sleep", slept, 24), rating_in("soreness", sore), tuple(so))
    if waking is not None:
        shelf.put(Morning(desk.now().date(), waking))
    planner = planner_of(desk, shelf, told)
    planner.ask_safety(",".join(tick))
    return _on(shelf, planner)


@router.post("/check/again")
def again(desk: OfDesk, shelf: Whose) -> Response:
    """Answer anew what has to be known before a plan of today."""
    return _on(shelf, planner_of(desk, shelf, told_of(shelf, desk.now().date())))


def _on(shelf: Shelf, planner: Planner) -> Response:
    """Keep the check, open what has to be answered before a plan of this day, and go there, or to the plan."""
    day = day_of(planner)
    keep_day(shelf, planner, day)
    if day is not None and day.today.ask:
        planner.saved.forget_screen(day.today.ask)
    rest = "/plan" if day is not None and not day.today.ask else "/start/question"
    return RedirectResponse(home_of(shelf.name) + rest, 303)


def planner_of(desk: Desk, shelf: Shelf, given: Given) -> Planner:
    """The planner of an athlete, with what was told of today."""
    return Planner(desk.saved(shelf), book_of(shelf), given, clips=lambda account: account_with_clips(account, shelf))


def day_of(planner: Planner, *, whole: bool = False) -> Day | None:
    """Today, None where safety comes first; whole: with the week."""
    planner.look()
    return planner.day(NOTHING, week=whole, how=whole) if planner.clear else None


def told_of(shelf: Shelf, today: date) -> Given:
    """The check-in of today as it was told before."""
    check_in = shelf.diary().check_on(today) or Readiness(today)
    leg = next((leg for leg, sign in LEGS.items() if sign == check_in.leg), None)
    return Given(check_in.now, check_in.walking, leg, check_in.sleep_h, check_in.soreness)
