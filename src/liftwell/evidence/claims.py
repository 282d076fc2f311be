"""What is said about deadlifts and backs, how well it holds, and what we do about it, read from `claims/*.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from liftwell.evidence.records import records, shipped
from liftwell.evidence.sources import is_source

Standing = Literal["supported", "mixed", "contested", "unsupported", "judgement"]
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
MEANING: Final[Mapping[Standing, str]] = {
    "supported": "Studies back it, or guidance that is widely agreed on.",
    "mixed": "Some studies back it; others do not, or they are few and small.",
    "contested": "People who know the subject disagree, and studies have not settled it.",
    "unsupported": "It is often said, and we found no study that shows it.",
    "judgement": "It is our own choice; no study decides it.",
}
# A theme is a file of `claims/`, and they are read in this order.
THEMES: Final[Mapping[str, str]] = {
    "back": "The back in a lift",
    "steps": "The bar and the six steps",
    "setups": "Bars, stances and builds",
    "muscles": "What is said of muscles and joints",
    "warnings": "Warning signs, and who should ask first",
    "pain": "Pain, and how it behaves",
    "patterns": "When and where it hurts",
    "ladder": "Finding what to work on",
    "tests": "Self-tests and scales",
    "exercises": "Drills and lifts",
    "training": "Weights, sets and weeks",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that a reader may check (`statement`), and how well it holds (`standing`).

    The statement can stand alone: what is unsupported or disputed says so itself. standing: "judgement" where the
    choice is ours; sources: "Author year, doi:10.…" or another way to find the paper (`sources.py`), none for a
    judgement and for plain mechanics, which `what_we_do` then names; what_we_do: one or two sentences; reviewed: when
    somebody last looked at it. Raises ValueError on a record that lacks any of these.
    """

    id: str
    statement: str
    standing: Standing
    sources: tuple[str, ...]
    what_we_do: str
    reviewed: date

    def __post_init__(self) -> None:
        if not (self.statement.endswith(".") and self.what_we_do.endswith(".")):
            raise ValueError(f"{self.id}: a claim has a sentence that states it and one that says what we do about it")
        if self.standing not in STANDINGS:
            raise ValueError(f"{self.id}: standing is one of {', '.join(STANDINGS)}, got {self.standing!r}")
        for source in self.sources:
            if not is_source(source):
                raise ValueError(f"{self.id}: a source is 'Author year, doi:10.…' or the like, got {source!r}")
        if not (self.sources or self.standing == "judgement" or "mechanics" in self.what_we_do):
            raise ValueError(f"{self.id}: a claim has a source unless it is a judgement or plain mechanics")


def meaning_of(record: Claim) -> str:
    """What the standing of `record` means, in one sentence."""
    if record.standing == "supported" and not record.sources:
        return "It follows from plain mechanics."
    return MEANING[record.standing]


@dataclass(frozen=True, slots=True)
class Theme:
    """Records that belong together, under one heading (`title`), in the order of their file."""

    name: str
    title: str
    claims: tuple[Claim, ...]


def claim(key: str) -> Claim:
    """The record with the id `key`; raises KeyError if there is none."""
    return all_claims()[key]


@cache
def all_themes() -> tuple[Theme, ...]:
    """Every theme, read once; raises ValueError if a file that ships with liftwell is malformed."""
    return tuple(
        Theme(name, title, tuple(parse_claims(shipped(f"claims/{name}.toml")).values()))
        for name, title in THEMES.items()
    )


@cache
def all_claims() -> Mapping[str, Claim]:
    """Every record by id, theme by theme; raises ValueError if two of them have one id."""
    return joined(all_themes())


def joined(themes: Iterable[Theme]) -> Mapping[str, Claim]:
    """The records of all `themes` by id, read-only; raises ValueError if two of them have one id."""
    found: dict[str, Claim] = {}
    for theme in themes:
        for record in theme.claims:
            if record.id in found:
                raise ValueError(f"{record.id}: two records have this id, one of them under {theme.name}")
            found[record.id] = record
    return MappingProxyType(found)


def parse_claims(toml: str) -> Mapping[str, Claim]:
    """Records by id from the text of a TOML file with one table for each; raises ValueError if malformed."""
    return records(toml, _record)


def _record(key: str, table: object) -> Claim:
    match table:
        case {
            "statement": str() as statement,
            "standing": str() as standing,
            "sources": list() as sources,
            "what_we_do": str() as what_we_do,
            "reviewed": date() as reviewed,
            **rest,
        } if not rest and all(isinstance(source, str) for source in sources):
            return Claim(key, statement, cast("Standing", standing), tuple(sources), what_we_do, reviewed)
    raise ValueError(f"{key}: expected statement, standing, sources, what_we_do and reviewed, got {table}")
