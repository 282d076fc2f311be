"""The next best test: the first line of a fixed order that is open and could change the plan (`clinical.md` 3.7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from liftwell.evidence import threshold
from liftwell.screen.patterns import sits_worse
from liftwell.screen.questions import questions
from liftwell.screen.red_flags import Screen, first_page_open
from liftwell.triage.account import GROUPS, Account, kilograms
from liftwell.triage.causes.cause import Cause
from liftwell.triage.causes.foundation import NOT_TESTED
from liftwell.triage.causes.technique import fixes, matching_response
from liftwell.triage.load_facts import load_is_known, technique_ceiling
from liftwell.triage.offered import offered
from liftwell.triage.placement import may_start_with_technique, must_settle


@dataclass(frozen=True, slots=True)
class NextTest:
    """What to do next to know more: id of the self-test or question behind it ("T1", "R03", "clinician"), and words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class _Case:
    account: Account
    screen: Screen
    causes: Sequence[Cause]

    def offers(self, test: str) -> bool:
        return any(one.id == test for one in offered(self.screen, self.account.intake))

    def strength(self, name: str) -> str:
        return next((cause.strength for cause in self.causes if cause.name == name), "")

    def named(self, name: str) -> bool:
        return any(cause.name == name and cause.named for cause in self.causes)

    def likely(self, name: str) -> bool:
        return self.strength(name) == "likely"


def next_test(account: Account, screen: Screen, causes: Sequence[Cause]) -> NextTest:
    """The one thing that would tell most now."""
    case = _Case(account, screen, causes)
    return next(found for line in _ORDER if (found := line(case)) is not None)


# --- safety first --------------------------------------------------------------------------------


def _safety(case: _Case) -> NextTest | None:
    level = case.screen.level
    if level == "emergency":
        return NextTest("none", "none")
    if level == "unanswered_emergency":
        if first_page_open(case.screen):
            return NextTest("first-page", "seven short questions about your safety; they take a minute")
        key = case.screen.open[0]
        return NextTest(key, f"one safety question: {questions()[key].topic}")
    return None


def _unsupported(case: _Case) -> NextTest | None:
    return None if case.screen.supported else NextTest("clinician", "a clinician, with a parent; no self-test can tell")


def _clinician(case: _Case) -> NextTest | None:
    if case.screen.level not in ("today", "days", "soon"):
        return None
    conditions = case.screen.conditions
    if "leg_nerve" in conditions:
        return NextTest(
            "clinician",
            "a clinician tests strength, feeling and reflexes of the leg; until then the safety questions every day",
        )
    if "young_bone" in conditions:
        return NextTest("clinician", "a clinician; they decide whether a scan is needed. No self-test can tell")
    return NextTest("clinician", "a clinician, with the note that liftwell writes; no self-test can tell")


def _open(case: _Case) -> NextTest | None:
    if not case.screen.open:
        return None
    flags = [flag for flag in case.screen.flags if flag.open]
    first = min(flags, key=lambda flag: _ASKED.index(flag.id) if flag.id in _ASKED else len(_ASKED))
    return NextTest(first.id, f"an open question: {first.topic}")


_ASKED: Final = ("now", "walking", "leg")


def _settling(case: _Case) -> NextTest | None:
    if not must_settle(case.account, case.screen):
        return None
    return NextTest("check-in", "tomorrow's check-in: pain now, walking, legs, safety questions R01 to R05")


def _plan_runs(case: _Case) -> NextTest | None:
    if not plan_answers(case.account):
        return None
    return NextTest("plan", "after the second red day: triage again (light clip and load list)")


def plan_answers(account: Account) -> bool:
    """Whether a plan is under way that answers its first red day by itself; only the second asks for the reason."""
    plan = account.plan
    return plan is not None and 0 < plan.reds < threshold("reds_for_triage")


# --- what would tell most ------------------------------------------------------------------------


def _hinge(case: _Case) -> NextTest | None:
    account = case.account
    if account.floor_hinge == "unknown" and not account.hinges_well:
        if account.light_clip is None and may_start_with_technique(account):
            return NextTest("T1", "unloaded hinge and light-bar clip on the same day (once)")
        return NextTest(
            "T1",
            "unloaded hinge clip from the side, plus one toe-touch in the same clip (2 minutes, no weight)",
        )
    if account.floor_hinge == "cannot_tell":
        return NextTest("T1", "the unloaded hinge clip again on another day, with a toe-touch in it")
    return None


def _light_clip(case: _Case) -> NextTest | None:
    if case.account.light_clip is not None or case.likely("foundation") or not case.screen.leaves_a_bar:
        return None
    return NextTest("light-clip", "a clip of five reps with a light bar, at the height you plan to pull from")


def _response(case: _Case) -> NextTest | None:
    account = case.account
    if not case.offers("T7"):
        return None
    changes = {one.change for one in account.tests.responses}
    only_floor = account.floor_hinge == "fail" and account.passed_raised_m is not None
    if only_floor and "height" not in changes and not account.short_groups:
        return NextTest(
            "T7", "five light reps from the floor, then five from a higher bar, same weight: does it hurt less?"
        )
    clip = account.light_clip
    faults = fixes(clip) if clip is not None and case.strength("technique") == "possible" else ()
    if faults and matching_response(account, faults) is None and account.hinges_well:
        return NextTest(
            "T7", f"five light reps, then five with one cue for step {faults[0].step}, same weight: does it hurt less?"
        )
    if case.strength("load") == "possible" and not _weight_tried(account):
        return NextTest(
            "T7", "five reps at a weight that is easy for you, then five a fifth lighter: does it hurt less?"
        )
    return None


def _weight_tried(account: Account) -> bool:
    hurts = account.lifting_hurts
    quiet = hurts is not None and hurts <= threshold("quiet_pain_max")
    return quiet or any(one.change == "lighter" for one in account.tests.responses)


def _weeks(case: _Case) -> NextTest | None:
    if not load_is_known(case.account):
        return NextTest("training", "a list of the last 8 weeks: each deadlift day, squats and rows too")
    if case.named("load") and case.account.training.other_back_work is None:
        return NextTest(
            "training", "ask for the squat and row sessions of the last 6 weeks: they load the same muscles"
        )
    return None


def _limiters(case: _Case) -> NextTest | None:
    """T2 to T4 only where the hinge failed or cannot tell; a test that cannot change the plan is not asked for."""
    account = case.account
    if account.floor_hinge not in ("fail", "cannot_tell") or case.likely("set-up") or case.likely("foundation"):
        return _hip_extension(case)
    tests = account.tests
    done = {"hip": tests.hip_bend, "hamstring": tests.knee_short, "psoas": tests.psoas_hold_s}
    missing = [
        group
        for group in GROUPS
        if account.is_short(group) is None and done[group] is None and case.offers(_TESTS[group])
    ]
    if missing:
        names = " and ".join(NOT_TESTED[group] for group in missing)
        return NextTest(_TESTS[missing[0]], f"{names} on both sides (3 minutes each)")
    if not account.tests.raised:
        return NextTest("T1", "the same unloaded hinge to a mark 15 cm higher")
    return _hip_extension(case)


_TESTS: Final = {"hip": "T2", "hamstring": "T3", "psoas": "T4"}


def _hip_extension(case: _Case) -> NextTest | None:
    tested = case.account.tests.hip_short is not None
    if "extension_sensitive" not in case.screen.conditions or tested or not case.offers("T5"):
        return None
    return NextTest("T5", "hip extension on the edge of a bed, both sides (3 minutes)")


def _heavy_clip(case: _Case) -> NextTest | None:
    account = case.account
    if not case.named("load") or not case.screen.leaves_a_bar:
        return None
    ceiling = technique_ceiling(account)
    if ceiling is not None:
        low, high = ceiling
        return NextTest(
            "heavy-clip",
            "a clip of the top set on each row of the load table, "
            f"to narrow the technique ceiling between {low:g} and {kilograms(high)}",
        )
    if len(account.loaded_clips) < threshold("ceiling_loads_min"):
        return NextTest("heavy-clip", "a clip of a heavier set as you climb, to see whether your back keeps its shape")
    return None


# --- nothing open: do it again -------------------------------------------------------------------


def _again(case: _Case) -> NextTest:
    account = case.account
    if case.likely("foundation"):
        tests = {"hip": "hip bend", "hamstring": "knee extension", "psoas": "the psoas hold"}
        names = [tests[group] for group in account.short_groups]
        what = " and ".join([*names, "the unloaded hinge clip"])
        return NextTest("repeat", f"none needed now; repeat {what} after 8 sessions")
    with_a_bar = _again_with_a_bar(case) if case.screen.leaves_a_bar else None
    if with_a_bar is not None:
        return with_a_bar
    if sits_worse(account.intake.story):
        return NextTest("diary", "seven-day diary: pain after sitting, after lifting, on waking; routine appointment")
    return NextTest("diary", "seven-day diary: pain after lifting, next morning, and on days off")


def _again_with_a_bar(case: _Case) -> NextTest | None:
    account = case.account
    if case.likely("technique"):
        return NextTest("repeat", "the same light clip again after 4 sessions")
    if case.likely("set-up"):
        return _other_set_up(case)
    if account.plan is not None and account.plan.phase == "technique" and account.training.last_kg is not None:
        step = account.intake.person.smallest_step_kg or threshold("usual_step_kg")
        return NextTest("light-clip", f"light clip at {kilograms(account.training.last_kg + step)}")
    return None


def _other_set_up(case: _Case) -> NextTest:
    if "groin_pinch" in case.screen.conditions:
        return NextTest(
            "T7",
            "five light repetitions with a wider stance and toes out; "
            "if the pinch stays after 6 weeks, a clinician looks at the hip",
        )
    if any(one.change in ("stance", "bar") for one in case.account.tests.responses):
        return NextTest("repeat", "the same light clip again after 4 sessions")
    return NextTest("T7", "a light set of 5 with a trap bar or sumo, if you can get one, to see which you like better")


_ORDER: Final[tuple[Callable[[_Case], NextTest | None], ...]] = (
    _safety,
    _unsupported,
    _clinician,
    _open,
    _settling,
    _plan_runs,
    _hinge,
    _light_clip,
    _response,
    _weeks,
    _limiters,
    _heavy_clip,
    _again,
)
