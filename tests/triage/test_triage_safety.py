"""What triage may not do, whatever was tested, filmed or lifted (`clinical.md` 2.2, 3.3, 3.7 and 5.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import radians
from typing import Final

import pytest
from hypothesis import given, settings

from liftwell.plan.drills.allowed import EASE
from liftwell.plan.drills.meanwhile import meanwhile
from liftwell.plan.exercise import catalogue
from liftwell.quantity import Quantity
from liftwell.screen.intake import PainStory
from liftwell.screen.red_flags import screened
from liftwell.training.session import Training
from liftwell.triage.account import Account
from liftwell.triage.clips import LiftClip, StepSeen
from liftwell.triage.headline import headline_of
from liftwell.triage.offered import offered
from liftwell.triage.placement import must_settle
from liftwell.triage.self_tests import Both, Response, SelfTests, shipped
from liftwell.triage.triage import triage
from tests.screen.lifters import ALONE, ELSEWHERE, LEGS, Answers, cleared, lifter
from tests.screen.sweeps import Record
from tests.triage.accounts import accounts

CLEAR: Final = ("routine", "none")
# What asks for a bar in the hands, and with which conditions the catalogue forbids every lift.
LOADED: Final = ("light-clip", "heavy-clip", "T7")
NO_LIFTS: Final = frozenset.intersection(
    *(frozenset(one.forbid) for one in catalogue().values() if one.kind == "lift" and one.ladder is not None)
) - {"acute"}


def require_safe(account: Account) -> None:
    """Everything that must hold of one triage."""
    found = triage(account)
    screen, intake = found.screen, account.intake
    tests = {test.id for test in offered(screen, intake)}
    ready = screen.level in CLEAR and screen.supported
    # Invariant 12: what was measured adds at most a condition.
    bare = screened(intake)
    assert (screen.level, screen.flags, screen.acute) == (bare.level, bare.flags, bare.acute)
    assert set(screen.conditions) >= set(bare.conditions) - {"one_sided"}
    # Invariants 1, 2 and 14: no cause, no number and no training before safety is clear, nor while it settles.
    # (A running plan that still says "settle" though nothing asks for it today is for the plan to leave.)
    if not ready or must_settle(account, screen):
        assert not any((found.causes, found.limiters, found.also, found.patterns, tests))
        assert found.ceiling_kg is None
        assert found.next_test.id not in {*shipped(), *LOADED}, found.next_test
    if not ready:
        assert found.phase == ("settle" if screen.level in ("days", "soon") and screen.supported else "none")
    elif screen.acute or (intake.story.waking or 0) >= 6:
        assert found.phase == "settle"
    # 3.3: tests that pull on the nerve, and the back hold.
    if intake.story.leg != "none" or "below-knee" in (intake.story.where or ()):
        assert not tests & {"T3", "T4"}
    if intake.story.waking is None or intake.story.waking > 4:
        assert "T6" not in tests
    # The next best test is one of those that are safe.
    if found.next_test.id in shipped():
        assert found.next_test.id in tests, (found.next_test, screen.conditions, intake.story)
    # Invariants 2, 6 and 12: with these nobody gets a bar in the hands.
    assert screen.leaves_a_bar == (not NO_LIFTS & screen.forbidding)
    if not screen.leaves_a_bar:
        words = headline_of(found)
        assert words is None or "bar gets lighter" not in " ".join(words.say)
        assert found.next_test.id not in LOADED, (found.next_test, screen.conditions)
    _require_safe_meanwhile(account)


def _require_safe_meanwhile(account: Account) -> None:
    """Invariants 1, 2 and 6."""
    screen = triage(account).screen
    allowed = meanwhile(screen)
    if screen.level in ("emergency", "unanswered_emergency", "today") or not screen.supported:
        assert not allowed
    if screen.level in ("days", "unanswered"):
        assert {one.id for one in allowed} <= set(EASE)
    for one in allowed:
        assert one.kind != "lift"
        assert "load" not in one.dose
        assert not one.progress_load
        assert not {"barbell", "kettlebell", "dumbbell", "trap bar"} & set(one.equipment)
        assert not set(one.forbid) & screen.forbidding, one.id


@settings(max_examples=200)
@given(accounts())
def test_anybody_is_safe_with_what_triage_says(account: Account) -> None:
    require_safe(account)


@pytest.mark.parametrize("name", ["age", "leg", "waking", "now", "walking"])
@settings(max_examples=25)
@given(accounts())
def test_what_every_decision_rests_on_starts_nothing_while_it_is_unknown(name: str, account: Account) -> None:
    """Invariant 10."""
    intake = account.intake
    less: dict[str, PainStory] = {
        "leg": replace(intake.story, leg=None, where=None),
        "waking": replace(intake.story, waking=None),
        "now": replace(intake.story, now=None),
        "walking": replace(intake.story, walking=None),
    }
    person = replace(intake.person, age=None) if name == "age" else intake.person
    unknown = replace(intake, person=person, story=less.get(name, intake.story))
    found = triage(replace(account, intake=unknown))
    assert found.phase in ("none", "settle")
    assert not found.causes
    assert not offered(found.screen, unknown)


# --- every way to a next best test ---------------------------------------------------------------

TOLD: Final[tuple[Answers, ...]] = (
    *ALONE, {"R14": ("yes",)}, {"R14": ("fine",)}, {"R07": ("aneurysm",)}, {"R09": ("a",)}, {"R04": ("yes_old",)},
    {"R15": ("hip_replacement",)}, {"R15": ("pregnant", "hip_replacement")}, {"R15": ("op_recent",)},
)  # fmt: skip


def _angle(value: int) -> Quantity:
    return Quantity(radians(value), radians(4), "rad")


def _tests() -> Iterator[SelfTests]:
    fine, short = Both(radians(115), radians(115)), Both(radians(95), radians(95))
    for hinge in (None, 10, 20, 40):
        change = None if hinge is None else _angle(hinge)
        yield SelfTests(hinge=change, toe_touch=_angle(60))
        yield SelfTests(hinge=change, toe_touch=_angle(60), hip_bend=fine)
        yield SelfTests(hinge=change, toe_touch=_angle(60), hip_bend=short, pinch="left")
    yield SelfTests(hinge=_angle(10), toe_touch=_angle(60), responses=(Response("bar", "trap-bar", 5, 2),))


def _clips() -> Iterator[tuple[LiftClip, ...]]:
    fix = (StepSeen(5, "fix", "lockout.lean", "leans back", 5, 5),)
    light = LiftClip(load_kg=40, reps=5, steps_seen=frozenset(range(1, 7)))
    yield ()
    yield (light,)
    yield (replace(light, steps=fix),)


def _roads() -> Iterator[Account]:
    """Each leg, usual pain, answer with a clinician's word, test, clip and training beside each other."""
    word = (cleared("R14", "R07", "R09", "R04", "R15", "D1", "D2", "D3"),)
    trainings = (Training(), Training(weeks_known=8, more_weight=True, more_sets=False, time_off=False, last_kg=100))
    for answers, leg, waking, days, age in product(TOLD, LEGS[1:4], (1, 5, 6), (3, 40), (17, 30)):
        for when in ELSEWHERE[1:3]:
            told = lifter(
                answers, age=age, leg=leg, waking=waking, days=days, otherwise=when, during=5, clearances=word
            )
            for tests, clips in product(_tests(), _clips()):
                for training in trainings:
                    yield Account(told, tests, clips, (), training)


@pytest.mark.bench
def test_every_road_to_a_next_best_test_is_safe(record_property: Record) -> None:
    size = 0
    for account in _roads():
        size += 1
        require_safe(account)
    record_property("triaged", size)


def test_roads_to_a_next_best_test_are_safe(record_property: Record) -> None:
    """Every 31st of them: no part is left out, as 31 divides none of their numbers."""
    size = 0
    for number, account in enumerate(_roads()):
        if number % 31 == 0:
            size += 1
            require_safe(account)
    record_property("triaged", size)


@pytest.mark.parametrize("condition", sorted({word for one in catalogue().values() for word in one.forbid}))
def test_the_catalogue_forbids_only_what_the_screen_can_find(condition: str) -> None:
    """A word in a `forbid` list that no rule sets would never forbid anything (`clinical.md` 2.5)."""
    assert condition in {
        "acute", "under18", "over65", "leg_nerve", "young_bone", "bone_fragile", "old_weakness", "pregnant",
        "postnatal", "post_surgery", "past_back_surgery", "hip_replacement", "no_straining", "breathe_easy",
        "cancer_history", "known_bladder", "ask_inflammatory", "extension_sensitive", "flexion_sensitive",
        "groin_pinch", "one_sided", "knee_pain", "shoulder_pain", "head_down",
    }  # fmt: skip
