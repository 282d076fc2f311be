"""`liftwell screen` with a file of answers: for people, for scripts, and with everything that can go wrong."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from liftwell.screen.questions import questions
from liftwell.screen.safety_card import SAFETY_CARD
from tests.cli.conftest import Said

Command = Callable[..., Said]
CASES: Final = Path(__file__).parent.parent / "triage" / "cases"
DAY: Final = "2026-11-26"
CLEAR: Final = CASES / "C02.toml"


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no answers of somebody else lie."""
    monkeypatch.chdir(tmp_path)


def changed(tmp_path: Path, **screen: object) -> Path:
    """The answers of a clear lifter with other answers to some questions, as JSON."""
    content: dict[str, Any] = tomllib.loads(CLEAR.read_text("utf-8"))
    content["screen"] |= screen
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(content, default=str), "utf-8")
    return path


# --- what is said --------------------------------------------------------------------------------


def test_clear(liftwell: Command) -> None:
    said = liftwell("screen", "--answers", CLEAR, "--on", DAY)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("The answers are read for 2026-11-26.\nClear\nNo warning signs today. ")
    assert flat(SAFETY_CARD.text) in flat(said.out)
    assert "All reasons" not in said.out


LEVELS: Final = [
    ({"R03": "yes_new"}, "emergency", "emergency", "Go to an emergency department now"),
    ({"R03": "unsure"}, "unanswered_emergency", "answer first", "Phone now about one question"),
    ({"R03": []}, "unanswered_emergency", "answer first", "One safety question first"),
    ({"R11": "ill"}, "today", "urgent", "Speak to a clinician today"),
    ({"R12": "constant"}, "days", "urgent", "Get this checked within three days"),
    ({"R15": ["pregnant", "birth"]}, "soon", "urgent", "Get this checked within two weeks"),
    ({"R13": "unsure"}, "unanswered", "answer first", "One question first"),
    ({"R16": "three"}, "routine", "clear", "Clear, with one thing to mention"),
]


@pytest.mark.parametrize(("answers", "level", "outcome", "headline"), LEVELS)
def test_each_level_for_people_and_for_scripts(
    liftwell: Command, tmp_path: Path, answers: dict[str, object], level: str, outcome: str, headline: str
) -> None:
    path = changed(tmp_path, **answers)
    people = liftwell("screen", "--answers", path, "--on", DAY)
    assert (people.status, people.err) == (0, "")
    assert headline in people.out
    assert SAFETY_CARD.phone in people.out
    script = liftwell("screen", "--answers", path, "--on", DAY, "--json")
    assert script.status == 0
    found = script.json
    assert (found["schema"], found["level"], found["outcome"]) == ("liftwell.screen/1", level, outcome)
    assert found["text"]
    assert flat(found["text"]) in flat(people.out)
    for reason in found["reasons"]:
        assert reason["sentence"]
        inside = reason["sentence"].removesuffix(".")
        assert inside in flat(people.out) or f"{inside[0].lower()}{inside[1:]}" in flat(people.out)


def test_reasons_groups_and_what_may_be_done_are_printed(liftwell: Command, tmp_path: Path) -> None:
    said = flat(liftwell("screen", "--answers", changed(tmp_path, R15=["pregnant"], R16="four_plus"), "--on", DAY).out)
    assert "All reasons" in said
    assert "Safe for you meanwhile" in said
    assert "Training in pregnancy is encouraged" in said
    assert "Stop and phone your maternity unit now" in said


@pytest.mark.parametrize(("answers", "told"), [({"R12": "constant"}, True), ({"R03": "yes_new"}, False), ({}, False)])
def test_where_a_note_is_spoken_of_it_says_how_to_get_one(
    liftwell: Command, tmp_path: Path, answers: dict[str, object], told: bool
) -> None:
    path, line = changed(tmp_path, **answers), "The same command with --note note.pdf writes the note for them."
    assert (line in flat(liftwell("screen", "--answers", path, "--on", DAY).out)) is told
    assert line not in flat(liftwell("screen", "--answers", path, "--on", DAY, "--note", "note.pdf").out)


def test_a_clearance_is_shown(liftwell: Command) -> None:
    said = liftwell("screen", "--answers", CASES / "C16.toml", "--on", DAY)
    assert "A clinician has cleared" in said.out
    assert liftwell("screen", "--answers", CASES / "C16.toml", "--on", DAY, "--json").json["level_uncleared"] == "soon"


def test_numbers_of_a_country_from_the_option_or_the_answers(liftwell: Command, tmp_path: Path) -> None:
    path = changed(tmp_path, R03="unsure")
    assert "your local emergency number" in flat(liftwell("screen", "--answers", path, "--on", DAY).out)
    assert "phone 999" in flat(liftwell("screen", "--answers", path, "--on", DAY, "--country", "gb").out)
    content = json.loads(path.read_text("utf-8"))
    content["about"]["country"] = "DE"
    path.write_text(json.dumps(content))
    assert "phone 112" in flat(liftwell("screen", "--answers", path, "--on", DAY).out)
    assert "phone 911" in flat(liftwell("screen", "--answers", path, "--on", DAY, "--country", "US").out)


# --- days ----------------------------------------------------------------------------------------


def test_answers_grow_old(liftwell: Command, tmp_path: Path) -> None:
    content = json.loads(changed(tmp_path).read_text("utf-8"))
    path = tmp_path / "older.json"

    def said_on(on: str, *options: str) -> Said:
        content["pain"]["told_on"] = on  # how it hurts is told anew; the safety answers are not
        path.write_text(json.dumps(content), "utf-8")
        return liftwell("screen", "--answers", path, "--on", on, *options)

    days = ("2026-12-24", "2026-12-25", "2026-11-25")
    assert [said_on(on, "--json").json["level"] for on in days] == ["none", "unanswered", "unanswered"]
    assert "Your safety answers are not of the last 28 days." in flat(said_on("2027-01-30").out)


def test_how_it_hurt_yesterday_is_an_open_question_today(liftwell: Command) -> None:
    said = liftwell("screen", "--answers", CLEAR, "--on", "2026-11-27", "--json").json
    assert said["level"] == "unanswered"
    assert set(said["open"]) == {"leg", "now", "walking"}


def test_the_day_of_the_file_holds_where_none_is_given_and_is_said(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("screen", "--answers", CLEAR, "--json")
    assert (said.json["level"], said.err) == ("none", "The answers are read for 2026-11-26.\n")
    today = datetime.now(UTC).astimezone().date()
    path = changed(tmp_path)
    content = json.loads(path.read_text("utf-8"))
    del content["on"]
    for answered, level in ((today, "none"), (today - timedelta(days=29), "unanswered")):
        content["screen"]["answered_on"] = answered.isoformat()
        path.write_text(json.dumps(content))
        said = liftwell("screen", "--answers", path, "--json")
        assert (said.json["level"], said.err) == (level, "")


@pytest.mark.parametrize("on", ["26.11.2026", "2026-02-30", "tomorrow", "-1", ""])
def test_what_is_no_day(liftwell: Command, on: str) -> None:
    said = liftwell("screen", "--answers", CLEAR, f"--on={on}")
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", ["screen", "triage"])
def test_days_outside_of_every_calendar(liftwell: Command, command: str, on: str) -> None:
    said = liftwell(command, "--answers", CLEAR, "--on", on)
    assert said.status == 2
    assert said.err.endswith("is outside 1990–2200; please check it.\n")


# --- the short check for scripts -----------------------------------------------------------------


def test_nothing_new(liftwell: Command) -> None:
    assert liftwell("screen", "--answers", CLEAR, "--on", DAY, "--new", "none", "--json").json["level"] == "none"


def test_what_is_new_has_to_be_answered(liftwell: Command) -> None:
    before = CLEAR.read_bytes()
    found = liftwell("screen", "--answers", CLEAR, "--on", DAY, "--new", "fever, both-legs", "--json").json
    assert found["level"] == "unanswered_emergency"
    assert found["open"] == ["R03", "R11"]
    assert CLEAR.read_bytes() == before


@pytest.mark.parametrize(
    ("ticks", "says"),
    [
        ("", "The short check needs a tick, at least at none of these."),
        (" , ,", "The short check needs a tick"),
        ("fver", "The short check has no 'fver'; it is one of toilet, feeling, both-legs,"),
        ("none,fever", "None of these cannot be ticked beside another."),
        ("Fever", "The short check has no 'Fever'"),
    ],
)
def test_ticks_that_are_none(liftwell: Command, ticks: str, says: str) -> None:
    said = liftwell("screen", "--answers", CLEAR, "--new", ticks, "--json")
    assert (said.status, said.out) == (2, "")
    assert says in said.err


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["screen", "triage"])
def test_no_terminal_and_no_answers(liftwell: Command, tmp_path: Path, command: str) -> None:
    said = liftwell(command)
    assert (said.status, said.out) == (2, "")
    assert said.err == "liftwell: There are no answers yet: give --answers FILE, or run it in a terminal.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["screen", "triage"])
def test_a_named_file_that_is_not_there(liftwell: Command, command: str) -> None:
    for name in ("me.toml", "nowhere/me.json", "x" * 5000):
        said = liftwell(command, "--answers", name, "--no-ask")
        assert (said.status, said.out, said.err.count("\n")) == (4, "", 1)
        assert "There is no file" in said.err


@pytest.mark.parametrize("command", ["screen", "triage"])
@pytest.mark.parametrize("ask", ["--ask", "--no-ask"])
@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("broken.json", b"{", 4),
        ("binary.json", bytes(range(256)), 4),
        ("empty.json", b"", 4),
        ("deep.json", b'{"about":' * 50_000, 4),
        ("twice.json", b'{"on": "2026-11-26", "on": "2026-11-27"}', 4),
        ("nan.json", b'{"about": {"height_cm": NaN}}', 2),
        ("other.json", b'{"schema": "liftwell.answers/2"}', 2),
        ("slip.json", b'{"scren": {}}', 2),
        ("many.json", b'{"screen": {"R01": ["no", "yes_new"]}}', 2),
        ("old.json", b'{"about": {"age": 400}}', 2),
    ],
)
def test_a_bad_file_ends_in_one_sentence_and_stays_as_it_is(
    liftwell: Command, tmp_path: Path, command: str, ask: str, name: str, content: bytes, status: int
) -> None:
    (tmp_path / name).write_bytes(content)
    said = liftwell(command, "--answers", name, ask)
    assert (said.status, said.err.count("\n")) == (status, 1)
    assert "inside liftwell" not in said.err
    assert (tmp_path / name).read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("command", ["screen", "triage"])
def test_a_folder_is_no_file_of_answers(liftwell: Command, tmp_path: Path, command: str) -> None:
    for ask in ("--ask", "--no-ask"):
        said = liftwell(command, "--answers", tmp_path, ask)
        assert (said.status, said.err.count("\n")) == (4, 1)


def test_a_file_of_toml_is_never_written(liftwell: Command, tmp_path: Path) -> None:
    for name in ("me.toml", "ME.TOML"):
        (tmp_path / name).write_bytes(CLEAR.read_bytes())
        said = liftwell("screen", "--answers", name, "--ask")
        assert said.status == 2
        assert "is kept as you wrote it: add --no-ask, or give a .json file for your answers." in said.err
        assert (tmp_path / name).read_bytes() == CLEAR.read_bytes()


def test_the_usual_file_is_found(liftwell: Command, tmp_path: Path) -> None:
    changed(tmp_path).rename(tmp_path / "liftwell-answers.json")
    assert liftwell("screen", "--json").json["level"] == "none"
    assert liftwell("triage", "--json").json["screen"]["level"] == "none"


def test_cleared_needs_a_terminal(liftwell: Command) -> None:
    said = liftwell("screen", "--answers", CLEAR, "--cleared")
    assert said.status == 2
    assert "--cleared asks in a terminal" in said.err


# --- the note ------------------------------------------------------------------------------------


def test_the_note_is_written_and_told(liftwell: Command, tmp_path: Path) -> None:
    path = changed(tmp_path, R12="constant")
    said = liftwell("screen", "--answers", path, "--on", DAY, "--note", "note.pdf")
    assert said.status == 0
    assert "The note for a clinician is in note.pdf." in flat(said.out)
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")
    script = liftwell("screen", "--answers", path, "--on", DAY, "--note", "note.pdf", "--json")
    assert script.json["level"] == "days"
    assert "note.pdf" in script.err


def test_a_note_that_cannot_be_written(liftwell: Command, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in ("nowhere/note.pdf", "folder"):
        said = liftwell("screen", "--answers", CLEAR, "--note", path)
        assert said.status == 5
        assert said.err.splitlines()[-1].startswith("liftwell: ")
        assert "No warning signs today" in said.out
    assert [one.name for one in tmp_path.rglob("*")] == ["folder"]


@pytest.mark.parametrize("width", ["40", "60", "80", "120"])
def test_nothing_is_cut_off_or_too_wide(
    liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    path = changed(tmp_path, R12="constant", R11="ill", R15=["pregnant"])
    monkeypatch.setenv("COLUMNS", width)
    said = liftwell("screen", "--answers", path, "--on", DAY)
    assert max(len(line.rstrip()) for line in said.out.splitlines()) <= int(width)
    found = liftwell("screen", "--answers", path, "--on", DAY, "--json").json
    for text in (found["text"], *(reason["sentence"] for reason in found["reasons"])):
        assert flat(text) in flat(said.out)


def test_every_question_has_an_id_that_json_can_name() -> None:
    """So that `open` and `reasons` of a script lead to the question."""
    assert all(key.startswith("R") and len(key) == 3 for key in questions())
