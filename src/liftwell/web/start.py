"""Start: the safety screen, the story and the self-tests, a question a page; each answer is kept as it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from liftwell.consultation.questions import (
    LEAVE,
    TOO_LATE,
    Next,
    answered_on,
    answers_of,
    ask_again_what_was_unsure,
    in_emergency,
    is_fresh,
    keep_answer,
    leave_by_examination,
    leave_by_slip,
    next_question,
    plan_prompts,
    short_prompt,
    waits_for_leave,
)
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.consultation.typed_answer import answer_of, choices_of, day_of
from liftwell.errors import ImpossibleValue
from liftwell.logbook.shelf import Shelf
from liftwell.report.triage_page import facts_of
from liftwell.screen.phone import countries
from liftwell.screen.prompts import Prompt, applies, prompts
from liftwell.triage.self_tests import SelfTest, shipped
from liftwell.web.check import is_told
from liftwell.web.clinician import clearable
from liftwell.web.desk import OfDesk, Whose
from liftwell.web.rendering import home_of, page
from liftwell.web.standing import standing_of
from liftwell.web.units import units_of

router = APIRouter(prefix="/of/{name}/start")
_STAGES: Final[Mapping[str, str]] = {
    "safety": "Safety first", "story": "Your pain and your training", "tests": "A test of your own",
}  # fmt: skip
# Where somebody came from who changes one answer.
Then = Literal["", "plan", "settings"]
NOTHING: Final = "Choose an answer, or leave the question open."


@dataclass(frozen=True, slots=True)
class Line:
    """An answer as it is looked over: the question, and what was answered in words."""

    prompt: Prompt
    words: str


@router.get("")
def start(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """Where one is with the questions, and how to go on."""
    standing = standing_of(desk, shelf)
    facts = facts_of(standing.found, standing.saved.today, standing.country, standing.account)
    following = next_question(standing.saved)
    return page(
        request, "start.html", shelf=shelf, standing=standing, following=following, stages=_STAGES,
        answered=len(_lines(standing.saved)), countries=sorted(countries().items(), key=lambda one: one[1]["name"]),
        clearable=clearable(standing.found.screen),
        **facts | {"note_address": f"{home_of(shelf.name)}/why/note.pdf"},
    )  # fmt: skip


@router.post("/country")
def country(desk: OfDesk, shelf: Whose, code: Annotated[str, Form(max_length=2)]) -> Response:
    """Whose telephone numbers are shown."""
    desk.saved(shelf).keep("about.country", code.strip().upper() or None)
    return _to(shelf, "")


@router.post("/begin")
def begin(desk: OfDesk, shelf: Whose, again: Annotated[bool, Form()] = False) -> Response:
    """Come back: what is of today is open again, and what comes first comes first."""
    saved = desk.saved(shelf)
    saved.begin_day()
    if waits_for_leave(saved):
        return _to(shelf, "/emergency")
    if again or (answered_on(saved) is not None and not is_fresh(saved)):
        saved.forget_screen()
    elif standing_of(desk, shelf).stage == "short":
        return _to(shelf, "/short")
    ask_again_what_was_unsure(saved)
    return _to(shelf, "/question")


@router.get("/question")
def question(
    request: Request,
    desk: OfDesk,
    shelf: Whose,
    open_: Annotated[list[str], Query(alias="open", max_length=100)] = [],  # noqa: B006  (FastAPI copies it)
    at: Annotated[str, Query(max_length=60)] = "",
    before: Annotated[str, Query(max_length=60)] = "",
    then: Then = "",
) -> Response:
    """One question: that of a place, or the next one; after the last one the page of Start says what was found."""
    saved = desk.saved(shelf)
    if waits_for_leave(saved):
        return _to(shelf, "")
    if not at and standing_of(desk, shelf).stage == "short":
        return _to(shelf, "/short")
    following = Next("story", _prompt(at)) if at else next_question(saved, open_)
    if not at and following.stage != "safety" and is_told(saved, shelf) and shelf.prescribed(saved.today) is None:
        return RedirectResponse(f"{home_of(shelf.name)}/plan", 303)  # the check before a session asked for these
    if following.prompt is None:
        return _to(shelf, "")
    return _asked(request, shelf, saved, following, open_, before=before, edit=bool(at), then=then)


def _asked(
    request: Request, shelf: Shelf, saved: SavedAnswers, following: Next, open_: Sequence[str], *, before: str,
    edit: bool, wrong: str = "", then: str = "",
) -> Response:  # fmt: skip
    prompt = following.prompt
    assert prompt is not None
    given = saved.at(prompt.path)
    return page(
        request, "question.html", 422 if wrong else 200, shelf=shelf, following=following, prompt=prompt,
        stage=_STAGES.get(following.stage, ""), choices=_choices(prompt, given), given=given, open=open_,
        before=before, edit=edit, wrong=wrong, then=then,
        test=_test(prompt, saved) if following.stage == "tests" else None,
    )  # fmt: skip


@router.post("/answer")
def answer(
    request: Request,
    desk: OfDesk,
    shelf: Whose,
    path: Annotated[str, Form(max_length=60)],
    value: Annotated[list[str], Form(max_length=30)] = [],  # noqa: B006
    open_: Annotated[list[str], Form(alias="open", max_length=100)] = [],  # noqa: B006
    leave: Annotated[str, Form(max_length=5)] = "",
    edit: Annotated[bool, Form()] = False,
    before: Annotated[str, Form(max_length=60)] = "",
    then: Annotated[Then, Form()] = "",
) -> Response:
    """Keep an answer, or leave the question open, and go on; a wrong one is asked again with what would be right."""
    saved, prompt = desk.saved(shelf), _prompt(path)
    if leave:
        if edit:
            keep_answer(saved, prompt, None)
        return _on(shelf, [*open_, path], path, edit=edit, then=then)
    try:
        if not any(one.strip() for one in value):
            raise ImpossibleValue(NOTHING)
        keep_answer(saved, prompt, answer_of(prompt, " ".join(one.strip() for one in value)[:200]))
    except ImpossibleValue as error:
        asked = Next("story", prompt)
        return _asked(request, shelf, saved, asked, open_, before=before, edit=edit, wrong=str(error), then=then)
    return _on(shelf, [one for one in open_ if one != path], path, edit=edit, then=then)


def _on(shelf: Shelf, open_: Sequence[str], before: str, *, edit: bool, then: Then) -> Response:
    if then:
        return RedirectResponse(f"{home_of(shelf.name)}/{then}", 303)
    if edit:
        return _to(shelf, "/answers")
    return _to(shelf, f"/question?{urlencode({'open': open_, 'before': before}, doseq=True)}")


@router.get("/answers")
def answers(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """Everything that was answered, each to be changed."""
    saved = desk.saved(shelf)
    return page(
        request, "answers.html", shelf=shelf, lines=units_of(desk, shelf).say(_lines(saved)), more=_unanswered(saved)
    )


# --- coming back ---------------------------------------------------------------------------------


@router.get("/short")
def short(request: Request, shelf: Whose) -> Response:
    """The short check of somebody whose whole screen still holds."""
    prompt = short_prompt()
    return page(request, "short.html", shelf=shelf, prompt=prompt, choices=prompt.choices, to="/start/short")


@router.post("/short")
def short_answered(desk: OfDesk, shelf: Whose, tick: Annotated[list[str], Form(max_length=20)] = []) -> Response:  # noqa: B006
    """Take its ticks, and go on with what they open."""
    if not tick:
        raise ImpossibleValue("Tick what is new, or that nothing is.")
    saved = desk.saved(shelf)
    saved.short_check(",".join(tick))
    ask_again_what_was_unsure(saved)
    return _to(shelf, "/question")


@router.get("/emergency")
def emergency(request: Request, desk: OfDesk, shelf: Whose) -> Response:
    """What the last check said, and what ends it."""
    standing = standing_of(desk, shelf)
    if not in_emergency(standing.saved):
        return _to(shelf, "")
    facts = facts_of(standing.found, standing.saved.today, standing.country, standing.account)
    return page(request, "emergency.html", shelf=shelf, prompt=LEAVE, today=standing.saved.today, **facts)


@router.post("/emergency")
def emergency_left(
    desk: OfDesk,
    shelf: Whose,
    what: Annotated[str, Form(max_length=10)] = "nothing",
    day: Annotated[str, Form(max_length=20)] = "",
    said: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """An examination or a slip of the finger ends it; nothing else does."""
    saved = desk.saved(shelf)
    if not in_emergency(saved) or what not in ("slip", "checked"):
        return _to(shelf, "")
    if what == "checked":
        leave_by_examination(saved, day_of(day, saved.today), said)
    elif not leave_by_slip(saved):
        raise ImpossibleValue(TOO_LATE)
    return _to(shelf, "/question")


# --- plain values --------------------------------------------------------------------------------


def _to(shelf: Shelf, rest: str) -> Response:
    return RedirectResponse(f"{home_of(shelf.name)}/start{rest}", 303)


def _prompt(path: str) -> Prompt:
    found = next((one for one in prompts() if one.path == path), None)
    if found is None:
        raise ImpossibleValue("There is no such question.")
    return found


def _choices(prompt: Prompt, given: object) -> list[tuple[int, str, bool]]:
    """What there is to choose from: the number by which it is sent, the words, and whether it was chosen before."""
    known = given if isinstance(given, list) else ["yes" if given is True else "no" if given is False else given]
    return [(number, words, value in known) for number, (value, words) in enumerate(choices_of(prompt), 1)]


def _test(prompt: Prompt, saved: SavedAnswers) -> SelfTest | None:
    """How the test is done that a question asks about, told before its first question."""
    asked = [one for one in prompts() if one.test == prompt.test and applies(one, answers_of(saved))]
    return shipped().get(prompt.test) if prompt.test is not None and asked and asked[0] == prompt else None


def _lines(saved: SavedAnswers) -> list[Line]:
    return [Line(one, words_of(one, saved.at(one.path))) for one in prompts() if saved.answered(one.path)]


def _unanswered(saved: SavedAnswers) -> list[Prompt]:
    known = answers_of(saved)
    plan = plan_prompts()
    return [one for one in prompts() if not saved.answered(one.path) and applies(one, known) and one not in plan]


def words_of(prompt: Prompt, given: object) -> str:
    """An answer in the words of its question."""
    if isinstance(given, bool):
        return "Yes" if given else "No"
    words = dict(prompt.choices)
    listed = given if isinstance(given, list) else [given]
    told = ", ".join(words.get(str(one), f"{one:g}" if isinstance(one, int | float) else str(one)) for one in listed)
    return f"{told} {prompt.unit}".strip() if not prompt.choices else told
