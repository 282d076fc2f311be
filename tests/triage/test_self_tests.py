"""What the self-tests mean, at both sides of every mark (`clinical.md` 3.3)."""

from __future__ import annotations

from math import radians

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.evidence import all_claims
from liftwell.quantity import Quantity
from liftwell.triage.self_tests import (
    Both,
    Response,
    SelfTest,
    SelfTests,
    hinge_verdict,
    hips_short_of_straight,
    shipped,
    short,
)


def bent(value: float | None, sd: float | None = 4) -> Quantity:
    if value is None:
        return Quantity.unseen("rad", "hidden")
    return Quantity(radians(value), None if sd is None else radians(sd), "rad")


@pytest.mark.parametrize(
    ("change", "toe_touch", "verdict"),
    [
        (None, None, "unknown"),
        (bent(None), bent(50), "unknown"),
        (bent(16), bent(50), "pass"),
        (bent(17), bent(50), "cannot_tell"),  # the upper bound decides "pass"
        (bent(24), bent(60), "cannot_tell"),
        (bent(25), bent(60), "fail"),  # the lower bound decides "fail"
        (bent(16), None, "cannot_tell"),  # without a toe-touch nobody passes
        (bent(16), bent(None), "cannot_tell"),
        (bent(16), bent(30), "fail"),  # more than half of the own range
        (bent(15, None), bent(30), "pass"),
        (bent(26), None, "fail"),
    ],
)
def test_the_hinge(change: Quantity | None, toe_touch: Quantity | None, verdict: str) -> None:
    assert hinge_verdict(change, toe_touch) == verdict


def degrees(left: float | None, right: float | None = None) -> Both:
    return Both(*(None if side is None else radians(side) for side in (left, right)))


@pytest.mark.parametrize(
    ("tests", "sex", "found"),
    [
        (SelfTests(), None, (None, None, None)),
        (SelfTests(hip_bend=Both(), knee_short=Both(), psoas_hold_s=Both()), None, (None, None, None)),
        (SelfTests(tightness=4), None, (True, None, None)),
        (SelfTests(tightness=3), None, (None, None, None)),
        (SelfTests(hip_bend=degrees(105.1, 106)), None, (False, None, None)),
        (SelfTests(hip_bend=degrees(104)), None, (True, None, None)),
        (SelfTests(hip_bend=degrees(120, 109)), None, (True, None, None)),
        (SelfTests(hip_bend=degrees(120, 119), tightness=5), None, (True, None, None)),
        (SelfTests(knee_short=degrees(32, 33)), "male", (None, False, None)),
        (SelfTests(knee_short=degrees(10, 34)), "male", (None, True, None)),
        (SelfTests(knee_short=degrees(24)), "female", (None, True, None)),
        (SelfTests(knee_short=degrees(22)), None, (None, False, None)),
        (SelfTests(knee_short=degrees(28)), None, (None, None, None)),  # between the marks of men and women
        (SelfTests(knee_short=degrees(34)), None, (None, True, None)),
        (SelfTests(psoas_hold_s=Both(10, 15)), None, (None, None, False)),
        (SelfTests(psoas_hold_s=Both(9)), None, (None, None, True)),
        (SelfTests(psoas_hold_s=Both(12, 17.5)), None, (None, None, True)),
    ],
)
def test_what_is_short(tests: SelfTests, sex: str | None, found: tuple[bool | None, ...]) -> None:
    assert tuple(short(group, tests, sex) for group in ("hip", "hamstring", "psoas")) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(("both", "found"), [(None, None), (Both(), None), (degrees(5), False), (degrees(2, 6), True)])
def test_hips_that_do_not_reach_straight(both: Both | None, found: bool | None) -> None:
    assert hips_short_of_straight(SelfTests(hip_short=both)) is found


@pytest.mark.parametrize(
    ("before", "after", "responds"),
    [
        (5, 3, True), (5, 4, False), (3, 2, True), (4, 3, False), (1, 0, True), (0, 0, False), (3, 3, False),
        (2, 5, False),
    ],
)  # fmt: skip
def test_two_points_or_three_tenths_less_is_an_answer(before: int, after: int, responds: bool) -> None:
    assert Response("cue", "slack", before, after).responds is responds


@pytest.mark.parametrize(
    "given",
    [
        {"stick_kept": 11}, {"stick_kept": -1}, {"tightness": 11}, {"back_hold_s": 601},
        {"hip_bend": degrees(19)}, {"knee_short": degrees(0, 101)}, {"psoas_hold_s": Both(-1)},
        {"hip_short": degrees(-61)},
    ],
)  # fmt: skip
def test_what_no_test_gives(given: dict[str, object]) -> None:
    with pytest.raises(ImpossibleValue) as caught:
        SelfTests(**given)  # type: ignore[arg-type]
    assert "rad" not in str(caught.value)


@pytest.mark.parametrize("edge", [20, 170])
def test_the_edges_themselves_are_possible(edge: float) -> None:
    assert SelfTests(hip_bend=degrees(edge)).hip_bend is not None


def test_a_response_is_rated_from_0_to_10() -> None:
    with pytest.raises(ImpossibleValue):
        Response("cue", "slack", 11, 3)


@pytest.mark.parametrize("test", shipped().values(), ids=lambda test: test.id)
def test_each_says_how_it_is_done_and_what_it_rests_on(test: SelfTest) -> None:
    assert 1 <= test.minutes <= 10
    assert len(test.how) >= 3
    assert set(test.evidence) <= set(all_claims())
    assert test.evidence
