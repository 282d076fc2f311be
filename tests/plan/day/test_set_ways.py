"""Whatever happens in the sets of a day, the stop rule leads only to lifts that a page was given beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from liftwell.plan.day.set_ways import limits_of, ways_of
from liftwell.plan.day.stop_rule import SetDone, next_set
from liftwell.plan.equipment import Equipment
from liftwell.plan.lifter import Lifter
from liftwell.plan.prescription import MainLift
from liftwell.training.diary import Lift

OWNERS: Final = [["barbell", "blocks"], ["barbell"], ["kettlebells 8-24"], ["trap bar", "blocks"]]
LIFTS: Final = [
    Lift("conventional_deadlift", 4, 8, 140.0), Lift("sumo_deadlift", 5, 6, 100.0, 0.0, (2, 2, 2)),
    Lift("kb_deadlift_floor", 3, 10, 20.0), Lift("trap_bar_high", 8, 3, 60.0),
    Lift("conventional_deadlift", 3, 1, 20.0),
]  # fmt: skip
SETS: Final = st.lists(st.tuples(st.integers(0, 6), st.sampled_from([None, 6.0, 9.0]), st.booleans()), max_size=9)


def setting(owned: list[str], lift: Lift) -> tuple[MainLift, Lifter]:
    return MainLift(lift, "R1", 7), Lifter(began=date(2026, 9, 1), equipment=Equipment.of(owned))


@given(st.sampled_from(OWNERS), st.sampled_from(LIFTS), st.integers(0, 5), st.integers(0, 5), SETS)
def test_every_next_set_is_among_the_ways(
    owned: list[str], lift: Lift, base: int, began: int, felt: list[tuple[int, float | None, bool]]
) -> None:
    main, lifter = setting(owned, lift)
    ways = ways_of(main, lifter)
    assert len(ways) <= 3 * lift.sets**2
    done: list[SetDone] = []
    at = 0
    for pain, rpe, stopped in felt:
        done.append(SetDone(ways[at].lift, pain, "none", rpe, stopped=stopped))
        found = next_set(done, main, lifter, base, began)
        if found.lift is None:
            break
        following = {"on": at, "gentler": ways[at].gentler, "lighter": ways[at].lighter}[found.step]
        assert following is not None
        assert ways[following].lift == found.lift
        if found.step == "gentler":
            assert found.why is not None
            assert found.why.text.endswith(ways[at].words)
        at = following


def test_the_first_way_is_one_set_as_planned() -> None:
    main, lifter = setting(*(OWNERS[0], LIFTS[0]))
    assert ways_of(main, lifter)[0].lift == replace(LIFTS[0], sets=1)


def test_the_limits_are_those_of_the_rule() -> None:
    main, _ = setting(OWNERS[0], LIFTS[0])
    known, unknown = limits_of(main, 3, 2), limits_of(main, None, None)
    assert (known.green, known.red, known.rise, known.began, known.rpe) == (4, 6, 3, 2, 8.0)
    assert (unknown.base, unknown.began) == (0, None)
