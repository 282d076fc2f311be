"""Every joint answer of the safety screen, held against a second reading of the page (`tests/screen/evaluator.py`).

Levels combine by "worst wins" but for five combinations (2.4). So the questions of those are asked jointly, in every
way that there is; all others are folded in one at a time, and the fold itself is shown: `test_two_answers…` for every
pair of answers, `test_fold…` for every answer beside every level, and the bench for every three. A skipped question is
shown to do what "not sure" does, so that the joint sweep needs only one of the two.
"""

from __future__ import annotations

from itertools import chain, combinations, product
from math import prod

import pytest

from liftwell.screen.intake import Leg, Walking
from liftwell.screen.questions import questions
from liftwell.screen.red_flags import screened
from tests.screen.evaluator import CLEAR as NONE
from tests.screen.evaluator import IMMEDIATE, LEVELS, MEANS, QUESTIONS
from tests.screen.lifters import ALONE, CHOICES, ELSEWHERE, LEGS, MAPS, SINGLES, WALKS, Answers, lifter
from tests.screen.sweeps import Record, differs, swept

JOINT = ("R01", "R02", "R03", "R04", "R05", "R10", "R11")
OTHERS = tuple(key for key in QUESTIONS if key not in JOINT)
BANDS = (None, 15, 16, 24, 25, 64, 65)
WORST = (None, 6, 7)
# What a sweep passes through again and again has been tested, and counted, one by one elsewhere.
pytestmark = pytest.mark.no_cover


def test_the_file_that_ships_says_what_was_copied_by_hand() -> None:
    """So neither a slip of the copy nor a later edit of the file goes unseen."""
    for key, question in questions().items():
        assert tuple(answer for answer, _ in question.answers) == QUESTIONS[key]
        assert (question.level == "emergency") == (key in IMMEDIATE)
        plain = [
            f"{rule.answer}={rule.level}{'+' * rule.clearable}{f':{rule.condition}' if rule.condition else ''}"
            for rule in question.rules
            if not rule.age_min and (rule.level != "none" or rule.condition)
        ]
        assert sorted(plain) == sorted(MEANS[key].split())
    by_age = [(rule.answer, rule.age_min, rule.pain_worst_min) for rule in questions()["R09"].rules if rule.age_min]
    assert by_age == [("b", 65, None), ("b", 50, 7)]
    assert [key for key, question in questions().items() if question.level == "routine"] == ["R16"]


def level(answers: Answers) -> int:
    return LEVELS.index(screened(lifter(answers, age=67, worst=8)).level)


# --- the questions -------------------------------------------------------------------------------


def test_every_joint_answer_of_the_questions_that_combine(record_property: Record) -> None:
    choices = [[(answer,) for answer in QUESTIONS[key]] for key in JOINT]
    swept((lifter(dict(zip(JOINT, told, strict=True))) for told in product(*choices)), record_property)


@pytest.mark.bench
@pytest.mark.parametrize("walking", WALKS)
def test_every_joint_answer_skipped_too_and_every_way_to_walk(walking: Walking | None, record_property: Record) -> None:
    choices = [CHOICES[key] for key in JOINT]
    told = (dict(zip(JOINT, answers, strict=True)) for answers in product(*choices))
    swept((lifter(answers, walking=walking) for answers in told), record_property)


@pytest.mark.parametrize("walking", WALKS)
def test_fever_and_a_weak_leg_with_every_way_to_walk(walking: Walking | None, record_property: Record) -> None:
    told = product(CHOICES["R04"], CHOICES["R11"], CHOICES["R10"])
    swept((lifter({"R04": a, "R11": b, "R10": c}, walking=walking) for a, b, c in told), record_property)


def test_two_answers_make_the_worse_of_their_levels(record_property: Record) -> None:
    alone = {single: level(dict([single])) for single in SINGLES}
    pairs = [pair for pair in combinations(SINGLES, 2) if pair[0][0] != pair[1][0]]
    for one, other in pairs:
        both = dict((one, other))
        if {one[0], other[0]} <= set(JOINT):  # may be graver than both: 2.4
            assert level(both) <= min(alone[one], alone[other]), both
        else:
            assert level(both) == min(alone[one], alone[other]), both
    record_property("screened", len(alone) + len(pairs))
    swept((lifter(dict(pair), age=67, worst=8) for pair in pairs), record_property)


@pytest.mark.bench
def test_three_answers_make_the_worst_of_their_levels(record_property: Record) -> None:
    triples = (three for three in combinations(SINGLES, 3) if len({key for key, _ in three}) == 3)
    swept((lifter(dict(three), age=67, worst=8) for three in triples), record_property)


def test_fold_each_question_into_every_level_that_the_ones_before_can_make(record_property: Record) -> None:
    """The reachable levels, question by question, each with the answers that first led there."""
    reached: dict[int, Answers] = {level(answers): answers for answers in ALONE}
    assert set(reached) == set(range(len(LEVELS)))
    size = 0
    for key in OTHERS:
        for before, answers in dict(reached).items():
            if key in answers:
                continue
            for choice in CHOICES[key]:
                together = {**answers, key: choice}
                after = level(together)
                assert after == min(before, level({key: choice})), together
                assert not (found := differs(lifter(together, age=67, worst=8))), found
                if after != before:
                    reached[after] = together
                size += 1
    record_property("screened", size)


def test_skipped_does_what_not_sure_does(record_property: Record) -> None:
    """So the joint sweep may leave out one of the two. R16 is only a reminder: there, not sure is no reason to wait."""
    for background in ALONE:
        for key in QUESTIONS:
            skipped, unsure = (level({**background, key: choice}) for choice in ((), ("unsure",)))
            assert skipped == unsure if key != "R16" else skipped < unsure or skipped == level(background), key
    record_property("screened", 2 * len(ALONE) * len(QUESTIONS))


@pytest.mark.parametrize("key", QUESTIONS)
def test_several_answers_to_one_question_make_the_worst_of_them(key: str, record_property: Record) -> None:
    """R15 asks for several. Where a form lets two through for another question, none of them gets lost."""
    answers = QUESTIONS[key]
    sets = list(chain.from_iterable(combinations(answers, size) for size in range(1, len(answers) + 1)))
    for told in sets:
        assert level({key: told}) == min(level({key: (answer,)}) for answer in told)
    swept((lifter({key: told}, age=67, worst=8) for told in sets), record_property)


def test_an_answer_that_is_none_leaves_the_question_open(record_property: Record) -> None:
    swept((lifter({key: told}) for key in QUESTIONS for told in (("nein",), ("no", "maybe"))), record_property)


# --- profile and story ---------------------------------------------------------------------------


def test_age_pain_bones_and_time_together(record_property: Record) -> None:
    """R09, D1, D3 and D4 share age and time, so they are asked jointly."""
    every = product(BANDS, WORST, ((), ("none",), ("b",)), (None, 13, 14, 21), ELSEWHERE, (None, False, True), (5, 6))
    swept(
        (
            lifter({"R09": bones}, age=age, worst=worst, days=days, otherwise=when, first_time=first, waking=waking)
            for age, worst, bones, days, when, first, waking in every
        ),
        record_property,
    )


@pytest.mark.bench
@pytest.mark.parametrize("leg", LEGS)
def test_every_profile_with_both_edges_of_each_band(leg: Leg | None, record_property: Record) -> None:
    every = product(
        (None, 15, 16, 17, 18, 24, 25, 49, 50, 64, 65),
        (None, 0, 6, 7, 10),
        CHOICES["R09"],
        (None, 0, 13, 14, 20, 21),
        ELSEWHERE,
        (None, False, True),
        (None, 5, 6),
    )
    swept(
        (
            lifter(
                {"R09": bones}, age=age, worst=worst, days=days, leg=leg,
                otherwise=when, first_time=first, waking=waking,
            )
            for age, worst, bones, days, when, first, waking in every
        ),
        record_property,
    )  # fmt: skip


def test_every_age_and_every_worst_pain(record_property: Record) -> None:
    """So the bands are bands: nothing changes inside them."""
    ages, pains = (None, *range(5, 111)), (None, *range(11))
    bones: tuple[Answers, ...] = ({"R09": ("b",)}, {})
    told = product(ages, pains, bones)
    swept((lifter(answers, age=age, worst=pain, first_time=None) for age, pain, answers in told), record_property)


def test_every_number_of_days(record_property: Record) -> None:
    told = product((15, 17, 20, 30, 70), (None, *range(50)), ELSEWHERE[1:3], (1, 6), (False, True))
    swept(
        (
            lifter(age=age, days=days, otherwise=when, waking=waking, rising=rising)
            for age, days, when, waking, rising in told
        ),
        record_property,
    )


def test_legs_and_the_body_map(record_property: Record) -> None:
    told = product(LEGS, MAPS, BANDS, ALONE)
    swept((lifter(answers, age=age, leg=leg, where=where) for leg, where, age, answers in told), record_property)


def test_what_has_to_settle_first(record_property: Record) -> None:
    told = product((None, 0, 6, 7, 10), WALKS, (None, False, True), (None, 13, 14), (None, 5, 6))
    swept(
        (
            lifter(now=now, walking=walking, rising=rising, days=days, waking=waking)
            for now, walking, rising, days, waking in told
        ),
        record_property,
    )


def test_what_this_stands_for(record_property: Record) -> None:
    """By the folds above. R15 counts every set of its answers that a form can send."""
    answers = prod(len(choices) for key, choices in CHOICES.items() if key != "R15") * (2 ** len(QUESTIONS["R15"]))
    assert answers > 5_184_000_000  # the distinct outcomes of `clinical.md` 2.3, which merges what means the same
    story = prod((len(BANDS), len(WORST), len(LEGS), 4, len(ELSEWHERE), 3, 3, 3, len(WALKS), 3))
    record_property("stands for", answers * story)
    assert len(LEVELS) == NONE + 1
