"""The answers of one person on disk while they answer: written after each one, so that nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from liftwell.cli.asking import at, put
from liftwell.errors import ImpossibleValue
from liftwell.exchange import answers
from liftwell.screen.account import Account
from liftwell.screen.questions import questions


@dataclass(slots=True)
class SavedAnswers:
    """The content of a file of answers, and the moment for which it is read.

    source: the file it was read from, beside which its clips lie; path: where answers are written, None for nowhere.
    """

    path: Path | None
    now: datetime
    content: dict[str, Any] = field(default_factory=dict)
    source: Path | None = None

    @classmethod
    def opened(cls, path: Path, now: datetime) -> SavedAnswers:
        """The answers in a file, none where there is no file yet; raises as `answers.read_document` does."""
        if not path.exists():
            return cls(path, now, source=path)
        document = answers.read_document(path)
        content = document.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
        content.pop("on", None)  # the file of somebody who answers is read for today
        return cls(path, now, content, path)

    @property
    def today(self) -> date:
        """The day for which the answers are read."""
        return self.now.date()

    def account(self) -> Account:
        """What has been answered so far."""
        return answers.account_of(answers.parse_document(self.content, "your answers"), self.today)

    def answered(self, path: str) -> bool:
        """Whether there is an answer at that place."""
        found = at(self.content, path)
        return found is not None and found != []

    def keep(self, path: str, value: object | None) -> None:
        """Take an answer, or take one away, and write the file; raises ImpossibleValue, and keeps the old, if wrong."""
        before = at(self.content, path)
        put(self.content, path, value)
        try:
            self.account()
        except ImpossibleValue:
            put(self.content, path, before)
            raise
        self.write()

    def forget_screen(self, only: tuple[str, ...] = ()) -> None:
        """Take away the safety answers, all or `only` these, so that they are asked anew."""
        for key in only or tuple(questions()):
            put(self.content, f"screen.{key}", None)
        if not only:
            put(self.content, "screen.answered_on", None)
        self.write()

    def write(self) -> None:
        """Write the file whole; raises CannotWrite."""
        if self.path is not None:
            answers.write_document(answers.parse_document(self.content, "your answers"), self.path)
