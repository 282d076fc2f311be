"""What was seen or tested since the plan began, as far as gates and drills ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from liftwell.evidence import threshold
from liftwell.plan.course.standing import Evidence, Standing
from liftwell.training.copied import replace
from liftwell.training.diary import Done, Sign, SignKind


def with_sign(standing: Standing, sign: Sign) -> Standing:
    """The standing with one more thing seen; kinds that only the drills ask for change nothing here."""
    seen = _seen(standing.seen, sign)
    return standing if seen is standing.seen else replace(standing, seen=seen)


_DAYS: Final[Mapping[SignKind, str]] = {"steps-hold": "clean", "steps-fix": "marred", "checklist": "listed"}
_TICKS: Final[Mapping[SignKind, str]] = {
    "coach-hinge": "hinge_tick", "coach-technique": "technique_tick", "goal": "goal",
}  # fmt: skip
_RETESTS: Final = 6


def _seen(seen: Evidence, sign: Sign) -> Evidence:
    day = sign.on.toordinal()
    if (name := _DAYS.get(sign.kind)) is not None:
        days: dict[str, Any] = {name: getattr(seen, name) | {day}}
        return replace(seen, **days)
    if (name := _TICKS.get(sign.kind)) is not None:
        tick: dict[str, Any] = {name: True}
        return replace(seen, **tick)
    if sign.kind == "hinge-pass":
        return replace(seen, passed=(*seen.passed, (day, sign.raised_cm)))
    return seen if sign.value is None else _measured(seen, sign.kind, day, sign.value, sign.raised_cm)


def _measured(seen: Evidence, kind: SignKind, day: int, value: float, raised_cm: float) -> Evidence:
    match kind:
        case "hinge-deg":
            return replace(seen, changes=(*seen.changes, (raised_cm, value))[-_RETESTS:])
        case "stick" if value >= threshold("stick_kept_min"):
            return replace(seen, sticks=seen.sticks | {day})
        case "activity":
            return replace(seen, activity=(*seen.activity[:1], value))
    return seen


def with_stick(standing: Standing, done: Done) -> Standing:
    """Hinges with the stick that were counted in a session."""
    if done.stick_kept is None or done.stick_kept < threshold("stick_kept_min"):
        return standing
    seen = standing.seen
    return replace(standing, seen=replace(seen, sticks=seen.sticks | {done.on.toordinal()}))
