"""While a back settles: a diary of check-ins in, the day and what is done on it out; and what each level leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from liftwell.evidence import all_claims
from liftwell.plan.drills import settle
from liftwell.plan.drills.settle import ASK, ease, settling
from liftwell.plan.exercise import catalogue
from liftwell.plan.lifter import Lifter
from liftwell.screen.questions import Level
from liftwell.training.diary import Diary, Readiness
from tests.plan.drills.lifters import TODAY, of_case
from tests.reading import FEAR, reading_index

SINCE: Final = TODAY
ACUTE: Final = of_case("C07")


def days(told: str) -> Diary:
    """Check-ins from the first day on: "8 7h 6 - 3" is pain now, h: walks hard, -: nothing told that day."""
    checks = (
        Readiness(SINCE + timedelta(days=n), now=int(word.rstrip("h")), walking="h" not in word)
        for n, word in enumerate(told.split())
        if word != "-"
    )
    return Diary(checks=tuple(checks))


def on(told: str) -> date:
    return SINCE + timedelta(days=len(told.split()) - 1)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("8", 0),
        ("8 7", 1),
        ("8 7 7 6", 3),
        ("8 8 8 8 8", 4),
        ("6 7 7", 2),
        ("6 8", 0),
        ("6 6 8 7", 2),
        ("5 5h 5h", 1),
        ("8 - 7", 1),
        ("8 - - -", 0),
        ("- 8 7", 1),
        ("6 6 6 8 10", 0),
        ("6 6 6 8 8 10", 3),
        ("4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4", 15),
    ],
)
def test_which_day_counts(told: str, day: int) -> None:
    """A day counts when it is told and no worse: not two above the day before, and walking no harder."""
    assert settling(ACUTE, days(told), SINCE, on(told)).day == day


def test_a_walk_that_nobody_told_of_is_no_good_walk() -> None:
    """An answer that is missing never has the effect of one that reassures."""
    first, second = Readiness(SINCE, now=6, walking=True), Readiness(SINCE + timedelta(days=1), now=6)
    assert settling(ACUTE, Diary(checks=(first, second)), SINCE, second.on).day == 0


def test_of_a_morning_and_an_evening_the_worse_counts() -> None:
    def checks(*pains: int) -> Diary:
        first = Readiness(SINCE, now=5, walking=True)
        later = (Readiness(SINCE + timedelta(days=1), now=pain, walking=pain < 7) for pain in pains)
        return Diary(checks=(first, *later))

    tomorrow = SINCE + timedelta(days=1)
    assert settling(ACUTE, checks(5, 6), SINCE, tomorrow).day == 1
    assert settling(ACUTE, checks(7, 5), SINCE, tomorrow).day == 0
    assert settling(ACUTE, checks(5, 7), SINCE, tomorrow).day == 0


def test_two_worse_days_begin_again_and_ask() -> None:
    found = settling(ACUTE, days("5 5 5 7 9"), SINCE, on("5 5 5 7 9"))
    assert (found.day, found.ask) == (0, ASK)
    assert found.why.text == "Two days were worse, so we start again with the first day."
    assert found.items == settling(ACUTE, days("5"), SINCE, SINCE).items


def test_one_worse_day_stays_and_asks_nothing() -> None:
    found = settling(ACUTE, days("5 5 5 7"), SINCE, on("5 5 5 7"))
    assert (found.day, found.ask) == (2, ())
    assert found.why.text == "The same as before, until a day is no worse than the last one."


@pytest.mark.parametrize(
    ("told", "items"),
    [
        ("8 7 6", "walk_easy positions_of_ease cat_camel"),
        ("8 7 6 5 5", "walk_easy"),
        ("8 7 6 5 4", "walk_easy rock_back wall_hinge glute_bridge"),
        ("8 7 6 5 4 4 4", "walk_easy wall_hinge"),
        ("8 7 6 5 4 4 4 3 3", "walk_easy wall_hinge march_supine glute_bridge bird_dog"),
        ("8 7 6 5 4 4 4 3 3 -", "walk_easy"),
    ],
)
def test_what_is_done_on_which_day(told: str, items: str) -> None:
    """Drills come back from the fifth day on, with pain of 4 or less today; a pain that is not told is not low."""
    assert " ".join(one.exercise for one in settling(ACUTE, days(told), SINCE, on(told)).items) == items


def test_after_a_fortnight_somebody_decides() -> None:
    told = " ".join(["5"] * 15)
    assert settling(ACUTE, days(told), SINCE, on(told)).decide
    assert not settling(ACUTE, days(told), SINCE, on(told) - timedelta(days=1)).decide


def test_what_a_condition_forbids_stays_out() -> None:
    told = "8 7 6"
    operated = replace(ACUTE, conditions=frozenset({"acute", "post_surgery"}))
    assert [one.exercise for one in settling(operated, days(told), SINCE, on(told)).items] == [
        "walk_easy", "positions_of_ease",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "items"),
    [
        ("emergency", ""),
        ("unanswered_emergency", ""),
        ("today", ""),
        ("days", "walk_easy positions_of_ease tissue_ease"),
        ("unanswered", "walk_easy positions_of_ease"),
        ("soon", "walk_easy positions_of_ease rock_back march_supine glute_bridge bird_dog wall_hinge"),
        ("routine", ""),
        ("none", ""),
    ],
)
def test_what_each_level_leaves(level: Level, items: str) -> None:
    """A clear level leaves the whole plan and nothing to say here; an open question may be that of the bones."""
    assert " ".join(one.exercise for one in ease(Lifter(TODAY, level=level))) == items


def test_with_a_strong_pain_two_weeks_leave_what_eases() -> None:
    lifter = replace(ACUTE, level="soon")
    assert [one.exercise for one in ease(lifter)] == ["walk_easy", "positions_of_ease", "tissue_ease"]


def test_nothing_is_pressed_on_bones_that_nobody_asked_about() -> None:
    lifter = Lifter(TODAY, level="days")
    assert [one.exercise for one in ease(lifter, unasked=("R09",))] == ["walk_easy", "positions_of_ease"]


def test_a_level_that_is_not_clear_comes_before_the_day() -> None:
    lifter = replace(ACUTE, level="days")
    told = "8 7 6 5 4"
    found = settling(lifter, days(told), SINCE, on(told))
    assert found.items == ease(lifter)
    assert found.why.text == "Your safety answers come first, and this is what they leave for today."
    assert settling(replace(ACUTE, level="today"), days(told), SINCE, on(told)).items == ()


def test_under_sixteen_there_is_nothing() -> None:
    assert ease(Lifter(TODAY, level="days", supported=False)) == ()
    assert settling(replace(ACUTE, supported=False), Diary(), SINCE, SINCE).items == ()


def test_the_table_is_whole() -> None:
    data = settle._data()
    rows = [row for table in (*data["step"], data["ease"], *data["soon"]) for row in table["items"]]
    assert {row["exercise"] for row in rows} == set(data["why"]) <= set(catalogue())
    assert [(one["first"], one["last"]) for one in data["step"]] == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 14)]
    for one in data["why"].values():
        assert one["evidence"] in all_claims()
    for text in (*(one["why"] for one in data["why"].values()), *(one["why"] for one in data["step"])):
        assert reading_index(text) <= 11
        assert not FEAR.search(text)
