"""What opens the gate to the next phase, each with where the lifter stands; the gates themselves are in `gates`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.course.standing import Standing
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.row_load import highest_row
from liftwell.triage.account import Phase

NEXT: Final[Mapping[Phase, Phase]] = {
    "settle": "foundation", "foundation": "technique", "technique": "return", "return": "perform", "hold": "return",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that the next phase asks for: in words, the current value and the one asked for, whether it is met."""

    words: str
    now: str
    asked: str
    met: bool


def criteria_of(standing: Standing, lifter: Lifter) -> tuple[Criterion, ...]:
    """Those of the usual way through the gate; a plateau or a goal may open it too. Empty where none is ahead."""
    listed = _OF_PHASE.get(standing.phase)
    return () if listed is None or _stays(standing, lifter) else tuple(listed(standing))


def _stays(standing: Standing, lifter: Lifter) -> bool:
    """Whether a ceiling by age, condition or clinician ends the way at this phase."""
    return standing.phase == "return" and highest_row(lifter) is not None


def _counted(words: str, now: int, asked: int) -> Criterion:
    return Criterion(words, str(min(now, asked)), str(asked), now >= asked)


def _mostly_green(standing: Standing) -> Criterion:
    green = sum(colour == "green" for colour in standing.colours)
    words = "Most of the last sessions were green"
    return Criterion(words, f"{green} of {len(standing.colours)}", "most", standing.mostly_green)


def _foundation(standing: Standing) -> Iterator[Criterion]:
    seen = standing.seen
    days = len({day for day, _ in seen.passed})
    held = seen.held_cm is not None or (seen.hinge_tick and len(seen.sticks) >= 2)
    yield Criterion("Days on which your hinge kept the low back still", str(min(days, 2)), "2", held)
    yield _counted("Green sessions with this lift", standing.greens_at_row, 1)
    yield _mostly_green(standing)


def _technique(standing: Standing) -> Iterator[Criterion]:
    seen = standing.seen
    yield Criterion("The last row of this phase", standing.row, "T3", standing.row == "T3")
    films = "Light sets filmed with nothing to change"
    yield Criterion(films, str(min(len(seen.clean), 2)), "2", len(seen.clean) >= 2 or seen.technique_tick)
    yield _counted("Green sessions at this row", standing.greens_at_row, 2)
    yield _mostly_green(standing)


def _return(standing: Standing) -> Iterator[Criterion]:
    yield Criterion("The last row of this phase", standing.row, "R8", standing.row == "R8")
    green = standing.greens_at_row if standing.last_colour == "green" else 0
    yield _counted("Green sessions at this row, the last one too", green, 2)
    quiet, usual = threshold("quiet_pain_max"), standing.usual.effective
    now = "not told" if usual is None else str(usual)
    yield Criterion("Usual pain on waking", now, f"{quiet:g} or less", usual is not None and usual <= quiet)


def _hold(standing: Standing) -> Iterator[Criterion]:
    yield _counted("Sessions at this level", standing.in_phase, int(threshold("hold_sessions")))
    red = standing.colours.count("red")
    yield Criterion("Red sessions among the last", str(red), "0", red == 0)


_OF_PHASE: Final[Mapping[Phase, Callable[[Standing], Iterator[Criterion]]]] = {
    "foundation": _foundation, "technique": _technique, "return": _return, "hold": _hold,
}  # fmt: skip
