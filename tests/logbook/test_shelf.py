"""What is written is read back, nothing is lost on the way, and the same thing told again is one entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from liftwell.errors import ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.nouns import KEPT, Noun, noun_of, row_of
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook
from liftwell.training.diary import Done, Morning
from tests.logbook.conftest import a_clock
from tests.logbook.entries import DAY, ONE_OF_EACH, any_entry, logged_set


def test_one_of_each_comes_back(ann: Shelf) -> None:
    ann.put(*ONE_OF_EACH)
    diary = ann.diary()
    lists = (diary.done, diary.mornings, diary.other, diary.signs, diary.checks, diary.overrides, ann.outcomes())
    assert [noun for listed in lists for noun in listed] == list(ONE_OF_EACH)


@given(any_entry | logged_set)
def test_any_entry_survives_its_row(noun: Noun) -> None:
    assert noun_of(type(noun), row_of(noun)) == noun  # type: ignore[type-var]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(any_entry, max_size=6))
def test_any_entries_survive_the_database(tmp_path_factory: pytest.TempPathFactory, entries: list[Noun]) -> None:
    logbook = Logbook.opened(tmp_path_factory.mktemp("any") / "logbook.db", a_clock)
    logbook.add_athlete("Ann")
    shelf = Shelf(logbook, "Ann")
    shelf.put(*entries)
    newest = {(type(noun), *(row_of(noun)[name] for name in KEPT[type(noun)].key)): noun for noun in entries}
    diary = shelf.diary()
    found = {*diary.done, *diary.mornings, *diary.overrides}
    assert found == set(newest.values())


def test_told_again_it_takes_the_place_of_the_old_which_stays_among_the_changes(ann: Shelf) -> None:
    ann.put(Morning(DAY, 2))
    ann.put(Morning(DAY, 2))
    assert not _changes(ann)
    ann.put(Morning(DAY, 5, leg=True))
    assert ann.diary().mornings == (Morning(DAY, 5, leg=True),)
    ((before, after),) = _changes(ann)
    assert '"pain": 2' in before
    assert after is not None
    assert '"pain": 5' in after


def test_what_is_taken_away_stays_among_the_changes(ann: Shelf) -> None:
    done = ONE_OF_EACH[0]
    ann.put(*ONE_OF_EACH)
    assert ann.take_away(done)
    assert not ann.take_away(done)
    assert done not in ann.diary().done
    ((before, after),) = _changes(ann)
    assert '"load_kg": 62.5' in before
    assert after is None


def test_all_or_nothing(ann: Shelf) -> None:
    ann.put(Morning(DAY, 2))
    broken = replace(ONE_OF_EACH[0], on=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"NULL|null"):
        ann.put(Morning(DAY, 9), broken)
    assert ann.diary().mornings == (Morning(DAY, 2),)


def test_two_athletes_do_not_see_each_other(logbook: Logbook) -> None:
    for name in ("Ann", "Bo"):
        logbook.add_athlete(name)
    Shelf(logbook, "Ann").put(Morning(DAY, 2))
    assert Shelf(logbook, "Bo").diary().mornings == ()
    logbook.rename_athlete("Ann", "Anna")
    assert Shelf(logbook, "Anna").diary().mornings == (Morning(DAY, 2),)
    logbook.remove_athlete("Anna")
    assert logbook.athletes() == ("Bo",)
    with logbook.reading() as connection:
        assert connection.execute(select(schema.morning)).all() == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\nb\x00"])
def test_a_name_that_is_none(logbook: Logbook, name: str) -> None:
    with pytest.raises(ImpossibleValue, match="1 to 80 letters"):
        logbook.add_athlete(name)


def test_a_name_that_is_taken_or_not_there(logbook: Logbook) -> None:
    with pytest.raises(ImpossibleValue, match="there is none yet"):
        Shelf(logbook, "Ann").diary()
    logbook.add_athlete("Ann")
    logbook.add_athlete("Bo")
    with pytest.raises(ImpossibleValue, match="already"):
        logbook.add_athlete(" Ann ")
    with pytest.raises(ImpossibleValue, match="already"):
        logbook.rename_athlete("Ann", "Bo")
    with pytest.raises(ImpossibleValue, match="there are Ann, Bo"):
        Shelf(logbook, "Cy").put(Morning(DAY, 1))


def test_answers_are_kept_in_every_version(ann: Shelf) -> None:
    assert ann.answers() is None
    ann.keep_answers("{}")
    ann.keep_answers('{"a": 1}')
    assert ann.answers() == '{"a": 1}'
    with ann.logbook.reading() as connection:
        assert len(connection.execute(select(schema.answers)).all()) == 2


def test_what_was_prescribed_stays(ann: Shelf) -> None:
    assert ann.prescribed(DAY) is None
    for text in ("one", "one", "two"):
        ann.keep_prescription(DAY, text)
    assert ann.prescribed(DAY) == "one"
    assert ann.prescriptions() == ((DAY, "two"),)


def test_the_start_is_one(ann: Shelf) -> None:
    ann.keep_start("a")
    ann.keep_start("b")
    assert ann.start() == "b"


def test_two_that_write_by_turns(place: Path | str, ann: Shelf) -> None:
    other = Shelf(Logbook.opened(place, a_clock), "Ann")
    days = [DAY + timedelta(days=number) for number in range(20)]
    for number, day in enumerate(days):
        (ann if number % 2 else other).put(Morning(day, 1))
    assert [one.on for one in ann.diary().mornings] == days


def test_an_order_that_days_decide(ann: Shelf) -> None:
    for day in (date(2026, 3, 9), date(2026, 3, 1), date(2026, 3, 5)):
        ann.put(Done(day, ONE_OF_EACH[0].lift))
    assert [one.on.day for one in ann.diary().done] == [1, 5, 9]


def _changes(shelf: Shelf) -> list[tuple[str, str | None]]:
    with shelf.logbook.reading() as connection:
        rows = connection.execute(select(schema.change.c.before, schema.change.c.after)).all()
        return [(row.before, row.after) for row in rows]
