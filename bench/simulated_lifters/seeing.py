"""What somebody sees and tests of themselves: hinge and light clips, counted hinges, limiters, how much they can do.

Every test has an error of its own; who does not film counts hinges with a stick and ticks the steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from bench.simulated_lifters.person import Person
from liftwell.training.diary import Sign

_LIMIT_DEG: Final = 20.0
_ERROR_DEG: Final = 3.0
_GROUPS: Final = {
    "hip": ("hip-deg", 98.0, 6.0),
    "hamstring": ("knee-short-deg", 38.0, 6.0),
    "psoas": ("psoas-s", 9.0, 3.0),
}


def signs_of(person: Person, on: date, chance: Random) -> list[Sign]:
    """What was seen on that day, mostly nothing."""
    return list(_signs(person, on, chance))


def _signs(person: Person, on: date, chance: Random) -> Iterator[Sign]:
    body, habits = person.body, person.habits
    if habits.films and chance.random() < 0.12:
        yield from _hinge(person, on, chance)
    if chance.random() < 0.12:
        if habits.films:
            yield Sign(on, "steps-fix" if chance.random() < body.faults else "steps-hold")
        elif chance.random() > body.faults:
            yield Sign(on, "checklist")
    if not habits.films and chance.random() < 0.1:
        yield Sign(on, "stick", chance.randint(6, 10))
    if "coach" in person.lifter.equipment.tags and chance.random() < 0.02:
        yield Sign(on, chance.choice(("coach-hinge", "coach-technique")))
    if chance.random() < 0.06:
        yield Sign(on, "activity", min(10.0, max(0.0, round(9 - 1.4 * body.pain + chance.gauss(0, 0.7)))))
    if chance.random() < 0.004:
        yield Sign(on, "goal")
    yield from _limiters(person, on, chance)


def _hinge(person: Person, on: date, chance: Random) -> Iterator[Sign]:
    """The unloaded hinge on film, at the floor's mark or at a raised one, where it bends less."""
    raised = person.lifter.raised_cm or chance.choice((0.0, 0.0, 0.0, 10.0))
    seen = person.body.bend_deg - 0.6 * raised + chance.gauss(0.0, _ERROR_DEG)
    yield Sign(on, "hinge-pass" if seen + _ERROR_DEG <= _LIMIT_DEG else "hinge-fail", raised_cm=raised)
    yield Sign(on, "hinge-deg", max(0.0, round(seen, 1)), raised_cm=raised)


def _limiters(person: Person, on: date, chance: Random) -> Iterator[Sign]:
    for group in person.lifter.limiters:
        if chance.random() < 0.05:
            kind, middle, sd = _GROUPS[group]
            for side in ("left", "right"):
                yield Sign(on, kind, round(max(0.0, chance.gauss(middle, sd)), 1), side=side)  # type: ignore[arg-type]
    if chance.random() < 0.05:
        yield Sign(on, "mastered", exercise=chance.choice(("hamstring_seated", "march_supine", "leg_lift_alternating")))
