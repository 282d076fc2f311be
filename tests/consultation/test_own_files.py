"""The answers and the diary that were kept in files move into the logbook, and the plan stays the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import liftwell
from liftwell.cli.book import opened_logbook
from liftwell.logbook.shelf import Shelf
from tests.cli.conftest import Said
from tests.cli.logbook import WELL, everything

Command = Callable[..., Said]
DEMO = Path(liftwell.__file__).parent / "demo"
ANSWERS, DIARY = DEMO / "lifter.toml", DEMO / "diary.toml"
ON = ("--on", "2026-11-26")


@pytest.fixture(autouse=True)
def today(clock: Callable[[str], None]) -> None:
    clock("2026-11-26")


def without_clips(folder: Path) -> Path:
    """The answers of the demo, whose clips lie elsewhere."""
    text = ANSWERS.read_text("utf-8")
    path = folder / "me.toml"
    path.write_text("\n".join(line for line in text.split("[[clip]]", 1)[0].splitlines()), "utf-8")
    return path


def test_the_plan_from_the_logbook_is_that_from_the_files(liftwell: Command, tmp_path: Path) -> None:
    answers = without_clips(tmp_path)
    assert liftwell("import", str(answers)).status == 0
    said = liftwell("import", str(DIARY))
    assert (said.status, said.err) == (0, "")
    assert "sessions" in said.out
    files = liftwell("plan", "--answers", str(answers), "--diary", str(DIARY), *WELL, *ON, "--json")
    book = liftwell("plan", "--athlete", "me", *WELL, *ON, "--json")
    assert (book.status, files.status) == (0, 0)
    assert json.loads(book.out)["main"] == json.loads(files.out)["main"]
    assert json.loads(book.out)["reasons"] == json.loads(files.out)["reasons"]


def test_a_morning_is_one_entry_and_can_be_corrected(liftwell: Command, tmp_path: Path) -> None:
    diary = tmp_path / "diary.toml"
    diary.write_text(
        'schema = "liftwell.diary/1"\n[[session]]\non = 2026-11-02\nexercise = "conventional"\nsets = 3\nreps = 8\n'
        "load_kg = 60\nduring = 1\nmorning = 2\n"
    )
    assert liftwell("import", str(diary)).status == 0
    assert liftwell("log", "--morning", "3", "--on", "2026-11-03").status == 0
    found = Shelf(opened_logbook(), "me").diary()
    assert [one.morning for one in found.done] == [None]
    assert [one.pain for one in found.mornings] == [3]


def test_twice_is_once_and_a_preview_is_nothing(liftwell: Command) -> None:
    first = liftwell("import", str(DIARY), "--preview").out
    assert first.endswith("None of it is in the logbook yet.\nNothing is kept yet: run it again without --preview.\n")
    assert everything() == {}
    liftwell("import", str(DIARY))
    once = everything()
    assert re.search(r"In the logbook of me already: (\d+) of \1 entries\.", liftwell("import", DIARY, "--preview").out)
    assert liftwell("import", DIARY, "--preview", "--athlete", "Bob").status == 2
    liftwell("import", str(DIARY))
    assert everything() == once


@pytest.mark.parametrize(
    ("text", "status", "word"),
    [
        ('schema = "liftwell.diary/1"\n[[session]]\non = 2026-11-02\n', 2, "exercise"),
        ('schema = "liftwell.answers/1"\n[about]\nage = "old"\n', 2, "age"),
        ('schema = "something/1"\n', 4, "JSON"),
        ("no toml", 4, "TOML"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_changes_nothing(
    liftwell: Command, tmp_path: Path, text: str, status: int, word: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    said = liftwell("import", str(path))
    assert said.status == status
    assert word in said.err
    assert said.err.count("\n") == 1
    assert everything() == {}
