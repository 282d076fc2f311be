"""What was seen or tested since the plan began, as far as gates and drills ask for it."""

from __future__ import annotations

from liftwell.evidence import threshold
from liftwell.plan.course.copied import replace
from liftwell.plan.course.standing import Evidence, Standing
from liftwell.training.diary import Done, Sign


def with_sign(standing: Standing, sign: Sign) -> Standing:
    """The standing with one more thing seen; kinds that only the drills ask for change nothing here."""
    seen = _seen(standing.seen, sign)
    return standing if seen is standing.seen else replace(standing, seen=seen)


def _seen(seen: Evidence, sign: Sign) -> Evidence:
    day, value = sign.on.toordinal(), sign.value
    match sign.kind:
        case "hinge-pass":
            return replace(seen, passed=(*seen.passed, (day, sign.raised_cm)))
        case "hinge-deg" if value is not None:
            return replace(seen, changes=(*seen.changes, (sign.raised_cm, value))[-6:])
        case "stick" if value is not None and value >= threshold("stick_kept_min"):
            return replace(seen, sticks=seen.sticks | {day})
        case "steps-hold":
            return replace(seen, clean=seen.clean | {day})
        case "steps-fix":
            return replace(seen, marred=seen.marred | {day})
        case "checklist":
            return replace(seen, listed=seen.listed | {day})
        case "coach-hinge":
            return replace(seen, hinge_tick=True)
        case "coach-technique":
            return replace(seen, technique_tick=True)
        case "activity" if value is not None:
            first = seen.activity[:1]
            return replace(seen, activity=(*first, value))
        case "goal":
            return replace(seen, goal=True)
    return seen


def with_stick(standing: Standing, done: Done) -> Standing:
    """Hinges with the stick that were counted in a session."""
    if done.stick_kept is None or done.stick_kept < threshold("stick_kept_min"):
        return standing
    seen = standing.seen
    return replace(standing, seen=replace(seen, sticks=seen.sticks | {done.on.toordinal()}))
