"""Every mark that a verdict is held against, with the reason for it, read from `thresholds.toml`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from liftwell.evidence.records import records, shipped


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit: `value` in `unit`, what it decides (`statement`), and how well it is founded (`standing`).

    standing: "judgement" where we chose it, else the source with its DOI ("Aasa 2019, doi:10.…");
    reviewed: when somebody last looked at it. Raises ValueError on a record that lacks any of these.
    """

    id: str
    value: float
    unit: str
    standing: str
    statement: str
    reviewed: date

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError(f"{self.id}: a threshold is a finite number, got {self.value}")
        if not (self.unit and self.statement.endswith(".")):
            raise ValueError(f"{self.id}: a threshold has a unit and a sentence that says what it decides")
        if self.standing != "judgement" and "doi:10." not in self.standing:
            raise ValueError(f"{self.id}: standing is 'judgement' or a source with 'doi:10.…', got {self.standing!r}")


def threshold(key: str) -> float:
    """The value of the record with the id `key`, in its own unit; raises KeyError if there is none."""
    return all_thresholds()[key].value


@cache
def all_thresholds() -> Mapping[str, Threshold]:
    """Every record by id, read once; raises ValueError if the file that ships with liftwell is malformed."""
    return parse(shipped("thresholds.toml"))


def parse(toml: str) -> Mapping[str, Threshold]:
    """Records by id from the text of a TOML file with one table for each; raises ValueError if malformed."""
    return records(toml, _record)


def _record(key: str, table: object) -> Threshold:
    match table:
        case {
            "value": int() | float() as value,
            "unit": str() as unit,
            "standing": str() as standing,
            "statement": str() as statement,
            "reviewed": date() as reviewed,
            **rest,
        } if not rest:
            return Threshold(key, float(value), unit, standing, statement, reviewed)
    raise ValueError(f"{key}: expected value, unit, standing, statement and reviewed, got {table}")
