"""Tally: many lives together, kind by kind, as lines and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import mean, median, quantiles
from typing import Final

from bench.simulated_lifters.notes import STATES, Note, note_of
from bench.simulated_lifters.person import KINDS, Kind
from liftwell.triage.account import Phase

# Out of twenty people: most are of the five large kinds.
SHARES: Final[dict[Kind, int]] = {
    "responder": 4, "non-responder": 3, "over-eager": 3, "ill-equipped": 3, "forgetful": 2, "16-17": 1, "65+": 1,
    "pregnant": 1, "routine R16": 1, "flare-ups": 1, "leg symptom": 1,
}  # fmt: skip
_REACHED: Final[tuple[Phase, ...]] = ("technique", "return", "perform")


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


def told(notes: Sequence[Note]) -> str:
    """All of it as text."""
    lines = [*table(notes), "", *phase_table(notes), ""]
    found = breaches(notes)
    lines.append(f"Breaches of the law: {sum(one.times for one in found)}")
    lines += [f"  {one.times} x {one.text}    --show {one.kind!r} {one.seed}" for one in found]
    return "\n".join(lines)


def table(notes: Sequence[Note]) -> Iterator[str]:
    """How far each kind gets."""
    yield "| Kind | Lifters | Load regained, % of ref: quartiles | In perform | Reds in ten sessions | Sent on | Breaches |"
    yield "|---|---|---|---|---|---|---|"
    for kind, some in by_kind(notes):
        low, middle, high = quartiles([100 * note.regained[-1] for note in some])
        sessions = sum(note.sessions for note in some)
        reds = 10 * sum(note.reds for note in some) / sessions if sessions else 0.0
        performs = mean(note.states[-1] == "perform" for note in some)
        sent = mean(note.referred for note in some)
        broken = sum(len(note.breaches) for note in some)
        yield (
            f"| {kind} | {len(some)} | {low:.0f}, **{middle:.0f}**, {high:.0f} | {performs:.0%} | {reds:.2f} | {sent:.0%} | {broken} |"
        )


def phase_table(notes: Sequence[Note]) -> Iterator[str]:
    """Days in each phase and weeks to each."""
    yield f"| Kind | {' | '.join(f'{state}, days' for state in STATES)} | {' | '.join(f'to {phase}' for phase in _REACHED)} |"
    yield "|---" * (1 + len(STATES) + len(_REACHED)) + "|"
    for kind, some in by_kind(notes):
        days = [mean(note.states.count(state) for note in some) for state in STATES]
        reached = [_reached([note.first(phase) for note in some]) for phase in _REACHED]
        yield f"| {kind} | {' | '.join(f'{count:.0f}' for count in days)} | {' | '.join(reached)} |"


def _reached(days: Sequence[int | None]) -> str:
    """Weeks to a phase, the median of those who were not there from the start, and how many of these got there."""
    later = [day for day in days if day != 0]
    got = [day / 7 for day in later if day is not None]
    return f"{median(got):.0f} weeks ({len(got) / len(later):.0%})" if got else "–"


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
