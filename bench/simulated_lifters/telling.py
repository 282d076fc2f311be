"""One simulated life as lines, so that a breach of the law can be looked at: `--show KIND SEED`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench.simulated_lifters.life import Life
from bench.simulated_lifters.notes import sessions_of
from liftwell.training.diary import Done
from tests.plan.law import violations
from tests.plan.notebook import dose, told


def lines_of(life: Life) -> Iterator[str]:
    """Who it is, then every day: what was told, what was planned, what was done, what broke the law."""
    broken = found_in(life)
    yield f"{life.person.lifter}"
    yield f"{life.person.body}"
    hues = {(one.on, one.lift): one.hue for one in sessions_of(life)}
    for on in life.crashes:
        yield f"CRASH {on} {life.crashes[on]}"
    for on, (check, today, lifter) in life.plans.items():
        yield f"--- {on} {on:%a}, screened {lifter.screened_on}, level {lifter.level}, cleared {lifter.cleared_on}"
        yield from (f"    {one}" for one in life.mornings if one.on == on)
        yield from (f"    {one}" for one in (*life.signs, *life.other, *life.overrides) if one.on == on)
        if check is not None:
            yield f"    {check}"
        yield from (f"    {line}" for line in told(today).splitlines())
        sessions = [one for one in (*life.done.values(), *life.beside) if one.on == on]
        yield from (f"    done {_done(one)} -> {hues.get((one.on, one.lift))}" for one in sessions)
        yield from (f"    BREACH {text}" for text in broken.get(on, ()))


def _done(one: Done) -> str:
    lift = one.lift
    marks = [word for word in ("gentle", "light", "relief", "sore_both_sides", "grew") if getattr(one, word)]
    pains = f"during {one.during} after {one.after} morning {one.morning} leg {one.leg} stick {one.stick_kept}"
    return (
        f"{one.row} {lift.exercise} {lift.raised_cm:g} cm {dose(lift)} {lift.load_kg:g} kg @{one.rpe}, {pains} {marks}"
    )


def found_in(life: Life) -> dict[date, list[str]]:
    """Breaches of the law by day."""
    found: dict[date, list[str]] = {}
    for on, error in life.crashes.items():
        found.setdefault(on, []).append(f"no plan: {error}")
    for text in violations(life.person.lifter, life.days, life.aside):
        found.setdefault(date.fromisoformat(text[:10]), []).append(text[11:])
    return found
