"""From the account and its triage to what the plan has to know: who, how safe, where to begin, how heavy, how high."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits, read_limits
from liftwell.plan.loading.load_table import FIRST_ROWS, load_table
from liftwell.plan.loading.reference import Best, reference
from liftwell.training.day_colour import green_limit
from liftwell.training.diary import Diary, Done, Lift
from liftwell.triage.account import Account, Phase, RunningPlan
from liftwell.triage.placement import may_start_with_technique
from liftwell.triage.self_tests import Response
from liftwell.triage.triage import Triage

_CM: Final = 100.0
_BARS: Final = {"trap-bar-high": "trap_bar_high", "trap-bar-low": "trap_bar_low", "trap-bar": "trap_bar_high"}
# With these the bar starts raised, and this is how high where nothing else says so.
_RAISED_FIRST: Final = frozenset({"bone_fragile", "pregnant", "hip_replacement", "flexion_sensitive", "groin_pinch"})


@dataclass(frozen=True, slots=True)
class Start:
    """Where a plan began, kept so that later answers do not move its beginning; None is "as triage says".

    on: the first day; psoas: the drill of the lifter's own choice.
    """

    on: date
    phase: Phase | None = None
    row: str | None = None
    exercise: str | None = None
    raised_cm: float | None = None
    ref_kg: float | None = None
    last_kg: float | None = None
    base: int | None = None
    psoas: str | None = None


def lifter_of(account: Account, found: Triage, start: Start | None = None) -> Lifter:
    """The lifter of an account; what is not known stays None."""
    person, story = account.intake.person, account.intake.story
    on = account.intake.on if start is None else start.on
    limits = read_limits(found.screen.limits)
    plan = account.plan
    exercise, raised_cm = _place(account, found)
    phase = found.phase if start is None or start.phase is None or found.phase in ("none", "settle") else start.phase
    told = start or Start(on)
    return Lifter(
        began=on,
        age=person.age,
        sex=person.body.sex,
        mass_kg=person.body.mass_kg,
        level=found.screen.level,
        conditions=_conditions(found, limits),
        screened_on=account.intake.safety.answered_on,
        cleared_on=max((one.on for one in account.intake.clearances), default=None),
        supported=found.screen.supported,
        limits=limits,
        equipment=Equipment.of(person.equipment, person.smallest_step_kg, person.plates_kg or ()),
        phase=phase,
        row=_row(told.row or (None if plan is None else plan.row), phase),
        provisional=found.provisional,
        proven=may_start_with_technique(account),
        limiters=found.limiters,
        likely=tuple(cause.name for cause in found.causes if cause.strength == "likely"),
        steps=_steps(account, found),
        ref_kg=told.ref_kg if told.ref_kg is not None else _ref_kg(account),
        comfortable_kg=_comfortable(account) if plan is None else None,  # a plan goes on from its own load
        last_kg=told.last_kg if told.last_kg is not None else _last_kg(account),
        days_off=_days_off(account),
        exercise=told.exercise or exercise,
        raised_cm=raised_cm if told.raised_cm is None else told.raised_cm,
        passed_cm=_passed_cm(account),
        base=told.base if told.base is not None else story.waking,
        lifting_hurts=account.lifting_hurts,
        worry=story.worry,
        psoas=told.psoas,
        sessions_before=_sessions_before(plan),
    )


def _row(key: str | None, phase: Phase) -> str | None:
    """A row that belongs to the phase, None where it does not or nobody named one."""
    return key if key in load_table() and load_table()[key or ""].phase == phase else None


def _sessions_before(plan: RunningPlan | None) -> int:
    """At least how many sessions a plan under way has had: none at the first row of a phase, four beyond it."""
    if plan is None or plan.row is None or plan.row in FIRST_ROWS.values():
        return 0
    return int(threshold("older_easy_sessions"))


def _conditions(found: Triage, limits: Limits) -> frozenset[str]:
    """What forbids: a clinician's word that the hinge may be loaded takes the nerve of the leg off the list."""
    return found.screen.forbidding - {"leg_nerve"} if limits.loaded_hinge else found.screen.forbidding


def _steps(account: Account, found: Triage) -> tuple[int, ...]:
    """The steps to work on: what the light clip asks to fix, where technique is named as a cause."""
    technique = next((cause for cause in found.causes if cause.name == "technique"), None)
    clip = account.light_clip
    if technique is None or not technique.named or clip is None:
        return ()
    return tuple(sorted({step.step for step in clip.steps if step.verdict == "fix" and step.step >= 3}))


# --- where the bar starts -------------------------------------------------------------------------


def _passed_cm(account: Account) -> tuple[float, ...]:
    floor = (0.0,) if account.floor_hinge == "pass" else ()
    return (*floor, *(_CM * height for height, verdict in account.raised_hinges if verdict == "pass"))


def _place(account: Account, found: Triage) -> tuple[str, float]:
    """Exercise and height: what eased the pain outranks what a test or a clip passed; raised where it has to be."""
    eased = [one for one in account.tests.responses if one.responds]
    for response in eased:
        if (place := _eased_by(response)) is not None:
            return place
    clip = account.light_clip
    raised_for = found.screen.forbidding & _RAISED_FIRST
    if account.floor_hinge == "pass" and not raised_for:
        return "conventional_deadlift", 0.0
    heights = [height for height in _passed_cm(account) if height > 0]
    if clip is not None and clip.raised_m > 0:
        heights.append(_CM * clip.raised_m)
    if heights and (raised_for or account.floor_hinge != "unknown"):
        return _blocks(max(heights) if raised_for else min(heights))
    return _blocks(threshold("first_raise_cm")) if raised_for else ("conventional_deadlift", 0.0)


def _eased_by(response: Response) -> tuple[str, float] | None:
    match response.change:
        case "height" if response.raised_m:
            return _blocks(_CM * response.raised_m)
        case "stance":
            return "sumo_deadlift", 0.0
        case "bar":
            return _BARS.get(response.what, "trap_bar_high"), 0.0
    return None


def _blocks(raised_cm: float) -> tuple[str, float]:
    return ("block_pull_high" if raised_cm >= threshold("high_blocks_cm") else "block_pull_low"), round(raised_cm, 1)


# --- how heavy it was -----------------------------------------------------------------------------


def _ref_kg(account: Account) -> float | None:
    """The reference single: as told, else of what was logged before the pain began."""
    story, best_kg, on = account.intake.story, account.intake.person.best_kg, account.intake.on
    onset = None if story.days is None else on - timedelta(days=story.days)
    found = reference(account.training, on, onset, None if best_kg is None else Best(best_kg))
    return None if found is None else found.load_kg


def _last_kg(account: Account) -> float | None:
    training = account.training
    if training.last_kg is not None:
        return training.last_kg
    return training.hinges[-1].top_kg if training.hinges else None


def _days_off(account: Account) -> int | None:
    training = account.training
    if training.days_since_hinge is not None:
        return training.days_since_hinge
    return (account.intake.on - training.hinges[-1].on).days if training.hinges else None


def _comfortable(account: Account) -> float | None:
    """The heaviest load of four weeks that hurt no more than it may: as told, else from what was logged."""
    training = account.training
    if training.comfortable_kg is not None:
        return training.comfortable_kg
    usual = account.intake.story.waking
    since = account.intake.on - timedelta(days=int(threshold("comfortable_days")))
    fine = [
        one.load_kg
        for session in training.hinges
        if session.on >= since
        for one in session.sets
        if usual is not None and one.pain is not None and one.pain <= green_limit(usual)
    ]
    return max(fine, default=None)


# --- a plan under way, told by its last days ------------------------------------------------------


def days_told(account: Account, lifter: Lifter) -> Diary:
    """The last days of a plan that is under way as a diary, where only their pain was told, three days apart."""
    plan = account.plan
    if plan is None or lifter.row is None or not plan.days or not lifter.last_kg:
        return Diary()
    line = load_table()[lifter.row]
    lift = Lift(
        lifter.exercise or "conventional_deadlift",
        line.sets,
        line.reps[0],
        lifter.last_kg,
        lifter.raised_cm,
        line.inside,
    )
    last = account.intake.on - timedelta(days=lifter.days_off or 2)
    apart = timedelta(days=3)
    days = [
        Done(last - apart * (len(plan.days) - 1 - number), lift, lifter.row, None, day.during, day.after, day.morning)
        for number, day in enumerate(plan.days)
    ]
    return Diary(tuple(days))
