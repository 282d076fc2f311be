"""Finding a record without knowing its id: by the words in it, or by an id that is nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final, TypeVar

from liftwell.evidence.claims import Claim
from liftwell.evidence.thresholds import Threshold

Record = TypeVar("Record", Claim, Threshold)
NEAREST: Final = 3
ALIKE: Final = 0.5  # of the letters, in order: below it a suggestion puzzles more than it helps


def asked_for(records: Mapping[str, Record], words: str) -> tuple[Record, ...]:
    """The record whose id `words` are; else those in which all of them stand; every record where nothing is asked."""
    if not words:
        return tuple(records.values())
    return (records[words],) if words in records else matching(records, words)


def matching(records: Mapping[str, Record], words: str) -> tuple[Record, ...]:
    """Records in which every one of `words` begins a word, in any order; capitals and a plural s do not count.

    None where there are no words.
    """
    wanted = [_stem(word) for word in _WORD.findall(words.lower())]
    if not wanted:
        return ()
    return tuple(record for record in records.values() if all(re.search(rf"\b{w}", _text(record)) for w in wanted))


def nearest(keys: Iterable[str], key: str) -> tuple[str, ...]:
    """Up to three of `keys` that look most like `key`, the most alike first."""
    asked = key.lower().replace(" ", "-")
    return tuple(get_close_matches(asked, list(keys), NEAREST, ALIKE))


_WORD: Final = re.compile(r"[^\W_]+")


def _stem(word: str) -> str:
    return re.escape(word.removesuffix("s") if len(word) > 3 else word)


def _text(record: Claim | Threshold) -> str:
    parts = [record.id, record.statement, record.standing]
    if isinstance(record, Claim):
        parts += [record.what_we_do, *record.sources]
    return " ".join(_WORD.findall(" ".join(parts).lower()))
