"""Where the product leans on a record: findings, safety questions and rules, patterns of pain, self-tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Literal, TypeAlias

from liftwell.screen import patterns, questions
from liftwell.technique.findings import RULES
from liftwell.triage import self_tests

Kind = Literal["finding", "question", "rule", "pattern", "self-test"]


@dataclass(frozen=True, slots=True)
class Use:
    """One place: its kind, and what it is called there, such as "step5.lockout", "R01 toilet" or "T1 Hinge …"."""

    kind: Kind
    name: str


Uses: TypeAlias = Mapping[str, tuple[Use, ...]]


@cache
def all_uses() -> Uses:
    """Every place that rests on a claim or is held against a mark, by the id of that record."""
    found: dict[str, tuple[Use, ...]] = {}
    for use, keys in _places():
        for key in keys:
            found[key] = (*found.get(key, ()), use)
    return MappingProxyType(found)


def by_kind(uses: Iterable[Use]) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
    """The names of `uses`, together for each kind, in the order in which they come."""
    return tuple((kind, tuple(use.name for use in of)) for kind, of in groupby(uses, lambda use: use.kind))


def _places() -> Iterator[tuple[Use, tuple[str, ...]]]:
    for rule in sorted(RULES, key=lambda rule: rule.code):
        marks = (mark for mark in (rule.above, rule.below) if mark is not None)
        yield Use("finding", rule.code), (*rule.evidence, *marks)
    for question in questions.questions().values():
        yield Use("question", f"{question.id} {question.topic}"), question.evidence
    for derived in questions.derived().values():
        yield Use("rule", f"{derived.id} {derived.name}"), derived.evidence
    for pattern in patterns.shipped().values():
        yield Use("pattern", pattern.name), pattern.evidence
    for test in self_tests.shipped().values():
        yield Use("self-test", f"{test.id} {test.name}"), test.evidence
