"""What takes a level back, in every way that it can be tried: a clinician's word, a slip corrected (2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Final

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.screen.intake import Clearance, Course, Intake, PastEmergency
from liftwell.screen.red_flags import screened
from tests.screen.evaluator import IMMEDIATE, QUESTIONS
from tests.screen.lifters import (
    ALONE,
    CHOICES,
    ELSEWHERE,
    LEGS,
    SINGLES,
    TODAY,
    WALKS,
    Answers,
    cleared,
    days_ago,
    lifter,
)
from tests.screen.sweeps import Record, swept

ASKED: Final = (None, days_ago(0), days_ago(1), days_ago(28), days_ago(29), days_ago(400), days_ago(-1))
# Answers that a clinician's word can lift, and what stands beside them.
LIFTED: Final[tuple[tuple[str, str], ...]] = (
    ("R01", "yes_old"), ("R02", "yes_old"), ("R02", "sex_only"), ("R03", "yes_old"), ("R04", "yes_new"),
    ("R04", "yes_old"), ("R05", "yes_old"), ("R06", "yes_older"), ("R07", "aneurysm"), ("R09", "a"), ("R09", "b"),
    ("R09", "both"), ("R10", "yes_unchecked"), ("R11", "ill"), ("R11", "risk"), ("R12", "constant"),
    ("R12", "weight"), ("R12", "both"), ("R13", "yes"), ("R14", "exertion"), ("R14", "yes"), ("R15", "pregnant"),
    ("R15", "birth"), ("R15", "op_recent"), ("R15", "op_back_old"),
)  # fmt: skip


def words_about(key: str, answer: str) -> Iterator[tuple[Clearance, ...]]:
    """Every kind of clearance for one flag: none, good, at both ends of its time, changed, for something else."""
    yield ()
    for days in (-1, 0, 90, 91):
        yield (cleared(key, days=days),)
    yield (cleared(key, answers={key: (answer,)}),)
    yield (cleared(key, answers={key: (QUESTIONS[key][0],)}),)
    yield (cleared(key, answers={key: ()}),)
    yield (cleared("R99"),)
    yield (cleared(key, days=91), cleared(key, days=90))
    yield (cleared(*QUESTIONS),)
    yield (cleared(*QUESTIONS, "D1", "D2", "D3", "D4", "D5", "D6", "K1", "K2", "K3", "K4", "past", "stale", "age"),)


def test_each_flag_with_each_clearance_beside_each_level(record_property: Record) -> None:
    swept(
        (
            lifter({**beside, key: (answer,)}, age=67, worst=8, clearances=words)
            for key, answer in LIFTED
            for words in words_about(key, answer)
            for beside in ALONE
            if key not in beside
        ),
        record_property,
    )


def test_what_can_be_lifted_is_what_the_page_says() -> None:
    """Every answer that means today, days or soon, but one: a leg that hurts too much to try it."""
    lifted = set()
    for key, choice in SINGLES:
        before = screened(lifter({key: choice}, age=67, worst=8)).level
        after = screened(lifter({key: choice}, age=67, worst=8, clearances=(cleared(key, days=0),))).level
        if choice and before in ("today", "days", "soon") and after == "none":
            lifted.add((key, choice[0]))
    assert lifted == set(LIFTED)


def test_a_clearance_touches_no_other_answer(record_property: Record) -> None:
    everything = cleared(*QUESTIONS, "D1", "D2", "D3", "D4", "D5", "D6", "K1", "K2", "K3", "K4", "past", "stale", "age")
    pairs = [{one[0]: one[1], other[0]: other[1]} for one, other in product(SINGLES, SINGLES) if one[0] < other[0]]
    swept((lifter(pair, age=67, worst=8, clearances=(everything,)) for pair in pairs), record_property)


@pytest.mark.parametrize("age", [16, 20, 30, 67])
def test_derived_flags_and_clearances(age: int, record_property: Record) -> None:
    told = product(
        LEGS,
        (1, 6),
        (13, 40),
        ELSEWHERE,
        ((), ("D1",), ("D2",), ("D3",), ("D4",), ("D2", "D3"), ("D1", "D2", "D3", "D4"), ("R04",)),
        ({}, {"R04": ("yes_old",)}),
    )
    swept(
        (
            lifter(
                answers, age=age, leg=leg, waking=waking, days=days, otherwise=when, first_time=True,
                clearances=(cleared(*flags),) if flags else (),
            )
            for leg, waking, days, when, flags, answers in told
        ),
        record_property,
    )  # fmt: skip


def test_a_combination_is_not_lifted_by_words_about_its_parts(record_property: Record) -> None:
    joint = product(*(CHOICES[key] for key in ("R02", "R03", "R04", "R05", "R10", "R11")))
    keys = ("R02", "R03", "R04", "R05", "R10", "R11")
    word = (cleared(*keys),)
    told = (dict(zip(keys, choice, strict=True)) for choice in joint if sum(map(bool, choice)) == len(keys))
    weak = (answers for answers in told if answers["R04"] != ("no",) and answers["R02"] != ("yes_new",))
    swept((lifter(answers, clearances=word) for answers in weak), record_property)


def test_old_new_and_future_answers_beside_each_level(record_property: Record) -> None:
    told = product(ASKED, ALONE, ((), (cleared("R13", "R12", "R15"),)))
    swept((lifter(answers, asked=asked, clearances=words) for asked, answers, words in told), record_property)


def test_settling_and_plans_that_change_nothing(record_property: Record) -> None:
    told = product(WALKS, (0, 13, 14), (0, 41, 42), (None, 0, 1, 2), (None, 0, 3, 6), (None, 1, 2), (-1, 0))
    swept(
        (
            lifter(
                walking=walking,
                course=Course(acute, plan, before, lost, gain),
                clearances=() if word else (cleared("D5"),),
            )
            for walking, acute, plan, lost, before, gain, word in told
        ),
        record_property,
    )


def test_what_gets_worse_after_a_clearance_is_not_covered_by_it() -> None:
    """2.6: it ends at once when that symptom changes, also where nobody took down what was answered then."""
    weaker, spreading = {"R04": ("yes_new",)}, ("D2",)
    for days, level in ((10, "today"), (0, "none")):
        assert screened(lifter(weaker, clearances=(cleared("R04", days=days),))).level == level
    for days, level in ((10, "days"), (0, "none")):
        assert screened(lifter(leg="spreading", clearances=(cleared(*spreading, days=days),))).level == level
    asked_before = lifter(weaker, asked=days_ago(12), clearances=(cleared("R04", days=10),))
    assert screened(asked_before).level == "none"
    assert "leg_nerve" in screened(lifter(leg="spreading", clearances=(cleared("D2", days=0),))).conditions


@pytest.mark.parametrize("by", ["coach", "my coach", "me", "The lifter", "a friend"])
def test_nobody_but_a_clinician_can_clear(by: str) -> None:
    """5.8: neither the lifter nor a coach touches a level."""
    with pytest.raises(ImpossibleValue, match="clinician"):
        Clearance(("R13",), by, TODAY)


# --- leaving an emergency ------------------------------------------------------------------------

AT: Final = datetime.combine(days_ago(5), datetime.min.time()).replace(hour=23, minute=55)


def past(minutes: float | None, checked: int | None, said: str = "fine", at: datetime = AT) -> PastEmergency:
    return PastEmergency(
        at,
        ("R01",),
        None if minutes is None else at + timedelta(minutes=minutes),
        None if checked is None else days_ago(checked),
        said,
    )


def ways_out() -> Iterator[Intake]:
    some_open: tuple[Answers, ...] = ({}, {"R01": ()}, {"R16": ()}, {"R12": ("unsure",)}, {"R01": ("yes_new",)})
    for minutes, checked, said, asked, answers in product(
        (None, -1, 0, 10, 10.5), (None, 6, 5, 3, 0, -1), ("", "  ", "ok"), (None, 6, 5, 4, 3, 0, -1), some_open
    ):
        told = lifter(answers, asked=None if asked is None else days_ago(asked))
        yield replace(told, emergency=past(minutes, checked, said))


def test_every_way_to_leave_an_emergency(record_property: Record) -> None:
    swept(ways_out(), record_property)


def test_only_the_two_ways_of_the_page_lead_out() -> None:
    free = [told for told in ways_out() if screened(told).level != "emergency"]
    assert free
    for told in free:
        before = told.emergency
        assert before is not None
        slip = before.corrected_at is not None and abs(before.corrected_at - before.at) <= timedelta(minutes=10)
        seen = before.checked_on is not None and bool(before.said.strip())
        assert slip or seen
        if not slip:
            assert before.checked_on is not None
            assert told.safety.answered_on is not None
            assert before.at.date() <= before.checked_on <= told.safety.answered_on <= TODAY


@pytest.mark.parametrize("key", sorted(IMMEDIATE))
@pytest.mark.parametrize("days", [0, 30, 400])
def test_an_emergency_stays_however_long_it_is_ago(key: str, days: int) -> None:
    told = replace(lifter(), emergency=PastEmergency(AT - timedelta(days=days), (key,)))
    assert screened(told).level == "emergency"
    assert screened(replace(told, clearances=(cleared(*QUESTIONS, "past"),))).level == "emergency"


def test_an_emergency_that_is_to_come_is_one() -> None:
    tomorrow = datetime.combine(days_ago(-1), datetime.min.time())
    told = lifter(emergency=past(None, 0, at=tomorrow))
    assert screened(told).level == "emergency"
