"""What is said about deadlifts and backs, how well it holds, and what we do about it, read from `claims.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal, cast, get_args

from liftwell.evidence.records import records, shipped

Standing = Literal["supported", "mixed", "contested", "unsupported", "judgement"]
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)

# "Author year, …" and one way to find the paper: DOI, PMC or PubMed number, preprint, or volume and pages.
_SOURCE: Final = re.compile(r"\D+ \d{4}, (doi:10\.\d{4,9}/\S+|PMC\d+|PMID \d+|arXiv:\d{4}\.\d{5}|\D+ \d+:[\w–-]+)")


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that a reader may check (`statement`), and how well it holds (`standing`).

    The statement can stand alone: what is unsupported or disputed says so itself. standing: "judgement" where the
    choice is ours; sources: "Author year, doi:10.…" or another way to find the paper, none for a judgement and for
    plain mechanics, which `what_we_do` then names; what_we_do: one or two sentences; reviewed: when somebody last
    looked at it. Raises ValueError on a record that lacks any of these.
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
            if not _SOURCE.fullmatch(source):
                raise ValueError(f"{self.id}: a source is 'Author year, doi:10.…' or the like, got {source!r}")
        if not (self.sources or self.standing == "judgement" or "mechanics" in self.what_we_do):
            raise ValueError(f"{self.id}: a claim has a source unless it is a judgement or plain mechanics")


def claim(key: str) -> Claim:
    """The record with the id `key`; raises KeyError if there is none."""
    return all_claims()[key]


@cache
def all_claims() -> Mapping[str, Claim]:
    """Every record by id, read once; raises ValueError if the file that ships with liftwell is malformed."""
    return parse_claims(shipped("claims.toml"))


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
