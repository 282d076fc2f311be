"""Each fact about the load, alone: when it holds, when it just does not, and in which words (`clinical.md` 3.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from math import radians

import pytest

from liftwell.quantity import Quantity
from liftwell.screen.intake import Intake, PainStory, Person
from liftwell.training.session import Session, Set, Training
from liftwell.triage.account import Account
from liftwell.triage.clips import LiftClip
from liftwell.triage.load_facts import backs_by_load, load_facts, load_is_known, technique_ceiling
from liftwell.triage.self_tests import SelfTests
from tests.screen.lifters import TODAY


def account(
    sessions: Iterable[Session] = (), *, best_kg: float | None = None, days: int = 0, at_light: int | None = None,
    at_heavy: int | None = None,
) -> Account:  # fmt: skip
    story = PainStory(days=days, at_light=at_light, at_heavy=at_heavy)
    intake = Intake(TODAY, Person(best_kg=best_kg), story=story)
    return Account(intake, training=Training(tuple(sessions)))


def day(ago: int, *sets: Set, lift: str = "conventional", morning: int | None = None) -> Session:
    return Session(TODAY - timedelta(days=ago), lift, sets, morning)


def hard(ago: int, sets: int = 1, load_kg: float = 100, *, morning: int | None = None) -> Session:
    return day(ago, Set(5, load_kg, sets, rpe=8), morning=morning)


def facts(one: Account) -> dict[str, str]:
    return {fact.id: fact.text for fact in load_facts(one)}


def test_nothing_told_is_no_fact_and_not_known() -> None:
    assert facts(account()) == {}
    assert not load_is_known(account())


@pytest.mark.parametrize(
    ("training", "known"),
    [
        (Training((hard(3),), weeks_known=8), True),
        (Training((hard(3),), weeks_known=7), False),
        (Training(weeks_known=8), False),
        (Training(more_weight=False, more_sets=False, time_off=False), True),
        (Training(more_weight=False, more_sets=False), False),
    ],
)
def test_when_the_weeks_are_known(training: Training, known: bool) -> None:
    assert load_is_known(replace(account(), training=training)) is known


# --- pain follows the load -----------------------------------------------------------------------


def rated(*pairs: tuple[float, int]) -> list[Session]:
    return [day(3, *(Set(5, load, pain=pain) for load, pain in pairs))]


def test_pain_at_the_heaviest_third() -> None:
    rising = rated((60, 1), (70, 1), (80, 2), (90, 2), (140, 3), (150, 3))
    assert facts(account(rising)) == {"pain_follows_load": "pain 3 at 140 kg and above, 1 at 70 kg and below"}
    assert "at 70 % and above, 1 at 35 %" in facts(account(rising, best_kg=200))["pain_follows_load"]
    assert facts(account(rated((60, 1), (70, 1), (80, 2), (90, 2), (140, 2), (150, 2)))) == {}
    assert facts(account(rated((60, 1), (140, 9), (150, 9), (160, 9), (170, 9)))) == {}  # too few in a third


def test_pain_as_it_was_told() -> None:
    assert facts(account(at_light=1, at_heavy=3))["pain_follows_load"] == "pain 3 with heavy bars, 1 with light ones"
    assert facts(account(at_light=2, at_heavy=3)) == {}
    assert facts(account(at_heavy=9)) == {}


@pytest.mark.parametrize(("busy", "words"), [((5, 5), "4"), ((4, 6), "3 to 5")])
def test_mornings_after_the_big_weeks(busy: tuple[int, int], words: str) -> None:
    weeks = [hard(50, 1, morning=1), hard(43, 1, morning=1), hard(36, 1, morning=1), hard(29, 1, morning=1),
             hard(22, 4, morning=busy[0]), hard(15, 4, morning=busy[1])]  # fmt: skip
    text = f"mornings after the big weeks are {words} points worse"
    assert facts(account(weeks, days=1)).get("pain_follows_load") == text
    quiet = [replace(one, morning=1) for one in weeks]
    assert "pain_follows_load" not in facts(account(quiet, days=1))
    assert "pain_follows_load" not in facts(account(weeks[-3:], days=1))  # too few weeks with mornings


# --- too much, too often -------------------------------------------------------------------------


def test_more_hard_sets_than_usual() -> None:
    steady = [hard(ago, 4) for ago in (10, 17, 24, 31, 38, 45)]
    assert "volume_spike" not in facts(account([*steady, hard(3, 5)]))
    spiked = facts(account([*steady, hard(3, 6)]))["volume_spike"]
    assert spiked == "hard sets per week rose from 4 to 6 (1.5 times the usual or more)"
    assert "rose from 4 to 9" in facts(account([*steady[1:], hard(10, 9), hard(3, 8)]))["volume_spike"]
    assert "volume_spike" not in facts(account([hard(3, 20)]))  # nothing to compare with
    told = replace(account(), training=Training(more_sets=True))
    assert facts(told) == {"volume_spike": "more sets than usual in the weeks before"}


def test_weeks_count_back_from_the_day_it_began() -> None:
    steady = [hard(ago, 4) for ago in (40, 47, 54, 61)]
    assert "volume_spike" in facts(account([*steady, hard(33, 6)], days=30))
    assert "volume_spike" not in facts(account([*steady, hard(25, 6)], days=30))  # that was after it began


def test_a_new_best() -> None:
    old = [hard(20, load_kg=100)]
    assert facts(account([*old, hard(5, load_kg=106)])) == {"new_top": "best lift of 8 weeks beaten: 106 after 100 kg"}
    assert facts(account([*old, hard(5, load_kg=105)])) == {}
    assert facts(replace(account(), training=Training(more_weight=True))) == {
        "new_top": "more weight than usual in the weeks before"
    }


def test_mostly_very_hard() -> None:
    def days(count: int) -> list[Session]:
        return [day(40 - 5 * k, Set(3, 100, rpe=9 if k < count else 6)) for k in range(6)]

    assert facts(account(days(3)))["rpe9_half"] == "RPE 9 or more in 3 of the last 6 sessions"
    assert "rpe9_half" not in facts(account(days(2)))
    assert "rpe9_half" not in facts(account(days(5)[:5]))


def test_crowded_weeks() -> None:
    close = [day(ago, Set(5, 100, rpe=8), lift=lift) for ago, lift in ((3, "sumo"), (4, "squat"), (10, "sumo"))]
    assert facts(account(close))["crowded"] == "heavy work for the back on neighbouring days in 1 of 2 weeks"
    assert "crowded" not in facts(account([close[0], close[2]]))
    easy = [replace(one, sets=(Set(5, 100, rpe=6),)) for one in close]
    assert "crowded" not in facts(account(easy))
    assert facts(replace(account(), training=Training(other_back_work=True))) == {
        "crowded": "heavy squats or rows on neighbouring days"
    }


def test_close_to_the_old_weights_after_time_off() -> None:
    text = facts(account([hard(60, load_kg=200), hard(30, 2, load_kg=160)]))["layoff_then_80"]
    assert text == "30 days off, then 80 % for 2 x 5"
    assert "layoff_then_80" not in facts(account([hard(60, load_kg=200), hard(40, load_kg=160)]))
    assert "layoff_then_80" not in facts(account([hard(60, load_kg=200), hard(30, load_kg=159)]))
    assert "layoff_then_80" not in facts(account([day(60), day(30, Set(5, 100))]))
    assert facts(replace(account(), training=Training(time_off=True))) == {
        "layoff_then_80": "time off, then close to the old weights at once"
    }


# --- what the clips say --------------------------------------------------------------------------


def bent(value: float, sd: float = 3) -> Quantity:
    return Quantity(radians(value), radians(sd), "rad")


def filmed(*backs: tuple[float | None, float], hinge: float | None = None, raised_m: float = 0.0) -> Account:
    clips = tuple(LiftClip(load_kg=load, lumbar=bent(value), raised_m=raised_m) for load, value in backs)
    return Account(Intake(TODAY), SelfTests(hinge=None if hinge is None else bent(hinge)), clips)


def test_rounding_that_grows_with_the_load() -> None:
    assert facts(filmed((60, 5), (150, 26))) == {
        "rounding_grows_with_load": "rounding grows 21° between 60 and 150 kg (8° or more is real)"
    }
    assert "between no weight and 150 kg" in facts(filmed((150, 26), hinge=5))["rounding_grows_with_load"]
    assert facts(filmed((60, 5), (150, 12))) == {}  # less than the mark
    assert facts(filmed((150, 26))) == {}  # nothing to compare with
    assert facts(filmed((None, 26), (60, 5))) == {}  # of no known load
    assert facts(filmed((150, 26), hinge=5, raised_m=0.1)) == {}  # another height than that of the hinge


def test_growth_within_the_error_is_none() -> None:
    unsure = Account(
        Intake(TODAY), clips=(LiftClip(load_kg=60, lumbar=bent(5, 8)), LiftClip(load_kg=150, lumbar=bent(15, 8)))
    )
    assert facts(unsure) == {}
    unseen = Account(Intake(TODAY), clips=(LiftClip(load_kg=60), LiftClip(load_kg=150, lumbar=bent(15))))
    assert backs_by_load(unseen) == ((150, (radians(15), radians(3))),)


def test_the_ceiling_needs_three_loads_and_growth() -> None:
    assert technique_ceiling(filmed((100, 6), (160, 8), (200, 22))) == (160, 200)
    assert technique_ceiling(filmed((100, 6), (200, 22), hinge=5)) is None
    assert technique_ceiling(filmed((100, 6), (160, 8), (200, 10))) is None
