"""What must hold for anybody, whatever they tell (`clinical.md` 5.9; the numbers are its invariants)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liftwell.screen.intake import Clearance, Intake, PainStory, SafetyAnswers
from liftwell.screen.red_flags import Screen, screened
from tests.screen.evaluator import LEVELS, QUESTIONS
from tests.screen.lifters import CHOICES, CLEAR, ELSEWHERE, LEGS, WALKS, days_ago
from tests.screen.people import clearances, intakes
from tests.screen.sweeps import differs

MANY = settings(max_examples=150)
FEW = settings(max_examples=50)


def grave(screen: Screen) -> int:
    """The place of the level, 0 the gravest."""
    return LEVELS.index(screen.level)


def telling(intake: Intake, key: str, choice: tuple[str, ...]) -> Intake:
    return replace(intake, safety=replace(intake.safety, answers={**intake.safety.answers, key: choice}))


@MANY
@given(intakes())
def test_anybody_gets_what_the_page_says(intake: Intake) -> None:
    assert not (found := differs(intake)), found


@MANY
@given(intakes(), st.sampled_from(list(QUESTIONS)))
def test_no_other_answer_than_the_clear_one_makes_it_better(intake: Intake, key: str) -> None:
    clear = screened(telling(intake, key, CLEAR[key]))
    for choice in CHOICES[key]:
        other = screened(telling(intake, key, choice))
        assert grave(other) <= grave(clear), choice
        assert set(other.conditions) >= set(clear.conditions), choice
        assert other.acute == clear.acute


@MANY
@given(intakes(), st.sampled_from(list(QUESTIONS)))
def test_skipping_and_not_sure_are_never_better_than_clear_nor_than_what_is_open(intake: Intake, key: str) -> None:
    """Invariant 10. R16 is only a reminder, where not sure is no reason to wait."""
    skipped, unsure, clear = (screened(telling(intake, key, choice)) for choice in ((), ("unsure",), CLEAR[key]))
    assert grave(skipped) <= min(grave(unsure), grave(clear))
    assert grave(skipped) <= LEVELS.index("unanswered")
    assert key in skipped.open
    assert key == "R16" or key in unsure.open


def telling_of(story: PainStory, name: str, value: object) -> PainStory:
    changes: dict[str, Any] = {name: value}
    return replace(story, **changes)


FACTS: dict[str, tuple[object, ...]] = {
    "now": (0, 6, 7, 10),
    "worst": (0, 6, 7, 10),
    "waking": (0, 5, 6, 10),
    "days": (0, 13, 14, 20, 21, 41, 42, 400),
    "first_time": (False, True),
    "otherwise": ELSEWHERE[1:],
    "leg": LEGS[1:],
    "walking": WALKS[1:],
    "rising": (False,),
}


@pytest.mark.parametrize("name", FACTS)
@FEW
@given(intakes())
def test_an_unknown_fact_never_reassures(name: str, intake: Intake) -> None:
    """Invariant 10: where the fact could make it graver, not to tell it leaves something open, or does the same."""
    unknown = screened(replace(intake, story=telling_of(intake.story, name, None)))
    told = [screened(replace(intake, story=telling_of(intake.story, name, value))) for value in FACTS[name]]
    assert grave(unknown) <= max(map(grave, told))
    if len({screen.level for screen in told}) > 1:
        assert grave(unknown) <= max(LEVELS.index("unanswered"), min(map(grave, told)))
    if name != "rising":
        assert unknown.acute or not all(screen.acute for screen in told)


@FEW
@given(intakes())
def test_an_unknown_age_never_reassures(intake: Intake) -> None:
    unknown = screened(replace(intake, person=replace(intake.person, age=None)))
    assert grave(unknown) <= LEVELS.index("unanswered")
    assert "age" in unknown.open


@MANY
@given(intakes(), clearances())
def test_a_clearance_lifts_no_emergency_and_no_condition(intake: Intake, words: tuple[Clearance, ...]) -> None:
    """Invariants 1 and 12: it never makes anything graver either, and what it lifts is today, days or soon."""
    bare, lifted = screened(replace(intake, clearances=())), screened(replace(intake, clearances=words))
    assert set(lifted.conditions) == set(bare.conditions)
    assert lifted.level_uncleared == bare.level == bare.level_uncleared
    assert grave(lifted) >= grave(bare)
    if bare.level not in ("today", "days", "soon"):
        assert lifted.level == bare.level
    assert all(flag.clearable for flag in lifted.flags if flag.cleared)
    assert lifted.acute == bare.acute


@FEW
@given(intakes(), st.permutations(list(QUESTIONS)))
def test_the_order_of_answers_and_of_words_means_nothing(intake: Intake, order: list[str]) -> None:
    turned = {key: intake.safety.answers[key][::-1] for key in order}
    where, otherwise = intake.story.where, intake.story.otherwise
    story = replace(intake.story, where=where and where[::-1], otherwise=otherwise and otherwise[::-1])
    safety = SafetyAnswers(intake.safety.answered_on, turned)
    other = replace(intake, safety=safety, clearances=intake.clearances[::-1], story=story)
    one, two = screened(intake), screened(other)
    assert (one.level, one.level_uncleared, one.acute) == (two.level, two.level_uncleared, two.acute)
    assert set(one.flags) == set(two.flags)
    assert set(one.conditions) == set(two.conditions)


@FEW
@given(intakes(), st.lists(st.sampled_from(("groin_pinch", "extension_sensitive", "one_sided")), unique=True))
def test_what_the_software_finds_never_takes_anything_back(intake: Intake, found: list[str]) -> None:
    """Invariant 12."""
    bare, more = screened(intake), screened(intake, found)
    assert (more.level, more.flags, more.acute, more.supported) == (bare.level, bare.flags, bare.acute, bare.supported)
    # One side is said only where nothing else explains it (3.6); it forbids nothing.
    assert set(more.conditions) >= {*found, *bare.conditions} - {"one_sided"}


@FEW
@given(intakes())
def test_a_present_leg_symptom_is_never_explained_away(intake: Intake) -> None:
    """Invariant 12 and 5.7: as long as it is told, its condition stands, and no level under soon without a word."""
    screen = screened(intake)
    if intake.story.leg == "both":  # new signs in both legs are an emergency, which sets no condition of one leg
        assert screen.level_uncleared in ("emergency", "unanswered_emergency") or "leg_nerve" in screen.conditions
    if intake.story.leg in ("below-knee", "spreading"):
        assert "leg_nerve" in screen.conditions
        mark = "days" if intake.story.leg == "spreading" else "soon"
        assert LEVELS.index(screen.level_uncleared) <= LEVELS.index(mark)
        if not intake.clearances:
            assert screen.level == screen.level_uncleared


@FEW
@given(intakes(), st.integers(-3000, 3000))
def test_the_same_story_on_another_day_gets_the_same(intake: Intake, days: int) -> None:
    """Invariant 9: only the distances of days count."""
    by = timedelta(days=days)
    asked, past = intake.safety.answered_on, intake.emergency
    moved = replace(
        intake,
        on=intake.on + by,
        safety=replace(intake.safety, answered_on=asked and asked + by),
        clearances=tuple(replace(word, on=word.on + by) for word in intake.clearances),
        emergency=past
        and replace(
            past,
            at=past.at + by,
            corrected_at=past.corrected_at and past.corrected_at + by,
            checked_on=past.checked_on and past.checked_on + by,
        ),
    )
    assert screened(moved) == screened(intake)


@FEW
@given(intakes())
def test_under_sixteen_is_not_supported_but_gets_the_safety_result_in_full(intake: Intake) -> None:
    """Invariant 14 and D6: the level is the same as that of a reader of sixteen."""
    younger, older = (screened(replace(intake, person=replace(intake.person, age=age))) for age in (15, 16))
    assert (younger.supported, older.supported) == (False, True)
    assert (younger.level, younger.flags) == (older.level, older.flags)


@FEW
@given(intakes())
def test_every_reason_is_kept_and_says_something(intake: Intake) -> None:
    """Invariant 8: the worst decides, all are listed, each in words; what is decided has its evidence."""
    screen = screened(intake)
    assert list(screen.flags) == sorted(screen.flags, key=lambda flag: flag.order)
    assert (screen.level == "none") == (not screen.reasons)
    assert all(LEVELS.index(flag.level) >= grave(screen) for flag in screen.reasons)
    for flag in chain(screen.reasons, (flag for flag in screen.flags if flag.cleared)):
        assert flag.sentence.strip(), flag
        assert flag.topic.strip(), flag
        assert flag.evidence or flag.open, flag


@FEW
@given(intakes(), st.sampled_from((None, 29, 400, -1)))
def test_an_old_screen_is_an_open_one(intake: Intake, days: int | None) -> None:
    """Invariant 2."""
    asked = None if days is None else days_ago(days)
    old = screened(replace(intake, safety=replace(intake.safety, answered_on=asked)))
    assert grave(old) <= LEVELS.index("unanswered")
    assert "stale" in old.open
