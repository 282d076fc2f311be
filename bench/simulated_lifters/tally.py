"""Tally: many lives together, and every way in which the law was broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import quantiles
from typing import Final

from bench.simulated_lifters.notes import Note, note_of
from bench.simulated_lifters.person import KINDS, Kind

# Out of twenty people: most are of the five large kinds.
SHARES: Final[dict[Kind, int]] = {
    "responder": 4, "non-responder": 2, "over-eager": 3, "ill-equipped": 3, "forgetful": 2, "16-17": 1, "65+": 1,
    "pregnant": 1, "routine R16": 1, "flare-ups": 1, "leg symptom": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which the law was broken: how often, and the first life in which it was."""

    text: str
    times: int
    kind: Kind
    seed: int


def people(count: int, first: int = 0) -> list[tuple[Kind, int]]:
    """That many people as kind and seed, in the shares of all kinds, at least one of each."""
    whole = sum(SHARES.values())
    return [(kind, first + seed) for kind in KINDS for seed in range(max(1, round(count * SHARES[kind] / whole)))]


def all_notes(count: int, jobs: int = 1, first: int = 0) -> list[Note]:
    """The lives of so many people, `jobs` at a time."""
    who = people(count, first)
    if jobs <= 1:
        return [note_of(*one) for one in who]
    kinds, seeds = zip(*who, strict=True)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(note_of, kinds, seeds, chunksize=8))


def breaches(notes: Iterable[Note]) -> list[Breach]:
    """Every distinct breach, the most frequent first; loads and dates make no difference."""
    times: Counter[str] = Counter()
    first: dict[str, tuple[str, Note]] = {}
    for note in notes:
        for text in note.breaches:
            key = re.sub(r"\d[\d.]*", "#", text[11:])
            times[key] += 1
            first.setdefault(key, (text, note))
    return [Breach(first[key][0], count, first[key][1].kind, first[key][1].seed) for key, count in times.most_common()]


def by_kind(notes: Sequence[Note]) -> Iterator[tuple[Kind, list[Note]]]:
    """The lives of each kind, in order."""
    for kind in KINDS:
        some = [note for note in notes if note.kind == kind]
        if some:
            yield kind, some


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high
