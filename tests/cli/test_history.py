"""`liftwell history`: what a terminal shows of a logbook, and the page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.cli.logbook import CLEAR, everything, good_day, shelf_named

Command = Callable[..., Said]
# In a new process, since the tests themselves have loaded nearly everything.
HELP = """
import sys
from liftwell.cli.app import main
slow = ("sqlalchemy", "alembic", "scipy", "cv2", "jinja2", "av", "openvino", "fhir", "icalendar", "psycopg")
for command in sys.argv[1:]:
    assert main([command, "--help"]) == 0
    loaded = [name for name in slow if name in sys.modules]
    assert not loaded, (command, loaded)
"""
COMMANDS = [
    "log", "history", "athlete", "clips", "import", "export", "backup", "restore", "plan", "screen", "triage",
    "analyse",
]  # fmt: skip


def test_help_waits_for_no_database() -> None:
    run = [sys.executable, "-c", HELP, *COMMANDS]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("Usage") == len(COMMANDS)


def test_load_and_pain_of_the_logbook(liftwell: Command) -> None:
    shelf_named("Ann", *(good_day(date(2026, 11, day), 100 + day) for day in (3, 6, 10, 13)), answers=CLEAR)
    said = liftwell("history")
    assert (said.status, said.err) == (0, "")
    assert "The last 4 sessions:" in said.out
    assert [line for line in said.out.splitlines() if len(line) > 80] == []


def test_the_page_holds_the_same(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann & <Bob>", good_day(date(2026, 11, 3)))
    page = tmp_path / "history.html"
    before = everything()
    said = liftwell("history", "--html", page)
    assert f"The page is {page}." in said.out
    assert "Ann &amp; &lt;Bob&gt;" in page.read_text("utf-8")
    assert everything() == before


@pytest.mark.usefixtures("measured")
def test_what_clips_showed_is_in_it(liftwell: Command, clip: Path) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 3)))
    assert liftwell("analyse", clip, "--athlete", "Ann").status == 0
    assert liftwell("history", "--athlete", "Ann").status == 0


def test_an_athlete_without_a_session_is_told_how_to_begin(liftwell: Command) -> None:
    shelf_named("Ann")
    said = liftwell("history")
    assert said.status == 0
    assert "Your history is empty" in said.out


def test_looking_at_nobodys_history_makes_nobody(liftwell: Command) -> None:
    said = liftwell("history")
    assert (said.status, said.out) == (2, "")
    assert said.err == "liftwell: There is nobody in the logbook yet: begin with liftwell log, or import.\n"
    assert everything() == {}


def test_several_athletes_ask_for_a_name(liftwell: Command) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 3), 111))
    shelf_named("Bob", good_day(date(2026, 11, 3), 222))
    assert liftwell("history").err == "liftwell: Whose? Name one of Ann, Bob with --athlete.\n"
    assert "222" not in liftwell("history", "--athlete", "Ann").out
    assert liftwell("history", "--athlete", "Cy").status == 2


@pytest.mark.parametrize("place", ["nowhere/h.html", ".", "file/h.html"])
def test_a_page_that_cannot_be_written_is_said(liftwell: Command, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    shelf_named("Ann", good_day(date(2026, 11, 3)))
    said = liftwell("history", "--html", tmp_path / place)
    assert said.status == 5
    assert said.err.count("\n") == 1


def test_something_else_in_the_place_of_the_logbook_is_left_alone(liftwell: Command, home: Path) -> None:
    home.mkdir()
    (home / "logbook.db").write_bytes(b"no database at all, but my diary" * 50)
    said = liftwell("history")
    assert said.status == 4
    assert said.err.count("\n") == 1
    assert (home / "logbook.db").read_bytes().startswith(b"no database at all")
