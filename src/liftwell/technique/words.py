"""What the rules say, read from `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Words:
    """Titles for the verdicts "good", "watch", "fix" and "unseen", why it is fine, why it matters, and one cue.

    `fine` and `why` may hold {value}, {room}, {size}, {limit}, {in_reps} and {it}, the titles {when}. `fix` is empty
    where a rule only ever asks to watch.
    """

    good: str
    watch: str
    unseen: str
    fine: str
    why: str
    cue: str
    fix: str = ""


def words_of(code: str) -> Words:
    """The words of the rule with this code; raises KeyError if there is none."""
    return all_words()[code]


@cache
def all_words() -> Mapping[str, Words]:
    """Every rule's words by code, read once."""
    tables = tomllib.loads((files("liftwell.technique") / "words.toml").read_text("utf-8"))
    return MappingProxyType({code: Words(**table) for code, table in tables.items()})
