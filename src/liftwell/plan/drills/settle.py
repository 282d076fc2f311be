"""What is done, with doses, while a back settles or a clinician is still to be seen (`clinical.md` 4.2 and 2.2)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from liftwell.evidence import threshold
from liftwell.plan.drills.allowed import care_of, hindrance
from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Item, Reason
from liftwell.training.diary import Diary, Readiness

# To be asked in full after two worse days.
ASK: Final = ("R01", "R02", "R03", "R04", "R05", "R08")
_FIRST: Final = "Your safety answers come first, and this is what they leave for today."


@dataclass(frozen=True, slots=True)
class Settling:
    """One day of the acute branch: the day of it that counts, what is done, and why.

    ask: ids of safety questions that come first, after two worse days; decide: whether the fortnight is over.
    """

    day: int
    items: tuple[Item, ...]
    why: Reason
    ask: tuple[str, ...] = ()
    decide: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """How far a back has settled: the day that counts, and whether it stays, goes back, or goes on today."""

    day: int = 0
    stays: bool = False
    back: bool = False


def settling(lifter: Lifter, diary: Diary, since: date, on: date) -> Settling:
    """The day `on` of a back that settles since `since`; today's check-in is among the checks of the diary.

    A day counts only when the pain now is told, is not two points above the day before, and walking is no worse. Where
    the level of the screen is not clear, it is `ease` that is left of the day.
    """
    course, steps, today = course_of(diary, since, on), _data()["step"], _checks(diary, on, on).get(on)
    row = next(one for one in steps if min(course.day, steps[-1]["last"]) <= one["last"])
    calm = today is not None and today.now is not None and today.now <= threshold("settle_drills_pain_max")
    items = _items((one for one in row["items"] if calm or not one.get("calm")), lifter, settling=True)
    return Settling(
        course.day,
        items if lifter.clear else ease(lifter),
        _why(course, row["why"]) if lifter.clear else Reason(_FIRST, "clearance"),
        ASK if course.back else (),
        (on - since).days >= threshold("settle_review_days"),
    )


def course_of(diary: Diary, since: date, on: date) -> Course:
    """How the days since `since` went, one check-in after the other."""
    checks = _checks(diary, since, on)
    course, before, worse_days = Course(), checks.get(since), 0
    for number in range(1, (on - since).days + 1):
        check = checks.get(since + timedelta(days=number))
        if check is not None and before is not None and _worse(before, check):
            worse_days += 1
            back = worse_days >= threshold("settle_worse_days")
            course = Course(0 if back else course.day, stays=True, back=back)
        elif check is None or before is None or check.walking is None:
            course = Course(course.day, stays=True)
        else:
            worse_days = 0
            course = Course(course.day + 1)
        before = check or before
    return course


def ease(lifter: Lifter, unasked: Sequence[str] = ()) -> tuple[Item, ...]:
    """What the level of the safety screen leaves of a day without a plan, with doses; nothing where it leaves nothing.

    unasked: ids of open questions of the screen; with bones that nobody has asked about nothing is pressed on the back.
    """
    if lifter.clear or not lifter.supported or lifter.level not in ("days", "unanswered", "soon"):
        return ()
    rows = _data()["ease"]["items"]
    if lifter.level == "soon" and "acute" not in lifter.conditions:
        met = (one for one in _data()["soon"] if one.get("condition", "") in {"", *lifter.conditions})
        rows = next(met)["items"]
    bones_open = "R09" in unasked or lifter.level == "unanswered"
    return _items((row for row in rows if not (bones_open and row["exercise"] == "tissue_ease")), lifter, settling=True)


def _checks(diary: Diary, since: date, on: date) -> dict[date, Readiness]:
    """The check-in of each day that told the pain, the worst of several on one day."""
    found: dict[date, Readiness] = {}
    for one in diary.checks:
        if since <= one.on <= on and one.now is not None:
            other = found.get(one.on, one)
            limps = False if False in (one.walking, other.walking) else one.walking
            found[one.on] = replace(one, now=max(one.now, other.now or 0), walking=limps)
    return found


def _worse(before: Readiness, check: Readiness) -> bool:
    """Whether the pain rose clearly from one check-in to the next, or walking got worse."""
    limps = before.walking is not False and check.walking is False
    return limps or (check.now or 0) - (before.now or 0) >= threshold("settle_worse_min")


def _why(course: Course, forward: str) -> Reason:
    if course.back:
        return Reason("Two days were worse, so we start again with the first day.", "acute-settle")
    if course.stays:
        return Reason("The same as before, until a day is no worse than the last one.", "acute-settle")
    return Reason(forward, "acute-settle")


def _items(rows: Iterable[Mapping[str, Any]], lifter: Lifter, *, settling: bool) -> tuple[Item, ...]:
    """The rows that nothing keeps from a lifter, in words."""
    allowed = (row for row in rows if not hindrance(row["exercise"], lifter, settling=settling))
    return tuple(_item(row["exercise"], row["dose"], lifter) for row in allowed)


def _item(key: str, dose: str, lifter: Lifter) -> Item:
    told = _data()["why"][key]
    care = care_of(exercise(key), lifter.conditions)
    return Item(key, dose, Reason(told["why"], told["evidence"]), "ease", care)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.plan.drills") / "settle.toml").read_text("utf-8"))
