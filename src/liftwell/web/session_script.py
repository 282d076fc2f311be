"""The script of a session: everything that a phone needs to carry today's plan out alone, without the server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from liftwell.consultation.planning import Day
from liftwell.plan.day.set_ways import Way, limits_of, ways_of
from liftwell.plan.day.stop_rule import WORDS
from liftwell.plan.day.whole import SHORT_REST_S
from liftwell.plan.drills.allowed import LOADED, hindrance
from liftwell.plan.drills.ramp import ramp_sets
from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import catalogue, exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.loading.on_the_bar import each_side_kg
from liftwell.plan.plan_words import PARTS, effort_words, stop_words
from liftwell.plan.prescription import Item, MainLift
from liftwell.screen.questions import questions
from liftwell.screen.short_check import AFTER_RED
from liftwell.training.diary import Lift
from liftwell.training.logged_set import LoggedSet

SCHEMA: Final = "liftwell.session/1"
# Why something that was planned is left out; the words are kept with it.
SKIPS: Final = ("It hurts", "No time", "No equipment for it", "Too tired", "I did something else")


def script_of(day: Day, lifter: Lifter, sets: Sequence[LoggedSet], last: str | None) -> dict[str, Any]:
    """The script of a day that may be shown. sets: those that are kept of it already; last: last time, in words."""
    today, main = day.today, day.today.main
    began = None if day.beside.check is None else day.beside.check.now
    return {
        "schema": SCHEMA,
        "on": today.on.isoformat(),
        "steps": list(_steps(day, lifter)),
        "main": None if main is None else _main(main, last),
        "ways": [] if main is None else [_way(one, lifter.equipment) for one in ways_of(main, lifter)],
        "limits": None if main is None else asdict(limits_of(main, day.beside.base, began)),
        "words": dict(WORDS),
        "ask": [questions()[key].topic for key in AFTER_RED],
        "stop": list(stop_words(day.beside.base)),
        "skips": list(SKIPS),
        "kept": [told_of(one) for one in sets],
    }


def told_of(one: LoggedSet) -> dict[str, Any]:
    """A set as the page tells it."""
    told = asdict(one)
    return told | {"on": one.on.isoformat(), "inside": list(one.inside)}


def exercises_of(script: dict[str, Any]) -> list[str]:
    """Every exercise of which the page may show a picture."""
    named = [step["exercise"] for step in script["steps"]] + [way["exercise"] for way in script["ways"]]
    swaps = [key for step in script["steps"] for key, _ in step["swaps"]]
    return list(dict.fromkeys([*named, *swaps]))


def _steps(day: Day, lifter: Lifter) -> Iterator[dict[str, Any]]:
    """What there is to do, in order; the main lift is one step, whose sets follow the stop rule."""
    today = day.today
    comfort = day.beside.comfort if today.kind in ("train", "gentle", "drills") else ()
    ramp = iter(() if today.main is None else ramp_sets(today.main.lift, lifter.equipment))
    for item in (*comfort, *today.items):
        match item.part:
            case "ramp":
                if (lift := next(ramp, None)) is not None:
                    yield _step(item, "ramp", lifter) | _lift(lift, lifter.equipment)
            case "main":
                yield _step(item, "main", lifter)
            case _:
                yield _step(item, "other", lifter)


def _step(item: Item, kind: str, lifter: Lifter) -> dict[str, Any]:
    one = exercise(item.exercise)
    others = one.swap if kind == "other" else ()
    swaps = [(key, exercise(key).name) for key in others if _stands_in(key, lifter)]
    return {
        "kind": kind, "part": PARTS[item.part], "exercise": one.id, "name": one.name, "dose": item.dose,
        "care": list(item.care), "cues": list(one.cues), "stop": one.stop, "swaps": swaps,
    }  # fmt: skip


def _stands_in(key: str, lifter: Lifter) -> bool:
    """Whether a drill may take the place of another one for this lifter; a lift never does, nor a weight for none."""
    return catalogue()[key].kind not in ("lift", "skill") and key not in LOADED and not hindrance(key, lifter)


def _main(main: MainLift, last: str | None) -> dict[str, Any]:
    row = main.plan_row
    return {
        "sets": main.lift.sets, "rpe": main.rpe_max, "tempo": row.tempo, "rest_s": list(row.rest_s),
        "inside_rest_s": list(row.inside_rest_s or SHORT_REST_S),
        "effort": effort_words(main), "care": list(main.care), "last": last,
    }  # fmt: skip


def _way(way: Way, equipment: Equipment) -> dict[str, Any]:
    return _lift(way.lift, equipment) | {"gentler": way.gentler, "lighter": way.lighter, "words": way.words}


def _lift(lift: Lift, equipment: Equipment) -> dict[str, Any]:
    plates = each_side_kg(lift, equipment)
    return {
        "exercise": lift.exercise, "name": exercise(lift.exercise).name, "load_kg": lift.load_kg, "reps": lift.reps,
        "raised_cm": lift.raised_cm, "inside": list(lift.inside), "plates": None if plates is None else list(plates),
    }  # fmt: skip
