"""The answers of one person on disk while they answer: written after each one, so that nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from liftwell.errors import ImpossibleValue
from liftwell.exchange import answers
from liftwell.screen.prompts import BASIS, OF_TODAY
from liftwell.screen.questions import questions
from liftwell.screen.short_check import opened_by
from liftwell.triage.account import Account

TOLD_ON: Final = "pain.told_on"
CHECKED_ON: Final = "screen.checked_on"
_ANEW: Final = "screen.anew"


# What of a leg is remembered on later days: "none" of today does not undo it (`clinical.md` 5.7).
GRAVE_LEGS: Final = ("below-knee", "spreading", "both")


@dataclass(slots=True)
class SavedAnswers:
    """The content of a file of answers, and the moment for which it is read.

    source: the file it was read from, beside which its clips lie; path: where answers are written, None for nowhere;
    keeper: takes the document instead of a file, where the logbook keeps it.
    """

    path: Path | None
    now: datetime
    content: dict[str, Any] = field(default_factory=dict)
    source: Path | None = None
    keeper: Callable[[str], None] | None = None

    @classmethod
    def opened(cls, path: Path, now: datetime, *, its_day: bool = False) -> SavedAnswers:
        """The answers in a file, none where there is no file yet; raises as `answers.read_document` does.

        its_day: read them for the day that the file says, if it says one, rather than for that of `now`.
        """
        if not os.path.lexists(path):  # whatever else stands in the way is said when it is read
            return cls(path, now, source=path)
        document = answers.read_document(path)
        content = document.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
        content.pop("on", None)  # the file of somebody who answers is read for today
        if its_day and document.on is not None:
            now = now.replace(year=document.on.year, month=document.on.month, day=document.on.day)
        return cls(path, now, content, path)

    @property
    def today(self) -> date:
        """The day for which the answers are read."""
        return self.now.date()

    @property
    def where(self) -> str | None:
        """Where the answers are kept, as a person is told of it; None for nowhere."""
        return "the logbook" if self.keeper is not None else None if self.path is None else str(self.path)

    def account(self) -> Account:
        """What has been answered so far."""
        return answers.account_of(answers.parse_document(self.content, "your answers"), self.today)

    def at(self, path: str) -> Any:  # noqa: ANN401  (whatever the file holds there)
        """What there is at that place, None where nothing."""
        return at(self.content, path)

    def answered(self, path: str) -> bool:
        """Whether there is an answer at that place."""
        found = self.at(path)
        return found is not None and found != []

    def keep(self, path: str, value: object | None) -> None:
        """Take an answer, or take one away, and write the file; raises ImpossibleValue, and keeps the old, if wrong."""
        before = self.at(path)
        put(self.content, path, value)
        if path.startswith("pain.") and not self.answered(TOLD_ON):
            put(self.content, TOLD_ON, self.today.isoformat())
        try:
            self.account()
        except ImpossibleValue:
            put(self.content, path, before)
            raise
        self._note_anew(path, value)
        self.write()

    def _note_anew(self, path: str, value: object | None) -> None:
        """A safety question that is answered on another day than the whole screen has a day of its own."""
        table, _, key = path.partition(".")
        if table == "screen" and key in questions() and value and self.answered("screen.answered_on"):
            day = None if self._of_today("screen.answered_on") else self.today.isoformat()
            put(self.content, f"{_ANEW}.{key}", day)

    def _of_today(self, path: str) -> bool:
        return bool(self.at(path) == self.today.isoformat())

    @property
    def checked_today(self) -> bool:
        """Whether the short check has been answered today."""
        return self._of_today(CHECKED_ON)

    def answered_today(self, key: str) -> bool:
        """Whether a safety question has been answered today, with the whole screen or by itself."""
        whole = self._of_today("screen.answered_on")
        return self.answered(f"screen.{key}") and (whole or self._of_today(f"{_ANEW}.{key}"))

    def forget_screen(self, only: tuple[str, ...] = ()) -> None:
        """Take away what the screen rests on, all or `only` these answers, so that it is asked anew."""
        for key in only or tuple(questions()):
            put(self.content, f"screen.{key}", None)
        if not only:
            for path in ("screen.answered_on", CHECKED_ON, _ANEW, *BASIS):
                put(self.content, path, None)
        self.write()

    def short_check(self, ticks: str) -> None:
        """Take the ticks of the short check, such as "none" or "fever,both-legs", and open what they open.

        Raises ImpossibleValue.
        """
        opens = opened_by(tuple(tick.strip() for tick in ticks.split(",") if tick.strip()))
        put(self.content, CHECKED_ON, self.today.isoformat())
        if opens:
            self.forget_screen(opens)
        else:
            self.write()

    def begin_day(self) -> None:
        """On another day how it hurts now is open again, and the beginning is further away."""
        told = self.at(TOLD_ON) or self.at("screen.answered_on")
        if told is None or told == self.today.isoformat():
            return
        days = self.account().intake.story.days
        if self.at("pain.leg") in GRAVE_LEGS:
            put(self.content, "pain.leg_before", self.at("pain.leg"))
            put(self.content, "pain.leg_before_on", told)
        for path in OF_TODAY:
            put(self.content, path, None)
        put(self.content, "pain.days", days)
        put(self.content, TOLD_ON, self.today.isoformat())
        self.write()

    def write(self) -> None:
        """Write the file whole, or hand the answers to their keeper; raises CannotWrite."""
        if self.keeper is not None:
            self.keeper(answers.to_json(answers.parse_document(self.content, "your answers")))
        elif self.path is not None:
            answers.write_document(answers.parse_document(self.content, "your answers"), self.path)


def at(content: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  (whatever the file holds there)
    """What the file of answers holds at a path, None where nothing."""
    found: Any = content
    for key in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def put(content: dict[str, Any], path: str, value: object | None) -> None:
    """Put an answer at its path; None takes it away."""
    first, _, rest = path.partition(".")
    if rest:
        table = content.setdefault(first, {})
        put(table, rest, value)
        if not table:  # an empty table may mean another thing than none
            del content[first]
    elif value is None:
        content.pop(first, None)
    else:
        content[first] = value
