"""Exercise: a drill, a test or a lift as the catalogue `exercises.toml` describes it, with its words and its dose."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, get_args

from liftwell.evidence.claims import STANDINGS, Standing

Kind = Literal["ease", "drill", "skill", "lift", "assist"]
Source = Literal["article", "article-exercise", "ours"]
# A number, a range of two, a yes or a word ("load table").
Dose: TypeAlias = Mapping[str, float | bool | str | tuple[float, float]]

_LINKS: Final = ("regress", "progress", "swap")
_NAMES: Final = ("equipment", "cues", *_LINKS, "forbid", "modify")


@dataclass(frozen=True, slots=True)
class Exercise:
    """One record of the catalogue.

    serves: what it is for ("hip", "main"); dose: numbers by name, ranges as (maintenance, limiter) for sets and (from,
    to) otherwise; effort: highest RPE, 0–10; cues: three sentences, in order; stop: when to end the set; regress,
    progress, swap: ids of easier, harder and other exercises; forbid: conditions that rule it out; modify: "condition:
    what changes"; ladder: its row among the lifts, None for others; progress_load: how load is added, empty if not.
    Raises ValueError on a word that is not known, or unless there are three cues.
    """

    id: str
    name: str
    kind: Kind
    serves: str
    equipment: tuple[str, ...]
    dose: Dose
    effort: int
    cues: tuple[str, ...]
    stop: str
    regress: tuple[str, ...]
    progress: tuple[str, ...]
    swap: tuple[str, ...]
    forbid: tuple[str, ...]
    modify: tuple[str, ...]
    source: Source
    standing: Standing
    note: str
    ladder: int | None = None
    progress_load: str = ""

    def __post_init__(self) -> None:
        for word, words in ((self.kind, get_args(Kind)), (self.source, get_args(Source)), (self.standing, STANDINGS)):
            if word not in words:
                raise ValueError(f"{self.id}: {word!r} is none of {', '.join(words)}")
        if len(self.cues) != 3 or not all(self.cues):
            raise ValueError(f"{self.id}: an exercise has three cues, got {len(self.cues)}")
        if not 0 <= self.effort <= 10:
            raise ValueError(f"{self.id}: effort is an RPE of 0 to 10, got {self.effort}")
        if not (self.id and self.name and self.stop and self.dose):
            raise ValueError(f"{self.id}: an exercise has a name, a dose and a sentence that says when to stop")


@cache
def catalogue() -> Mapping[str, Exercise]:
    """Every exercise by id, in the order of the file; raises ValueError if the file that ships is malformed."""
    return parse_catalogue((files("liftwell.plan") / "exercises.toml").read_text("utf-8"))


def exercise(key: str) -> Exercise:
    """The exercise with the id `key`; raises KeyError if there is none."""
    return catalogue()[key]


def parse_catalogue(toml: str) -> Mapping[str, Exercise]:
    """Exercises by id from the text of a TOML file; raises ValueError on a bad record or a link to none."""
    found: dict[str, Exercise] = {}
    for table in tomllib.loads(toml).get("exercise", []):
        one = _record(table)
        if one.id in found:
            raise ValueError(f"{one.id}: the id is there twice")
        found[one.id] = one
    for one in found.values():
        if missing := [key for link in _LINKS for key in getattr(one, link) if key not in found]:
            raise ValueError(f"{one.id}: no exercise {', '.join(missing)}")
    return MappingProxyType(found)


def _record(table: Mapping[str, Any]) -> Exercise:
    key = table.get("id", "?")
    known = {field.name: field.default for field in fields(Exercise)}
    optional = {"ladder", "progress_load"}
    if odd := (set(table) - set(known)) | (set(known) - optional - set(table)):
        raise ValueError(f"{key}: unknown or missing: {', '.join(sorted(odd))}")
    told = dict(table)
    for name in _NAMES:
        if not isinstance(told[name], list) or not all(isinstance(item, str) for item in told[name]):
            raise ValueError(f"{key}: {name} is a list of words, got {told[name]!r}")
        told[name] = tuple(told[name])
    told["dose"] = MappingProxyType({name: _amount(key, value) for name, value in told["dose"].items()})
    return Exercise(**told)


def _amount(key: str, value: object) -> float | bool | str | tuple[float, float]:
    match value:
        case [int() | float() as low, int() | float() as high] if low <= high:
            return (low, high)
        case bool() | int() | float() | str():
            return value
    raise ValueError(f"{key}: a dose is a number, a range or a word, got {value!r}")
