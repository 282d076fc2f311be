"""`--athlete` of plan, screen, triage and analyse: the logbook in the place of files, with the same plan."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liftwell.cli.book import opened_logbook
from liftwell.exchange.diary import to_json
from liftwell.exchange.diary_written import document_of
from liftwell.logbook.brought_in import Source, bring_in
from liftwell.logbook.shelf import Shelf
from liftwell.training.diary import Diary, Done, Lift
from liftwell.training.workout import Workout, WorkoutSet
from tests.cli.conftest import Said
from tests.cli.logbook import CLEAR, DAY, WELL, everything, good_day, planned, shelf_named
from tests.cli.person import keyboard, safety

Command = Callable[..., Said]
CASES = CLEAR.parent
TODAY = ("--on", "2026-11-26")
SESSIONS = (good_day(date(2026, 11, 17)), good_day(date(2026, 11, 20)))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Callable[[str], None]) -> None:
    """Where no answers or diary of somebody else lie, on the day of the signed cases."""
    monkeypatch.chdir(tmp_path)
    clock("2026-11-26")


def kept(liftwell: Command, *more: object, athlete: str = "Ann") -> Said:
    return liftwell("plan", "--athlete", athlete, *WELL, *TODAY, *more)


def from_files(liftwell: Command, tmp_path: Path, *done: Done, answers: Path = CLEAR) -> Any:  # noqa: ANN401
    """The plan as JSON, of answers and diary in files."""
    diary = tmp_path / "diary.json"
    diary.write_text(to_json(document_of(Diary(done=done), None)), "utf-8")
    return liftwell("plan", "--answers", answers, "--diary", diary, *WELL, *TODAY, "--json").json


# --- the same plan -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [f"C{number:02d}" for number in range(1, 17)])
def test_every_case_gives_the_plan_that_files_give(liftwell: Command, tmp_path: Path, case: str) -> None:
    answers = CASES / f"{case}.toml"
    shelf_named("Ann", *SESSIONS, answers=answers)
    from_book = kept(liftwell, "--json").json
    assert from_book == from_files(liftwell, tmp_path, *SESSIONS, answers=answers)


def test_the_same_day_asked_again_is_the_same_plan(liftwell: Command) -> None:
    shelf_named("Ann", answers=CLEAR)
    first = kept(liftwell, "--json").json
    before = everything()
    # Without --now: what was told of the day is kept.
    again = liftwell("plan", "--athlete", "Ann", "--no-ask", "--new", "none", *TODAY, "--json").json
    assert again == first
    assert everything() == before


def test_it_keeps_the_check_in_the_prescription_and_the_start(liftwell: Command) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    day = kept(liftwell, "--slept", 7, "--json").json
    check = shelf.diary().checks[0]
    assert (check.on, check.now, check.walking, check.sleep_h) == (DAY, 1, True, 7)
    assert planned(shelf, DAY) == [day["main"], day["main"]]
    start = json.loads(shelf.start() or "")
    assert start == {
        "on": "2026-11-26", "phase": "return", "exercise": "conventional_deadlift", "ref_kg": 220, "last_kg": 200,
        "base": 0,
    }  # fmt: skip


def test_a_worse_day_later_does_not_move_the_start(liftwell: Command) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    kept(liftwell)
    start = shelf.start()
    later = ("--no-ask", "--new", "none", "--now", 3, "--walking", "--leg", "none", "--slept", 3, "--on", "2026-11-28")
    assert liftwell("plan", "--athlete", "Ann", *later, "--json").json["kind"] != "none"
    assert shelf.start() == start
    assert [on for on, _ in shelf.prescriptions()] == [DAY, date(2026, 11, 28)]


def test_a_plan_that_was_not_shown_is_no_prescription(liftwell: Command) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    said = liftwell("plan", "--athlete", "Ann", "--no-ask", "--new", "none", "--now", 1, "--walking", "--leg", "both",
                    *TODAY)  # fmt: skip
    assert said.status == 0
    assert "Main lift" not in said.out
    assert (shelf.prescriptions(), shelf.start()) == ((), None)
    # What was told of the leg is remembered on later days.
    assert shelf.diary().checks[0].leg == "both"
    assert "[[check]]" not in said.out


def test_what_another_log_brought_neither_moves_the_start_nor_counts_as_good(liftwell: Command) -> None:
    shelf = shelf_named("Ann", answers=CLEAR)
    plain = kept(liftwell, "--json").json
    start = shelf.start()
    shelf_named("Bob", answers=CLEAR)
    sets = (WorkoutSet("Deadlift (Barbell)", "work", 142.5, 8),) * 3
    workouts = [Workout(date(2026, month, day), sets) for month in (9, 10, 11) for day in (3, 6, 10, 13)]
    source = Source("Strong", "strong.csv", "0" * 64)
    assert bring_in(opened_logbook(), "Bob", workouts, source, {"Deadlift (Barbell)": "conventional_deadlift"}).hinges
    brought = kept(liftwell, "--json", athlete="Bob").json
    assert brought["main"]["row"] == plain["main"]["row"] == "R1"
    assert brought["main"]["load_kg"] <= plain["main"]["load_kg"]
    assert json.loads(Shelf(opened_logbook(), "Bob").start() or "") == json.loads(start or "")


@pytest.mark.parametrize("case", ["C01", "C02", "C16"])
def test_the_screen_of_the_logbook_is_that_of_files(liftwell: Command, case: str) -> None:
    answers = CASES / f"{case}.toml"
    shelf_named("Ann", answers=answers)
    before = everything()
    from_book = liftwell("screen", "--athlete", "Ann", "--no-ask", *TODAY, "--json").json
    assert from_book == liftwell("screen", "--answers", answers, *TODAY, "--json").json
    assert everything() == before


# --- what it says --------------------------------------------------------------------------------


def test_it_says_how_to_note_the_session_and_that_line_works(liftwell: Command) -> None:
    shelf = shelf_named("Ann B.", answers=CLEAR)
    out = kept(liftwell, athlete="Ann B.").out
    assert "For your diary" not in out
    assert "[[" not in out
    line = next(line for line in out.splitlines() if line.startswith("  liftwell log "))
    assert line == "  liftwell log \"conventional_deadlift 3x8x142.5 @RPE pain 0-10\" --athlete 'Ann B.'"
    # Whoever copies it without their own numbers has told nothing: what was not told never counts as good.
    assert liftwell(*shlex.split(line)[1:]).status == 2
    assert shelf.diary().done == ()
    assert liftwell(*shlex.split(line.replace("RPE", "6").replace("0-10", "0"))[1:]).status == 0
    assert shelf.diary().done == (Done(DAY, Lift("conventional_deadlift", 3, 8, 142.5), "R1", 6, 0),)


def test_a_gym_in_pounds_is_planned_noted_and_answered_in_pounds(liftwell: Command, tmp_path: Path) -> None:
    answers = tmp_path / "pounds.toml"
    told = CLEAR.read_text("utf-8").replace("smallest_step_kg = 2.5", "smallest_step_kg = 2.27")
    answers.write_text(told, "utf-8")
    shelf = shelf_named("Ann", answers=answers)
    out = kept(liftwell, "--week").out
    assert "with 315 lb" in out
    assert "Each side: 45 + 45 + 45 lb" in out
    assert re.findall(r"[\d.]+ kg", out) == []
    assert '"conventional_deadlift 3x8x315lb @RPE pain 0-10"' in out
    said = liftwell("log", "--athlete", "Ann", "conventional 3x8x315 @6 pain 0").out
    assert "3 x 8 with 315 lb" in said
    assert shelf.diary().done[0].lift.load_kg == pytest.approx(315 * 0.45359237, abs=1e-6)
    assert "3 x 8 with 140 kg" not in liftwell("log", "--athlete", "Ann", "conventional 3x8x140kg @6").out


@pytest.mark.parametrize("command", ["screen", "triage"])
def test_the_logbook_is_named_as_the_place_of_the_answers(
    liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    shelf = shelf_named("Ann")
    monkeypatch.setattr(sys, "stdin", keyboard(safety()))
    said = liftwell(command, "--athlete", "Ann", "--ask", *TODAY)
    assert said.status == 0
    assert "Your answers are kept in the logbook." in said.out
    assert json.loads(shelf.answers() or "")["about"]["age"] == 30
    # The next time the safety questions are known.
    monkeypatch.setattr(sys, "stdin", keyboard([]))
    again = liftwell("triage", "--athlete", "Ann", "--ask", *TODAY)
    assert "How old are you" not in again.out
    assert liftwell("triage", "--athlete", "Ann", "--no-ask", "--json", *TODAY).json["screen"]["level"] == "none"
    assert liftwell("screen", "--athlete", "Ann", "--no-ask", "--json", *TODAY).json["level"] == "none"
    assert [one.name for one in tmp_path.iterdir()] == ["liftwell-home"]


def test_answers_that_were_typed_give_a_plan(liftwell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf_named("Ann")
    monkeypatch.setattr(sys, "stdin", keyboard([*safety(), *["s"] * 200]))
    assert liftwell("plan", "--athlete", "Ann", "--ask", *TODAY).status in (0, 130)
    known = everything()["Ann"]
    said = kept(liftwell, "--json")
    assert said.status == 0
    assert said.json["level"] == "none"
    assert '"answers": []' not in known


# --- what cannot be ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("plan", "--athlete", "Bob", *WELL), "There is no athlete 'Bob' in the logbook; there is Ann, Cy."),
        (("plan", "--athlete", "", *WELL), "There is no athlete '' in the logbook"),
        (("plan", "--athlete", "Cy", *WELL), "The logbook has no answers of Cy yet"),
        (("triage", "--athlete", "Cy", "--no-ask"), "The logbook has no answers of Cy yet"),
        (("screen", "--athlete", "Cy", "--no-ask"), "The logbook has no answers of Cy yet"),
        (("screen", "--athlete", "Ann", "--answers", CLEAR), "Answers come from a file or from the logbook"),
        (("screen", "--athlete", "Bob", "--no-ask"), "There is no athlete 'Bob' in the logbook; there is Ann, Cy."),
        (("plan", "--athlete", "Ann", "--diary", "d.toml", *WELL), "A diary is a file or in the logbook"),
        (("plan", "--athlete", "Ann", "--answers", CLEAR, *WELL), "Answers come from a file or from the logbook"),
        (("plan", "--athlete", "Ann", "--no-ask"), "Every session begins with the short check"),
        (("plan", "--athlete", "Ann", "--no-ask", "--new", "luck"), "luck"),
    ],
)
def test_one_sentence_and_nothing_changes(liftwell: Command, arguments: tuple[object, ...], says: str) -> None:
    shelf_named("Ann", *SESSIONS, answers=CLEAR)
    shelf_named("Cy")
    before = everything()
    said = liftwell(*arguments, *TODAY)
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert everything() == before


def test_files_are_left_alone(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann", answers=CLEAR)
    kept(liftwell, "--week")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["liftwell-home"]


# --- clips ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("measured")
def test_a_clip_of_somebody_in_the_logbook_is_kept_there(liftwell: Command, clip: Path) -> None:
    shelf = shelf_named("Ann")
    said = liftwell("analyse", clip, "--athlete", "Ann")
    assert "Kept in the logbook of Ann." in said.out
    assert [on for on, _ in shelf.analyses()] == [DAY]
    liftwell("analyse", clip, "--athlete", "Ann", "--json")
    assert len(shelf.analyses()) == 1


@pytest.mark.usefixtures("measured")
def test_of_anybody_else_the_name_is_only_a_label(liftwell: Command, clip: Path, home: Path) -> None:
    assert liftwell("analyse", clip, "--athlete", "Ann", "--json").json["generator"]["options"]["athlete"] == "Ann"
    assert not home.exists()
    shelf_named("Bob")
    before = everything()
    assert "Kept" not in liftwell("analyse", clip, "--athlete", "Ann").out
    assert everything() == before
