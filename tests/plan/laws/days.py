"""Effort, exercises, the week and reasons: invariants 5, 6, 8 and 15."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from liftwell.plan.exercise import exercise
from tests.plan.laws.case import EPS, Case
from tests.plan.ledger import DAY

# 4.2 from day 4 on, whatever "acute" forbids.
FROM_DAY_4: Final = frozenset({"rock_back", "wall_hinge", "glute_bridge"})
FROM_DAY_6: Final = FROM_DAY_4 | {"dowel_hinge", "march_supine", "bird_dog"}


def effort(case: Case) -> Iterator[str]:
    """5, with the caps of groups and of the day (2.5, 4.4, 5.6)."""
    main, lifter = case.main, case.lifter
    if main is None:
        return
    # Soreness is neither a red nor surely no green.
    four = [one.hue for one in case.history[-4:]]
    clean = all(one in ("green", "sore") for one in four)
    if not clean and (main.rpe_max > 8 or main.row == "PC" or _maximum(case)):
        yield f"5: RPE {main.rpe_max:g}, {main.row}, and the last four were {', '.join(four)}"
    usual = case.usual.base(case.on)
    if main.row == "PC" and (len(four) < 4 or case.today.phase != "perform" or usual is None or usual > 2):
        yield "5 (4.7): cluster C outside normal training, before four sessions, or with a usual above 2"
    if main.row == "PC" and not case.gentle and (main.lift.sets, main.lift.inside) != (2, (2, 2, 2, 2)):
        yield f"5 (4.7): cluster C is the article's or none, not {main.lift.sets}x{main.lift.reps} {main.lift.inside}"
    if _maximum(case) and case.today.phase != "perform":
        yield "5 (4.9): a single outside normal training"
    caps = {"pregnant": 6.0, "breathe_easy": 7.0}
    cap = min((roof for key, roof in caps.items() if key in lifter.conditions), default=10.0)
    old = (lifter.age is not None and lifter.age >= 65) or "over65" in lifter.conditions
    if old and len(case.history) + lifter.sessions_before < 4:
        cap = min(cap, 5.0)
    if main.rpe_max > cap:
        yield f"5 (5.6): RPE {main.rpe_max:g}, at most {cap:g}"


def _maximum(case: Case) -> bool:
    """Whether today is a single; one that is lighter than the last day, as a red one may leave it, is no maximum."""
    main, last = case.main, case.last
    return main is not None and main.lift.reps == 1 and not (last and main.lift.load_kg < last.lift.load_kg)


def allowed(case: Case) -> Iterator[str]:
    """6; "acute" lets through from day 4 what 4.2 lists."""
    conditions = set(case.lifter.conditions)
    if case.lifter.limits.loaded_hinge:  # a clinician may allow it in spite of the leg (5.8)
        conditions.discard("leg_nerve")
    if case.today.kind == "settle":  # what level `soon` leaves is no acute branch (2.2)
        conditions.add("acute")
    keys = [one.exercise for one in case.today.items]
    for key in dict.fromkeys([*keys, case.main.lift.exercise] if case.main else keys):
        met = conditions & _forbids(key)
        if met and not (met == {"acute"} and key in _open_now(case)):
            yield f"6: {key} in spite of {', '.join(sorted(met))}"
        if not case.lifter.equipment.allows(key):
            yield f"6: {key} needs what is not owned"


@cache
def _forbids(key: str) -> frozenset[str]:
    return frozenset(exercise(key).forbid)


def _open_now(case: Case) -> frozenset[str]:
    """What 4.2 opens by now; its days count from the first of settle since the last planned session.

    A calmer day between may or may not end settle, so that it is not asked.
    """
    lifted = max((one.on for one in case.history if one.row), default=case.lifter.began - DAY)
    settling = [one.on for one in case.shown if "settle" in (one.phase, one.kind) and one.on >= lifted]
    began = case.lifter.began if case.lifter.phase == "settle" and not case.history else case.on
    first = min([began, *settling])
    # The day of a red that is settled from the next day on is day 0 as well.
    since = (case.on - (lifted if case.history and first == lifted + DAY else first)).days
    return FROM_DAY_6 if since >= 6 else FROM_DAY_4 if since >= 4 else frozenset()


def neighbours(case: Case) -> Iterator[str]:
    """15, with the hours of 4.4 and 4.8; only days are known, so that two days are never less than 48 hours."""
    lift, main = case.lift, case.main
    if lift is None or main is None:
        return
    light_hinge = main.row == "F" and bool(case.last) and case.last is not None and case.last.row == "F"
    if case.last and case.last.lift.load_kg > 0:
        heavy = (
            main.row in ("R6", "R7", "R8") and case.last.row in ("R6", "R7", "R8") and (case.last.done.rpe or 0) >= 8
        )
        if case.gap < (3 if heavy else 2) and not light_hinge:
            yield f"15: {case.gap} days after a hinge"
    for one in case.beside.other:
        # Foundation's light hinges are excepted (4.8), but for hard work (4.4).
        hard = one.rpe is not None and one.rpe >= 8
        days = (case.on - one.on).days
        if 0 < days < (3 if hard else 2) and (main.row != "F" or hard):
            yield f"15: {days} days after {one.what}"


def per_week(case: Case) -> Iterator[str]:
    """4.8: hinge days a week, whether the week is the calendar's or the last seven days."""
    main, lift = case.main, case.lift
    if main is None or lift is None:
        return
    most = {"foundation": 3, "technique": 3, "return": 2, "perform": 2}.get(case.today.phase, 7)
    planned = [one for one in case.history if one.done.row]
    rolling = [one for one in planned if (case.on - one.on).days < 7]
    calendar = [one for one in rolling if one.on.isocalendar()[:2] == case.on.isocalendar()[:2]]
    done = len({one.on for one in calendar})
    if done >= most:
        yield f"15 (4.8): hinge day {done + 1} of a week in {case.today.phase}"
    heavy = ("R6", "R7", "R8")
    before = [one for one in calendar if one in case.full and one.row in heavy]
    if main.row in heavy and not case.gentle and before and lift.load_kg > 0.9 * before[-1].lift.load_kg + EPS:
        yield f"15 (4.8): two row days in a week on {main.row}"
    # A light week takes off a tenth (4.9), the lighter day of a week 0.85 (4.8).
    share = 0.9 if main.light == "week" else 0.85
    roof = share * case.full[-1].lift.load_kg if case.full else 0.0
    if (
        main.light in ("day", "week")
        and case.full
        and lift.load_kg > roof + EPS
        and case.lifter.equipment.at_most(lift.exercise, roof)
    ):
        yield f"15 (4.8): the lighter day at {lift.load_kg:g} kg after {case.full[-1].lift.load_kg:g}"


def true_words(case: Case) -> Iterator[str]:
    """8: what the first sentence says of the weight is so (5.10)."""
    lift, words = case.lift, [one.text for one in case.today.reasons]
    eased = any(one.startswith(("Lighter", "Changed", "A light", "A gentle", "Today is the lighter")) for one in words)
    if lift is None or not case.full or eased or case.gentle:
        return
    old = case.full[-1].lift
    planned = next((one.main.lift for one in case.shown if one.on == case.full[-1].on and one.main), old)
    kilos = min(old.load_kg, planned.load_kg)  # what was lifted above the plan is no base (5.1 20)
    same = [one for one in words if one.startswith(("Same again", "Same weight", "More reps at the same weight"))]
    if same and lift.variant == old.variant == planned.variant and lift.load_kg < kilos - EPS:
        yield f"8 (5.10): {same[0]!r}, and {lift.load_kg:g} after {kilos:g} kg"


def reasons(case: Case) -> Iterator[str]:
    """8; that an id of evidence exists is held by `Reason` itself."""
    today = case.today
    told = [*today.reasons, *(item.why for item in today.items)]
    if not today.reasons or not all(one.text.strip() and one.evidence for one in told):
        yield "8: no reason"
