"""What safety, age, clinicians and the leg allow: invariants 1, 2, 12, 14 and 16."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from liftwell.plan.exercise import exercise
from tests.plan.laws.case import EPS, Case
from tests.plan.ledger import LEG_WORSE, rung

EASE: Final = frozenset({"walk_easy", "positions_of_ease", "tissue_ease"})
LOADED: Final = frozenset({"suitcase_carry", "slack_pull_hold"})


def _nothing(case: Case, why: str) -> Iterator[str]:
    today = case.today
    if today.items or today.main or today.next_on or today.kind != "none":
        yield f"{why}, and still something is shown: {today.kind}"


def emergency(case: Case) -> Iterator[str]:
    """1."""
    if {case.lifter.level, case.today.level} & {"emergency", "unanswered_emergency"}:
        yield from _nothing(case, "1: an emergency, or its question is open")
    elif case.check and case.check.leg == "both":
        yield from _nothing(case, "1: both legs")


def screen(case: Case) -> Iterator[str]:
    """2, with what 2.2 leaves at each level."""
    lifter, items = case.lifter, {one.exercise for one in case.today.items}
    screened = lifter.screened_on
    stale = screened is None or not 0 <= (case.on - screened).days <= 28
    grave = lifter.level in ("today", "days", "soon", "unanswered")
    loaded = [key for key in items if key in LOADED or (exercise(key).kind == "lift" and case.lift)]
    if (stale or grave) and (case.lift or loaded):
        why = "an old screen" if stale else lifter.level
        yield f"2: {why}, and a load: {', '.join(sorted(loaded)) or 'the main lift'}"
    if lifter.level == "today" and items:
        yield f"2: seen today, and drills: {', '.join(sorted(items))}"
    if lifter.level in ("days", "unanswered") and items - EASE:
        yield f"2: {lifter.level} leaves ease only, not {', '.join(sorted(items - EASE))}"
    # 5.5: the whole screen after a gap of 29 days; one from its middle is taken here, stricter readings are not asked.
    if case.lift and case.gap >= 29 and case.last and screened and screened <= case.last.on:
        yield "2: no screen since the gap"


def young(case: Case) -> Iterator[str]:
    """14."""
    age, main = case.lifter.age, case.main
    if not case.lifter.supported or (age is not None and age < 16):
        yield from _nothing(case, "14: under sixteen")
        return
    minor = (age is not None and age < 18) or "under18" in case.lifter.conditions
    if main and minor and (main.rpe_max > 7 or main.row in ("R7", "R8", "PC") or main.lift.reps == 1):
        yield f"14: under eighteen, and {main.row} at RPE {main.rpe_max:g}"


def limits(case: Case) -> Iterator[str]:
    """16."""
    found, lift, main = case.lifter.limits, case.lift, case.main
    if lift is None or main is None:
        return
    if found.no_loaded_hinge or found.unread:
        yield "16: a clinician's limits leave no loaded hinge"
    if found.load_kg is not None and lift.load_kg > found.load_kg + EPS:
        yield f"16: {lift.load_kg:g} kg above a clinician's {found.load_kg:g}"
    if found.rpe is not None and main.rpe_max > found.rpe:
        yield f"16: RPE {main.rpe_max:g} above a clinician's {found.rpe:g}"
    # A height is one of plates: bells have none.
    if found.raised_cm is not None and rung(lift) >= 5 and lift.raised_cm < found.raised_cm - EPS:
        yield f"16: {lift.raised_cm:g} cm below a clinician's {found.raised_cm:g}"
    if found.coach and "coach" not in case.lifter.equipment.tags:
        yield "16: nobody stands beside"


def legs(case: Case) -> Iterator[str]:
    """12 and 5.7: what got worse in the leg stays until a clinician has spoken, and no rise while it is there."""
    check, items = case.check, {one.exercise for one in case.today.items}
    if not items and case.lift is None:
        return
    worse: list[tuple[date, str]] = [(one.on, one.done.leg) for one in case.history if one.done.leg in LEG_WORSE]
    # A leg that is "new" at a check-in may be of any grade: it stops that day; after a set it is L3 for good.
    worse += [(one.on, one.leg) for one in case.legs if one.on <= case.on and (one.leg != "new" or one.on == case.on)]
    held = [leg for on, leg in worse if not _cleared(case, on)]
    if held and case.lift:
        yield f"12 (5.7): the leg was {held[-1]}, and a loaded hinge"
    if "weaker" in held and items:
        yield "12 (5.7): a weaker leg, and exercises"
    elif held and items - EASE and not (check and check.leg == "new" and len(held) == 1):
        yield f"12 (5.7): the leg was {held[-1]}, and more than ease: {', '.join(sorted(items - EASE))}"
    there = [one.done.leg for one in case.history[-2:]] + ([check.leg] if check else [])
    present = any(leg != "none" for leg in there)
    if case.lift and case.full and present and case.lift.load_kg > case.full[-1].lift.load_kg + EPS:
        yield "12 (5.7): a rise while the leg is there"


def _cleared(case: Case, on: date) -> bool:
    """A clinician's word since: in the screen, or as an override."""
    cleared = case.lifter.cleared_on
    word = any(one.who == "clinician" and on <= one.on <= case.on for one in case.beside.overrides)
    return word or (cleared is not None and on <= cleared <= case.on)
