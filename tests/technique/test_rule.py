"""A rule: the lower bound decides "fix", half of the reps decide the set, and too large an error says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from liftwell.finding import FindingVerdict
from liftwell.quantity import Quantity, Reason
from liftwell.technique.pull import Pull
from liftwell.technique.rule import Rule, judge, listed, mark
from tests.technique.scripted import made_rep, pull

PULL = pull()


def rule(values: Sequence[Quantity], **changes: object) -> Rule:
    """Bar drift, marked at 4 cm, with these measured values."""
    made = Rule("step5.bar_drift", 5, lambda _: list(values), ("bar-distance",), above="bar_drift_max_m")
    return replace(made, **changes)  # type: ignore[arg-type]


def cm(value: float, sd: float = 0.5) -> Quantity:
    return Quantity(value / 100, sd / 100, "m")


def pulls(count: int) -> list[Pull]:
    return [replace(PULL, rep=made_rep(index)) for index in range(1, count + 1)]


def verdict(*values: Quantity, **changes: object) -> FindingVerdict:
    return judge(rule(values, **changes), pulls(len(values))).verdict


@pytest.mark.parametrize(
    ("value", "expected"), [(3.9, "good"), (4.1, "watch"), (4.4, "watch"), (4.6, "fix"), (9.0, "fix"), (-9.0, "good")]
)
def test_beyond_the_mark_is_watched_and_beyond_it_for_certain_is_to_fix(value: float, expected: FindingVerdict) -> None:
    assert verdict(cm(value)) == expected


def test_a_rule_that_only_asks_to_watch_never_says_fix() -> None:
    assert verdict(cm(9.0), at_most="watch") == "watch"


def test_a_mark_below_works_the_other_way_round() -> None:
    below = {"above": None, "below": "bar_drift_max_m"}
    assert [verdict(cm(value), **below) for value in (5.0, 3.8, 2.0)] == ["good", "watch", "fix"]


def test_between_two_marks_is_good() -> None:
    both = {"above": "shoulders_ahead_max_deg", "below": "shoulders_ahead_min_deg"}
    found = [verdict(Quantity(value, 0.5, "deg"), **both) for value in (-9.0, 0.0, 15.0, 25.0)]
    assert found == ["fix", "good", "good", "fix"]


@pytest.mark.parametrize(
    ("value", "sd", "expected"),
    [
        (6.0, 4.5, "unseen"),  # the error is larger than the mark, and reaches back to it
        (9.0, 4.5, "fix"),
        (0.5, 4.5, "unseen"),
        (3.0, 2.5, "unseen"),  # good, but the error is more than half the mark and reaches beyond it
        (3.0, 1.5, "good"),
        (0.5, 2.5, "good"),  # a large error that does not reach the mark
        (5.0, 3.0, "watch"),
    ],
)
def test_an_error_as_large_as_what_is_looked_for_says_nothing(
    value: float, sd: float, expected: FindingVerdict
) -> None:
    assert verdict(cm(value, sd)) == expected


def test_what_is_too_coarse_says_so() -> None:
    finding = judge(rule([cm(3.0, 2.5)]), pulls(1))
    assert finding.quantity.reason == "imprecise"
    assert "too close to our mark" in finding.why


@pytest.mark.parametrize(
    ("values", "expected", "reps"),
    [
        ((9, 9, 1, 1), "fix", (1, 2)),
        ((9, 1, 1, 1), "watch", (1,)),
        ((4.2, 4.2, 1, 1), "watch", (1, 2)),
        ((4.2, 1, 1, 1), "unseen", ()),
        ((4.2, 1, 1, 1, 1), "good", (2, 3, 4, 5)),
        ((9, 4.2, 4.2, 1), "watch", (1,)),
    ],
)
def test_half_of_the_reps_decide(values: Sequence[float], expected: FindingVerdict, reps: tuple[int, ...]) -> None:
    finding = judge(rule([cm(v) for v in values]), pulls(len(values)))
    assert (finding.verdict, finding.reps) == (expected, reps)


def test_one_rep_is_enough_for_what_grows() -> None:
    assert verdict(cm(1), cm(1), cm(9), needs="any") == "fix"
    assert verdict(cm(1), cm(1), cm(4.2), needs="any") == "watch"


def test_what_grows_is_ruled_out_only_by_all_reps() -> None:
    first, hidden = Quantity.unseen("m", "no_earlier_rep"), Quantity.unseen("m", "hidden")
    assert verdict(first, cm(1), cm(1), needs="any") == "good"
    assert judge(rule([first, cm(1), hidden], needs="any"), pulls(3)).quantity.reason == "hidden"
    assert judge(rule([first, cm(3.0, 2.5), cm(1)], needs="any"), pulls(3)).quantity.reason == "imprecise"


@pytest.mark.parametrize(("value", "expected"), [(1, "unseen"), (9, "fix")])
def test_a_part_of_a_pull_can_show_a_fault_and_not_that_there_is_none(value: float, expected: FindingVerdict) -> None:
    (whole,) = pulls(1)
    late = replace(whole, rep=replace(whole.rep, cut=("starts_late",)))
    looked = rule([cm(value)], good_needs=("starts_late",))
    assert judge(looked, [late]).verdict == expected
    assert judge(looked, [whole]).verdict == ("good" if value < 4 else "fix")
    assert judge(rule([cm(value)], good_needs=("ends_early",)), [late]).verdict != "unseen"


@pytest.mark.parametrize(("reason", "expected"), [("hidden", "watch"), ("starts_at_top", "fix")])
def test_one_rep_alone_asks_for_a_change_only_where_the_others_are_of_another_kind(
    reason: Reason, expected: FindingVerdict
) -> None:
    unseen = Quantity.unseen("m", reason)
    finding = judge(rule([unseen, cm(9), unseen]), pulls(3))
    assert (finding.verdict, finding.reps) == (expected, (2,))
    assert "in rep 2" in finding.why


@pytest.mark.parametrize("seen", [cm(4.2), cm(1)])
def test_one_rep_of_three_says_nothing_of_a_set(seen: Quantity) -> None:
    """Unless it is beyond the mark for certain."""
    hidden, late = (Quantity.unseen("m", reason) for reason in ("hidden", "starts_late"))
    assert judge(rule([late, hidden, seen, hidden]), pulls(4)).quantity.reason == "hidden"
    assert verdict(hidden, cm(9), hidden) == "watch"
    assert verdict(late, seen, late) != "unseen"


def test_reps_that_could_not_tell_are_not_outvoted_by_a_quiet_one() -> None:
    assert verdict(*[cm(4.6, 4.2)] * 4, cm(0.2)) == "unseen"


def test_a_word_on_a_quarter_of_the_reps_and_not_on_fewer() -> None:
    assert verdict(cm(9), *[cm(1)] * 3) == "watch"
    assert verdict(cm(9), *[cm(1)] * 4) == "good"


def test_nothing_seen_says_why() -> None:
    finding = judge(rule([Quantity.unseen("m", "starts_at_top")] * 2), pulls(2))
    assert finding.verdict == "unseen"
    assert finding.quantity.reason == "starts_at_top"
    assert finding.why == "The bar came down just before this pull, so there is no set-up at rest."
    assert (finding.sure, finding.limit, finding.cue) == (None, None, "")


@pytest.mark.parametrize(
    ("value", "sure"), [(4.1, "close"), (4.6, "likely"), (5.5, "clear"), (1.0, "clear"), (3.2, "likely")]
)
def test_how_sure_it_is_counts_errors_from_the_mark(value: float, sure: str) -> None:
    assert judge(rule([cm(value)]), pulls(1)).sure == sure


def test_the_number_that_is_told_is_that_of_the_rep_in_the_middle_and_the_words_tell_all_of_them() -> None:
    finding = judge(rule([cm(6), cm(9), cm(5)]), pulls(3))
    assert finding.quantity == cm(6)
    assert finding.limit == 0.04
    assert finding.why.startswith("It swung 5.0 to 9.0 ± 0.5 cm forward on its way up.")
    assert finding.cue


def test_the_number_is_one_of_those_that_made_the_verdict() -> None:
    finding = judge(rule([cm(1), cm(4.1), cm(4.2), cm(9)], needs="any"), pulls(4))
    assert (finding.verdict, finding.quantity, finding.sure) == ("fix", cm(9), "clear")
    assert finding.reps == (2, 3, 4)


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((0, 9, 9), "Your low back starts rounder from rep 2 on"),
        ((0, 9, 0, 0), "Your low back starts rounder in rep 2"),
        ((0, 9, 0, 9), "Your low back starts rounder in reps 2 and 4"),
        ((0, 0, 9), "Your low back starts rounder in rep 3"),
    ],
)
def test_from_a_rep_on_means_every_later_one(values: Sequence[float], title: str) -> None:
    grows = rule([cm(v) for v in values], code="set.low_back_grows", needs="any")
    assert judge(grows, pulls(len(values))).title == title


def test_numbers_below_zero_read_as_people_speak() -> None:
    assert "-" not in judge(rule([cm(-3.0)]), pulls(1)).why
    assert "It went 0.0 ± 0.5 cm forward" in judge(rule([cm(-3.0)]), pulls(1)).why
    leaned = rule([Quantity(-0.3, 0.05, "rad")], code="step5.lean_back", above=None, below="lean_back_min_deg")
    assert judge(leaned, pulls(1)).why.startswith("Your trunk leaned back by 17 ± 3° at the top.")


def test_marks_come_in_the_unit_of_what_is_held_against_them() -> None:
    assert mark("elbow_bend_max_deg", "rad") == pytest.approx(0.349, abs=1e-3)
    assert mark("bar_drift_max_m", "body") == pytest.approx(0.04 / 1.33)
    assert mark("bar_drift_max_m", "m") == 0.04


@pytest.mark.parametrize(
    ("reps", "text"),
    [
        ((3,), "rep 3"),
        ((1, 3), "reps 1 and 3"),
        ((1, 2, 5), "reps 1, 2 and 5"),
        ((1, 2, 3, 4), "reps 1 to 4"),
        ((1, 2, 3, 5, 8, 9, 10), "reps 1 to 3, 5 and 8 to 10"),
    ],
)
def test_reps_are_listed_as_people_do(reps: tuple[int, ...], text: str) -> None:
    assert listed(reps) == text
