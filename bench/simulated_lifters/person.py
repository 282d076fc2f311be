"""Person: who begins a plan, with which body and which habits; one by kind and seed, always the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final, Literal, get_args

from bench.simulated_lifters.body import Body
from liftwell.athlete import Sex
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.loading.load_table import load_table
from liftwell.screen.questions import Level
from liftwell.training.diary import LegSign
from liftwell.triage.account import Phase

Kind = Literal[
    "responder", "non-responder", "over-eager", "ill-equipped", "forgetful", "16-17", "65+", "pregnant", "routine R16",
    "flare-ups", "leg symptom",
]  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
BEGINS: Final = date(2026, 3, 2)  # a Monday; the clocks change on the way
_GYM: Final = ("barbell", "blocks", "stick", "strap", "band", "bench", "kettlebells 8-32")
_HOMES: Final = (
    ((), None), (("kettlebell 8 kg",), None), (("kettlebells 8-24",), None), (("barbell",), 5.0), (("barbell",), 10.0),
    (("barbell 15 kg",), 2.5), (("barbell", "stick"), 2.5), (("trap bar",), 2.5), (("dumbbells 2-20",), None),
)  # fmt: skip
_ROWS: Final = {"technique": ("T1", "T1", "T2"), "return": ("R1", "R1", "R2", "R4", "R6")}


@dataclass(frozen=True, slots=True)
class Habits:
    """What somebody does, as chances.

    Of a day's training when one is open, of telling a morning, of a check-in; tests and films, or neither; eager: of
    doing more than planned; gap, flares: of one that begins on a day; positive: of a safety question answered with yes;
    wishes: of asking for something else; longest_gap in days; leg: how it changes, where it does.
    What is no chance: flare_on, number of the day and points; away_on, number of the day and days.
    """

    trains: float = 0.75
    mornings: float = 0.97
    checks: float = 1.0
    tests: bool = True
    films: bool = True
    eager: float = 0.0
    gap: float = 0.004
    longest_gap: int = 60
    flares: float = 0.002
    positive: float = 0.01
    wishes: float = 0.02
    leg: LegSign = "none"
    flare_on: tuple[tuple[int, float], ...] = ()
    away_on: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One simulated person: what the plan knows at the start, the hidden body, the habits."""

    kind: Kind
    seed: int
    lifter: Lifter
    body: Body
    habits: Habits

    @property
    def ref_kg(self) -> float:
        """What regained loads are held against: the reference single, or the true one where it is not known."""
        return self.lifter.ref_kg if self.lifter.ref_kg is not None else self.body.strength_kg


def chance_of(kind: Kind, seed: int, what: str) -> Random:
    """A random generator of its own for each thing, so that another habit does not make another body."""
    return Random(f"{kind} {seed} {what}")


def person(kind: Kind, seed: int) -> Person:
    """The person of a kind and a seed."""
    chance = chance_of(kind, seed, "who")
    body = _body(kind, chance)
    lifter = _lifter(kind, body, chance)
    if lifter.phase in ("foundation", "settle"):
        body.bend_deg = chance.uniform(14, 32)
    return Person(kind, seed, lifter, body, _habits(kind, chance))


def _body(kind: Kind, chance: Random) -> Body:
    strength = chance.uniform(40, 250)
    return Body(
        strength_kg=strength,
        tolerance_kg=strength * chance.uniform(0.5, 0.85),
        pain=chance.choice((0.4, 1.0, 1.6, 2.2, 3.0, 3.8, 4.6)),
        responds=0.0 if kind == "non-responder" else chance.uniform(0.6, 1.2),
        bend_deg=chance.uniform(8, 24),
        faults=chance.uniform(0.1, 0.8),
        irritable=chance.uniform(0.6, 2.0),
    )


def _lifter(kind: Kind, body: Body, chance: Random) -> Lifter:
    phase: Phase = chance.choices(("foundation", "technique", "return", "settle", "hold"), (4, 4, 4, 1.5, 1))[0]
    usual = round(body.pain)
    if phase == "hold" and usual > 2:
        phase = "technique"
    if kind in ("pregnant", "16-17") and phase == "hold":
        phase = "foundation"
    rows = _ROWS.get(phase)
    ref = None if chance.random() < 0.2 else round(2 * body.strength_kg * chance.uniform(0.92, 1.04)) / 2
    row = chance.choice(rows) if rows is not None and ref is not None else None
    share = (load_table()[row].percent or 60) / 100 if row else 0.75
    last = None if phase == "foundation" or chance.random() < 0.1 else 2.5 * round(0.4 * body.strength_kg * share)
    if phase == "hold" and not last:
        last = 2.5 * round(0.3 * body.strength_kg)
    found = Lifter(
        began=BEGINS,
        age=None if chance.random() < 0.05 else chance.randint(18, 64),
        sex=chance.choice(("male", "female", None)),
        mass_kg=None if chance.random() < 0.15 else round(chance.uniform(50, 120)),
        screened_on=BEGINS - timedelta(days=chance.randint(0, 10)),
        equipment=_equipment(kind, chance),
        phase=phase,
        row=row,
        provisional=phase == "foundation" and chance.random() < 0.4,
        limiters=tuple(group for group in ("hip", "hamstring", "psoas") if chance.random() < 0.3),
        likely=("load",) if phase == "return" else (),
        ref_kg=ref,
        comfortable_kg=round(0.9 * body.tolerance_kg) if chance.random() < 0.3 else None,
        last_kg=last,
        days_off=chance.choice((None, 2, 4, 9, 20, 40)),
        exercise=chance.choice((None, "conventional_deadlift", "conventional_deadlift", "sumo_deadlift")),
        passed_cm=(0.0,) if phase in ("technique", "return", "hold") and chance.random() < 0.7 else (),
        base=None if chance.random() < 0.05 else usual,
        lifting_hurts=min(10, usual + (0 if phase == "hold" else 2)),
        worry=chance.randint(0, 10),
        psoas=chance.choice((None, "march_supine", "seated_knee_lift")),
    )
    if found.exercise != "sumo_deadlift" and chance.random() < 0.2:
        found = replace(found, exercise="block_pull_low", raised_cm=10.0, passed_cm=(10.0,))
    return _special(kind, found, chance)


def _special(kind: Kind, lifter: Lifter, chance: Random) -> Lifter:
    """Age, conditions and levels of the few."""
    match kind:
        case "16-17":
            coach = chance.random() < 0.8
            tags = lifter.equipment.tags | {"coach"} if coach else lifter.equipment.tags
            owned = replace(lifter.equipment, tags=tags)
            return replace(lifter, age=chance.randint(16, 17), conditions=frozenset({"under18"}), equipment=owned)
        case "65+":
            return replace(lifter, age=chance.randint(65, 84), conditions=frozenset({"over65"}))
        case "pregnant":
            sex: Sex = "female"
            cleared = BEGINS - timedelta(days=3)
            pregnant = frozenset({"pregnant"})
            limits = Limits() if chance.random() < 0.7 else Limits(load_kg=60.0)
            raised = 15.0 if lifter.exercise is None else lifter.raised_cm
            return replace(
                lifter, sex=sex, age=chance.randint(20, 42), conditions=pregnant, cleared_on=cleared, limits=limits,
                raised_cm=raised,
            )  # fmt: skip
        case "routine R16":
            level: Level = "routine"
            return replace(lifter, level=level)
    return lifter


def _equipment(kind: Kind, chance: Random) -> Equipment:
    if kind == "ill-equipped":
        return Equipment.of(*chance.choice(_HOMES))
    trap_bar, coach = chance.random() < 0.3, chance.random() < 0.15
    words = (*_GYM, *(("trap bar",) if trap_bar else ()), *(("coach",) if coach else ()))
    return Equipment.of(words, chance.choice((2.5, 2.5, 1.25, 5.0)))


def _habits(kind: Kind, chance: Random) -> Habits:
    usual = Habits(trains=chance.uniform(0.55, 0.95), films=chance.random() < 0.7, tests=chance.random() < 0.85)
    match kind:
        case "over-eager":
            return replace(usual, eager=chance.uniform(0.15, 0.6), trains=0.97, wishes=0.15, gap=0.001)
        case "forgetful":
            told = chance.choice((0.0, 0.3, 0.6))
            return replace(usual, mornings=told, checks=0.6, tests=False, films=False, gap=0.02, trains=0.5)
        case "flare-ups":
            return replace(usual, flares=0.02)
        case "leg symptom":
            return replace(usual, leg=chance.choice(("same", "up", "new", "lower", "number", "weaker", "both")))
        case "responder":
            return replace(usual, gap=0.002, flares=0.001)
    return usual
