"""A logbook is one thing at a time: a transaction is kept whole or not at all, and a view does not change under way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue
from liftwell.logbook import schema
from liftwell.logbook.fits import fits, storable
from liftwell.logbook.shelf import Shelf
from liftwell.logbook.store import Logbook, named
from liftwell.training.diary import Morning, OtherWork
from liftwell.training.outcome import Outcome
from liftwell.training.override import Override
from tests.logbook.conftest import a_clock
from tests.logbook.entries import DAY


def test_opened_again_it_is_the_same(place: Path | str, ann: Shelf) -> None:
    ann.put(Morning(DAY, 2))
    again = Shelf(Logbook.opened(place, a_clock), "Ann")
    assert again.diary().mornings == (Morning(DAY, 2),)


def test_a_transaction_that_fails_leaves_nothing(logbook: Logbook) -> None:
    def cut() -> None:
        with logbook.writing() as connection:
            connection.execute(insert(schema.athlete).values(name="Ann"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cut()
    assert logbook.athletes() == ()


def test_a_view_does_not_change_under_way(place: Path | str, ann: Shelf) -> None:
    with ann.logbook.reading() as connection:
        count = text("SELECT count(*) FROM athlete")
        assert connection.scalar(count) == 1
        Logbook.opened(place, a_clock).add_athlete("Bo")
        assert connection.scalar(count) == 1
    assert ann.logbook.athletes() == ("Ann", "Bo")


def test_who_waits_too_long_is_told_so(place: Path | str, logbook: Logbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liftwell.logbook.engine.WAIT_S", 1)
    monkeypatch.setattr("liftwell.logbook.engine._PRAGMAS", ("busy_timeout = 100",))
    other = Logbook.opened(place, a_clock)
    with logbook.writing(), pytest.raises(CannotWrite, match=r"has been busy .* seconds; nothing was written"):
        other.add_athlete("Bo")
    other.add_athlete("Bo")
    assert logbook.athletes() == ("Bo",)


def test_what_a_database_cannot_understand_is_no_traceback(logbook: Logbook) -> None:
    with pytest.raises((CannotRead, CannotWrite)), logbook.reading() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_what_is_too_long_for_a_column_is_named_as_that(logbook: Logbook) -> None:
    with pytest.raises(ImpossibleValue, match="too long"), logbook.writing() as connection:
        connection.execute(insert(schema.athlete).values(name="x" * 300))
    assert logbook.athletes() == ()


# --- names -----------------------------------------------------------------------------------------


def test_a_name_loses_the_space_around_it() -> None:
    assert named("  Ana   María ") == "Ana María"


@pytest.mark.parametrize("name", ["Ana María", "Zoë", "李雷", "x" * 80, "O'Brien; DROP TABLE athlete", "%_"])
def test_any_real_name(logbook: Logbook, name: str) -> None:
    logbook.add_athlete(name)
    logbook.add_athlete("Bo")
    Shelf(logbook, name).put(Morning(DAY, 1))
    assert set(logbook.athletes()) == {name, "Bo"}
    logbook.rename_athlete(name, "Cy")
    assert Shelf(logbook, "Cy").diary().mornings == (Morning(DAY, 1),)


def test_a_rename_to_the_same_name(ann: Shelf) -> None:
    ann.logbook.rename_athlete("Ann", " Ann")
    assert ann.logbook.athletes() == ("Ann",)


@pytest.mark.parametrize("name", ["", "\ud83d", "a\x00b"])
def test_a_name_that_is_none_is_no_traceback_anywhere(logbook: Logbook, name: str) -> None:
    for step in (
        lambda: logbook.add_athlete(name),
        lambda: logbook.remove_athlete(name),
        lambda: logbook.rename_athlete("Ann", name),
        lambda: Shelf(logbook, name).diary(),
    ):
        with pytest.raises(ImpossibleValue, match="needs a name"):
            step()


def test_only_ten_of_many_names_are_told(logbook: Logbook) -> None:
    for number in range(12):
        logbook.add_athlete(f"A{number:02}")
    with pytest.raises(ImpossibleValue, match=r"A08, A09\. Add one"):
        logbook.remove_athlete("Bo")


# --- values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "noun",
    [
        OtherWork(DAY, "x" * 201),
        OtherWork(DAY, "rows\x00"),
        OtherWork(DAY, "\ud83d"),
        OtherWork(DAY, "rows", float("inf")),
        Outcome(DAY, "PSFS", 4, "x" * 201),
        Override(DAY, "coach", "lighter", 50, "\ud83d"),
    ],
)
def test_what_no_column_takes_is_one_sentence_in_both_databases(ann: Shelf, noun: OtherWork | Outcome) -> None:
    with pytest.raises(ImpossibleValue, match=r"cannot be .*too long or too large"):
        ann.put(Morning(DAY, 1), noun)
    assert ann.diary().mornings == ()


def test_the_longest_that_a_column_takes(ann: Shelf) -> None:
    work = OtherWork(DAY, "é" * 200)
    ann.put(work, replace(work, what="rows"))
    assert ann.diary().other == (work, replace(work, what="rows"))


@pytest.mark.parametrize(
    ("column", "taken", "refused"),
    [
        (schema.morning.c.pain, (0, -1, 2**31 - 1), (2**31, True, 1.0, "1", None)),
        (schema.morning.c.leg, (True, False, None), (1, 0, "yes")),
        (schema.morning.c.on, (DAY,), ("2026-03-02", a_clock(), None)),
        (schema.sign.c.value, (1, 1.5, None, -(2**53)), (True, float("nan"), float("-inf"), 2**54, 10**400, "1")),
        (schema.sign.c.side, ("left", None), ("x" * 11, "a\x00", "\udcff", 1)),
        (schema.clip.c.path, ("x" * 10_000, ""), (None, b"x")),
    ],
)
def test_what_fits(column: object, taken: tuple[object, ...], refused: tuple[object, ...]) -> None:
    assert [value for value in taken if not fits(value, column)] == []  # type: ignore[arg-type]
    assert [value for value in refused if fits(value, column)] == []  # type: ignore[arg-type]


def test_what_is_storable() -> None:
    told = ["é\x00\ud83d", float("nan"), float("inf"), 2.5, 3, None, DAY]
    assert [storable(one) for one in told] == ["é?", None, None, 2.5, 3, None, DAY]


# --- clips -----------------------------------------------------------------------------------------


def test_a_clip_measured_again_takes_the_place_of_the_old(ann: Shelf, tmp_path: Path) -> None:
    clip = tmp_path / "lifter.mp4"
    clip.write_bytes(b"a film")
    ann.keep_clip(DAY, clip, '{"a": 1}')
    ann.keep_clip(DAY, clip, '{"a": 2}')
    assert ann.analyses() == ((DAY, '{"a": 2}'),)


def test_a_clip_with_a_name_that_is_no_text(ann: Shelf, tmp_path: Path) -> None:
    clip = tmp_path / "lifter\udcff.mp4"
    clip.write_bytes(b"a film")
    ann.keep_clip(DAY, clip, "{}")
    assert ann.analyses() == ((DAY, "{}"),)


def test_a_clip_that_is_not_there(ann: Shelf, tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"cannot be read \(No such file"):
        ann.keep_clip(DAY, tmp_path / "none.mp4", "{}")
    assert ann.analyses() == ()
