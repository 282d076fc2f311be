"""The sixteen invariants of `clinical.md` 5.9 as a judge of a history: what was prescribed against what had been.

It knows the public nouns only, none of the engine's rules: the numbers here are typed from the page. It judges what
the plan says, never what a lifter did beside it. Where the page leaves freedom the milder reading counts, and a
comment says so. Not judged here: 9 needs the engine (`tests/plan/test_law.py` shows how to ask it), 13 the pages that
are shown, and the liveness of 7 a run of many days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import floor
from typing import Final, NamedTuple

from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.prescription import MainLift, Today
from liftwell.training.diary import Diary, Done, Lift, Readiness, Sign
from tests.plan.ledger import (
    CLIMB,
    DAY,
    LEG_WORSE,
    PHASES,
    ROWS,
    Past,
    Usual,
    calm,
    gate_limit,
    harder,
    past,
    phase_of,
    rung,
    within,
)

EASE: Final = frozenset({"walk_easy", "positions_of_ease", "tissue_ease"})
# 4.2 from day 4 on, whatever "acute" forbids.
FROM_DAY_4: Final = frozenset({"rock_back", "wall_hinge", "glute_bridge"})
FROM_DAY_6: Final = FROM_DAY_4 | {"dowel_hinge", "march_supine", "bird_dog"}
LOADED: Final = frozenset({"suitcase_carry", "slack_pull_hold"})
BELLS: Final = frozenset({"kb_deadlift_blocks", "kb_deadlift_floor", "rdl_dumbbell"})
EPS: Final = 1e-6


class Day(NamedTuple):
    """One day of a history; done: what the lifter did by the plan; lifter: as the screen saw them, if it changed."""

    on: date
    check: Readiness | None
    today: Today
    done: Done | None = None
    lifter: Lifter | None = None


@dataclass(frozen=True)
class Case:
    """One day with everything that was known when it began."""

    on: date
    check: Readiness | None
    today: Today
    lifter: Lifter
    history: Sequence[Past]
    shown: Sequence[Today]
    checks: Sequence[Readiness]
    usual: Usual
    beside: Diary

    @cached_property
    def main(self) -> MainLift | None:
        return self.today.main

    @cached_property
    def lift(self) -> Lift | None:
        """What is lifted today; None where nothing is, and where it has no load."""
        return self.main.lift if self.main and self.main.lift.load_kg > 0 else None

    @cached_property
    def last(self) -> Past | None:
        return self.history[-1] if self.history else None

    @cached_property
    def full(self) -> Sequence[Past]:
        """Sessions with a load that caps are held against: lighter, gentle and other days left out."""
        return [one for one in self.history if one.full and one.lift.load_kg > 0]

    @cached_property
    def red(self) -> bool:
        """Whether the last session was red."""
        return self.last is not None and self.last.hue == "red"

    @cached_property
    def gap(self) -> int:
        """Days since the last session, 0 where there was none."""
        return (self.on - self.last.on).days if self.last else 0

    @cached_property
    def gentle(self) -> bool:
        """Whether today is taken off: the lighter day of a week, a gentle day, a deload."""
        return self.today.kind == "gentle" or bool(self.main and self.main.light)

    def by(self, who: str, *what: str) -> bool:
        """Whether somebody's wish may hold today."""
        live = (one for one in self.beside.overrides if one.on <= self.on and (one.until is None or self.on <= one.until))
        return any(one.who == who and one.what in what and (self.on - one.on).days <= 28 for one in live)


Rule = Callable[[Case], Iterator[str]]


def violations(
    lifter: Lifter, history: Sequence[Day | tuple[date, Readiness | None, Today, Done | None]], beside: Diary | None = None
) -> list[str]:
    """Every breach of the law in a history, oldest first, as "day number: what"; `beside` holds what is no session.

    beside: mornings, other work, signs, checks and overrides; its sessions are imports and lifts beside the plan.
    """
    beside = beside or Diary()
    days = sorted((Day(*one) for one in history), key=lambda one: one.on)
    told = sorted([*beside.done, *(one.done for one in days if one.done)], key=lambda one: one.on)
    usual = Usual.of(lifter, beside.mornings, frozenset(one.on for one in told))
    checks = {one.on: one for one in (*beside.checks, *(day.check for day in days if day.check))}
    ordered = sorted(checks.values(), key=lambda one: one.on)
    sessions = [past(one, usual.effective(one.on), checks.get(one.on)) for one in told]
    found: list[str] = []
    for number, day in enumerate(days):
        case = Case(
            day.on, day.check, day.today, day.lifter or lifter, [one for one in sessions if one.on < day.on],
            [one.today for one in days[:number]], [one for one in ordered if one.on <= day.on], usual, beside,
        )  # fmt: skip
        found += [f"{day.on} {text}" for rule in RULES for text in rule(case)]
    return found


# --- 1, 2, 14, 16: what safety, age and clinicians allow -----------------------------------------


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
        yield f"2: {'an old screen' if stale else lifter.level}, and a load: {', '.join(sorted(loaded)) or 'the main lift'}"
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
    elif main and ((age is not None and age < 18) or "under18" in case.lifter.conditions):
        if main.rpe_max > 7 or main.row in ("R7", "R8", "PC") or main.lift.reps == 1:
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


# --- 3: after a red day --------------------------------------------------------------------------


def after_red(case: Case) -> Iterator[str]:
    """3, with the tenth of 5.3."""
    lift, last = case.main and case.main.lift, case.last
    if not case.red or lift is None or last is None:
        return
    way = harder(lift, last.lift, case.lifter.conditions)
    if way > 0:
        yield f"3: after a red day a harder variant or a longer range: {lift.exercise} {lift.raised_cm:g} cm"
    roof = last.lift.load_kg if way < 0 else 0.9 * last.lift.load_kg
    if lift.load_kg > roof + EPS or (way >= 0 and lift.load_kg >= last.lift.load_kg > 0):
        yield f"3: after a red day at {last.lift.load_kg:g} kg {lift.load_kg:g} kg, at most {roof:g}"
    # "Never more sets or repetitions in total"; a cluster counts as a set.
    if lift.sets > last.lift.sets or lift.total_reps > last.lift.total_reps:
        yield f"3: after a red day more work: {lift.sets}x{lift.reps} after {last.lift.sets}x{last.lift.reps}"


def two_reds(case: Case) -> Iterator[str]:
    """5.3: two reds in the last four bring one phase back; "colours start again" with each step back."""
    recent: list[Past] = []
    # A lift beside the plan counts for the next load; whether it counts for two reds is left open.
    for one in (one for one in case.history if one.done.row and not one.done.imported):
        if recent and PHASES.index(phase_of(one.row)) < PHASES.index(phase_of(recent[-1].row)):
            recent = []
        recent = [*recent, one][-4:]
    if sum(one.hue == "red" for one in recent) < 2 or recent[-1].hue != "red" or case.by("clinician", "phase"):
        return
    lift, before = case.lift, phase_of(recent[-1].row)
    if not case.today.triage_again and case.lifter.clear:
        yield "5.3: two reds in four, and the cause is not looked for anew"
    if lift and PHASES.index(case.today.phase if case.today.phase in PHASES else before) >= PHASES.index(before):
        yield f"5.3: two reds in four, and still {case.today.phase}"
    if lift and (lift.sets > 2 or lift.reps > 8):
        yield f"5.3: two reds in four, and the first day is {lift.sets}x{lift.reps}"


# --- 4: loads ------------------------------------------------------------------------------------


def step_of(case: Case, lift: Lift, load: float) -> float:
    """s of 5.4: smallest step of the plates, or to the next bell; a bag is packed as finely as plates."""
    own = case.lifter.equipment
    if lift.exercise not in BELLS or not own.bells_kg:
        return own.step_kg
    return min((bell for bell in own.bells_kg if bell > load + EPS), default=load) - load


def caps(case: Case) -> Iterator[str]:
    """4: rules 1, 3, 4 and 5 of 5.4, against the last session that was neither lighter nor gentle."""
    lift = case.lift
    if lift is None or not case.full:
        return
    old = case.full[-1].lift
    step = step_of(case, old, old.load_kg)
    way = harder(lift, old, case.lifter.conditions)
    if lift.variant != old.variant:
        roof = 0.9 * old.load_kg if way > 0 else old.load_kg
        if lift.load_kg > roof + EPS:
            yield f"4 (5.4 4): {lift.exercise} {lift.load_kg:g} kg after {old.exercise} {old.load_kg:g}, at most {roof:g}"
        if lift.scheme != old.scheme and lift.load_kg > 0.9 * old.load_kg + EPS:
            yield f"4 (5.4 4): variant and scheme on one day at {lift.load_kg:g} kg after {old.load_kg:g}"
    elif lift.load_kg > old.load_kg + EPS and step > 0.10 * old.load_kg + EPS:
        yield from _big_step(case, lift, old, step)
    elif lift.scheme == old.scheme:
        roof = old.load_kg + max(0.05 * old.load_kg, step if step <= 0.10 * old.load_kg + EPS else 0)
        if lift.load_kg > roof + EPS:
            yield f"4 (5.4 1): {lift.load_kg:g} kg after {old.load_kg:g}, at most {roof:g}"
    elif lift.load_kg > 1.10 * old.load_kg + EPS:
        yield f"4 (5.4 3): {lift.load_kg:g} kg of another scheme after {old.load_kg:g}"
    if lift.scheme != old.scheme:
        yield from _volume(case, lift)


def _big_step(case: Case, lift: Lift, old: Lift, step: float) -> Iterator[str]:
    """Rule 5: where one step is more than a tenth."""
    bells = lift.exercise in BELLS and bool(case.lifter.equipment.bells_kg)
    roof = old.load_kg + (min(step, 0.5 * old.load_kg) if bells else min(step, 5.0))
    if lift.load_kg > roof + EPS:
        yield f"4 (5.4 5): {lift.load_kg:g} kg after {old.load_kg:g}, a step is {step:g}"
    if lift.volume_kg > old.volume_kg + EPS:
        yield f"4 (5.4 5): a step of {step:g} kg with more work: {lift.volume_kg:g} after {old.volume_kg:g} kg"
    two = case.full[-2:]
    if len(two) < 2 or not all(one.hue == "green" and one.lift.reps >= 12 for one in two):
        yield f"4 (5.4 5): a step of {step:g} kg before two greens at twelve"
    rises = [
        new.on for before, new in zip(case.full, case.full[1:], strict=False)
        if new.lift.variant == before.lift.variant and new.lift.load_kg > before.lift.load_kg
    ]  # fmt: skip
    if rises and (case.on - rises[-1]).days < 7:
        yield f"4 (5.4 5): two steps of {step:g} kg in seven days"


def _volume(case: Case, lift: Lift) -> Iterator[str]:
    """Rule 3: the work of another scheme."""
    old = case.full[-1]
    # "First day only 2 x 8": the row's own dose on the day after it is what the page names.
    if (old.lift.sets, old.lift.reps) == (2, 8):
        return
    roof = 1.10 * max(one.lift.volume_kg for one in case.full[-2:])
    if case.main and case.main.rpe_max <= 6:
        roof = max(roof, 1.20 * old.lift.volume_kg)
    if lift.volume_kg > roof + EPS:
        yield f"4 (5.4 3): {lift.volume_kg:g} kg of work after {old.lift.volume_kg:g}, at most {roof:g}"


def week(case: Case) -> Iterator[str]:
    """4: rules 2 and 6 of 5.4, against the newest load used seven days ago or more, at first the start load."""
    lift = case.lift
    if lift is None or not case.full:
        return
    before = [one for one in case.full if (case.on - one.on).days >= 7]
    used = (before[-1] if before else case.full[0]).lift
    old = case.full[-1].lift
    step = step_of(case, old, old.load_kg)
    rule_5 = old.load_kg + step if step > 0.10 * old.load_kg + EPS else 0.0
    if lift.load_kg > max(1.10 * used.load_kg, rule_5) + EPS:
        yield f"4 (5.4 2): {lift.load_kg:g} kg, {used.load_kg:g} a week before"
    if case.today.phase != "perform" and lift.load_kg > used.load_kg + 10 + EPS:
        yield f"4 (5.4 6): {lift.load_kg:g} kg, {used.load_kg:g} a week before"


def ceiling(case: Case) -> Iterator[str]:
    """4: rules 7 and 8 of 5.4: the row's share of ref, what the plates can make."""
    lift, main, own = case.lift, case.main, case.lifter.equipment
    if lift is None or main is None:
        return
    roof = _row_roof(case, main.row)
    if roof is not None and lift.load_kg > roof + EPS:
        yield f"4 (5.4 8): {lift.load_kg:g} kg on {main.row}, at most {roof:g}"
    cap = ROWS.get(main.row, (0, 0, 0.0, 9.0))[3]
    if main.rpe_max > cap + EPS:
        yield f"4 (5.4 8): RPE {main.rpe_max:g} on {main.row}, at most {cap:g}"
    barbell = rung(lift) >= 4 and lift.exercise not in BELLS
    if barbell and not lift.exercise.startswith("trap_bar"):
        plates = (lift.load_kg - own.bar_kg) / own.step_kg
        if plates < -EPS or abs(plates - round(plates)) > 1e-4:
            yield f"4 (5.4 7): {lift.load_kg:g} kg cannot be made with a bar of {own.bar_kg:g} and {own.step_kg:g} kg steps"
    if lift.exercise in BELLS and own.bells_kg and lift.load_kg not in own.bells_kg:
        yield f"4 (5.4 7): there is no bell of {lift.load_kg:g} kg"


def _row_roof(case: Case, row: str) -> float | None:
    lifter = case.lifter
    if row == "F":  # an unknown mass is no heavy one: 8 kg (3.4)
        return 0.25 * lifter.mass_kg if lifter.mass_kg is not None else 8.0
    if row == "hold":
        return 0.9 * lifter.last_kg if lifter.last_kg is not None else None
    percent = ROWS.get(row, (0, 0, 0.0, 0.0))[2]
    if not percent:  # how normal training sets its loads is left to its guard rails
        return None
    if lifter.ref_kg is not None:
        return percent / 100 * lifter.ref_kg
    return 0.5 * lifter.mass_kg if lifter.mass_kg is not None and row.startswith("T") else None


def start(case: Case) -> Iterator[str]:
    """4: the first load of a plan (4.6)."""
    lift, lifter, main = case.lift, case.lifter, case.main
    if lift is None or main is None or case.full:
        return
    told = [one for one in (_row_roof(case, main.row), lifter.last_kg) if one is not None]
    if lifter.comfortable_kg is not None:
        told.append(0.9 * lifter.comfortable_kg)
    off = lifter.days_off or 0
    share = 1.0 if off < 15 else 0.9 if off < 29 else 0.8
    if told and lift.load_kg > share * min(told) + EPS:
        yield f"4 (4.6): begins at {lift.load_kg:g} kg, at most {share * min(told):g}"


def gaps(case: Case) -> Iterator[str]:
    """4: 5.5, against the last session that was neither lighter nor gentle."""
    lift = case.lift
    if lift is None or not case.full or not case.history:
        return
    old, days = case.full[-1].lift, case.gap
    share = 1.0 if days < 15 else 0.9 if days < 29 else 0.8
    if days >= 8 and lift.load_kg > share * old.load_kg + EPS:
        yield f"4 (5.5): {lift.load_kg:g} kg after {days} days and {old.load_kg:g}"
    if 8 <= days < 29 and _climbed(case) > 0:
        yield f"4 (5.5): a row up after {days} days"
    if 29 <= days and case.main and case.main.row in CLIMB and case.main.row not in ("F", "T1", "R1"):
        yield f"4 (5.5): row {case.main.row} after {days} days"
    if days > 56 and not case.today.triage_again:
        yield f"4 (5.5): {days} days, and the cause is not looked for anew"


def _climbed(case: Case) -> int:
    """How many rows above the last session's today's row is, 0 where one of them is no row of the ladder."""
    row, old = case.main.row if case.main else "", case.full[-1].row if case.full else ""
    return CLIMB.index(row) - CLIMB.index(old) if row in CLIMB and old in CLIMB else 0


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
    if lift.load_kg > old.load_kg + EPS and not free:
        yield f"7 (5.3): {lift.load_kg:g} after {old.load_kg:g} kg, and the last session was {_worth(last)}"
    climbed = _climbed(case)
    if climbed > 0 and not case.by("coach", "row", "phase") and not case.by("clinician", "row", "phase"):
        two = [one for one in judged if one.full][-2:]
        if climbed > 1:
            yield f"7 (6.3): rows were skipped, {case.full[-1].row} to {case.main.row if case.main else ''}"
        same = len({one.row for one in two}) == 1 and len(two) == 2
        if not same or not all(one.earned for one in two):
            yield f"7 (5.3): a row up from {case.full[-1].row} without two greens at it"


def _worth(one: Past) -> str:
    return one.hue if one.hue != "green" else "green, but earned no rise"


# --- 5, 6, 15: effort, exercises, the week -------------------------------------------------------


def effort(case: Case) -> Iterator[str]:
    """5, with the caps of groups and of the day (2.5, 4.4, 5.6)."""
    main, lifter = case.main, case.lifter
    if main is None:
        return
    # Soreness is neither a red nor surely no green.
    four = [one.hue for one in case.history[-4:]]
    clean = all(one in ("green", "sore") for one in four)
    if not clean and (main.rpe_max > 8 or main.row == "PC" or main.lift.reps == 1):
        yield f"5: RPE {main.rpe_max:g}, {main.row}, and the last four were {', '.join(four)}"
    usual = case.usual.base(case.on)
    if main.row == "PC" and (len(four) < 4 or case.today.phase != "perform" or usual is None or usual > 2):
        yield "5 (4.7): cluster C outside normal training, before four sessions, or with a usual above 2"
    if main.lift.reps == 1 and case.today.phase != "perform":
        yield "5 (4.9): a single outside normal training"
    caps = {"pregnant": 6.0, "breathe_easy": 7.0}
    cap = min((roof for key, roof in caps.items() if key in lifter.conditions), default=10.0)
    old = (lifter.age is not None and lifter.age >= 65) or "over65" in lifter.conditions
    if old and len(case.history) < 4:
        cap = min(cap, 5.0)
    if main.rpe_max > cap:
        yield f"5 (5.6): RPE {main.rpe_max:g}, at most {cap:g}"


def allowed(case: Case) -> Iterator[str]:
    """6; "acute" lets through from day 4 what 4.2 lists."""
    conditions = set(case.lifter.conditions)
    settling = [one.on for one in case.shown if one.phase != "settle"]
    since = (case.on - (settling[-1] + DAY if settling else case.lifter.began)).days
    open_now = FROM_DAY_6 if since >= 6 else FROM_DAY_4 if since >= 4 else frozenset()
    if case.today.phase == "settle":
        conditions.add("acute")
    keys = [one.exercise for one in case.today.items]
    for key in dict.fromkeys([*keys, case.main.lift.exercise] if case.main else keys):
        met = conditions & set(exercise(key).forbid)
        if met and not (met == {"acute"} and key in open_now):
            yield f"6: {key} in spite of {', '.join(sorted(met))}"
        if not case.lifter.equipment.allows(key):
            yield f"6: {key} needs what is not owned"


def neighbours(case: Case) -> Iterator[str]:
    """15, with the hours of 4.4 and 4.8; only days are known, so that two days are never less than 48 hours."""
    lift, main = case.lift, case.main
    if lift is None or main is None:
        return
    light_hinge = main.row == "F" and bool(case.last) and case.last is not None and case.last.row == "F"
    if case.last and case.last.lift.load_kg > 0:
        heavy = main.row in ("R6", "R7", "R8") and case.last.row in ("R6", "R7", "R8") and (case.last.done.rpe or 0) >= 8
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
    if len(calendar) >= most:
        yield f"15 (4.8): hinge day {len(calendar) + 1} of a week in {case.today.phase}"
    heavy = ("R6", "R7", "R8")
    if main.row in heavy and not case.gentle and any(one.full and one.row in heavy for one in calendar):
        before = [one for one in calendar if one.full and one.row in heavy][-1]
        if lift.load_kg > 0.9 * before.lift.load_kg + EPS:
            yield f"15 (4.8): two row days in a week on {main.row}"
    if main.light and case.full and lift.load_kg > 0.85 * case.full[-1].lift.load_kg + EPS:
        yield f"15 (4.8): the lighter day at {lift.load_kg:g} kg after {case.full[-1].lift.load_kg:g}"


# --- 7: phases -----------------------------------------------------------------------------------


def phases(case: Case) -> Iterator[str]:
    """7: never skipped upward, and no gate opens without what it asks for (4.1)."""
    reached = _reached(case)
    now = case.today.phase
    if now not in PHASES or reached not in PHASES or now == "settle":
        return
    rise = PHASES.index(now) - PHASES.index(reached)
    if rise <= 0 or case.by("clinician", "phase"):
        return
    if rise > 1:
        yield f"7: from {reached} to {now}"
    elif not case.by("coach", "phase") and not GATES[now](case):
        yield f"7: {now}, and its gate is shut"
    if any(one.hue == "red" for one in case.history[-2:]):
        yield f"7: up to {now} right after a red day"


def _reached(case: Case) -> str:
    """The phase of before; settle comes back one phase below the one that was left (4.2)."""
    real = [one.phase for one in case.shown if one.phase in PHASES]
    if not real:
        return case.lifter.phase
    before = [one for one in real if one != "settle"] or [case.lifter.phase]
    # A day that only settles "for today" (4.4) may report settle as well, so that coming back is judged by `acute`.
    return before[-1]


def _signs(case: Case, *kinds: str) -> list[Sign]:
    return sorted((one for one in case.beside.signs if one.kind in kinds and one.on <= case.on), key=lambda one: one.on)


def _days(signs: Iterable[Sign]) -> int:
    return len({one.on for one in signs})


def _to_foundation(_: Case) -> bool:
    return True


def _to_technique(case: Case) -> bool:
    seen = [one for one in _signs(case, "stick") if (one.value or 0) >= 8]
    sticks = {one.on for one in seen} | {one.on for one in case.history if (one.done.stick_kept or 0) >= 8}
    light = [one for one in case.history if one.row == "F"]
    # A keen sum: which heights the two retests were at is not asked.
    heights: dict[float, list[float]] = {}
    for one in _signs(case, "hinge-deg"):
        heights.setdefault(one.raised_cm, []).append(one.value or 0.0)
    stands = any(within(values, 5) for values in heights.values())
    long = len(light) >= 8 and (light[-1].on - light[0].on).days >= 28
    return (
        _days(_signs(case, "hinge-pass")) >= 2
        or (len(sticks) >= 2 and bool(_signs(case, "coach-hinge")))
        or (len(sticks) >= 3 and sum(one.hue == "green" for one in light) >= 6)
        or (long and stands)
    )


def _to_return(case: Case) -> bool:
    top = [one for one in case.history if one.row == "T3" and one.hue == "green"]
    held = _days(_signs(case, "steps-hold")) >= 2 or bool(_signs(case, "coach-technique"))
    return (held and len(top) >= 2) or (_days(_signs(case, "checklist")) >= 2 and len(top) >= 4) or len(top) >= 8


def _to_perform(case: Case) -> bool:
    top = [one for one in case.history if one.row == "R8" and one.full and one.hue == "green"]
    goal = bool(_signs(case, "goal"))
    last = [one for one in case.history if one.row in CLIMB]
    run = []
    for one in reversed(last):
        if one.row != last[-1].row or one.hue == "red":
            break
        run.append(one)
    plateau = bool(run) and (case.on - run[-1].on).days >= 21
    return len(top) >= 2 or goal or plateau


GATES: Final[dict[str, Callable[[Case], bool]]] = {
    "foundation": _to_foundation, "technique": _to_technique, "return": _to_return, "perform": _to_perform,
}  # fmt: skip


def acute(case: Case) -> Iterator[str]:
    """7 and 4.4: no hinge on a day of six or without walking, none after seven or a red of eight before it is calm."""
    lift, check = case.lift, case.check
    if lift is None:
        return
    usual = case.usual.effective(case.on)
    if check and ((check.now is not None and check.now >= 6) or check.walking is False or check.fever):
        yield "7 (4.4): pain of six, walking not as usual or fever, and a hinge"
    # b of six or more: no loaded hinge (5.2).
    if usual is not None and usual >= 6:
        yield "7 (5.2): a usual of six, and a hinge"
    broke = [one.on for one in case.checks if one.on < case.on and one.now is not None and one.now >= 7]
    broke += [one.on for one in case.history if max(one.done.during or 0, one.done.after or 0) >= 8]
    if broke and not case.by("clinician", "phase"):
        since = [one for one in case.checks if one.on > max(broke)]
        calm_days = [calm(one, usual) for one in since]
        two = any(a and b for a, b in zip(calm_days, calm_days[1:], strict=False))
        if not two or not any(one.stands is not None and one.stands <= 1 for one in since):
            yield "7 (4.1): a hinge before two calm days and five easy stands"


def gate(case: Case) -> Iterator[str]:
    """7 (4.4): a gentle day is a fifth lighter than any plan of today could be, and has half the sets."""
    check, lift, main = case.check, case.lift, case.main
    usual = case.usual.effective(case.on)
    if not (check and lift and main):
        return
    limit = gate_limit(usual) if usual is not None else 3
    hurts = check.now is not None and check.now > limit
    if hurts or (check.soreness or 0) >= 6:
        rows = ROWS.get(main.row, (4, 0, 0.0, 0.0))[0]
        if case.full and lift.load_kg > 0.8 * 1.10 * case.full[-1].lift.load_kg + EPS:
            yield f"7 (4.4): {lift.load_kg:g} kg on a gentle day"
        if lift.sets > (rows + 1) // 2:
            yield f"7 (4.4): {lift.sets} sets on a gentle day"
    short = (check.sleep_h is not None and check.sleep_h < 5) or check.ill or (check.stress or 0) >= 8
    cap = ROWS.get(main.row, (0, 0, 0.0, 9.0))[3]
    if short and main.rpe_max > cap - 1 + EPS:
        yield f"7 (4.4): RPE {main.rpe_max:g} after a short night, ill or under stress"


# --- 8, 12 ---------------------------------------------------------------------------------------


def reasons(case: Case) -> Iterator[str]:
    """8; that an id of evidence exists is held by `Reason` itself."""
    today = case.today
    told = [*today.reasons, *(item.why for item in today.items)]
    if not today.reasons or not all(one.text.strip() and one.evidence for one in told):
        yield "8: no reason"


def legs(case: Case) -> Iterator[str]:
    """12 and 5.7: what got worse in the leg stays until a clinician has spoken, and no rise while it is there."""
    check, items = case.check, {one.exercise for one in case.today.items}
    worse = [(one.on, one.done.leg) for one in case.history if one.done.leg in LEG_WORSE]
    # A leg that is "new" at a check-in may be of any grade: it stops that day; after a set it is L3 for good.
    worse += [(one.on, one.leg) for one in case.checks if one.leg in LEG_WORSE and (one.leg != "new" or one.on == case.on)]
    held = [leg for on, leg in worse if not _cleared(case, on)]
    if held and case.lift:
        yield f"12 (5.7): the leg was {held[-1]}, and a loaded hinge"
    if "weaker" in held and items:
        yield "12 (5.7): a weaker leg, and exercises"
    elif held and items - EASE and not (check and check.leg == "new" and len(held) == 1):
        yield f"12 (5.7): the leg was {held[-1]}, and more than ease: {', '.join(sorted(items - EASE))}"
    there = [one.done.leg for one in case.history[-2:]] + ([check.leg] if check else [])
    if case.lift and case.full and any(leg != "none" for leg in there):
        if case.lift.load_kg > case.full[-1].lift.load_kg + EPS:
            yield "12 (5.7): a rise while the leg is there"


def _cleared(case: Case, on: date) -> bool:
    """A clinician's word since: an override, or a newer screen with limits, which only a clearance sets."""
    screened = case.lifter.screened_on
    word = any(one.who == "clinician" and on <= one.on <= case.on for one in case.beside.overrides)
    return word or (screened is not None and screened > on and case.lifter.limits != Limits())


RULES: Final[Sequence[Rule]] = (
    emergency, screen, young, limits, after_red, two_reds, caps, week, ceiling, start, gaps, earned, effort, allowed,
    neighbours, per_week, phases, acute, gate, reasons, legs,
)  # fmt: skip
