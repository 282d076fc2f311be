"""Everything of an athlete goes out and comes back the same, from one kind of database into the other."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftwell.errors import ImpossibleValue
from liftwell.exchange.logbook_json import to_json
from liftwell.logbook import schema
from liftwell.logbook.brought_in import bring_in, undo, workouts_of
from liftwell.logbook.checked import checked_contents
from liftwell.logbook.contents import PLAIN, Content, contents, put_back
from liftwell.logbook.nouns import Noun
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Diary, Morning
from liftwell.training.workout import Workout
from tests.logbook.conftest import a_clock
from tests.logbook.entries import DAY, ONE_OF_EACH, SETS, WORKOUTS, any_entry, logged_set
from tests.logbook.test_brought_in import HEVY, KNOWN, STRONG, a_workout


def export_of(folder: Path, name: str) -> Content:
    """The contents of a new logbook in that folder, with one of everything."""
    logbook = Logbook.opened(folder / "logbook.db", a_clock)
    logbook.add_athlete(name)
    fill(Shelf(logbook, name), folder / "lifter.mp4")
    return contents(logbook, name)


def fill(shelf: Shelf, clip: Path, *, sets: bool = True) -> None:
    """Something in every table; sets: those that are told one by one too."""
    shelf.put(*ONE_OF_EACH)
    shelf.put(Morning(DAY, 9))
    shelf.take_away(ONE_OF_EACH[0])
    shelf.put(ONE_OF_EACH[0])
    if sets:
        shelf.put(*SETS)
    bring_in(shelf.logbook, shelf.name, WORKOUTS[:1], HEVY, KNOWN)
    bring_in(shelf.logbook, shelf.name, WORKOUTS, STRONG, KNOWN)
    for text in ('{"a": 1}', '{"é": "\\u0000"}'):
        shelf.keep_answers(text)
        shelf.keep_prescription(DAY, text)
    shelf.keep_start("{}")
    clip.write_bytes(b"a film")
    shelf.keep_clip(DAY, clip, '{"reps": 4}')


@pytest.fixture
def full(ann: Shelf, tmp_path: Path) -> Shelf:
    fill(ann, tmp_path / "lifter.mp4")
    return ann


@pytest.fixture
def elsewhere(tmp_path: Path) -> Logbook:
    return Logbook.opened(tmp_path / "elsewhere" / "logbook.db", a_clock)


def _entries(diary: Diary) -> list[set[object]]:
    """A diary is in any order."""
    return [set(getattr(diary, one.name)) for one in fields(Diary)]


def test_every_table_is_told(full: Shelf) -> None:
    found = contents(full.logbook, "Ann")
    assert [word for word, rows in found.items() if not rows] == []
    told = {*PLAIN.values(), schema.import_batch, schema.workout, schema.workout_set, schema.done, schema.athlete}
    assert told == set(schema.metadata.tables.values())


def test_no_key_of_the_database_shows(full: Shelf) -> None:
    text = to_json(contents(full.logbook, "Ann"))
    assert "_id" not in text
    assert '"id"' not in text


def test_it_comes_back_the_same_from_one_database_in_the_other(full: Shelf, elsewhere: Logbook) -> None:
    content = checked_contents(contents(full.logbook, "Ann"))
    put_back(elsewhere, content, "Ann")
    there = contents(elsewhere, "Ann")
    assert to_json(there) == to_json(content)
    put_back(full.logbook, there, "Bo")
    assert contents(full.logbook, "Bo") == content | {"athlete": "Bo"}
    bo = Shelf(full.logbook, "Bo")
    assert (bo.outcomes(), bo.answers(), bo.start()) == (full.outcomes(), full.answers(), full.start())
    assert _entries(bo.diary()) == _entries(full.diary())
    assert bo.sets() == full.sets() == tuple(sorted(SETS, key=lambda one: (one.number, one.token)))
    assert workouts_of(full.logbook, "Bo") == WORKOUTS


def test_what_came_back_goes_on_as_before(full: Shelf, elsewhere: Logbook) -> None:
    content = contents(full.logbook, "Ann")
    put_back(elsewhere, content, "Ann")
    for logbook in (full.logbook, elsewhere):
        shelf = Shelf(logbook, "Ann")
        assert bring_in(logbook, "Ann", WORKOUTS, HEVY, KNOWN).known == 2
        shelf.keep_answers("{}")
        shelf.put(Morning(DAY, 4))
        undo(logbook, "Ann")
    assert contents(elsewhere, "Ann") == contents(full.logbook, "Ann")


def test_the_same_facts_give_the_same_text_in_whatever_order_they_came(ann: Shelf) -> None:
    ann.logbook.add_athlete("Bo")
    bo = Shelf(ann.logbook, "Bo")
    ann.put(*ONE_OF_EACH)
    bring_in(ann.logbook, "Ann", WORKOUTS, HEVY, KNOWN)
    bring_in(ann.logbook, "Bo", WORKOUTS[::-1], HEVY, KNOWN)
    bo.put(*reversed(ONE_OF_EACH))
    assert contents(bo.logbook, "Bo") | {"athlete": "Ann"} == contents(ann.logbook, "Ann")


def test_a_name_that_is_taken_changes_nothing(full: Shelf) -> None:
    before = contents(full.logbook, "Ann")
    for name in ("Ann", " Ann "):
        with pytest.raises(ImpossibleValue, match="'Ann' is not empty; give another name with --athlete"):
            put_back(full.logbook, before, name)
    assert contents(full.logbook, "Ann") == before


def test_an_athlete_who_is_empty_is_filled(full: Shelf) -> None:
    full.logbook.add_athlete("Bo")
    content = contents(full.logbook, "Ann")
    put_back(full.logbook, content, "Bo")
    assert contents(full.logbook, "Bo") == content | {"athlete": "Bo"}
    assert full.logbook.athletes() == ("Ann", "Bo")


@pytest.mark.parametrize("word", ["answers", "clip", "done", "set", "workout", "import", "change"])
def test_whoever_has_anything_at_all_is_not_empty(full: Shelf, elsewhere: Logbook, word: str) -> None:
    content = contents(full.logbook, "Ann")
    little = {key: value if key in ("schema", "athlete", word) else [] for key, value in content.items()}
    unlinked = {"workout": {"import": None}, "done": {"workout": None}}.get(word, {})
    little[word] = [row | unlinked for row in little[word]]
    put_back(elsewhere, checked_contents(little), "Bo")
    with pytest.raises(ImpossibleValue, match="not empty"):
        put_back(elsewhere, content, "Bo")
    assert contents(elsewhere, "Bo") == little | {"athlete": "Bo"}


def test_all_or_nothing(full: Shelf, elsewhere: Logbook) -> None:
    broken = deepcopy(contents(full.logbook, "Ann"))
    broken["change"][-1]["what"] = None
    with pytest.raises(Exception, match=r"NOT NULL|null value"):
        put_back(elsewhere, broken, "Ann")
    assert elsewhere.athletes() == ()


@pytest.mark.parametrize("name", ["", "x" * 81, "a\nb\x00"])
def test_a_name_that_is_none(full: Shelf, elsewhere: Logbook, name: str) -> None:
    with pytest.raises(ImpossibleValue, match="needs a name"):
        put_back(elsewhere, contents(full.logbook, "Ann"), name)
    assert elsewhere.athletes() == ()


def test_nobody_of_that_name(logbook: Logbook) -> None:
    with pytest.raises(ImpossibleValue, match="no athlete 'Ann'"):
        contents(logbook, "Ann")


def test_an_empty_athlete(ann: Shelf, elsewhere: Logbook) -> None:
    content: Content = checked_contents(contents(ann.logbook, "Ann"))
    put_back(elsewhere, content, "Ann")
    assert contents(elsewhere, "Ann") == content


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(any_entry | logged_set, max_size=8), workouts=st.lists(a_workout, max_size=4))
def test_any_contents_come_back(logbook: Logbook, entries: list[Noun], workouts: list[Workout]) -> None:
    logbook.add_athlete("Ann")
    ann = Shelf(logbook, "Ann")
    ann.put(*entries)
    bring_in(logbook, "Ann", workouts, HEVY, KNOWN)
    content = checked_contents(contents(logbook, "Ann"))
    put_back(logbook, content, "Bo")
    assert contents(logbook, "Bo") == content | {"athlete": "Bo"}
    assert workouts_of(logbook, "Bo") == workouts_of(logbook, "Ann")
    for name in ("Ann", "Bo"):
        logbook.remove_athlete(name)
