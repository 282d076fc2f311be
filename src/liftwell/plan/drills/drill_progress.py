"""How drills go on: a step up, a retest, a group that is done and what is kept of it (`clinical.md` 4.10)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from liftwell.evidence import threshold
from liftwell.plan.drills.allowed import hindrance
from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import Reason
from liftwell.training.diary import Diary, Sign
from liftwell.triage.account import Phase

SIDES: Final = ("left", "right")


@dataclass(frozen=True, slots=True)
class Course:
    """How one group goes on: the sign that retests it, days between retests, and the drill that is kept in the end."""

    test: str
    retest_days: int
    keeper: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Retest:
    """A test that is to be repeated: of which group, by which sign of the diary, from which day on, and why."""

    group: str
    test: str
    due: date
    why: Reason


@cache
def courses() -> Mapping[str, Course]:
    """How each group with a test goes on."""
    text = (files("liftwell.plan.drills") / "drill_progress.toml").read_text("utf-8")
    return MappingProxyType({key: Course(**table) for key, table in tomllib.loads(text).items()})


def limiters_left(lifter: Lifter, diary: Diary, on: date) -> tuple[str, ...]:
    """The limiters that still limit on that day: their group is not done, and the hinge does not pass."""
    return tuple(group for group in lifter.limiters if not is_done(group, lifter, diary, on))


def is_done(group: str, lifter: Lifter, diary: Diary, on: date) -> bool:
    """Whether a group needs no more work: its test is good enough on both sides, or the hinge passes.

    A side that was not tested is not good, and a group without a test of its own waits for the hinge.
    """
    if hinge_passes(lifter, diary, on):
        return True
    if group not in courses():
        return False
    tested = _tested(_signs(diary, courses()[group].test, on))
    return bool(tested) and _GOOD[group](tested, lifter)


def hinge_passes(lifter: Lifter, diary: Diary, on: date) -> bool:
    """Whether the newest unloaded hinge passed where the lifter pulls from, or lower; that ends every limiter.

    One that does not pass lower than that says nothing of this height, and one that passes higher does not either.
    """
    passed = {sign.on for sign in _signs(diary, "hinge-pass", on) if sign.raised_cm <= lifter.raised_cm}
    not_yet = {sign.on for sign in _signs(diary, "hinge-fail", on) if sign.raised_cm >= lifter.raised_cm}
    return bool(passed) and max(passed) > max(not_yet, default=date.min)


def stepped_up(key: str, lifter: Lifter, diary: Diary, on: date, *, limits_first: bool = False) -> str:
    """The drill in hand when one began with `key`: a step up for each that was easy at the top of its range twice.

    limits_first: it is the drill of the first limiter, which is meant where a sign names none; each of these counts for
    one step. A step stays in its group and is never one that a condition forbids, that lacks its equipment, or that is
    too hard before a lift; where there is none, the drill stays.
    """
    easy = [sign for sign in _signs(diary, "mastered", on) if sign.exercise is not None or limits_first]
    if not easy:
        return key
    unnamed = sorted({sign.on for sign in easy if sign.exercise is None})
    while True:
        named = {sign.on for sign in easy if sign.exercise == key}
        lacking = max(0, int(threshold("drill_easy_days_min")) - len(named))
        further = [day for day in unnamed if day not in named]
        above = _above(key, lifter)
        if len(further) < lacking or above is None:
            return key
        key, unnamed = above, further[lacking:]


def _above(key: str, lifter: Lifter) -> str | None:
    """The next step of a drill in its group that nothing keeps from a lifter, None where there is none."""
    one, rpe_max = exercise(key), threshold("warm_up_rpe_max")
    further = (other for other in one.progress if exercise(other).serves == one.serves)
    return next((other for other in further if not hindrance(other, lifter, rpe_max)), None)


def keepers(lifter: Lifter, groups: Iterable[str]) -> tuple[str, ...]:
    """The drills that are kept of these groups when all is done, one each, none that is not allowed."""
    known = (group for group in groups if group in courses())
    kept = (lifter.psoas if group == "psoas" and lifter.psoas else courses()[group].keeper for group in known)
    return tuple(key for key in dict.fromkeys(kept) if not hindrance(key, lifter))


def retests(lifter: Lifter, phase: Phase, diary: Diary, on: date) -> tuple[Retest, ...]:
    """When each test is due again, earliest first: of the limiters that are left, in `perform` of all and the hinge."""
    staying = phase == "perform"
    groups = (*lifter.limiters, "hinge") if staying else limiters_left(lifter, diary, on)
    kept = threshold("staying_well_retest_days") if staying else None
    due = (_retest(group, lifter, diary, on, kept) for group in dict.fromkeys(groups) if group in {*courses(), "hinge"})
    return tuple(sorted(due, key=lambda one: one.due))


def _retest(group: str, lifter: Lifter, diary: Diary, on: date, days: float | None) -> Retest:
    """The retest of a group, so many days after its last one, or after the plan began where there was none."""
    course = courses().get(group)
    kinds = (course.test,) if course is not None else ("hinge-pass", "hinge-fail")
    last = max((sign.on for kind in kinds for sign in _signs(diary, kind, on)), default=lifter.began)
    after = days if days is not None else course.retest_days if course is not None else threshold("hinge_retest_days")
    if days is None:
        why = Reason("We test again to see whether the drill helps.", "drill-and-retest")
    else:
        why = Reason("A test now and then shows that what helped you still holds.", "staying-well")
    return Retest(group, kinds[0], last + timedelta(days=after), why)


def _signs(diary: Diary, kind: str, on: date) -> list[Sign]:
    """The signs of a kind up to a day, oldest first."""
    return sorted((one for one in diary.signs if one.kind == kind and one.on <= on), key=lambda one: one.on)


# --- what good means -----------------------------------------------------------------------------

# For each side its values, oldest first.
_Sides = Mapping[str, tuple[float, ...]]


def _tested(signs: Iterable[Sign]) -> _Sides:
    """The values of both sides; one that names no side counts for both, and nothing where a side was never tested."""
    told = [(sign.side, sign.value) for sign in signs if sign.value is not None]
    sides = {side: tuple(value for of, value in told if of in (None, side)) for side in SIDES}
    return sides if all(sides.values()) else {}


def _hip(sides: _Sides, _: Lifter) -> bool:
    left, right = _newest(sides)
    return min(left, right) >= threshold("hip_bend_min_deg") and abs(left - right) < threshold("hip_bend_apart_deg")


def _hamstring(sides: _Sides, lifter: Lifter) -> bool:
    """Under the mark, the stricter one where nobody said which holds, or clearly better than at first."""
    mark = threshold("knee_short_men_max_deg" if lifter.sex == "male" else "knee_short_women_max_deg")
    better = threshold("knee_short_better_deg")
    return all(values[-1] <= mark or values[0] - values[-1] >= better for values in sides.values())


def _psoas(sides: _Sides, _: Lifter) -> bool:
    left, right = _newest(sides)
    return min(left, right) >= threshold("psoas_hold_min_s") and abs(left - right) <= threshold("psoas_apart_max_s")


def _hip_extension(sides: _Sides, _: Lifter) -> bool:
    return max(_newest(sides)) <= threshold("hip_short_max_deg")


def _newest(sides: _Sides) -> tuple[float, float]:
    return sides["left"][-1], sides["right"][-1]


_GOOD: Final = {"hip": _hip, "hamstring": _hamstring, "psoas": _psoas, "hip_extension": _hip_extension}
