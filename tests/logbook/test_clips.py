"""How long clips are kept: one choice for all clips of an athlete, which the next clip takes over."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from liftwell.errors import ImpossibleValue
from liftwell.logbook.checked import checked_contents
from liftwell.logbook.clips import KeptClip, clips_of, forget, keep_for, kept_by_others, last_day
from liftwell.logbook.contents import contents, put_back
from liftwell.logbook.shelf import Shelf
from tests.logbook.entries import DAY

MONTH = timedelta(days=30)


def put(shelf: Shelf, path: Path, on: date = DAY) -> date | None:
    path.write_bytes(path.name.encode())
    return shelf.keep_clip(on, path, "{}")


def last_days(shelf: Shelf) -> list[date | None]:
    return [one.kept_until for one in clips_of(shelf)]


def test_a_clip_is_always_kept_until_somebody_chooses(ann: Shelf, tmp_path: Path) -> None:
    assert put(ann, tmp_path / "a.mp4") is None
    (one,) = clips_of(ann)
    assert (one.on, one.path, one.kept_until) == (DAY, tmp_path / "a.mp4", None)
    assert not one.past(date.max)


def test_the_choice_holds_for_those_there_and_those_to_come(ann: Shelf, tmp_path: Path) -> None:
    put(ann, tmp_path / "a.mp4")
    put(ann, tmp_path / "b.mp4", DAY + MONTH)
    assert [one.kept_until for one in keep_for(ann, 30)] == [DAY + MONTH, DAY + 2 * MONTH]
    assert put(ann, tmp_path / "c.mp4", DAY + 2 * MONTH) == DAY + 3 * MONTH
    keep_for(ann, None)
    assert put(ann, tmp_path / "d.mp4", DAY) is None
    assert last_days(ann) == [None] * 4


def test_measured_again_a_clip_has_the_day_anew_and_the_same_choice(ann: Shelf, tmp_path: Path) -> None:
    put(ann, tmp_path / "a.mp4")
    keep_for(ann, 30)
    assert put(ann, tmp_path / "a.mp4", DAY + MONTH) == DAY + 2 * MONTH
    assert last_days(ann) == [DAY + 2 * MONTH]


def test_the_choice_goes_with_an_export(ann: Shelf, tmp_path: Path) -> None:
    put(ann, tmp_path / "a.mp4")
    keep_for(ann, 30)
    put_back(ann.logbook, checked_contents(contents(ann.logbook, "Ann")), "Bo")
    assert put(Shelf(ann.logbook, "Bo"), tmp_path / "b.mp4") == DAY + MONTH


def test_a_clip_is_past_on_the_day_after_its_last() -> None:
    one = KeptClip(DAY, Path("a.mp4"), "0" * 64, last_day(DAY, 0))
    assert [one.past(DAY + timedelta(days=days)) for days in (-1, 0, 1)] == [False, False, True]


def test_no_day_is_after_the_last_of_the_calendar(ann: Shelf, tmp_path: Path) -> None:
    assert last_day(date.max, 30) == date.max
    put(ann, tmp_path / "a.mp4")
    keep_for(ann, 36_500)
    assert put(ann, tmp_path / "b.mp4", date.max) == date.max


@pytest.mark.parametrize("days", [-1, 36_501])
def test_days_there_cannot_be(ann: Shelf, tmp_path: Path, days: int) -> None:
    put(ann, tmp_path / "a.mp4")
    with pytest.raises(ImpossibleValue, match="0 to 36500 days"):
        keep_for(ann, days)
    assert last_days(ann) == [None]


def test_a_choice_needs_a_clip(ann: Shelf) -> None:
    with pytest.raises(ImpossibleValue, match="Ann has no clips yet"):
        keep_for(ann, 30)


def test_what_another_keeps_and_what_is_forgotten(ann: Shelf, tmp_path: Path) -> None:
    ann.logbook.add_athlete("Bo")
    bo = Shelf(ann.logbook, "Bo")
    for shelf in (ann, bo):
        put(shelf, tmp_path / "a.mp4")
    keep_for(bo, 30)
    (clip,) = clips_of(bo)
    assert kept_by_others(ann.logbook, "Ann", DAY + MONTH) == {clip.sha256}
    assert kept_by_others(ann.logbook, "Ann", DAY + 2 * MONTH) == frozenset()
    assert kept_by_others(ann.logbook, "Bo", date.max) == {clip.sha256}
    forget(ann, clips_of(ann))
    assert (clips_of(ann), ann.analyses(), clips_of(bo)) == ((), (), (clip,))
