"""`liftwell export`: every form holds what it should, in one piece, and the logbook stays as it is."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.cli.logbook import CLEAR, WELL, everything, good_day, shelf_named, strong

Command = Callable[..., Said]
FORMS = ["json", "csv", "fhir", "ical"]


@pytest.fixture(autouse=True)
def ann(clock: Callable[[str], None], liftwell: Command, tmp_path: Path) -> None:
    """Somebody with a bit of everything."""
    clock("2026-11-26")
    shelf_named("Ann", good_day(date(2026, 11, 20)), answers=CLEAR)
    liftwell("import", strong(tmp_path))
    liftwell("log", "--morning", "2", "--other", "rows")
    liftwell("plan", "--athlete", "Ann", *WELL, "--on", "2026-11-26")


def written(folder: Path, form: str) -> dict[str, bytes]:
    """Every file of an export."""
    files = [folder] if form != "csv" else sorted(folder.iterdir())
    return {one.name: one.read_bytes() for one in files}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_logbook_gives_the_same_bytes(liftwell: Command, tmp_path: Path, form: str) -> None:
    before = everything()
    for name in ("a", "b"):
        said = liftwell("export", tmp_path / name, "--format", form)
        assert (said.status, said.err) == (0, "")
        assert said.out.endswith(f" is in {tmp_path / name}.\n")
    first, second = written(tmp_path / "a", form), written(tmp_path / "b", form)
    assert list(first.values()) == list(second.values())
    assert all(first.values())
    assert everything() == before
    assert [one.name for one in tmp_path.rglob(".*")] == []


def test_json_is_everything(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("export", tmp_path / "ann.json")
    assert said.out.startswith("Everything of Ann is in ")
    text = (tmp_path / "ann.json").read_text("utf-8")
    assert text == everything()["Ann"]
    content = json.loads(text)
    counts = {"done": 3, "workout": 2, "answers": 1, "morning": 1, "check_in": 1, "prescription": 1}
    assert {word: len(content[word]) for word in counts} == counts
    assert (tmp_path / "ann.json").stat().st_mode & 0o077 == 0


def test_csv_is_a_folder_of_tables(liftwell: Command, tmp_path: Path) -> None:
    liftwell("export", tmp_path / "new" / "tables", "--format", "csv")
    tables = written(tmp_path / "new" / "tables", "csv")
    rows = {name: list(csv.DictReader(text.decode().splitlines())) for name, text in tables.items()}
    assert {name: len(found) for name, found in rows.items()} == {
        "checks.csv": 1, "mornings.csv": 1, "other.csv": 1, "overrides.csv": 0, "sessions.csv": 3, "sets.csv": 0,
        "signs.csv": 0, "workouts.csv": 3,
    }  # fmt: skip
    assert [row["imported"] for row in rows["sessions.csv"]].count("true") == 2


def test_a_clinic_gets_a_bundle_and_a_calendar_its_days(liftwell: Command, tmp_path: Path) -> None:
    liftwell("export", tmp_path / "f.json", "--format", "fhir")
    assert json.loads((tmp_path / "f.json").read_text("utf-8"))["resourceType"] == "Bundle"
    said = liftwell("export", tmp_path / "c.ics", "--format", "ical")
    assert said.out.startswith("All that Ann lifted is in ")
    text = (tmp_path / "c.ics").read_text("utf-8")
    assert "DTSTART;VALUE=DATE:20261120" in text
    assert "pain" not in text.lower()


def test_calendars_of_two_lifters_do_not_meet(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Bob", good_day(date(2026, 11, 20)))
    uids = []
    for name in ("Ann", "Bob"):
        liftwell("export", tmp_path / name, "--format", "ical", "--athlete", name)
        lines = (tmp_path / name).read_text("utf-8").replace("\r\n ", "").splitlines()
        uids.append({line for line in lines if line.startswith("UID:")})
    assert uids[0]
    assert uids[1]
    assert not uids[0] & uids[1]


NO_FILES = [(form, place) for form in ("json", "fhir", "ical") for place in ("nowhere/x", ".", "/", "folder")]


NO_FOLDERS = [(form, place) for form in FORMS for place in ("file/x", "/dev/null/x")]


@pytest.mark.parametrize(("form", "place"), [*NO_FILES, *NO_FOLDERS])
def test_a_place_that_cannot_be_written_is_said(
    liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, place: str
) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    said = liftwell("export", "." if place == "." else tmp_path / place, "--format", form)
    assert (said.status, said.out) == (5, "")
    assert said.err.count("\n") == 1
    assert (tmp_path / "file").read_text("utf-8") == "mine"
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_failed_export_leaves_the_old_one(liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ann.json"
    liftwell("export", path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    said = liftwell("export", path)
    assert said.status == 5
    assert said.err == f"liftwell: {path} cannot be written (No space left on device); give another place.\n"
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--athlete", "Bob"), "There is no athlete 'Bob' in the logbook; there is Ann."),
        (("--format", "docx"), "docx"),
    ],
)
def test_what_cannot_be_is_said(liftwell: Command, tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    said = liftwell("export", tmp_path / "out", *arguments)
    assert said.status == 2
    assert says in said.err
    assert not (tmp_path / "out").exists()


def test_several_athletes_ask_for_a_name(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Bob")
    assert liftwell("export", tmp_path / "out").err == "liftwell: Whose? Name one of Ann, Bob with --athlete.\n"
    assert not (tmp_path / "out").exists()


def test_the_report_for_a_clinician_is_a_pdf(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("export", tmp_path / "report.pdf", "--format", "pdf", "--debug")
    assert said.status == 0, said.err
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
