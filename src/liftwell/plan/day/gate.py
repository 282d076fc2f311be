"""The day gate: what the check-in lets today's session be (`clinical.md` 4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from liftwell.evidence import threshold
from liftwell.plan.equipment import Equipment
from liftwell.plan.prescription import Reason
from liftwell.screen.short_check import AFTER_RED
from liftwell.training.copied import replace
from liftwell.training.diary import Lift, OtherWork, Readiness

Opens = Literal["plan", "gentle", "drills", "settle", "none"]


@dataclass(frozen=True, slots=True)
class Gate:
    """What today may be: as planned, gentle, drills only, settling, or nothing; rpe_less: off every ceiling of today.

    no_rise: nothing that was earned is cashed in today; ask: safety questions first; reasons: why.
    """

    opens: Opens = "plan"
    rpe_less: float = 0.0
    no_rise: bool = False
    ask: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def gate(check: Readiness | None, base: int | None, other: Sequence[OtherWork], on: date) -> Gate:
    """The gate of a day; without a check-in only other work for the back counts."""
    if check is not None and (shut := _shut(check)) is not None:
        return shut
    if (work := _too_close(other, on)) is not None:
        return Gate("drills", reasons=(work,))
    return Gate() if check is None else _open(check, base)


def _shut(check: Readiness) -> Gate | None:
    """Fever, strong pain or walking that is not normal let no hinge through; None where none of them is there."""
    if check.fever:
        return Gate("none", ask=("R11",), reasons=(Reason("Fever and training do not mix. Rest today.", "day-gate"),))
    strong = check.now is not None and check.now >= threshold("red_pain_min")
    if strong or check.walking is False:
        return Gate("settle", ask=AFTER_RED, reasons=(_strong(check),))
    return None


def _open(check: Readiness, base: int | None) -> Gate:
    """As planned, or gentler after a bad night, with more pain than usual or with sore muscles."""
    found = _tired(check)
    if check.now is not None and check.now > _limit(base):
        reason = Reason(
            f"A gentle day: pain is {check.now} now, above what is usual for you. It does not move you up.", "day-gate"
        )
        return replace(found, opens="gentle", no_rise=True, reasons=(reason, *found.reasons))
    if check.soreness is not None and check.soreness >= threshold("soreness_high_min"):
        reason = Reason("A gentle day: both sides are still sore. Tomorrow is fine too.", "doms-time")
        return replace(found, opens="gentle", no_rise=True, reasons=(reason, *found.reasons))
    return found


def _strong(check: Readiness) -> Reason:
    what = f"Pain is {check.now} now" if check.walking is not False else "Walking is not as usual"
    return Reason(f"{what}, so there is no hinge today. Easy walks, and a few questions first.", "day-gate")


def _limit(base: int | None) -> float:
    """Pain up to which a day goes as planned; an unknown usual counts as none."""
    usual = 0 if base is None else base
    return min(threshold("green_limit_max"), max(threshold("gate_pain_min"), usual + 1))


def _too_close(other: Sequence[OtherWork], on: date) -> Reason | None:
    """Other heavy work for the back within two days, or three after a very hard one."""
    for work in other:
        hard = work.rpe is not None and work.rpe >= threshold("very_hard_rpe_min")
        apart = threshold("rest_days_hard" if hard else "rest_days")
        if timedelta(0) <= on - work.on < timedelta(days=int(apart)):
            return Reason(f"Drills only: your back did {work.what} {_ago(on - work.on)}.", "days-between")
    return None


def _ago(since: timedelta) -> str:
    return {0: "today", 1: "yesterday"}.get(since.days, f"{since.days} days ago")


_HAND: Final = "Leave one more repetition undone, and nothing goes up."
_QUIET_LEG: Final = "Nothing goes up while your leg is not quiet. Ask yourself after each set."


def _tired(check: Readiness) -> Gate:
    """A short night, an illness without fever or much stress: easier, and nothing goes up."""
    reasons = []
    if check.sleep_h is not None and check.sleep_h < threshold("short_night_h"):
        reasons.append(Reason(f"Lighter today: you slept {_hours(check.sleep_h)}. {_HAND}", "sleep-and-stress"))
    if check.ill:
        reasons.append(Reason(f"Lighter today: you are not well. {_HAND}", "sleep-and-stress"))
    if check.stress is not None and check.stress >= threshold("stress_very_high_min"):
        reasons.append(Reason(f"Lighter today: stress is {check.stress} of 10. {_HAND}", "sleep-and-stress"))
    leg = (Reason(_QUIET_LEG, "leg-signs-safe-side"),) if check.leg in ("same", "up") else ()
    if not reasons:
        return Gate(no_rise=bool(leg), ask=AFTER_RED if leg else (), reasons=leg)
    return Gate(rpe_less=1.0, no_rise=True, ask=AFTER_RED if leg else (), reasons=(*reasons, *leg))


def is_tired(check: Readiness) -> bool:
    """Whether a check-in lets nothing go up on that day."""
    return _tired(check).no_rise


def _hours(hours: float) -> str:
    words = {0: "no hour", 1: "one hour", 2: "two hours", 3: "three hours", 4: "four hours"}
    return words.get(int(hours), f"{hours:g} hours") if hours == int(hours) else f"{hours:g} hours"


def gentle(lift: Lift, equipment: Equipment) -> Lift | None:
    """The lift of a gentle day: a fifth less load, half the sets; None where nothing that light can be made."""
    load = equipment.at_most(lift.exercise, threshold("gentle_load_share") * lift.load_kg)
    if load is None:
        return None
    return replace(lift, load_kg=load, sets=max(1, int(threshold("half_share") * lift.sets)))
