"""The gallery shows every exercise and self-test, as the code draws and words it now."""

from __future__ import annotations

import re

import pytest

from bench import docs
from bench.exercises_page import FOLDER, dose_words, exercises_page, pictures
from liftwell.plan.exercise import catalogue, exercise
from liftwell.report.figures import ids

DRAWN = {path.stem: (path, text) for path, text in pictures(docs.DOCS)}


def test_every_picture_has_its_file_and_no_file_is_left_over() -> None:
    assert sorted(DRAWN) == sorted(ids())
    assert sorted(path.stem for path in (docs.DOCS / FOLDER).iterdir()) == sorted(ids())


@pytest.mark.parametrize("key", DRAWN)
def test_pictures_are_what_the_code_draws(key: str) -> None:
    path, text = DRAWN[key]
    assert path.read_text("utf-8") == text


def test_the_page_shows_each_once_and_the_guide_leads_there() -> None:
    shown = re.findall(rf'src="{FOLDER}/(\w+)\.svg"', exercises_page())
    assert sorted(shown) == sorted(ids())
    assert "(../exercises.md)" in (docs.GUIDE / "README.md").read_text("utf-8")


@pytest.mark.parametrize("key", catalogue())
def test_every_dose_is_told_whole(key: str) -> None:
    told = dose_words(exercise(key))
    numbers = [value for value in exercise(key).dose.values() if not isinstance(value, bool | str)]
    flat = [n for value in numbers for n in (value if isinstance(value, tuple) else (value,))]
    assert [f"{n:g}" for n in flat if f"{n:g}" not in re.findall(r"[\d.]+", told)] == []
    assert ("each side" in told) == bool(exercise(key).dose.get("per_side"))


def test_a_dose_reads_as_a_phrase() -> None:
    assert dose_words(exercise("glute_bridge")) == (
        "1 to 2 sets, 12 repetitions, hold 2 s, rest 30 s, 3 to 5 times a week; RPE 5 or less"
    )
    assert dose_words(exercise("sumo_deadlift")) == "by the load table, at most RPE 9"
