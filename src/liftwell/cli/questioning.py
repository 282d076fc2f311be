"""Walks a person through the questions that are still open: safety first, and no further than safety allows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from liftwell.cli.asking import DAY, KEYS, LEFT_OPEN, Asker, Back, Enough
from liftwell.consultation.questions import (
    LEAVE,
    NO_SUCH_DAY,
    TOO_LATE,
    answered_on,
    answers_of,
    ask_again_what_was_unsure,
    cannot_wait,
    first_page_done,
    in_emergency,
    is_day_of_examination,
    is_fresh,
    leave_by_examination,
    leave_by_slip,
    note_emergency,
    plan_prompts,
    safety_prompts,
    short_is_due,
    short_prompt,
    still_open,
    story_prompts,
)
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.consultation.typed_answer import NotThat, day_of
from liftwell.errors import ImpossibleValue
from liftwell.screen.prompts import STIFF_MORNINGS, Prompt, applies


def ask_screen(asker: Asker, saved: SavedAnswers, *, again: bool, checked: bool = False) -> bool:
    """Ask what the safety screen needs; False where the person stopped before the end.

    again: everything anew; checked: the short check has been answered already.
    """
    saved.begin_day()
    try:
        if not _after_emergency(asker, saved):
            return True
        if again or (answered_on(saved) is not None and not is_fresh(saved)):
            saved.forget_screen()
        elif not checked and short_is_due(saved):
            _short(asker, saved)
        ask_again_what_was_unsure(saved)
        _walk(asker, saved, safety_prompts(), safety=True)
        _walk_open(asker, saved)
    except Enough:
        return False
    finally:
        note_emergency(saved)
    return True


def ask_story(asker: Asker, saved: SavedAnswers) -> bool:
    """Ask the pain story and the training; False where the person stopped before the end."""
    try:
        _walk(asker, saved, story_prompts())
    except Enough:
        return False
    return True


def ask_plan(asker: Asker, saved: SavedAnswers) -> bool:
    """Ask once what a plan has to know: what there is to train with, and how heavy it was; False where they stop."""
    try:
        _walk(asker, saved, plan_prompts())
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
        if not applies(prompt, answers_of(saved)):
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
        if safety and first_page_done(saved, prompt) and cannot_wait(saved):
            return


def _place(todo: Sequence[Prompt], number: int, saved: SavedAnswers) -> str:
    """Which one it is of those that apply, as far as is known now."""
    answers = answers_of(saved)
    asked = [applies(one, answers) for one in todo]
    return f"{sum(asked[: number + 1])} of {sum(asked)}"


def _walk_open(asker: Asker, saved: SavedAnswers) -> None:
    """What the screen still leaves open: an answer may open the next question, and each is asked once."""
    asked: set[str] = set()
    while not cannot_wait(saved) and (still := [one for one in still_open(saved) if one.path not in asked]):
        _walk(asker, saved, still, safety=True)
        asked |= {one.path for one in still}


def _before(todo: Sequence[Prompt], number: int, saved: SavedAnswers) -> int:
    """The last question before that one which applies, or that one where it is the first."""
    answers = answers_of(saved)
    return next((earlier for earlier in range(number - 1, -1, -1) if applies(todo[earlier], answers)), number)


# --- coming back ---------------------------------------------------------------------------------


def _short(asker: Asker, saved: SavedAnswers) -> None:
    """The short check: what is new opens its questions."""
    asker.console.print(Text(KEYS, style="dim"))
    while True:
        ticks = _first_of_all(asker, short_prompt())
        if not isinstance(ticks, list):
            asker.console.print(Text("  This one cannot stay open: tick at least none of these.", style="yellow"))
            continue
        try:
            saved.short_check(",".join(ticks))
        except ImpossibleValue as error:
            asker.console.print(Text(f"  {error}", style="yellow"))
            continue
        return


def _after_emergency(asker: Asker, saved: SavedAnswers) -> bool:
    """Whether the questions may go on after an emergency of before (2.6)."""
    if not in_emergency(saved):
        return True
    asker.console.print(Text(KEYS, style="dim"))
    match _first_of_all(asker, LEAVE):
        case "slip":
            left = leave_by_slip(saved)
            if not left:
                asker.console.print(TOO_LATE)
            return left
        case "checked":
            return _checked(asker, saved)
        case _:
            return False


def _checked(asker: Asker, saved: SavedAnswers) -> bool:
    """An examination: when, and what was said; then the whole screen is answered anew."""
    asker.console.print(DAY)
    try:
        while True:
            if (typed := asker.line()).lower() == LEFT_OPEN:
                return False
            try:
                day = day_of(typed, saved.today)
            except NotThat as error:
                asker.console.print(Text(f"  {error}", style="yellow"))
                continue
            if is_day_of_examination(saved, day):
                break
            asker.console.print(Text(f"  {NO_SUCH_DAY}", style="yellow"))
    except Back:
        return _after_emergency(asker, saved)
    asker.console.print("What did they say? One line.")
    said = ""
    while not said:
        try:
            said = asker.line()
        except Back:
            return _checked(asker, saved)
    if said.lower() == LEFT_OPEN:
        return False
    leave_by_examination(saved, day, said)
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
