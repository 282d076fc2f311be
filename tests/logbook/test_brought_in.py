"""History brought in twice is there once, and taken away it leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logbook_json import to_json
from liftwell.logbook.brought_in import (
    Brought,
    Source,
    bring_in,
    fingerprint,
    hinges_of,
    there_already,
    undo,
    workouts_of,
)
from liftwell.logbook.contents import contents
from liftwell.logbook.nouns import Noun
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Done, Lift, Morning
from liftwell.training.workout import Workout, WorkoutSet
from tests.logbook.conftest import a_clock
from tests.logbook.entries import ONE_OF_EACH, WORKOUTS, any_entry

HEVY = Source("Hevy", "workouts.csv", "ab" * 32)
STRONG = Source("Strong", "strong.csv", "cd" * 32)
KNOWN = {"Deadlift (Barbell)": "conventional_deadlift", "Sumo": "sumo_deadlift"}

_numbers = st.none() | st.floats(0, 900, width=32)
_words = st.text(max_size=8)
_sets = st.builds(
    WorkoutSet, st.sampled_from(["Deadlift (Barbell)", "Sumo", "Row"]),
    st.sampled_from(["work", "warm-up", "drop", "failure"]), _numbers, st.none() | st.integers(0, 1000),
    st.none() | st.floats(0, 10, width=16), _numbers, _numbers, _words,
)  # fmt: skip
a_workout = st.builds(
    Workout, st.dates(date(2000, 1, 1), date(2026, 12, 31)), st.lists(_sets, max_size=4).map(tuple),
    st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2026, 1, 1)), _words, _words, _numbers,  # noqa: DTZ001
)  # fmt: skip


def exported(shelf: Shelf) -> str:
    return to_json(contents(shelf.logbook, shelf.name))


def brought(shelf: Shelf, workouts: tuple[Workout, ...] = WORKOUTS, source: Source = HEVY) -> Brought:
    return bring_in(shelf.logbook, shelf.name, workouts, source, KNOWN)


def test_what_is_brought_in_is_read_back(ann: Shelf) -> None:
    assert brought(ann) == Brought(2, 5, 1, 0)
    assert workouts_of(ann.logbook, "Ann") == WORKOUTS
    (done,) = ann.diary().done
    assert done == Done(date(2020, 5, 1), Lift("conventional_deadlift", 2, 4, 100.0), rpe=9.0, imported=True)


def test_brought_in_twice_it_is_there_once(ann: Shelf) -> None:
    brought(ann)
    before = exported(ann)
    assert brought(ann) == Brought(0, 0, 0, 2)
    assert brought(ann, source=STRONG) == Brought(0, 0, 0, 2)
    assert exported(ann) == before


def test_what_is_there_already_is_told_of_each_athlete(ann: Shelf) -> None:
    ann.logbook.add_athlete("Bo")
    assert there_already(ann.logbook, "Ann", WORKOUTS) == ()
    brought(ann, WORKOUTS[:1])
    assert there_already(ann.logbook, "Ann", WORKOUTS) == WORKOUTS[:1]
    assert there_already(ann.logbook, "Bo", WORKOUTS) == ()


def test_a_longer_file_brings_what_is_new(ann: Shelf) -> None:
    brought(ann, WORKOUTS[:1])
    assert brought(ann) == Brought(1, 1, 0, 1)
    assert workouts_of(ann.logbook, "Ann") == WORKOUTS


def test_the_same_workout_twice_in_one_file(ann: Shelf) -> None:
    assert brought(ann, (*WORKOUTS, WORKOUTS[0])) == Brought(2, 5, 1, 1)


def test_undone_the_export_is_the_same_to_the_byte(ann: Shelf) -> None:
    ann.put(*ONE_OF_EACH)
    brought(ann, WORKOUTS[:1])
    before = exported(ann)
    brought(ann)
    assert exported(ann) != before
    assert undo(ann.logbook, "Ann") == HEVY
    assert exported(ann) == before


def test_imports_are_undone_newest_first_until_there_is_none(ann: Shelf) -> None:
    texts = [exported(ann)]
    for number, source in enumerate((HEVY, STRONG)):
        brought(ann, WORKOUTS[number : number + 1], source)
        texts.append(exported(ann))
    for text, source in zip(texts[-2::-1], (STRONG, HEVY), strict=True):
        assert undo(ann.logbook, "Ann") == source
        assert exported(ann) == text
    with pytest.raises(ImpossibleValue, match="Nothing has been imported for Ann, so there is nothing to undo"):
        undo(ann.logbook, "Ann")


def test_each_athlete_has_their_own(ann: Shelf) -> None:
    bo = Shelf(ann.logbook, "Bo")
    ann.logbook.add_athlete("Bo")
    assert brought(ann) == brought(bo)
    before = exported(bo)
    undo(ann.logbook, "Ann")
    assert exported(bo) == before
    assert workouts_of(ann.logbook, "Ann") == ()


def test_nobody_of_that_name(ann: Shelf) -> None:
    for step in (lambda: brought(Shelf(ann.logbook, "Bo")), lambda: undo(ann.logbook, "Bo")):
        with pytest.raises(ImpossibleValue, match="no athlete 'Bo'"):
            step()


def test_all_or_nothing(ann: Shelf) -> None:
    before = exported(ann)

    def cut(done: int, total: int) -> None:
        assert total == 2
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(ann.logbook, "Ann", WORKOUTS, HEVY, KNOWN, cut)
    assert exported(ann) == before


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A logbook that many examples fill, each for an athlete of its own."""
    logbook = Logbook.opened(tmp_path_factory.mktemp("books") / "logbook.db", a_clock)
    return Shelf(logbook, "Ann")


def _examined(shelf: Shelf, entries: list[Noun], earlier: list[Workout], workouts: list[Workout]) -> None:
    shelf.logbook.add_athlete(shelf.name)
    shelf.put(*entries)
    brought(shelf, tuple(earlier), STRONG)
    before = exported(shelf)
    new = brought(shelf, tuple(workouts)).workouts
    once = exported(shelf)
    assert brought(shelf, tuple(workouts)) == Brought(0, 0, 0, len(workouts))
    assert exported(shelf) == once
    assert {fingerprint(one) for one in workouts} | {fingerprint(one) for one in earlier} == {
        one["fingerprint"] for one in contents(shelf.logbook, shelf.name)["workout"]
    }
    if new:
        undo(shelf.logbook, shelf.name)
    assert exported(shelf) == before
    shelf.logbook.remove_athlete(shelf.name)


@settings(max_examples=40, deadline=None)
@given(st.lists(any_entry, max_size=4), st.lists(a_workout, max_size=3), st.lists(a_workout, max_size=4))
def test_any_import_leaves_no_trace(
    books: Shelf, entries: list[Noun], earlier: list[Workout], workouts: list[Workout]
) -> None:
    _examined(books, entries, earlier, workouts)


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.lists(any_entry, max_size=4),
    earlier=st.lists(a_workout, max_size=3),
    workouts=st.lists(a_workout, max_size=4),
)
def test_any_import_leaves_no_trace_in_postgresql(
    logbook: Logbook, entries: list[Noun], earlier: list[Workout], workouts: list[Workout]
) -> None:
    _examined(Shelf(logbook, "Ann"), entries, earlier, workouts)


# --- what the person told stands ----------------------------------------------------------------------


def test_what_was_told_of_an_imported_session_stays_when_the_import_is_undone(ann: Shelf) -> None:
    brought(ann)
    (imported,) = ann.diary().done
    told = replace(imported, imported=False, during=3, after=2)
    ann.put(told)
    assert ann.diary().done == (told,)
    undo(ann.logbook, "Ann")
    assert ann.diary().done == (told,)
    assert brought(ann) == Brought(2, 5, 0, 0)
    assert ann.diary().done == (told,)


def test_a_session_that_was_told_is_not_brought_a_second_time(ann: Shelf) -> None:
    told = Done(date(2020, 5, 1), Lift("conventional_deadlift", 2, 4, 100.0), during=3)
    ann.put(told, Morning(date(2020, 5, 2), 1))
    before = exported(ann)
    assert brought(ann) == Brought(2, 5, 0, 0)
    assert ann.diary().done == (told,)
    undo(ann.logbook, "Ann")
    assert exported(ann) == before


def test_a_session_that_was_taken_away_does_not_come_again(ann: Shelf) -> None:
    brought(ann)
    ann.take_away(ann.diary().done[0])
    brought(ann)
    assert ann.diary().done == ()


# --- what a file may hold ------------------------------------------------------------------------------


def test_what_no_database_takes_is_left_out(ann: Shelf) -> None:
    odd = Workout(
        date(2020, 5, 1),
        (WorkoutSet("Row\x00", note="half \ud83d", seconds=float("nan"), distance_m=float("inf")),),
        title="a\x00b",
        seconds=float("inf"),
    )
    name = Source("Hevy", "caf\udce9.csv", "0" * 64)
    assert brought(ann, (odd,), name).workouts == 1
    assert brought(ann, (odd,), name).known == 1
    (found,) = workouts_of(ann.logbook, "Ann")
    assert found == Workout(odd.on, (WorkoutSet("Row", note="half ?"),), title="ab")
    assert undo(ann.logbook, "Ann").file_name == "caf?.csv"


def test_a_workout_without_sets(ann: Shelf) -> None:
    rest = Workout(date(2020, 5, 1), ())
    assert brought(ann, (rest,)) == Brought(1, 0, 0, 0)
    assert workouts_of(ann.logbook, "Ann") == (rest,)


def test_nothing_at_all(ann: Shelf) -> None:
    before = exported(ann)
    assert brought(ann, ()) == Brought(0, 0, 0, 0)
    assert exported(ann) == before


def test_years_of_sets(ann: Shelf) -> None:
    days = [date(2016, 1, 1) + timedelta(days=2 * number) for number in range(300)]
    years = tuple(replace(WORKOUTS[0], on=day, started=None) for day in days)
    heard: list[tuple[int, int]] = []
    found = bring_in(ann.logbook, "Ann", years, HEVY, KNOWN, lambda done, total: heard.append((done, total)))
    assert found == Brought(300, 1200, 300, 0)
    assert heard == [(number, 300) for number in range(1, 301)]
    assert workouts_of(ann.logbook, "Ann") == years


# --- hinges --------------------------------------------------------------------------------------------


def _hinges(*sets: WorkoutSet) -> list[Lift]:
    return [one.lift for one in hinges_of(Workout(date(2020, 5, 1), sets), KNOWN)]


def test_a_hinge_is_the_heaviest_sets_of_its_lift() -> None:
    pull = WorkoutSet("Deadlift (Barbell)", "work", 100.0, 5)
    sets = (pull, replace(pull, load_kg=120.0, reps=3), replace(pull, load_kg=120.0, reps=2), WorkoutSet("Row"))
    assert _hinges(*sets) == [Lift("conventional_deadlift", 2, 2, 120.0)]


def test_two_lifts_are_two_hinges_in_their_order() -> None:
    found = _hinges(WorkoutSet("Sumo", "work", 80.0, 5), WorkoutSet("Deadlift (Barbell)", "work", 100.0, 5))
    assert [one.exercise for one in found] == ["sumo_deadlift", "conventional_deadlift"]


@pytest.mark.parametrize(
    "changed",
    [{"kind": "warm-up"}, {"load_kg": None}, {"load_kg": 0.0}, {"load_kg": 601.0}, {"reps": None}, {"reps": 0}],
)
def test_what_is_no_hinge(changed: dict[str, object]) -> None:
    pull = WorkoutSet("Deadlift (Barbell)", "work", 100.0, 5)
    assert _hinges(replace(pull, **changed)) == []  # type: ignore[arg-type]


def test_more_than_a_lift_can_have() -> None:
    pull = WorkoutSet("Deadlift (Barbell)", "work", 20.0, 1000)
    assert _hinges(*[pull] * 60) == [Lift("conventional_deadlift", 50, 200, 20.0)]


# --- fingerprints --------------------------------------------------------------------------------------


def test_a_title_does_not_make_another_workout_but_a_set_or_a_time_does() -> None:
    one = WORKOUTS[0]
    assert fingerprint(replace(one, title="Morning", note="", seconds=None)) == fingerprint(one)
    others = (
        replace(one, sets=one.sets[:-1]),
        replace(one, sets=one.sets[::-1]),
        replace(one, on=date(2020, 5, 2)),
        replace(one, started=None),
        replace(one, sets=(replace(one.sets[0], reps=6), *one.sets[1:])),
    )
    assert len({fingerprint(other) for other in (one, *others)}) == 6


def test_a_fingerprint_is_for_good() -> None:
    """What was brought in by an older liftwell must still be known: this may not change."""
    assert fingerprint(WORKOUTS[1]) == "d7ede02a32c583a63bdb94bfc222f3a30c1641c21efa646fbbcd9b96adf41167"
