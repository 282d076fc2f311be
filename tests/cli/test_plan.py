"""`liftwell plan` for people and for scripts: safety first, then the day, and one sentence for whatever cannot be."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from liftwell.plan.exercise import catalogue
from liftwell.screen.safety_card import SAFETY_CARD
from tests.cli.conftest import Said
from tests.cli.person import keyboard
from tests.plan.test_plan_words import MAIN

Command = Callable[..., Said]
CASES: Final = Path(__file__).parent.parent / "triage" / "cases"
DAY: Final = "2026-11-26"
LIFTED: Final = ("last_kg", "comfortable_kg", "days_since_hinge")
WELL: Final = ("--now", "1", "--walking", "--leg", "none")
CLEAR: Final = CASES / "C02.toml"
ONE: Final = """
[[session]]
on = {on}
exercise = "conventional"
sets = 3
reps = 8
load_kg = {load_kg}
row = "R1"
rpe = 6
during = {during}
after = {during}
morning = {morning}
"""
# Rated by nobody at the keyboard: R01-R08, about, … of these lifters are in their files.
NOTHING_NEW: Final = "8"
NONE_OF_THESE: Final = "6"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no answers or diary of somebody else lie."""
    monkeypatch.chdir(tmp_path)


def flat(text: str) -> str:
    return " ".join(text.split())


def diary(tmp_path: Path, *sessions: tuple[str, float, int, int], more: str = "") -> Path:
    """A diary of sessions: day, load, pain during, next morning."""
    path = tmp_path / "diary.toml"
    rows = (ONE.format(on=on, load_kg=kg, during=during, morning=morning) for on, kg, during, morning in sessions)
    path.write_text("".join(rows) + more, "utf-8")
    return path


def said_by(liftwell: Command, *arguments: object, answers: Path = CLEAR) -> Said:
    return liftwell("plan", "--answers", answers, "--no-ask", "--new", "none", *arguments)


# --- the plan ------------------------------------------------------------------------------------


def test_the_first_day_of_a_signed_case(liftwell: Command) -> None:
    said = said_by(liftwell, "--now", 1, "--walking")
    assert (said.status, said.err) == (0, "")
    assert "Thursday 26 November: return, row R1\n" in said.out
    assert "    3 x 8 with 142.5 kg, RPE 6 or less, 2 to 3 min rest\n" in said.out
    assert "    Each side: 25 + 25 + 10 + 1.25 kg\n" in said.out
    assert "Up to 2 is fine for you today" in said.out
    start = '  [start]\n  on = 2026-11-26\n  phase = "return"\n  exercise = "conventional_deadlift"\n  ref_kg = 220\n'
    assert f"{start}  last_kg = 200\n  base = 0\n\n  [[check]]\n  on = 2026-11-26\n  now = 1\n" in said.out
    assert flat(SAFETY_CARD.text) in flat(said.out)


def test_two_green_days_lead_up_a_row(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-17", 142.5, 1, 0), ("2026-11-20", 142.5, 1, 0))
    said = said_by(liftwell, "--diary", path, "--now", 1, "--walking")
    assert "return, row R2\n" in said.out
    assert "two green days in a row" in flat(said.out)
    assert "[start]" not in said.out


def test_a_red_day_asks_first_and_then_leads_down(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-17", 142.5, 1, 0), ("2026-11-20", 142.5, 7, 3))
    earlier = tmp_path / "earlier.toml"
    told = CLEAR.read_text("utf-8").replace("answered_on = 2026-11-26", "answered_on = 2026-11-18")
    earlier.write_text(told, "utf-8")
    before = said_by(liftwell, "--diary", path, *WELL, answers=earlier)
    assert before.status == 0
    assert "Your plan cannot be shown: some safety questions are open." in before.out
    assert_no_exercise(before.out)
    after = said_by(liftwell, "--diary", path, "--now", 1, "--walking", "--json")
    assert after.json["main"]["load_kg"] <= 0.9 * 142.5
    assert after.json["ask"] == []


def test_the_usual_diary_is_read_where_it_lies(liftwell: Command, tmp_path: Path) -> None:
    diary(tmp_path, ("2026-11-17", 142.5, 1, 0)).rename(tmp_path / "liftwell-diary.toml")
    assert "[start]" not in said_by(liftwell, "--now", 1).out


def test_the_week_and_how_each_is_done(liftwell: Command) -> None:
    said = said_by(liftwell, "--now", 1, "--walking", "--week", "--how")
    assert (
        "The week, if every day goes well\n  Thu 26 Nov  R1: Deadlift from the floor, 3 x 8 with 142.5 kg\n" in said.out
    )
    assert all(flat(cue) in flat(said.out) for cue in catalogue()["conventional_deadlift"].cues)


def test_a_bad_night_and_sore_sides_are_told_on_the_command_line(liftwell: Command) -> None:
    assert "Lighter today: you slept four hours." in flat(said_by(liftwell, "--now", 1, "--walking", "--slept", 4).out)
    gentle = said_by(liftwell, "--now", 1, "--walking", "--sore", 7, "--json").json
    assert gentle["kind"] == "gentle"
    assert said_by(liftwell, "--now", 3, "--limping", "--json").json["kind"] == "settle"


def test_days_to_come_are_named_and_not_looked_at(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-28", 142.5, 9, 9))
    said = said_by(liftwell, "--diary", path, "--now", 1, "--walking")
    assert "3 x 8 with 142.5 kg" in said.out
    note = "In the diary 2026-11-28 is after 2026-11-26, so what stands there is not looked at yet."
    assert note in flat(said.out)
    assert said_by(liftwell, "--diary", path, "--json").json["notes"] == [note]


def test_another_day_is_another_plan(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-26", 142.5, 1, 0))
    assert said_by(liftwell, "--diary", path, "--on", "2026-11-27", "--json", *WELL).json["kind"] == "rest"
    assert said_by(liftwell, "--diary", path, "--on", "2026-11-28", "--json", *WELL).json["kind"] == "train"


@pytest.mark.parametrize("given", [(), ("--now", "1"), ("--now", "1", "--walking")])
def test_how_another_day_begins_is_never_guessed(liftwell: Command, given: tuple[str, ...]) -> None:
    said = said_by(liftwell, "--on", "2026-11-27", *given)
    assert "One question first" in said.out
    assert_no_exercise(said.out)


@pytest.mark.parametrize(
    ("leg", "headline"),
    [
        ("below-knee", "Get this checked within two weeks"),
        ("spreading", "Get this checked within three days"),
        ("both", "One safety question first"),
    ],
)
def test_a_leg_of_today_counts(liftwell: Command, leg: str, headline: str) -> None:
    said = said_by(liftwell, "--on", "2026-11-27", "--now", 1, "--walking", "--leg", leg)
    assert headline in said.out
    assert_no_exercise(said.out)


def test_days_that_only_the_answers_tell_are_for_the_diary_too(liftwell: Command, tmp_path: Path) -> None:
    said = said_by(liftwell, "--now", 1, "--walking", answers=CASES / "C15.toml")
    assert "3 clusters of 2+2+2 with 120 kg" in said.out
    lines = said.out.split("For your diary, when it is done\n")[1].split("  [[check]]")[0]
    path = tmp_path / "diary.toml"
    path.write_text(lines, "utf-8")
    again = said_by(liftwell, "--now", 1, "--walking", "--diary", path, answers=CASES / "C15.toml")
    assert "3 clusters of 2+2+2 with 120 kg" in again.out


def test_limits_of_a_clinician_are_said(liftwell: Command) -> None:
    said = said_by(liftwell, "--now", 1, "--walking", answers=CASES / "C16.toml")
    assert "Limits to keep: coach present, no loaded rounding." in said.out
    assert "plates 15 cm up" in flat(said.out)


@pytest.mark.parametrize("case", [f"C{number:02d}" for number in range(1, 17)])
def test_every_case_for_people_and_for_scripts(liftwell: Command, case: str) -> None:
    path = CASES / f"{case}.toml"
    people, script = said_by(liftwell, answers=path), said_by(liftwell, "--json", answers=path)
    assert (people.status, people.err, script.status, script.err.count("\n") <= 1) == (0, "", 0, True)
    day, out = script.json, flat(people.out)
    assert day["schema"] == "liftwell.plan/1"
    assert flat(SAFETY_CARD.text) in out
    if day["level"] not in ("routine", "none"):
        assert day["screen"]["headline"] in out
        assert (day["items"], day["main"]) == ([], None)
        return
    for item in day["items"]:
        assert flat(item["dose"]) in out or item["part"] == "main"
    for reason in day["reasons"]:
        assert flat(reason["text"]) in out
    if day["main"] is not None:
        assert day["main"]["words"] in out


@pytest.mark.parametrize("width", ["40", "60", "80"])
@pytest.mark.parametrize("case", ["C01", "C02", "C11", "C13"])
def test_nothing_is_too_wide(liftwell: Command, monkeypatch: pytest.MonkeyPatch, case: str, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = said_by(liftwell, "--week", "--how", "--now", 1, answers=CASES / f"{case}.toml").out
    copied = ("# ", "exercise = ", "What this rests on")
    lines = [line.rstrip() for line in out.splitlines()]
    assert [line for line in lines if len(line) > int(width) and not line.strip().startswith(copied)] == []


# --- safety first --------------------------------------------------------------------------------


def assert_no_exercise(out: str) -> None:
    """Nothing but what eases, no dose, no load."""
    for words in ("Main lift", "Warm-up", "RPE", " kg", "[[session]]", "When to stop", "Hinge practice"):
        assert words not in out


def test_nothing_but_the_emergency_where_there_is_one(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-17", 142.5, 1, 0))
    said = said_by(liftwell, "--diary", path, "--week", answers=CASES / "C05.toml")
    assert said.status == 0
    assert "Go to an emergency department now" in said.out
    assert_no_exercise(said.out)
    assert "Safe for you" not in said.out
    script = liftwell("plan", "--answers", CASES / "C05.toml", "--no-ask", "--json").json
    assert (script["level"], script["kind"], script["items"], script["week"]) == ("emergency", "none", [], None)


@pytest.mark.parametrize(
    ("leg", "says", "level"),
    [
        ("both", "Go to an emergency department now", "emergency"),
        ("weaker", "Speak to a clinician today", "today"),
        ("lower", "Get this checked within three days", "days"),
    ],
)
def test_a_leg_that_changed_is_told_as_the_screen_tells_it(
    liftwell: Command, tmp_path: Path, leg: str, says: str, level: str
) -> None:
    path = diary(tmp_path, more=f'[[check]]\non = {DAY}\nnow = 1\nleg = "{leg}"\n')
    said = said_by(liftwell, "--diary", path)
    assert says in said.out
    assert_no_exercise(said.out)
    script = said_by(liftwell, "--diary", path, "--json").json
    assert (script["level"], script["screen"]["level"], script["main"]) == (level, level, None)


def test_without_a_tick_there_is_no_plan(liftwell: Command) -> None:
    said = liftwell("plan", "--answers", CLEAR, "--no-ask", "--json")
    assert (said.status, said.out) == (2, "")
    assert said.err.removeprefix("The answers are read for 2026-11-26.\n") == (
        "liftwell: Every session begins with the short check: add --new none if nothing is new, or what is: toilet, "
        "feeling, both-legs, weaker-leg, unsteady, fever, new.\n"
    )


def test_a_tick_opens_its_question_and_closes_the_plan(liftwell: Command) -> None:
    said = liftwell("plan", "--answers", CLEAR, "--no-ask", "--new", "both-legs")
    assert "One safety question first" in said.out
    assert_no_exercise(said.out)
    assert liftwell("plan", "--answers", CLEAR, "--no-ask", "--new", "luck").status == 2


def test_a_screen_of_long_ago_closes_the_plan(liftwell: Command) -> None:
    said = said_by(liftwell, "--on", "2026-12-30")
    assert "One question first" in said.out
    assert_no_exercise(said.out)


def test_a_fever_is_a_day_without_a_plan(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, more=f"[[check]]\non = {DAY}\nfever = true\n")
    said = said_by(liftwell, "--diary", path)
    assert "Fever and training do not mix. Rest today." in said.out
    assert_no_exercise(said.out)


# --- somebody at the keyboard --------------------------------------------------------------------


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, liftwell: Command, tmp_path: Path) -> Callable[..., Said]:
    """Run the plan with answers of an earlier day in a file, and these lines typed."""
    content: dict[str, Any] = tomllib.loads(CLEAR.read_text("utf-8"))
    content["pain"]["told_on"] = content["screen"]["answered_on"]
    path = tmp_path / "me.json"
    path.write_text(json.dumps(content, default=str), "utf-8")

    def run(*lines: str, options: tuple[object, ...] = (), forgets: tuple[str, ...] = ()) -> Said:
        told = json.loads(path.read_text("utf-8"))
        told["training"] = {key: value for key, value in told["training"].items() if key not in forgets}
        path.write_text(json.dumps(told), "utf-8")
        monkeypatch.setattr(sys, "stdin", keyboard(list(lines)))
        return liftwell("plan", "--answers", path, "--ask", "--on", "2026-11-27", *options)

    return run


def test_a_day_in_the_terminal_is_the_short_check_and_four_questions(at: Callable[..., Said]) -> None:
    # Nothing new; legs, pain now, walking; none of these.
    said = at(NOTHING_NEW, "1", "1", "1", NONE_OF_THESE)
    assert said.status == 0
    assert "Friday 27 November: return, row R1\n" in said.out
    assert said.out.count("?\n") == 5
    assert "Your answers are kept in " in said.out


def test_what_there_is_to_train_with_is_asked_once(at: Callable[..., Said]) -> None:
    first = at(NOTHING_NEW, "1", "1", "1", "200", "160kg", "5", NONE_OF_THESE, forgets=LIFTED)
    assert first.status == 0
    assert "How heavy was your last deadlift session?" in first.out
    assert "3 x 8 with 142.5 kg" in first.out
    second = at(NOTHING_NEW, NONE_OF_THESE)
    assert "How heavy was your last deadlift session?" not in second.out
    assert "3 x 8 with 142.5 kg" in second.out


def test_who_stops_there_sees_no_plan(at: Callable[..., Said]) -> None:
    said = at(NOTHING_NEW, "1", "1", "1", "q", forgets=LIFTED)
    assert said.status == 0
    assert "Main lift" not in said.out
    assert "so no plan is shown. Run it again to go on." in flat(said.out)


def test_who_stops_at_the_short_check_sees_no_plan(at: Callable[..., Said]) -> None:
    said = at("q")
    assert said.status == 0
    assert_no_exercise(said.out)
    assert "Run it again to go on where you stopped." in flat(said.out)


def test_who_stops_at_the_check_in_sees_no_plan(at: Callable[..., Said]) -> None:
    said = at(NOTHING_NEW, "1", "1", "1", "q")
    assert said.status == 130
    assert said.err == "liftwell: stopped; there is no plan without the check-in.\n"
    assert_no_exercise(said.out)


def test_after_a_red_day_six_questions_come_first(at: Callable[..., Said], tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-26", 142.5, 7, 3))
    asked = ["1"] * 6
    said = at(NOTHING_NEW, "1", "1", "1", NONE_OF_THESE, *asked, options=("--diary", path))
    assert said.status == 0
    assert "Friday 27 November: " in said.out
    # Later that day legs, pain and walking are known.
    worse = at(NOTHING_NEW, NONE_OF_THESE, "1", "1", "2", "1", "1", "1", options=("--diary", path))
    assert "Go to an emergency department now" in worse.out
    assert_no_exercise(worse.out)


# --- what cannot be ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("--diary", "none.toml"), 4, "There is no file none.toml."),
        (("--now", "11"), 2, "Input should be less than or equal to 10"),
        (("--slept", "30"), 2, "Input should be less than or equal to 24"),
        (("--on", "yesterday"), 2, "yesterday"),
        (("--new", ""), 2, "The short check needs a tick"),
    ],
)
def test_one_sentence_for_what_cannot_be(liftwell: Command, arguments: tuple[str, ...], status: int, says: str) -> None:
    said = liftwell("plan", "--answers", CLEAR, "--no-ask", *arguments)
    assert said.status == status
    assert says in said.err
    assert said.err.count("\n") == 1
    assert_no_exercise(said.out)


def test_a_mistake_in_the_diary_is_said_with_its_place(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-20", 142.5, 1, 0), ("2026-11-20", 142.5, 2, 0))
    said = said_by(liftwell, "--diary", path)
    assert said.status == 2
    assert said.err == (
        f"liftwell: {path}: the file: the session of 2026-11-20 stands in it twice; please keep one of them.\n"
    )


def test_without_answers_there_is_no_plan(liftwell: Command) -> None:
    said = liftwell("plan", "--no-ask")
    assert said.status == 2
    assert "There are no answers yet" in said.err


def test_the_plan_writes_nothing(liftwell: Command, tmp_path: Path) -> None:
    path = diary(tmp_path, ("2026-11-20", 142.5, 1, 0))
    before = {one: one.read_bytes() for one in tmp_path.iterdir()}
    said_by(liftwell, "--diary", path, "--week")
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before
    assert MAIN.lift.load_kg == 142.5
