"""The stop rule row by row (clinical.md 4.4): the sets so far as text in, what comes next as text out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.plan.day.stop_rule import NextSet, SetDone, Step, next_set
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift
from liftwell.screen.short_check import AFTER_RED
from liftwell.training.day_colour import green_limit
from liftwell.training.diary import LEG_WORSE, LegSign, Lift
from tests.reading import FEAR, reading_index

HIM: Final = Lifter(began=date(2026, 9, 1), equipment=Equipment.of(["barbell", "blocks"]))
BAR_ONLY: Final = replace(HIM, equipment=Equipment.of(["barbell"], 20))
PULL: Final = Lift("conventional_deadlift", 1, 8, 140)
MAIN: Final = MainLift(replace(PULL, sets=4), "R1", 7)


def sets_of(words: str, lift: Lift = PULL) -> list[SetDone]:
    """Sets like "3 @7, 5 leg new, ? grew, 2 stopped": pain of each, RPE, leg, and what was seen."""
    return [_set_of(one.split(), lift) for one in words.split(",") if one.strip()]


def _set_of(words: list[str], lift: Lift) -> SetDone:
    rpe = next((float(word[1:]) for word in words if word.startswith("@")), None)
    leg = words[words.index("leg") + 1] if "leg" in words else "none"
    pain = None if words[0] == "?" else int(words[0])
    return SetDone(lift, pain, leg, rpe, "grew" in words, "stopped" in words)  # type: ignore[arg-type]


def told(found: NextSet) -> str:
    """What comes next, as a line."""
    lift = found.lift
    load = "" if lift is None else f": {lift.exercise} {'+'.join(map(str, lift.inside)) or lift.reps} {lift.load_kg:g}"
    height = "" if lift is None or not lift.raised_cm else f" up {lift.raised_cm:g}"
    return f"{found.step}{load}{height}{' ask' if found.ask else ''}"


@pytest.mark.parametrize(
    ("sets", "says"),
    [
        ("", "on: conventional_deadlift 8 140"),
        ("1", "on: conventional_deadlift 8 140"),
        ("4, 4, 4", "on: conventional_deadlift 8 140"),  # usual 3: up to 4 is green
        ("1, 1, 1, 1", "done"),
        ("1, ?", "tell"),  # an unknown answer is no reassuring one
        ("5", "gentler: block_pull_low 8 140 up 5"),
        ("5, 5", "end"),
        ("5, 2, 5", "end"),
        ("6", "end ask"),
        ("2, 1, 7", "end ask"),
        ("3 leg same", "on: conventional_deadlift 8 140"),
        ("3 leg new", "end ask"),
        ("3 leg lower, 1", "end ask"),
        ("? leg weaker", "end ask"),
        ("1 grew", "on: conventional_deadlift 8 140"),
        ("1 grew, 1 grew", "lighter: conventional_deadlift 8 125"),
        ("1 grew, 1, 1 grew", "lighter: conventional_deadlift 8 125"),
        ("1 @8", "on: conventional_deadlift 8 140"),  # one above the cap of 7
        ("1 @8.5", "lighter: conventional_deadlift 8 125"),
        ("1 stopped", "lighter: conventional_deadlift 8 125"),
        ("5 stopped", "gentler: block_pull_low 8 140 up 5"),
    ],
)
def test_what_comes_next(sets: str, says: str) -> None:
    found = next_set(sets_of(sets), MAIN, HIM, 3, 3)
    assert told(found) == says
    assert found.ask in ((), AFTER_RED)


@pytest.mark.parametrize(
    ("base", "began", "sets", "says"),
    [
        (3, 0, "3", "end ask"),  # three above where it began
        (3, 1, "3", "on"),
        (3, None, "3", "on"),
        (3, None, "1, 4", "end ask"),  # no check-in: the first set tells where it began
        (3, None, "4", "on"),
        (None, None, "3", "end ask"),  # nothing is known: counted from none
        (None, 1, "2", "on"),
        (None, 1, "3", "gentler"),
    ],
)
def test_where_the_session_began(base: int | None, began: int | None, sets: str, says: str) -> None:
    found = next_set(sets_of(sets), MAIN, HIM, base, began)
    assert told(found).split(":")[0] == says


@pytest.mark.parametrize(
    ("lift", "lifter", "says"),
    [
        (replace(PULL, exercise="block_pull_low", raised_cm=15), HIM, "gentler: block_pull_high 8 140 up 20"),
        (replace(PULL, exercise="block_pull_high", raised_cm=20), HIM, "gentler: block_pull_high 8 125 up 20"),
        (replace(PULL, load_kg=60), BAR_ONLY, "gentler: block_pull_low 8 60 up 5"),  # plates make a low block
        (Lift("trap_bar_low", 1, 8, 100), replace(HIM, equipment=Equipment.of(["trap bar"])),
         "gentler: trap_bar_low 8 90"),
        (Lift("kb_deadlift_floor", 1, 9, 8), replace(HIM, equipment=Equipment.of(["kettlebells 8-24"])),
         "gentler: kb_deadlift_floor 6 8"),
        (Lift("kb_deadlift_floor", 1, 1, 8), replace(HIM, equipment=Equipment.of(["kettlebells 8-24"])), "end"),
        (Lift("kb_deadlift_floor", 1, 6, 8, 0, (2, 2, 2)), replace(HIM, equipment=Equipment.of(["kettlebells 8-24"])),
         "gentler: kb_deadlift_floor 2+2 8"),
        (Lift("kb_deadlift_floor", 1, 2, 8, 0, (2,)), replace(HIM, equipment=Equipment.of(["kettlebells 8-24"])),
         "end"),
    ],
)  # fmt: skip
def test_the_first_notch_that_can_be_made(lift: Lift, lifter: Lifter, says: str) -> None:
    main = MainLift(replace(lift, sets=4), "R1", 7)
    assert told(next_set(sets_of("5", lift), main, lifter, 3, 3)) == says


def test_where_nothing_lighter_can_be_made_that_was_the_last_set() -> None:
    bar = replace(PULL, load_kg=20)
    found = next_set(sets_of("1 stopped", bar), MainLift(replace(bar, sets=4), "R1", 7), HIM, 3, 3)
    assert told(found) == "end"
    assert found.why is not None
    assert found.why.text == "That was your last set with 20 kg today: a rep stopped moving."


def test_growth_counts_at_one_load() -> None:
    lighter = replace(PULL, load_kg=125)
    sets = [*sets_of("1 grew, 1 grew"), *sets_of("1 grew", lighter)]
    assert told(next_set(sets, MAIN, HIM, 3, 3)) == "on: conventional_deadlift 8 125"


WORDS = ("5", "5, 5", "6", "1 leg new", "0, 3", "1 grew, 1 grew", "1 @9", "1 stopped", "?")


@pytest.mark.parametrize("sets", WORDS)
def test_reasons_are_easy_to_read(sets: str) -> None:
    why = next_set(sets_of(sets), MAIN, HIM, 3, 0 if "3" in sets else 3).why
    assert why is not None
    assert why.judgement
    assert not FEAR.search(why.text)
    assert reading_index(why.text) <= 11


DONE = st.builds(
    SetDone, st.just(PULL), st.none() | st.integers(0, 10), st.sampled_from(get_args(LegSign)),
    st.none() | st.sampled_from((5.0, 8.0, 9.5)), st.booleans(), st.booleans(),
)  # fmt: skip


@given(st.lists(DONE, min_size=1, max_size=3), st.none() | st.integers(0, 5), st.none() | st.integers(0, 5))
def test_no_next_set_is_more_than_the_last(sets: list[SetDone], base: int | None, began: int | None) -> None:
    found = next_set(sets, MAIN, HIM, base, began)
    assert found.step in get_args(Step)
    pains = [one.pain for one in sets if one.pain is not None]
    if any(one.leg in LEG_WORSE for one in sets) or max(pains, default=0) >= 6:
        assert (found.step, found.ask) == ("end", AFTER_RED)
    if found.lift is not None:
        assert sets[-1].pain is not None
        assert found.lift.volume_kg <= PULL.volume_kg
        assert found.step != "on" or (found.lift == PULL and sets[-1].pain <= green_limit(base or 0))
