"""What a life comes to: phases, loads, colours, referrals and breaches of the law, small enough for another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from bench.simulated_lifters.life import DAYS, Life, live
from bench.simulated_lifters.person import BEGINS, Kind, person
from liftwell.plan.lifter import CLEAR
from liftwell.training.day_colour import Colour
from liftwell.triage.account import Phase
from tests.plan.law import violations
from tests.plan.ledger import Past, Usual, past

State = Literal["waits", "settle", "foundation", "technique", "hold", "return", "perform"]
STATES: Final[tuple[State, ...]] = ("waits", "settle", "foundation", "technique", "hold", "return", "perform")
WEEKS: Final = DAYS // 7


@dataclass(frozen=True, slots=True)
class Note:
    """One life: the state of each day, the load of each week as a share of ref, sessions, reds, referrals, breaches.

    states: as they stand, a day without the plan like the day before; regained: of the last planned session so far, 0
    before the first; reached: the first day of each phase.
    """

    kind: Kind
    seed: int
    began: Phase
    states: tuple[State, ...]
    regained: tuple[float, ...]
    sessions: int
    reds: int
    referred: bool
    plans: int
    breaches: tuple[str, ...]

    def first(self, phase: Phase) -> int | None:
        """The number of the day on which a phase was reached first, None where it was not."""
        return next((day for day, state in enumerate(self.states) if state == phase), None)


def note_of(kind: Kind, seed: int) -> Note:
    """The life of the person of that kind and seed, in short."""
    life = live(person(kind, seed))
    return noted(life)


def noted(life: Life) -> Note:
    """A life in short."""
    who = life.person
    plans = [today for _, today, _ in life.plans.values()]
    sessions = [one for one in sessions_of(life) if one.done.row]
    return Note(
        who.kind, who.seed, who.lifter.phase, _states(life), _regained(life),
        len(sessions), sum(one.hue == "red" for one in sessions), any(one.refer for one in plans), len(plans),
        (*violations(who.lifter, life.days, life.aside), *_crashes(life)),
    )  # fmt: skip


def _crashes(life: Life) -> list[str]:
    return [f"{on} no plan: {error}" for on, error in life.crashes.items()]


def sessions_of(life: Life) -> list[Past]:
    """Every session with its colour by the page, oldest first."""
    told = sorted((*life.done.values(), *life.beside), key=lambda one: one.on)
    usual = Usual.of(life.person.lifter, life.mornings, frozenset(one.on for one in told))
    checks = {one.on: one for one in life.checks}
    return [past(one, usual.effective(one.on), checks.get(one.on)) for one in told]


def _states(life: Life) -> tuple[State, ...]:
    found: list[State] = []
    for number in range(DAYS):
        plan = life.plans.get(BEGINS + timedelta(days=number))
        if plan is None:
            found.append(found[-1] if found else "waits")
        else:
            _, today, _ = plan
            found.append(today.phase if today.level in CLEAR and today.phase != "none" else "waits")
    return tuple(found)


def _regained(life: Life) -> tuple[float, ...]:
    """At the end of every week the load of the last whole session as a share of ref."""
    whole = [one for one in life.done.values() if not (one.light or one.gentle)]
    shares = []
    for week in range(1, WEEKS + 1):
        until = BEGINS + timedelta(weeks=week)
        loads = [one.lift.load_kg for one in whole if one.on < until]
        shares.append(loads[-1] / life.person.ref_kg if loads else 0.0)
    return tuple(shares)


def colours(sessions: Sequence[Past]) -> list[Colour]:
    """The colours as the engine names them."""
    return ["amber" if one.hue == "sore" else one.hue for one in sessions]
