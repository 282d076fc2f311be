"""What a colour does: invariant 3 and the rest of 5.3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from tests.plan.laws.case import EPS, Case, climbed
from tests.plan.ledger import PHASES, Past, harder, hue, phase_of

# It settles as well while the plan waits for a clinician, although no phase is shown then.
SETTLES: Final = ("settle", "none")


def after_red(case: Case) -> Iterator[str]:
    """3, with the tenth of 5.3."""
    lift, last = case.main.lift if case.main else None, case.last
    if not case.red or lift is None or last is None:
        return
    if last.lift.load_kg == 0:
        # Red without any weight: "then settle rules" (5.3), and what comes back is held against the last load.
        loaded = [one for one in case.history if one.lift.load_kg > 0]
        if not loaded or not any(one.phase in SETTLES for one in case.shown if one.on > last.on):
            yield "3: after a red day without weight a load, and nothing settled"
            return
        last = loaded[-1]
    way = harder(lift, last.lift, case.lifter.conditions)
    if way > 0:
        yield f"3: after a red day a harder variant or a longer range: {lift.exercise} {lift.raised_cm:g} cm"
    roof = last.lift.load_kg if way < 0 else 0.9 * last.lift.load_kg
    if lift.load_kg > roof + EPS or (way >= 0 and lift.load_kg >= last.lift.load_kg > 0):
        yield f"3: after a red day at {last.lift.load_kg:g} kg {lift.load_kg:g} kg, at most {roof:g}"
    # "Never more sets": whether the sets of a cluster are its pairs is left open, so that they may count here.
    # After settling, work is not held against a lift beside the plan, which may have been a single.
    settled = not last.done.row and any(one.phase == "settle" for one in case.shown if one.on > last.on)
    if settled:
        return
    if lift.sets > last.lift.sets * max(1, len(last.lift.inside)) or lift.total_reps > last.lift.total_reps:
        yield f"3: after a red day more work: {lift.sets}x{lift.reps} after {last.lift.sets}x{last.lift.reps}"


def two_reds(case: Case) -> Iterator[str]:
    """5.3: two reds in the last four bring one phase back; "colours start again" with each step back."""
    lift = case.lift
    if lift is None or "red" not in [one.hue for one in case.history[-6:]]:
        return
    settled = [one.on for one in case.shown if one.phase == "settle"]
    recent = _recent(case.history, settled, beside=False)
    beside = _recent(case.history, settled, beside=True)
    if not (_two_reds(recent) and _two_reds(beside)) or case.by("clinician", "phase"):
        return
    if any(one.on >= recent[-1].on and one.phase in SETTLES for one in case.shown):
        return  # to settle is a step back as well
    before = phase_of(recent[-1].row)
    if not case.today.triage_again:
        yield "5.3: two reds in four, and the cause is not looked for anew"
    if _height(case.today.phase if case.today.phase != "none" else before) >= _height(before):
        yield f"5.3: two reds in four, and still {case.today.phase}"
    if lift.sets > 2 or lift.reps > 8:
        yield f"5.3: two reds in four, and the first day is {lift.sets}x{lift.reps}"


def _recent(history: Sequence[Past], settled: Sequence[date], *, beside: bool) -> list[Past]:
    """The last four sessions since the last step back; whether one `beside` the plan is among them is left open."""
    recent: list[Past] = []
    for one in _by_day(history, beside=beside):
        known = recent and one.row and recent[-1].row
        lower = known and _height(phase_of(one.row)) < _height(phase_of(recent[-1].row))
        if lower or (recent and any(recent[-1].on <= on < one.on for on in settled)):
            recent = []
        recent = [*recent, one if one.row or not recent else one._replace(row=recent[-1].row)][-4:]
    return recent


def _two_reds(recent: Sequence[Past]) -> bool:
    return bool(recent) and recent[-1].hue == "red" and sum(one.hue == "red" for one in recent) >= 2


def _by_day(history: Sequence[Past], *, beside: bool) -> Iterator[Past]:
    """The sessions, of two on one day the worse: its colour is the day's (5.1 20)."""
    counted = (one for one in history if (one.done.row or beside) and not one.done.imported)
    for _, day in groupby(counted, key=lambda one: one.on):
        told = list(day)
        yield next((one for one in told if one.hue == "red"), told[-1])


def _height(phase: str) -> int:
    """How far up a phase is; `hold` lies beside `return`, one above technique (4.1, 5.3)."""
    return PHASES.index("return" if phase == "hold" else phase)


def earned(case: Case) -> Iterator[str]:
    """5.3, and of 7 that an all-amber lifter never gets heavier: a rise only after a session that earned it."""
    lift = case.lift
    judged = [one for one in case.history if one.done.row and not one.done.imported and not one.done.light]
    if lift is None or not case.full or not judged:
        return
    last = judged[-1]
    old = case.full[-1].lift
    # A painless hold of form ends after eight green sessions (5.1 23).
    free = last.earned or (last.done.grew and last.hue == "green" and len(judged) >= 8)
    # The lifter may go up inside the caps after any green (5.8).
    free = free or (last.hue == "green" and (case.by("lifter", "heavier") or case.by("coach", "heavier")))
    if lift.load_kg > old.load_kg + EPS and not free:
        yield f"7 (5.3): {lift.load_kg:g} after {old.load_kg:g} kg, and the last session was {_worth(last)}"
    same_phase = case.main is not None and phase_of(case.main.row) == phase_of(case.full[-1].row)
    swapped = case.by("lifter", "swap") or case.by("coach", "swap")  # within the caps that is theirs to choose (5.8)
    loaded = not swapped and last.full and last.lift.load_kg > 0  # back from the bare hinge is no harder variant
    if same_phase and not last.earned and loaded and harder(lift, last.lift, case.lifter.conditions) > 0:
        yield f"7 (5.3): a harder variant, and the last session was {_worth(last)}"
    yield from _four_ambers(case)
    # From one phase to the next it is the gate that asks.
    rows = climbed(case) if same_phase else 0
    if rows > 0 and not _placed_since(case, last.on):
        # A tired day earns nothing (4.4); whether it also takes back the green before it is left open.
        two = [one for one in judged if one.full and not one.tired][-2:]
        if rows > 1:
            yield f"7 (6.3): rows were skipped, {case.full[-1].row} to {case.main.row if case.main else ''}"
        same = len({one.row for one in two}) == 1 and len(two) == 2
        if not same or not all(one.earned for one in two):
            yield f"7 (5.3): a row up from {case.full[-1].row} without two greens at it"


def _placed_since(case: Case, on: date) -> bool:
    """Whether a coach or a clinician has placed the lifter since that day, or may do so today (5.8)."""
    placed = any(
        one.who in ("coach", "clinician") and one.what in ("row", "phase") and on <= one.on <= case.on
        for one in case.beside.overrides
    )
    return placed or case.by("coach", "row", "phase") or case.by("clinician", "row", "phase")


def _four_ambers(case: Case) -> Iterator[str]:
    """Four amber or unrated days in a row ask for the cause again; eight do so once more.

    A lighter day or a lift beside the plan may break the row, and does not count: both are left open.
    """
    run = 0
    off = [one.on for one in case.checks if one.off_for_pain]  # days off because of pain count as a red day (5.5)
    after = case.on
    asked = max((one.on for one in case.shown if one.triage_again), default=None)
    for one in reversed([one for one in case.history if not one.done.imported]):
        if asked is not None and one.on < asked:
            break  # asked for since: the row begins anew
        if any(one.on < told <= after for told in off):
            break
        after = one.on
        if hue(one.done, case.usual.lowest(one.on)) == "red":  # red by one reading of the usual breaks the row as well
            break
        if one.hue in ("amber", "unrated") and not one.full:
            continue
        if one.hue not in ("amber", "unrated") or one.done.gentle:
            break
        run += 1
    if run and run % 4 == 0 and not case.today.triage_again:
        yield "7 (5.3): four ambers in a row, and the cause is not looked for anew"


def _worth(one: Past) -> str:
    return one.hue if one.hue != "green" else "green, but earned no rise"
