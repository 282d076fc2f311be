"""One repetition read moment by moment: between samples, at the edges, and where something was not seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.analysis import MOTION_POINTS, Series
from liftwell.evidence import threshold
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.quantity import Quantity
from liftwell.technique.pull import Pull, pulls_of
from tests.technique.scripted import (
    AT,
    AT_THE_TOP_S,
    END_S,
    LIFTOFF_S,
    LOCKOUT_S,
    Script,
    clipped,
    made_rep,
    moving,
    pull,
    unseen,
)

ONE = pull()
FEWEST = int(threshold("samples_min"))


def sampled(times_s: list[float], values: list[float]) -> Pull:
    """A pull of which one angle is known at a few moments."""
    value = np.array(values)
    series = {"sole": Series(value, np.full(len(value), 0.1), "rad")}
    return replace(ONE, time_s=np.array(times_s), series=series)


def angle(one: Pull, when_s: float) -> float | None:
    return one.value("sole", when_s).value


def why_not(one: Pull, when_s: float) -> str | None:
    return one.value("sole", when_s).reason


def test_between_samples_a_value_is_on_the_line_between_them() -> None:
    one = sampled([0.0, 0.1, 0.2], [0.0, 1.0, 4.0])
    for when_s, value in ((0.0, 0.0), (0.05, 0.5), (0.1, 1.0), (0.175, 3.25), (0.2, 4.0)):
        assert angle(one, when_s) == pytest.approx(value)


@pytest.mark.parametrize("when_s", [-0.01, 0.21])
def test_beyond_what_was_seen_there_is_nothing(when_s: float) -> None:
    assert why_not(sampled([0.0, 0.1, 0.2], [0.0, 1.0, 4.0]), when_s) == "hidden"


def test_across_a_gap_between_stretches_there_is_nothing() -> None:
    """The samples on either side of it are those of another moment."""
    one = sampled([0.0, 0.1, 3.0, 3.1], [0.0, 1.0, 7.0, 8.0])
    for when_s in (0.2, 1.5, 2.9):
        assert why_not(one, when_s) == "hidden"
    assert angle(one, 0.1) == pytest.approx(1.0)
    assert angle(one, 3.0) == pytest.approx(7.0)


def test_a_sample_that_was_not_seen_hides_what_is_around_it_and_not_its_neighbours() -> None:
    one = sampled([0.0, 0.1, 0.2], [0.0, np.nan, 4.0])
    assert why_not(one, 0.05) == "hidden"
    assert why_not(one, 0.15) == "hidden"
    assert angle(one, 0.0) == pytest.approx(0.0)
    assert angle(one, 0.2) == pytest.approx(4.0)


def test_an_extreme_is_a_share_of_the_samples() -> None:
    one = sampled([k / 10 for k in range(11)], [float(k) for k in range(11)])
    for share, value in ((0.0, 2.0), (0.5, 4.0), (1.0, 6.0)):
        assert one.extreme("sole", (0.2, 0.6), share).value == pytest.approx(value)


@pytest.mark.parametrize(("count", "seen"), [(FEWEST, True), (FEWEST - 1, False), (0, False)])
def test_few_samples_have_no_extreme(count: int, seen: bool) -> None:
    values = [1.0] * count + [np.nan] * (10 - count)
    assert sampled([k / 10 for k in range(10)], values).extreme("sole", (0.0, 1.0), 0.5).seen == seen


def test_how_long_a_point_was_seen() -> None:
    half = unseen(ONE, "heel", (0.0, 2.0))
    assert ONE.seen_s("heel", (1.0, 3.0)) == pytest.approx(2.0, abs=0.05)
    assert half.seen_s("heel", (1.0, 3.0)) == pytest.approx(1.0, abs=0.05)
    assert clipped(ONE, 0.0).seen_s("heel", (0.0, 1.0)) == 0.0


def test_a_length_is_in_metres_with_a_scale_and_a_share_without() -> None:
    length = ONE.length(0.1, 0.01)
    assert length.value == pytest.approx(0.1 * NOMINAL_BODY_M)
    assert length.sd == pytest.approx(np.hypot(0.01 * NOMINAL_BODY_M, 0.1 * 0.02))
    unscaled = replace(ONE, motion=replace(ONE.motion, body=Quantity.unseen("m", "no_scale")))
    assert unscaled.length(0.1, 0.01) == Quantity(0.1, 0.01, "body")


@pytest.mark.parametrize(("bodies", "sd"), [(np.nan, 0.01), (0.1, np.nan), (-np.inf, 0.01)])
def test_a_length_that_was_not_seen_is_hidden_scale_or_not(bodies: float, sd: float) -> None:
    unscaled = replace(ONE, motion=replace(ONE.motion, body=Quantity.unseen("m", "no_scale")))
    assert ONE.length(bodies, sd) == Quantity.unseen("m", "hidden")
    assert unscaled.length(bodies, sd) == Quantity.unseen("body", "hidden")


def test_the_top_lasts_until_the_bar_goes_down() -> None:
    begin_s, end_s = ONE.top
    assert begin_s == LOCKOUT_S
    assert 2.65 < end_s < 3.2
    last, next_one = (float(ONE.place("bar", when)[1]) for when in (end_s, end_s + 1 / 30))
    assert last >= ONE.height_at(threshold("held_at_top_min_share")) > next_one
    assert clipped(ONE, AT_THE_TOP_S).top == pytest.approx((LOCKOUT_S, AT_THE_TOP_S), abs=0.04)


def test_without_a_bar_there_is_no_top_no_knees_and_no_way_down() -> None:
    lost = unseen(ONE, "bar")
    assert lost.top == (LOCKOUT_S, LOCKOUT_S)
    assert lost.knees_s is None
    assert not lost.lowered
    assert lost.passes_s(0.3) is None
    assert unseen(ONE, "knee").knees_s is None


def test_a_bar_that_stays_below_the_knees_does_not_pass_them() -> None:
    points = ONE.motion.points.copy()
    points[:, MOTION_POINTS.index("knee"), 1] += 1.0
    assert replace(ONE, motion=replace(ONE.motion, points=points)).knees_s is None


def test_shares_of_the_rise_are_heights() -> None:
    low, high = (float(ONE.place("bar", when)[1]) for when in (LIFTOFF_S, 2.3))
    for share in (0.0, 0.3, 1.0):
        assert ONE.height_at(share) == pytest.approx(low + share * (high - low), abs=1e-3)


def test_a_back_that_was_seen_half_of_the_time_counts() -> None:
    bands = ONE.motion.back_bands.copy()
    bands[(AT > 1.0) & (AT < 1.12)] = np.nan
    one = replace(ONE, motion=replace(ONE.motion, back_bands=bands))
    assert one.back_change((1.0, 1.3), (1.3, 1.5))[0].value == pytest.approx(0.0)
    assert not one.back_change((1.0, 1.1), (1.3, 1.5))[0].seen
    assert not one.back_change((9.0, 9.1), (1.3, 1.5))[0].seen


def test_a_pull_lasts_until_the_next_one_begins() -> None:
    series, motion = moving(Script())
    first, second = made_rep(1), made_rep(2, 0.5)
    assert [one.ends_s for one in pulls_of((first, second), AT, series, motion)] == [second.start_s, AT[-1]]
    assert ONE.rep.end_s == END_S


def test_a_bar_that_starts_above_the_knees_does_not_pass_them() -> None:
    points = ONE.motion.points.copy()
    points[:, MOTION_POINTS.index("knee"), 1] -= 1.0
    assert replace(ONE, motion=replace(ONE.motion, points=points)).knees_s is None


def test_a_passing_that_was_not_seen_has_no_time() -> None:
    knees_s = ONE.knees_s
    assert knees_s is not None
    height = float(ONE.place("bar", knees_s)[1])
    blind = unseen(ONE, "bar", (knees_s - 0.2, knees_s + 0.1))
    assert ONE.passes_s(height) == pytest.approx(knees_s, abs=0.05)
    assert blind.passes_s(height) is None
    assert blind.knees_s is None


def test_a_bar_that_goes_higher_after_lockout_is_at_the_top_there() -> None:
    points = ONE.motion.points.copy()
    higher = (AT > LOCKOUT_S + 0.1) & (AT < LOCKOUT_S + 0.4)
    points[higher, MOTION_POINTS.index("bar"), 1] += 0.1
    begin_s, end_s = replace(ONE, motion=replace(ONE.motion, points=points)).top
    assert begin_s == LOCKOUT_S
    assert end_s == pytest.approx(LOCKOUT_S + 0.4, abs=0.05)


def test_two_paths_share_their_moments() -> None:
    heel, toe = unseen(ONE, "toe", (0.0, 1.0)).paths(("heel", "toe"), (0.5, 1.5))
    assert heel.shape == toe.shape
    assert 2 * len(heel) == pytest.approx(len(ONE.path("heel", (0.5, 1.5))), abs=2)
