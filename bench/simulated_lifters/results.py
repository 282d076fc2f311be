"""Results: what the lives of a kind come to, in numbers for a file (`docs/accuracy/simulated_lifters.json`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean, median
from typing import Any, Final

from bench.simulated_lifters.notes import STATES, WEEKS, Note
from bench.simulated_lifters.tally import breaches, by_kind, quartiles
from liftwell.triage.account import Phase

BEGAN: Final[tuple[Phase, ...]] = ("settle", "foundation", "technique", "hold", "return")
REACHED: Final[tuple[Phase, ...]] = ("technique", "return", "perform")
_HEADS: Final = (
    "Kind", "Lifters", "Sessions each", "Load regained, % of ref: quartiles", "In `perform`", "Reds in ten sessions",
    "Sent on", "Breaches",
)  # fmt: skip
Row = dict[str, Any]


def results_of(notes: Sequence[Note], speeds: dict[str, float], commit: str) -> Row:
    """Everything that page and picture show."""
    return {
        "commit": commit,
        "lifters": len(notes),
        "sessions": sum(note.sessions for note in notes),
        "days": sum(note.plans for note in notes),
        "speeds": {name: round(value) for name, value in speeds.items()},
        "kinds": {kind: _kind(some) for kind, some in by_kind(notes)},
        "began": {phase: _began([note for note in notes if note.began == phase]) for phase in BEGAN},
        "breaches": [f"{one.times} x {one.text} (--show '{one.kind}' {one.seed})" for one in breaches(notes)],
    }


def _began(some: Sequence[Note]) -> Row:
    """All who began in one phase, in the first and in the last week."""
    first, last = (
        [round(100 * share, 1) for share in quartiles([note.regained[week] for note in some])] for week in (0, -1)
    )
    return {
        "lifters": len(some),
        "first": first,
        "last": last,
        "back": round(mean(note.regained[-1] >= 0.8 for note in some), 3),
    }


def _kind(some: Sequence[Note]) -> Row:
    sessions = sum(note.sessions for note in some)
    weeks = [quartiles([100 * note.regained[week] for note in some]) for week in range(WEEKS)]
    return {
        "lifters": len(some),
        "regained": [[round(share, 1) for share in week] for week in weeks],
        "perform": round(mean(note.states[-1] == "perform" for note in some), 3),
        "reds_in_ten": round(10 * sum(note.reds for note in some) / max(1, sessions), 2),
        "sessions": round(sessions / len(some), 1),
        "referred": round(mean(note.referred for note in some), 3),
        "breaches": sum(len(note.breaches) for note in some),
        "days": {state: round(mean(note.states.count(state) for note in some), 1) for state in STATES},
        "weeks": [_shares([note.states[7 * week : 7 * week + 7] for note in some]) for week in range(WEEKS)],
        "reached": {phase: _reached([note.first(phase) for note in some]) for phase in REACHED},
    }  # fmt: skip


def _shares(weeks: Sequence[Sequence[str]]) -> dict[str, float]:
    """Which share of one week's days all of them spent in each state."""
    return {state: round(mean(week.count(state) for week in weeks) / 7, 4) for state in STATES}


def _reached(days: Sequence[int | None]) -> list[float] | None:
    """Weeks to a phase, the median of those who were not there from the start, and which share of these got there."""
    later = [day for day in days if day != 0]
    got = [day / 7 for day in later if day is not None]
    return [round(median(got), 1), round(len(got) / len(later), 3)] if got else None


def tables(results: Row) -> Iterator[str]:
    """Both tables of the page, line by line."""
    yield f"| {' | '.join(_HEADS)} |"
    yield "|---" * len(_HEADS) + "|"
    for kind, row in results["kinds"].items():
        low, middle, high = row["regained"][-1]
        yield (
            f"| {kind} | {row['lifters']} | {row['sessions']:.0f} | {low:.0f}, **{middle:.0f}**, {high:.0f} | "
            f"{row['perform']:.0%} | {row['reds_in_ten']:.2f} | {row['referred']:.0%} | {row['breaches']} |"
        )
    yield ""
    yield f"| Kind | {' | '.join(STATES)} | {' | '.join(f'to `{phase}`' for phase in REACHED)} |"
    yield "|---" * (1 + len(STATES) + len(REACHED)) + "|"
    for kind, row in results["kinds"].items():
        days = " | ".join(f"{row['days'][state]:.0f}" for state in STATES)
        yield f"| {kind} | {days} | {' | '.join(_told(row['reached'][phase]) for phase in REACHED)} |"


def began_table(results: Row) -> Iterator[str]:
    """How far all get by where they begin."""
    yield "| Began in | Lifters | % of ref in week 1: quartiles | In week 16 | At 80 % or more |"
    yield "|---|---|---|---|---|"
    for phase, row in results["began"].items():
        spans = [f"{low:.0f}, **{middle:.0f}**, {high:.0f}" for low, middle, high in (row["first"], row["last"])]
        yield f"| `{phase}` | {row['lifters']} | {' | '.join(spans)} | {row['back']:.0%} |"


def _told(reached: list[float] | None) -> str:
    return "–" if reached is None else f"{reached[0]:.0f} weeks ({reached[1]:.0%})"
