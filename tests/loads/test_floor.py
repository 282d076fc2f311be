from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from liftwell.loads.floor import SET_DOWN_S, SLACK_S, carried
from tests.loads.lifts import END_S, LIFTOFF_S, LOCKOUT_S, from_the_top, rep, way_up

TIME_S = np.arange(0.0, 9.0, 0.01)
ONCE = way_up(TIME_S) * 0.4
TWICE = np.maximum(ONCE, way_up(TIME_S - END_S) * 0.4)


def at(values: np.ndarray, when_s: float) -> float:
    return float(np.interp(when_s, TIME_S, values))


def test_resting_plates_are_carried_by_the_floor() -> None:
    hold = carried(TIME_S, ONCE, [rep()], hangs=False)
    assert hold.share[TIME_S < LIFTOFF_S - SLACK_S].max() == 0.0
    assert hold.share[TIME_S > END_S + SET_DOWN_S].max() == 0.0
    assert hold.sd[TIME_S < LIFTOFF_S - SLACK_S].max() == 0.0


def test_hands_carry_all_of_a_bar_in_the_air() -> None:
    hold = carried(TIME_S, ONCE, [rep()], hangs=False)
    air = (TIME_S >= LIFTOFF_S) & (ONCE > 0.01) & (TIME_S < END_S)
    assert (hold.share[air] == 1.0).all()
    assert (hold.sd[air] == 0.0).all()


def test_the_load_goes_over_to_the_hands_while_the_slack_is_pulled_out() -> None:
    hold = carried(TIME_S, ONCE, [rep()], hangs=False)
    ramp = hold.share[(TIME_S >= LIFTOFF_S - SLACK_S) & (TIME_S <= LIFTOFF_S)]
    assert (np.diff(ramp) >= 0).all()
    assert at(hold.share, LIFTOFF_S - SLACK_S / 2) == pytest.approx(0.5, abs=0.02)
    assert at(hold.sd, LIFTOFF_S - SLACK_S / 2) == pytest.approx(0.3, abs=0.01)


def test_a_bounce_between_two_reps_is_not_told() -> None:
    hold = carried(TIME_S, TWICE, [rep(), from_the_top(rep(2, END_S))], hangs=False)
    assert np.isnan(hold.share[(TIME_S > END_S) & (TIME_S < END_S + LIFTOFF_S)]).all()
    assert at(hold.share, END_S + LIFTOFF_S + 0.2) == 1.0


def test_a_bar_that_hangs_stays_in_the_hands() -> None:
    hold = carried(TIME_S, TWICE, [from_the_top(rep()), from_the_top(rep(2, END_S))], hangs=True)
    assert (hold.share == 1.0).all()


def test_what_hands_hold_before_a_set_that_begins_without_a_rest_is_not_told() -> None:
    """Hands that come down may hold a bar, or come to fetch it."""
    hold = carried(TIME_S, ONCE, [from_the_top(rep())], hangs=False)
    assert np.isnan(hold.share[TIME_S < LIFTOFF_S]).all()
    assert (hold.share[(TIME_S >= LIFTOFF_S) & (TIME_S < END_S - 0.5)] == 1.0).all()


def test_a_bar_that_is_on_its_way_when_the_clip_begins_is_in_the_hands() -> None:
    late = replace(from_the_top(rep()), cut=("starts_late",))
    assert at(carried(TIME_S, ONCE, [late], hangs=False).share, LIFTOFF_S - 0.3) == 1.0


def test_a_bar_is_down_when_it_first_touches_however_it_bounces() -> None:
    bounce = np.where(TIME_S > END_S - 0.2, 0.012 * np.abs(np.sin(25 * (TIME_S - END_S))), ONCE)
    touched = END_S - 0.4
    fast = np.where((touched < TIME_S) & (TIME_S <= END_S - 0.2), 0.0, bounce)
    hold = carried(TIME_S, fast, [rep()], hangs=False)
    assert (hold.share[(touched + SET_DOWN_S + 0.02 < TIME_S)] == 0.0).all()


def test_a_bar_that_never_comes_down_again_is_held_to_the_end() -> None:
    up = np.where(TIME_S > LOCKOUT_S, 0.4, ONCE)
    assert at(carried(TIME_S, up, [rep()], hangs=False).share, 8.0) == 1.0


def test_a_bar_lost_after_lockout_is_held() -> None:
    lost = np.where(TIME_S > LOCKOUT_S, np.nan, ONCE)
    assert at(carried(TIME_S, lost, [rep()], hangs=False).share, 3.0) == 1.0


def test_without_a_rep_nobody_holds_the_bar() -> None:
    assert carried(TIME_S, ONCE, [], hangs=False).share.max() == 0.0
