"""Files of liftwell itself on their way into the logbook: the answers and the diary that were kept in files before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from liftwell.consultation.counted import counted
from liftwell.exchange import answers
from liftwell.exchange import diary as diaries
from liftwell.exchange.answers_document import SCHEMA as ANSWERS
from liftwell.exchange.diary_document import SCHEMA as DIARY
from liftwell.exchange.hand_written import MOST_BYTES, read_content
from liftwell.training.diary import Diary, Morning

if TYPE_CHECKING:
    from liftwell.logbook.nouns import Noun
    from liftwell.logbook.shelf import Shelf

    Whose = Callable[[], Shelf]  # made when something is kept, so that a look makes nobody
NEW: Final = "None of it is in the logbook yet."


def told_in(file: Path) -> tuple[str, object]:
    """The schema that a file names, and what it holds; "" where it names none, or is too large to be a hand's work.

    Raises CannotRead where it is neither TOML nor JSON.
    """
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        return "", None
    content = read_content(file, "a file of liftwell")
    found = content.get("schema") if isinstance(content, dict) else None
    return (found if isinstance(found, str) else ""), content


def bring_answers(told: object, file: Path, shelf: Whose, known: Shelf | None, *, preview: bool) -> Iterator[str]:  # noqa: ARG001
    """A file of answers as the newest version of the answers; raises as `answers.parse_document`."""
    document = answers.parse_document(told, str(file))
    yield f"{file.name}: the answers of one person."
    if preview:
        return
    theirs = shelf()
    theirs.keep_answers(answers.to_json(document))
    yield f"Kept for {theirs.name}; earlier answers stay among the versions."


def bring_diary(told: object, file: Path, shelf: Whose, known: Shelf | None, *, preview: bool) -> Iterator[str]:
    """A diary entry by entry; one that is told again takes the place of the old. Raises as `diary.parse_document`."""
    document = diaries.parse_document(told, str(file))
    diary = _with_mornings(diaries.diary_of(document))
    yield f"{file.name}: {_counted(diary)}."
    if preview:
        yield _there_already(diary, known)
        return
    theirs = shelf()
    theirs.put(*_entries(diary))
    if document.start is not None:
        theirs.keep_start(document.start.model_dump_json(exclude_none=True))
    yield f"Kept for {theirs.name}."


def _with_mornings(diary: Diary) -> Diary:
    """The morning after a session as an entry of its own, so that there is one place where it is corrected."""
    told = {one.on: one for one in diary.mornings}
    for done in diary.done:
        day = done.on + timedelta(days=1)
        if done.morning is not None:
            told.setdefault(day, Morning(day, done.morning))
    bare = tuple(replace(one, morning=None) for one in diary.done)
    return replace(diary, done=bare, mornings=tuple(told.values()))


def _entries(diary: Diary) -> tuple[Noun, ...]:
    return (*diary.done, *diary.mornings, *diary.other, *diary.signs, *diary.checks, *diary.overrides)


def _there_already(diary: Diary, shelf: Shelf | None) -> str:
    """How many of its entries stand in the logbook word for word."""
    told = _entries(diary)
    there = set() if shelf is None else set(_entries(shelf.diary()))
    known = sum(one in there for one in told)
    if shelf is None or not known:
        return NEW
    return f"In the logbook of {shelf.name} already: {known:,} of {len(told):,} entries."


def _counted(diary: Diary) -> str:
    lists = (
        ("session", diary.done), ("morning", diary.mornings), ("day of other work", diary.other), ("sign", diary.signs),
        ("check-in", diary.checks), ("override", diary.overrides),
    )  # fmt: skip
    return ", ".join(counted(len(listed), word) for word, listed in lists if listed) or "nothing yet"


KINDS: Final = {ANSWERS: bring_answers, DIARY: bring_diary}
