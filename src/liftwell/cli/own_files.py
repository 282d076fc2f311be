"""Files of liftwell itself on their way into the logbook: the answers and the diary that were kept in files before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from liftwell.cli.book import PREVIEW, opened_logbook, shelf_of
from liftwell.exchange import answers
from liftwell.exchange import diary as diaries
from liftwell.exchange.answers_document import SCHEMA as ANSWERS
from liftwell.exchange.diary_document import SCHEMA as DIARY
from liftwell.exchange.hand_written import read_content
from liftwell.training.diary import Diary, Morning


def kind_of(file: Path) -> str:
    """The schema that a file names, "" where it names none; raises CannotRead where there is nothing to read."""
    content = read_content(file, "a file of liftwell")
    found = content.get("schema") if isinstance(content, dict) else None
    return found if isinstance(found, str) else ""


def bring_answers(file: Path, athlete: str | None, console: Console, *, preview: bool) -> None:
    """A file of answers as the newest version of the answers; raises as `answers.read_document`."""
    document = answers.read_document(file)
    console.print(Text(f"{file.name}: the answers of one person."))
    if preview:
        console.print(Text(PREVIEW))
        return
    shelf = shelf_of(opened_logbook(), athlete, new=True)
    shelf.keep_answers(answers.to_json(document))
    console.print(Text(f"Kept for {shelf.name}; earlier answers stay among the versions."))


def bring_diary(file: Path, athlete: str | None, console: Console, *, preview: bool) -> None:
    """A diary entry by entry; one that is there already takes the place of the old. Raises as `diary.read_diary`."""
    document = diaries.read_document(file)
    diary = _with_mornings(diaries.diary_of(document))
    console.print(Text(f"{file.name}: {_counted(diary)}."))
    if preview:
        console.print(Text(PREVIEW))
        return
    shelf = shelf_of(opened_logbook(), athlete, new=True)
    shelf.put(*diary.done, *diary.mornings, *diary.other, *diary.signs, *diary.checks, *diary.overrides)
    if document.start is not None:
        shelf.keep_start(document.start.model_dump_json(exclude_none=True))
    console.print(Text(f"Kept for {shelf.name}."))


def _with_mornings(diary: Diary) -> Diary:
    """The morning after a session as an entry of its own, so that there is one place where it is corrected."""
    told = {one.on: one for one in diary.mornings}
    for done in diary.done:
        day = done.on + timedelta(days=1)
        if done.morning is not None:
            told.setdefault(day, Morning(day, done.morning))
    bare = tuple(replace(one, morning=None) for one in diary.done)
    return replace(diary, done=bare, mornings=tuple(told.values()))


def _counted(diary: Diary) -> str:
    counts = (
        ("session", diary.done), ("morning", diary.mornings), ("day of other work", diary.other), ("sign", diary.signs),
        ("check-in", diary.checks), ("override", diary.overrides),
    )  # fmt: skip
    told = [f"{len(listed)} {word if len(listed) == 1 else _many(word)}" for word, listed in counts if listed]
    return ", ".join(told) or "nothing yet"


def _many(word: str) -> str:
    first, *rest = word.split(" ", 1)
    return " ".join([f"{first}s", *rest])


KINDS: Final = {ANSWERS: bring_answers, DIARY: bring_diary}
