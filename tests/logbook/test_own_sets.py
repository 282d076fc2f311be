"""Sets told one by one: sent twice they are there once, nothing of an edit is lost, and the session follows them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from liftwell.errors import ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.brought_in import Source, bring_in, undo
from liftwell.logbook.contents import contents
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Done, Lift
from liftwell.training.logged_set import LoggedSet
from liftwell.training.set_sessions import sessions_of
from liftwell.training.workout import Workout, WorkoutSet
from tests.logbook.conftest import a_clock
from tests.logbook.entries import DAY, SETS, SETS_MAKE, logged_set

FLOOR = "conventional_deadlift"
FIRST = LoggedSet(DAY, "a", FLOOR, 1, load_kg=100.0, reps=5, rpe=7.0, pain=2, leg="none")
SECOND = replace(FIRST, token="b", number=2, rpe=8.0, pain=3)
PLAN = json.dumps({"kind": "session", "main": {"exercise": FLOOR, "row": "R1", "light": "day"}})


def changes(shelf: Shelf) -> list[tuple[str, str, str | None]]:
    with shelf.logbook.reading() as connection:
        table = schema.change.c
        rows = connection.execute(select(table.what, table.before, table.after).order_by(table.id)).all()
        return [(row.what, row.before, row.after) for row in rows]


def session(shelf: Shelf) -> Done:
    (found,) = shelf.diary().done
    return found


# --- the same set --------------------------------------------------------------------------------


def test_sets_come_back_in_their_order_whatever_came_first(ann: Shelf) -> None:
    for one in reversed(SETS):
        ann.put(one)
    assert ann.sets() == ann.sets(DAY) == tuple(sorted(SETS, key=lambda one: (one.number, one.token)))
    assert ann.sets(DAY + timedelta(days=1)) == ()
    assert session(ann) == SETS_MAKE


def test_a_set_that_is_sent_twice_is_there_once(ann: Shelf) -> None:
    ann.put(FIRST)
    before = contents(ann.logbook, "Ann")
    ann.put(FIRST)
    ann.put(FIRST, FIRST)
    assert contents(ann.logbook, "Ann") == before
    assert changes(ann) == []
    assert session(ann) == Done(DAY, Lift(FLOOR, 1, 5, 100.0), rpe=7.0, during=2)


def test_an_edit_takes_the_place_and_what_was_stays_among_the_changes(ann: Shelf) -> None:
    ann.put(FIRST, SECOND)
    ann.put(replace(FIRST, pain=7, leg="lower", reps=3))
    assert ann.sets() == (replace(FIRST, pain=7, leg="lower", reps=3), SECOND)
    assert session(ann) == Done(DAY, Lift(FLOOR, 2, 3, 100.0), rpe=8.0, during=7, leg="lower")
    told = changes(ann)
    assert [what for what, _, _ in told] == ["LoggedSet", "Done"]
    assert '"pain": 2' in told[0][1]
    ann.put(FIRST)
    assert session(ann) == Done(DAY, Lift(FLOOR, 2, 5, 100.0), rpe=8.0, during=3)


def test_a_set_that_is_taken_away(ann: Shelf) -> None:
    ann.put(FIRST, SECOND)
    assert ann.take_away(SECOND)
    assert not ann.take_away(SECOND)
    assert (ann.sets(), session(ann).during) == ((FIRST,), 2)
    assert ann.take_away(replace(FIRST, pain=9))  # the same one by its token
    assert (ann.sets(), ann.diary().done) == ((), ())
    assert [after for what, _, after in changes(ann) if what == "LoggedSet"] == [None, None]
    assert '"pain": 2' in [before for what, before, _ in changes(ann) if what == "LoggedSet"][1]


def test_a_set_moves_to_another_day_and_its_session_with_it(ann: Shelf) -> None:
    later = DAY + timedelta(days=2)
    ann.put(FIRST, SECOND)
    ann.put(replace(SECOND, on=later))
    assert [(one.on, one.lift.sets, one.during) for one in ann.diary().done] == [(DAY, 1, 2), (later, 1, 3)]


def test_a_set_of_another_lift_is_another_session(ann: Shelf) -> None:
    ann.put(FIRST, SECOND)
    ann.put(replace(SECOND, exercise="sumo_deadlift"))
    assert [(one.lift.exercise, one.during) for one in ann.diary().done] == [(FLOOR, 3), ("sumo_deadlift", 3)]


def test_tokens_of_two_athletes_do_not_meet(ann: Shelf) -> None:
    ann.logbook.add_athlete("Bo")
    bo = Shelf(ann.logbook, "Bo")
    ann.put(FIRST)
    bo.put(SECOND, replace(FIRST, pain=5))
    assert (ann.sets(), len(bo.sets())) == ((FIRST,), 2)
    ann.logbook.remove_athlete("Bo")
    with ann.logbook.reading() as connection:
        assert connection.execute(select(schema.logged_set.c.token)).all() == [("a",)]


def test_what_no_database_takes_is_said_and_nothing_is_kept(ann: Shelf) -> None:
    with pytest.raises(ImpossibleValue, match="holds no real letters"):
        ann.put(FIRST, replace(SECOND, token="a\x00b"))
    assert (ann.sets(), ann.diary().done) == ((), ())


# --- the session of the sets -----------------------------------------------------------------------


def test_in_whatever_order_taps_are_sent_the_logbook_is_the_same(logbook: Logbook) -> None:
    found = []
    for number, order in enumerate(permutations(SETS[:4])):
        logbook.add_athlete(f"Ann {number}")
        shelf = Shelf(logbook, f"Ann {number}")
        for one in order:
            shelf.put(one)
        told = contents(logbook, shelf.name)
        found.append((told["set"], told["done"]))
    assert all(one == found[0] for one in found)


def test_a_session_of_sets_knows_its_row(ann: Shelf) -> None:
    ann.keep_prescription(DAY, PLAN)
    ann.keep_prescription(DAY, '{"kind": "rest", "main": null}')
    ann.put(FIRST)
    ann.put(SECOND)
    assert (session(ann).row, session(ann).light, session(ann).lift.sets) == ("R1", True, 2)


def test_what_is_told_of_the_session_stays_when_its_sets_change(ann: Shelf) -> None:
    ann.put(FIRST)
    ann.put(replace(session(ann), after=1, relief=True, during=4))
    ann.put(SECOND)
    assert session(ann) == Done(DAY, Lift(FLOOR, 2, 5, 100.0), rpe=8.0, during=4, after=1, relief=True)


def test_a_session_that_is_told_milder_than_its_sets_is_as_bad_as_they_are(ann: Shelf) -> None:
    ann.put(FIRST, replace(SECOND, pain=7))
    ann.put(Done(DAY, Lift(FLOOR, 9, 1, 60.0), rpe=5.0, during=0))
    assert session(ann) == Done(DAY, Lift(FLOOR, 2, 5, 100.0), rpe=8.0, during=7)


def test_a_session_that_was_told_before_gives_way_to_its_sets(ann: Shelf) -> None:
    ann.put(Done(DAY, Lift(FLOOR, 3, 5, 90.0), "R1", during=5, after=2), Done(DAY, Lift(FLOOR, 1, 3, 110.0)))
    ann.put(FIRST)
    assert session(ann) == Done(DAY, Lift(FLOOR, 1, 5, 100.0), "R1", 7.0, during=2, after=2)
    assert [what for what, _, _ in changes(ann)] == ["Done", "Done"]


def test_a_skipped_set_alone_leaves_a_session_that_was_told(ann: Shelf) -> None:
    told = Done(DAY, Lift(FLOOR, 3, 5, 90.0), during=2)
    ann.put(told)
    ann.put(replace(FIRST, load_kg=None, reps=None, skipped=True))
    assert session(ann) == told


def test_a_session_that_is_taken_away_takes_its_sets_along_and_no_others(ann: Shelf) -> None:
    other = replace(FIRST, token="s", exercise="sumo_deadlift")
    drill = LoggedSet(DAY, "d", FLOOR, 1, "other", reps=8)
    ann.put(FIRST, SECOND, other, drill)
    assert ann.take_away(next(one for one in ann.diary().done if one.lift.exercise == FLOOR))
    assert set(ann.sets()) == {other, drill}
    assert session(ann).lift.exercise == "sumo_deadlift"


def test_sets_that_go_and_sets_that_come_do_so_at_once(ann: Shelf) -> None:
    ann.put(FIRST, SECOND)
    ann.put(replace(FIRST, load_kg=90.0), gone=[SECOND, replace(SECOND, token="not there")])
    assert session(ann).lift == Lift(FLOOR, 1, 5, 90.0)


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.tuples(logged_set, st.booleans()), max_size=12))
def test_after_any_taps_the_sessions_are_those_of_the_sets(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[LoggedSet, bool]]
) -> None:
    _examined(Logbook.opened(tmp_path_factory.mktemp("taps") / "logbook.db", a_clock), steps)


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(logged_set, st.booleans()), max_size=12))
def test_after_any_taps_the_sessions_are_those_of_the_sets_in_postgresql(
    logbook: Logbook, steps: list[tuple[LoggedSet, bool]]
) -> None:
    _examined(logbook, steps)


def _examined(logbook: Logbook, steps: list[tuple[LoggedSet, bool]]) -> None:
    logbook.add_athlete("Ann")
    shelf, there = Shelf(logbook, "Ann"), dict[str, LoggedSet]()
    for one, away in steps:
        if away:
            assert shelf.take_away(one) == (there.pop(one.token, None) is not None)
        else:
            shelf.put(one)
            there[one.token] = one
    assert set(shelf.sets()) == set(there.values())
    days = {one.on for one in there.values()}
    made = [one for day in days for one in sessions_of([one for one in there.values() if one.on == day])]
    assert sorted(shelf.diary().done, key=repr) == sorted(made, key=repr)
    logbook.remove_athlete("Ann")


# --- beside another log ----------------------------------------------------------------------------


def test_an_import_brings_no_second_session_and_its_undo_touches_no_set(ann: Shelf) -> None:
    ann.put(FIRST)
    before = contents(ann.logbook, "Ann")
    strong = Workout(DAY, (WorkoutSet("Deadlift", load_kg=100.0, reps=5),))
    bring_in(ann.logbook, "Ann", [strong], Source("Strong", "a.csv", "0" * 64), {"Deadlift": FLOOR})
    assert session(ann).during == 2
    undo(ann.logbook, "Ann")
    assert contents(ann.logbook, "Ann") == before


def test_sets_of_an_imported_session_make_it_the_persons_own(ann: Shelf) -> None:
    strong = Workout(DAY, (WorkoutSet("Deadlift", load_kg=100.0, reps=5),))
    bring_in(ann.logbook, "Ann", [strong], Source("Strong", "a.csv", "0" * 64), {"Deadlift": FLOOR})
    ann.put(FIRST)
    assert session(ann) == Done(DAY, Lift(FLOOR, 1, 5, 100.0), rpe=7.0, during=2)
    undo(ann.logbook, "Ann")
    assert session(ann).during == 2
