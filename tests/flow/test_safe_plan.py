"""Everything that the plan can say to anybody, on any day of any diary: nothing to lift before safety is clear.

Terminal and JSON (`clinical.md` 2.2 and 5.9, invariants 1, 2, 6, 8, 13 and 14).
"""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Final, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from liftwell.cli.plan_text import print_open, print_plan
from liftwell.consultation.planning import Beside
from liftwell.exchange.plan_document import PlanDocument, plan_document
from liftwell.exchange.screen_document import screen_document
from liftwell.plan.exercise import catalogue
from liftwell.plan.lifter import CLEAR, Lifter
from liftwell.plan.placement import lifter_of
from liftwell.plan.plan_words import may_show
from liftwell.plan.prescription import Today
from liftwell.plan.raised_screen import raised_to
from liftwell.plan.session import plan_for
from liftwell.screen.outcome import outcome_of
from liftwell.screen.red_flags import Screen
from liftwell.screen.safety_card import SAFETY_CARD
from liftwell.training.diary import Diary, Done, LegSign, Lift, Morning, Readiness
from liftwell.triage.account import Account
from liftwell.triage.triage import triage
from tests.reading import FEAR
from tests.triage.accounts import accounts

RATING: Final = st.none() | st.integers(0, 10)
LEGS: Final[st.SearchStrategy[LegSign]] = st.sampled_from((*get_args(LegSign), *["none"] * 20))
LIFTS: Final = st.sampled_from(
    (
        (Lift("conventional_deadlift", 3, 8, 100), "R1"),
        (Lift("conventional_deadlift", 3, 10, 70), "T1"),
        (Lift("block_pull_low", 3, 6, 120, 10, (2, 2, 2)), "R3"),
        (Lift("kb_deadlift_blocks", 3, 8, 16), "F"),
        (Lift("conventional_deadlift", 1, 3, 150), None),
    )
)


@st.composite
def diaries(draw: st.DrawFn, on: date) -> Diary:
    """A few sessions and mornings before the day."""
    days = sorted(draw(st.sets(st.integers(0, 40), max_size=6)), reverse=True)
    done = []
    for ago in days:
        lift, row = draw(LIFTS)
        pain = (draw(RATING), draw(RATING), draw(RATING))
        done.append(Done(on - timedelta(days=ago), lift, row, 6, *pain, leg=draw(LEGS)))
    mornings = [Morning(on - timedelta(days=ago), draw(st.integers(0, 10))) for ago in draw(st.sets(st.integers(0, 9)))]
    return Diary(tuple(done), tuple(mornings))


def checks(on: date) -> st.SearchStrategy[Readiness | None]:
    return st.none() | st.builds(
        Readiness, st.just(on), now=RATING, walking=st.none() | st.booleans(), soreness=RATING, leg=LEGS,
        sleep_h=st.none() | st.floats(0, 12), ill=st.booleans(), fever=st.booleans(),
    )  # fmt: skip


def document(today: Today, screen: Screen) -> PlanDocument:
    screen = raised_to(screen, today)
    return plan_document(today, screen_document(screen, outcome_of(screen), today.on), base=1)


def printed(today: Today) -> str:
    console = Console(file=StringIO(), width=100, highlight=False)
    if may_show(today):
        print_plan(console, today, Beside(base=1, how=True))
    else:
        print_open(console, today)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


def names_in(text: str) -> set[str]:
    return {one.name for one in catalogue().values() if one.name in text}


@settings(max_examples=150)
@given(accounts(), st.data())
def test_nothing_unsafe_is_planned_for_anybody(account: Account, data: st.DataObject) -> None:
    on, found = account.intake.on, triage(account)
    lifter = lifter_of(account, found)
    today = plan_for(lifter, data.draw(diaries(on)), on, data.draw(checks(on)))
    told, text = document(today, found.screen), printed(today)
    assert SAFETY_CARD.go in text
    assert told.screen.safety_card.go_signs
    if may_show(today):
        _assert_within_the_conditions(today, lifter)
        assert {item.exercise for item in told.items} == {item.exercise for item in today.items}
        assert [one.evidence for one in told.reasons] == [one.evidence for one in today.reasons] != []
    else:
        assert (told.items, told.main, told.row, told.next_on) == ([], None, None, None)
        assert names_in(text) == set()
        assert " kg" not in text
        assert " kg" not in " ".join(one.text for one in told.reasons)
    assert told.level in CLEAR or told.screen.level == told.level
    assert not FEAR.search(" ".join(one.text for one in today.reasons))


def _assert_within_the_conditions(today: Today, lifter: Lifter) -> None:
    assert lifter.supported
    assert today.level in CLEAR
    assert [item.exercise for item in today.items if set(catalogue()[item.exercise].forbid) & lifter.conditions] == []
