"""Pairing: how a phone at home gets in: by a code that the terminal shows, which guessing does not find."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

DIGITS: Final = 8
# Ten guesses at one of a hundred million, and then none for a while that doubles each time. Judgement.
MOST_WRONG: Final = 10
_FIRST_WAIT_S: Final = 60.0
_LONGEST_WAIT_S: Final = 3600.0


@dataclass(slots=True)
class Pairing:
    """The code of this run of the server, and how often somebody was wrong; `now` counts seconds."""

    now: Callable[[], float] = monotonic
    code: str = field(default_factory=lambda: f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    wrong: int = 0
    _until: float = 0.0
    _wait: float = _FIRST_WAIT_S
    _turn: Lock = field(default_factory=Lock)

    @property
    def shown(self) -> str:
        """The code as it is read: "1234 5678"."""
        return f"{self.code[: DIGITS // 2]} {self.code[DIGITS // 2 :]}"

    def waits_s(self) -> int:
        """For how long no code is taken, in seconds; 0 where one is."""
        return max(0, round(self._until - self.now() + 0.5)) if self._until > self.now() else 0

    def opens(self, told: str) -> bool:
        """Whether that is the code; after too many wrong ones nothing is, for a while."""
        with self._turn:
            if self.waits_s():
                return False
            digits = "".join(letter for letter in told[:40] if letter.isascii() and letter.isdigit())
            if hmac.compare_digest(digits, self.code):
                self.wrong, self._wait = 0, _FIRST_WAIT_S
                return True
            self.wrong += 1
            if self.wrong >= MOST_WRONG:
                self._until, self.wrong = self.now() + self._wait, 0
                self._wait = min(2 * self._wait, _LONGEST_WAIT_S)
            return False
