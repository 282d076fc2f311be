"""Pen: writes any words so that a printed page can show them, and remembers what it had to change."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MORE: Final = "…"
UNKNOWN: Final = "□"
# What the letters of typst's own fonts cover; tests/report/test_pen.py sets every one of them.
COVERED: Final = (
    (0x20, 0x7E),
    (0xA1, 0x24F),
    (0x370, 0x3FF),
    (0x400, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x20A0, 0x20BF),
    (0x2190, 0x2199),
    (0x2200, 0x2265),
)
LONGEST_WORD: Final = 22  # letters in a row that a column holds; judgement
CUT: Final = f"Some words were cut to fit this page: {MORE}"
NO_LETTERS: Final = f"{UNKNOWN} stands for signs that this page has no letters for."


class Pen:
    """Writes any words so that they can be set: signs with letters only, long ones cut; and knows what it did."""

    def __init__(self) -> None:
        self._has_cut = self._has_replaced = False

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader has to be told about it."""
        return (*((CUT,) if self._has_cut else ()), *((NO_LETTERS,) if self._has_replaced else ()))

    def cut(self, text: str, most: int) -> str:
        """At most that many signs, the last one "…" where more was said."""
        plain = self._plain(text)
        if len(plain) > most:
            self._has_cut = True
            plain = f"{plain[: most - 1].rstrip()}{MORE}"
        return _LONG_WORD.sub("\\g<0>\u200b", plain)

    def _plain(self, text: str) -> str:
        composed = unicodedata.normalize("NFC", text)
        # Marks that stand on no letter of their own, and signs that steer, would only move what stands beside them.
        kept = "".join(sign if sign.isspace() or _covered(sign) else UNKNOWN for sign in composed if not _steers(sign))
        self._has_replaced = self._has_replaced or UNKNOWN in kept
        return " ".join(_RUN.sub(UNKNOWN, kept).split())


_RUN: Final = re.compile(f"{UNKNOWN}+")
_LONG_WORD: Final = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def _covered(sign: str) -> bool:
    return unicodedata.category(sign) != "Cn" and any(first <= ord(sign) <= last for first, last in COVERED)


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc") and not sign.isspace()
