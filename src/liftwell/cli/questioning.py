"""Walks a person through the questions that are still open: safety first, and no further than safety allows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from rich.console import Console
from rich.text import Text

from liftwell.cli.asking import DAY, KEYS, LEFT_OPEN, Asker, Back, Enough, NotThat, day_of
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import ImpossibleValue
from liftwell.evidence import threshold
from liftwell.screen import short_check
from liftwell.screen.flags import DISAGREE
from liftwell.screen.intake import Intake
from liftwell.screen.prompts import BASIS, STIFF_MORNINGS, Prompt, applies, prompts
from liftwell.screen.questions import FIRST_PAGE, UNSURE
from liftwell.screen.red_flags import CORRECTION, Screen, has_left, screened

SAFETY: Final = ("safety", "about")
# Where the answer to an open fact of the screen goes.
OPEN: Final = {
    "age": "about.age",
    "now": "pain.now",
    "walking": "pain.walking",
    "leg": "pain.leg",
    "waking": "pain.waking",
    "worst": "pain.worst",
    "days": "pain.days",
    "bending-back": "pain.otherwise",
    "otherwise": "pain.otherwise",
    "first_time": "pain.first_time",
}


def ask_screen(asker: Asker, saved: SavedAnswers, *, again: bool, checked: bool = False) -> bool:
    """Ask what the safety screen needs; False where the person stopped before the end.

    again: everything anew; checked: the short check has been answered already.
    """
    saved.begin_day()
    try:
        if not _after_emergency(asker, saved):
            return True
        answered = _answered_on(saved)
        if again or (answered is not None and not _is_fresh(saved)):
            saved.forget_screen()
        elif answered is not None and not checked and (answered < saved.today or not _current(saved).open):
            # A short check never makes the whole screen younger.
            _short(asker, saved)
        _ask_again_what_was_unsure(saved)
        _walk(asker, saved, [one for one in prompts() if one.group in SAFETY or one.path in BASIS], safety=True)
        _walk_open(asker, saved)
    except Enough:
        return False
    finally:
        _note_emergency(saved)
    return True


def ask_story(asker: Asker, saved: SavedAnswers) -> bool:
    """Ask the pain story and the training; False where the person stopped before the end."""
    try:
        _walk(asker, saved, [one for one in prompts() if one.group in ("pain", "training")])
    except Enough:
        return False
    return True


def ask_plan(asker: Asker, saved: SavedAnswers) -> bool:
    """Ask once what a plan has to know: what there is to train with, and how heavy it was; False where they stop."""
    try:
        _walk(asker, saved, [one for one in prompts() if one.group == "plan"])
    except Enough:
        return False
    return True


def ask_test(asker: Asker, saved: SavedAnswers, questions: Iterable[Prompt]) -> bool:
    """Ask for the results of one self-test; True where one was given. Raises Enough where the person stops."""
    before = saved.account().tests
    _walk(asker, saved, list(questions))
    return saved.account().tests != before


# --- one question after the other ----------------------------------------------------------------


def _walk(asker: Asker, saved: SavedAnswers, asked: Sequence[Prompt], *, safety: bool = False) -> None:
    """Every question of `asked` that applies and has no answer; safety ends it at once where nothing may wait."""
    todo = [one for one in asked if not saved.answered(one.path)]
    if todo:
        asker.console.print(Text(KEYS, style="dim"))
    number = 0
    while number < len(todo):
        prompt = todo[number]
        if not applies(prompt, _answers(saved)):
            if prompt.path == f"screen.{STIFF_MORNINGS}":
                saved.keep(prompt.path, ["not_asked"])
            number += 1
            continue
        try:
            answer = asker.ask(prompt, _place(todo, number, saved))
            if safety and not saved.answered("screen.answered_on"):
                # From the first answer on, so that an answer of yesterday never counts as one of today.
                saved.keep("screen.answered_on", saved.today.isoformat())
            saved.keep(prompt.path, answer)
        except Back:
            number = _before(todo, number, saved)
            continue
        except ImpossibleValue as error:
            asker.console.print(Text(f"  {error}", style="yellow"))
            continue
        number += 1
        if safety and _first_page_done(saved, prompt) and _cannot_wait(saved):
            return


def _place(todo: Sequence[Prompt], number: int, saved: SavedAnswers) -> str:
    """Which one it is of those that apply, as far as is known now."""
    answers = _answers(saved)
    asked = [applies(one, answers) for one in todo]
    return f"{sum(asked[: number + 1])} of {sum(asked)}"


def _walk_open(asker: Asker, saved: SavedAnswers) -> None:
    """What the screen still leaves open: an answer may open the next question, and each is asked once."""
    asked: set[str] = set()
    while not _cannot_wait(saved) and (still := _still_open(saved) - asked):
        _walk(asker, saved, [one for one in prompts() if one.path in still], safety=True)
        asked |= still


def _before(todo: Sequence[Prompt], number: int, saved: SavedAnswers) -> int:
    """The last question before that one which applies, or that one where it is the first."""
    answers = _answers(saved)
    return next((earlier for earlier in range(number - 1, -1, -1) if applies(todo[earlier], answers)), number)


def _answers(saved: SavedAnswers) -> dict[str, object]:
    return {one.path: saved.at(one.path) for one in prompts()}


def _first_page_done(saved: SavedAnswers, last: Prompt) -> bool:
    """Whether the page that comes before everything else has been gone through."""
    key = last.path.removeprefix("screen.")
    return key not in FIRST_PAGE or key == FIRST_PAGE[-1] or all(saved.answered(f"screen.{one}") for one in FIRST_PAGE)


def _cannot_wait(saved: SavedAnswers) -> bool:
    """Whether the person has to go or to phone now, so that no other question may hold them up."""
    screen = _current(saved)
    unsure = any(flag.level == "unanswered_emergency" and flag.answer == UNSURE for flag in screen.flags)
    return screen.level == "emergency" or unsure


def _current(saved: SavedAnswers) -> Screen:
    account = saved.account()
    return screened(account.intake, account.found)


def _still_open(saved: SavedAnswers) -> set[str]:
    return {OPEN[key] for key in _current(saved).open if key in OPEN}


def _answered_on(saved: SavedAnswers) -> date | None:
    return saved.account().intake.safety.answered_on


def _is_fresh(saved: SavedAnswers) -> bool:
    answered = _answered_on(saved)
    return answered is not None and 0 <= (saved.today - answered).days <= threshold("screen_valid_days")


def _ask_again_what_was_unsure(saved: SavedAnswers) -> None:
    """Who comes back is asked what they were not sure of, and where two answers did not agree."""
    unsure = [flag.id for flag in _current(saved).flags if flag.open and flag.answer in (UNSURE, DISAGREE)]
    if unsure:
        saved.forget_screen(tuple(dict.fromkeys(unsure)))


# --- coming back ---------------------------------------------------------------------------------


def _short(asker: Asker, saved: SavedAnswers) -> None:
    """The short check: what is new opens its questions."""
    choices = tuple((tick, words) for tick, words, _ in short_check.TICKS)
    prompt = Prompt("screen.short", "safety", "many", short_check.TEXT, "Several may fit.", choices)
    asker.console.print(Text(KEYS, style="dim"))
    while True:
        ticks = _first_of_all(asker, prompt)
        if not isinstance(ticks, list):
            asker.console.print(Text("  This one cannot stay open: tick at least none of these.", style="yellow"))
            continue
        try:
            opened = short_check.opened_by(tuple(ticks))
        except ImpossibleValue as error:
            asker.console.print(Text(f"  {error}", style="yellow"))
            continue
        if opened:
            saved.forget_screen(opened)
        return


def _note_emergency(saved: SavedAnswers) -> None:
    """Keep it in the file that an emergency was shown, so that a changed answer alone does not make it go away."""
    intake = saved.account().intake
    past = intake.emergency
    if past is not None and not has_left(past, intake):
        return
    flags = [flag for flag in _current(saved).reasons if flag.level == "emergency"]
    if flags:
        now = saved.now.isoformat(timespec="seconds")
        saved.content["emergency"] = {"at": now, "questions": [flag.id for flag in flags]}
        saved.write()


_LEAVE: Final = Prompt(
    "emergency",
    "safety",
    "choice",
    "Your last safety check sent you to an emergency department. What has happened since?",
    "Enter an examination only if someone examined you after these symptoms began.",
    (
        ("checked", "A clinician has examined me since"),
        ("slip", "I pressed another answer than I meant"),
        ("nothing", "Nothing yet"),
    ),
)


def _after_emergency(asker: Asker, saved: SavedAnswers) -> bool:
    """Whether the questions may go on after an emergency of before (2.6)."""
    intake = saved.account().intake
    if intake.emergency is None or has_left(intake.emergency, intake):
        return True
    asker.console.print(Text(KEYS, style="dim"))
    match _first_of_all(asker, _LEAVE):
        case "slip" if saved.now - intake.emergency.at <= CORRECTION:
            saved.keep("emergency.corrected_at", saved.now.isoformat(timespec="seconds"))
            saved.forget_screen(tuple(key for key in intake.emergency.questions if key.startswith("R")))
            return True
        case "slip":
            asker.console.print("That was more than ten minutes ago, so only an examination can end it.")
            return False
        case "checked":
            return _checked(asker, saved, intake)
        case _:
            return False


def _checked(asker: Asker, saved: SavedAnswers, intake: Intake) -> bool:
    """An examination: when, and what was said; then the whole screen is answered anew."""
    asker.console.print(DAY)
    while True:
        try:
            if (typed := asker.line()).lower() == LEFT_OPEN:
                return False
            day = day_of(typed, saved.today)
        except Back:
            return _after_emergency(asker, saved)
        except NotThat as error:
            asker.console.print(Text(f"  {error}", style="yellow"))
            continue
        assert intake.emergency is not None
        if intake.emergency.at.date() <= day <= saved.today:
            break
        asker.console.print(Text("  That day is not between the safety check and today.", style="yellow"))
    asker.console.print("What did they say? One line.")
    said = ""
    while not said:
        try:
            said = asker.line()
        except Back:
            return _checked(asker, saved, intake)
    if said.lower() == LEFT_OPEN:
        return False
    saved.keep("emergency.checked_on", day.isoformat())
    saved.keep("emergency.said", said)
    saved.forget_screen()
    return True


def _first_of_all(asker: Asker, prompt: Prompt) -> object | None:
    """The answer to a question before which there is none to go back to."""
    while True:
        try:
            return asker.ask(prompt)
        except Back:
            continue


def reader(console: Console) -> Asker:
    """Asks on the terminal."""
    return Asker(console, _typed)


def _typed() -> str:
    if sys.stdin is None:  # closed, as by `<&-`
        raise EOFError
    return input()
