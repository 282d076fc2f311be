"""How many plans a second one core makes, in CPU time: from a whole diary each time, and with the standing carried."""

from __future__ import annotations

from time import process_time
from typing import Final

from bench.simulated_lifters.life import Life, live
from bench.simulated_lifters.person import person
from liftwell.plan.session import plan_for
from liftwell.plan.way import Way

ROUNDS: Final = 5
_SEEDS: Final = range(6)


def speeds() -> dict[str, float]:
    """Plans a second, the best of some rounds: "cold" at the end of a diary, "carried" over whole courses."""
    lives = [live(person("responder", seed)) for seed in _SEEDS]
    return {"cold": max(_cold(lives) for _ in range(ROUNDS)), "carried": max(_carried(lives) for _ in range(ROUNDS))}


def _cold(lives: list[Life]) -> float:
    begun, plans = process_time(), 0
    for life in lives:
        on = max(life.plans)
        check, _, lifter = life.plans[on]
        for _ in range(20):
            plan_for(lifter, life.diary, on, check)
            plans += 1
    return plans / (process_time() - begun)


def _carried(lives: list[Life]) -> float:
    begun, plans = process_time(), 0
    for life in lives:
        way, diary = Way(), life.diary
        for on, (_, _, lifter) in life.plans.items():
            way.plan(lifter, diary, on)
            plans += 1
    return plans / (process_time() - begun)
