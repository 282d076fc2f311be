"""`liftwell import`: looked at first, kept once, undone as one; a wrong file changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liftwell.athlete import KG_PER_LB
from liftwell.cli.book import ME, opened_logbook
from liftwell.logbook.shelf import Shelf
from tests.cli.conftest import Said
from tests.cli.logbook import CLEAR, FLOOR, STRONG, WELL, everything, good_day, shelf_named, strong

Command = Callable[..., Said]
TWICE = "Nothing new for me: all of it is there already.\n"


@pytest.fixture(autouse=True)
def today(clock: Callable[[str], None]) -> None:
    clock("2026-11-26")


def flat(text: str) -> str:
    return " ".join(text.split())


def too_wide(said: Said) -> list[str]:
    return [line for line in said.out.splitlines() if len(line.rstrip()) > 80]


# --- another log ---------------------------------------------------------------------------------


def test_a_preview_shows_and_keeps_nothing(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("import", strong(tmp_path), "--preview")
    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "Strong: 2 workouts, 3 sets, 2026-09-01 to 2026-09-08.\n"
        "Weights are in kg, which the file does not say: --unit lb if they are pounds.\n"
        "Exercise            Sets  In the plan          \n"
        "Deadlift (Barbell)  2     conventional_deadlift\n"
        "Squat (Barbell)     1     kept, no hinge       \n"
        "None of it is in the logbook yet.\n"
        "Nothing is kept yet: run it again without --preview.\n"
    )
    assert everything() == {}


def test_it_is_kept_once(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("import", strong(tmp_path))
    assert "Kept for me: 2 workouts with 3 sets, in them 2 hinge sessions." in flat(said.out)
    assert "To take it back: liftwell import --undo\n" in said.out
    done = Shelf(opened_logbook(), ME).diary().done
    assert [(one.on, one.lift.load_kg, one.imported) for one in done] == [
        (date(2026, 9, 1), 180, True), (date(2026, 9, 8), 190, True),
    ]  # fmt: skip
    before = everything()
    assert liftwell("import", strong(tmp_path)).out.endswith(TWICE)
    assert everything() == before
    more = STRONG + STRONG.splitlines()[-1].replace("09-08", "09-15") + "\n"
    said = liftwell("import", strong(tmp_path, more))
    assert "Kept for me: 1 workout with 1 set, in them 1 hinge session. 2 were there already." in flat(said.out)


def test_a_preview_says_what_is_there_already(liftwell: Command, tmp_path: Path) -> None:
    liftwell("import", strong(tmp_path))
    before = everything()
    said = liftwell("import", strong(tmp_path), "--preview")
    assert "In the logbook of me already: 2 of 2 workouts, 3 of 3 sets.\nNothing is kept yet" in said.out
    more = STRONG + STRONG.splitlines()[-1].replace("09-08", "09-15") + "\n"
    said = liftwell("import", strong(tmp_path, more), "--preview")
    assert "In the logbook of me already: 2 of 3 workouts, 3 of 4 sets." in said.out
    assert everything() == before
    liftwell("import", "--undo")
    assert "None of it is in the logbook yet." in liftwell("import", strong(tmp_path), "--preview").out


def test_a_preview_looks_at_the_one_who_is_named(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann")
    shelf_named("Bob")
    liftwell("import", strong(tmp_path), "--athlete", "Ann")
    for name, says in (("Ann", "In the logbook of Ann already: 2 of 2 workouts"), ("Bob", "None of it is")):
        assert says in liftwell("import", strong(tmp_path), "--preview", "--athlete", name).out


def test_undo_leaves_no_trace(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)))
    before = everything()
    liftwell("import", strong(tmp_path))
    assert everything() != before
    said = liftwell("import", "--undo")
    assert said.out == "What strong.csv (Strong) brought for Ann is taken away.\n"
    assert everything() == before
    assert liftwell("import", "--undo").err == (
        "liftwell: Nothing has been imported for Ann, so there is nothing to undo.\n"
    )


def test_pounds_and_names_of_ones_own(liftwell: Command, tmp_path: Path) -> None:
    path = strong(tmp_path, STRONG.replace("Deadlift (Barbell)", "[bold]My pull[/]"))
    said = liftwell("import", path, "--unit", "lb", "--exercise", "[bold]My pull[/]=sumo")
    assert "[bold]My pull[/]" in said.out
    done = Shelf(opened_logbook(), ME).diary().done
    assert [one.lift.exercise for one in done] == ["sumo_deadlift"] * 2
    assert [one.lift.load_kg for one in done] == pytest.approx([180 * KG_PER_LB, 190 * KG_PER_LB], abs=0.06)


def test_any_table_by_its_columns(liftwell: Command, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Datum;Lift;kg;Wdh\n03.09.2026;Deadlift;150;5\n", "utf-8")
    named = [("--column", one) for one in ("date=Datum", "exercise=Lift", "load=kg", "reps=Wdh")]
    assert liftwell("import", path, *(part for pair in named for part in pair), "--day-first").status == 0
    assert [one.on for one in Shelf(opened_logbook(), ME).diary().done] == [date(2026, 9, 3)]


@pytest.mark.parametrize("width", ["40", "80"])
def test_nothing_is_too_wide(liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    long = "A very long name of an exercise that somebody once gave to it in a gym far away from here, twice"
    rows = "".join(
        f'2026-09-{day:02d} 18:00:00,"E",1h,"{long} {day}",1,{kg},5,0,0,"","",\n'
        for day, kg in zip(range(1, 29), [100] * 20 + [99_999] * 8, strict=True)
    )
    path = strong(tmp_path, STRONG + rows)
    for arguments in ((path, "--preview"), (path,), (path,), ("--undo",)):
        said = liftwell("import", *arguments)
        assert said.status == 0
        assert [line for line in said.out.splitlines() if len(line.rstrip()) > int(width)] == []
    assert "Please look: " in liftwell("import", path, "--preview").out


@pytest.mark.parametrize("name", ["strong", "hevy", "fitnotes"])
def test_logs_of_real_people(liftwell: Command, data: Path, name: str) -> None:
    path = data / "logs" / f"{name}.csv"
    for arguments in ((path, "--preview"), (path,), ("--undo",)):
        said = liftwell("import", *arguments)
        assert (said.status, said.err, too_wide(said)) == (0, "", [])


def test_a_history_of_long_ago_leaves_the_plan_readable(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann", answers=CLEAR)
    path = strong(tmp_path, STRONG + STRONG.splitlines()[1].replace("2026-09-01", "1985-09-01") + "\n")
    assert liftwell("import", path).status == 0
    plan = liftwell("plan", "--athlete", "Ann", *WELL, "--on", "2026-11-26", "--json")
    assert (plan.status, plan.json["main"]["row"]) == (0, "R1")
    assert liftwell("history").status == 0
    assert liftwell("export", tmp_path / "f.json", "--format", "fhir").status == 0


# --- an export of our own ------------------------------------------------------------------------


def test_an_export_comes_back_under_another_name(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)), answers=CLEAR)
    liftwell("import", strong(tmp_path))
    liftwell("plan", "--athlete", "Ann", *WELL, "--on", "2026-11-26")
    path = tmp_path / "ann.json"
    liftwell("export", path)
    before = everything()
    preview = liftwell("import", path, "--preview", "--athlete", "Bob")
    assert flat(preview.out).startswith("Bob: 3 hinge sessions, 2 workouts, 1 import, 1 version of the answers")
    assert too_wide(preview) == []
    assert everything() == before
    assert liftwell("import", path, "--athlete", "Bob").out.endswith("Bob is in the logbook.\n")
    told = {name: json.loads(text) for name, text in everything().items()}
    assert told["Bob"] | {"athlete": "Ann"} == told["Ann"]
    plans = [liftwell("plan", "--athlete", name, *WELL, "--on", "2026-11-27", "--json").json for name in ("Ann", "Bob")]
    assert plans[0] == plans[1]


def test_it_never_goes_over_what_is_there(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)))
    liftwell("export", tmp_path / "ann.json")
    before = everything()
    said = liftwell("import", tmp_path / "ann.json")
    assert said.status == 2
    assert "The athlete 'Ann' is not empty; give another name with --athlete." in said.err
    assert everything() == before


# --- what cannot be ------------------------------------------------------------------------------


def test_several_athletes_ask_for_a_name_before_a_file_is_read(liftwell: Command, tmp_path: Path) -> None:
    shelf_named("Ann")
    shelf_named("Bob")
    for arguments in ((strong(tmp_path),), (strong(tmp_path), "--preview"), ("--undo",)):
        said = liftwell("import", *arguments)
        assert (said.status, said.out) == (2, "")
        assert said.err == "liftwell: Whose? Name one of Ann, Bob with --athlete.\n"
    assert liftwell("import", strong(tmp_path), "--athlete", "Cy").status == 2


WRONG = {
    "empty.csv": b"",
    "only.csv": STRONG.splitlines()[0].encode() + b"\n",
    "other.csv": b"a,b\n1,2\n",
    "picture.csv": bytes(range(256)) * 40,
    "broken.json": b'{"schema": "liftwell.logbook/1", ',
    "list.json": b"[]",
    "other.json": b'{"schema": "liftwell.plan/1"}',
    "half.json": b'{"schema": "liftwell.logbook/1", "athlete": "Ann", "done": []}',
}


@pytest.mark.parametrize("name", [*WRONG, "none.csv", "none.json", "folder", "folder.json"])
def test_a_wrong_file_gives_one_sentence_and_changes_nothing(liftwell: Command, tmp_path: Path, name: str) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)), answers=CLEAR)
    before = everything()
    path = tmp_path / name
    if name in WRONG:
        path.write_bytes(WRONG[name])
    elif name.startswith("folder"):
        path.mkdir()
    said = liftwell("import", path)
    assert said.status in (2, 4)
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert str(path) in said.err
    assert everything() == before


def spoiled(export: Path, to: Path, spoil: Callable[[dict[str, list[dict[str, object]]]], object]) -> Path:
    content = json.loads(export.read_text("utf-8"))
    spoil(content)
    to.write_text(json.dumps(content), "utf-8")
    return to


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["done"][0].update(on="2026-02-30"),
        lambda content: content["done"][0].update(load_kg=9999),
        lambda content: content["done"][0].update(during="a lot"),
        lambda content: content["done"][0].update(surplus=1),
        lambda content: content["done"][0].pop("rpe"),
        lambda content: content["workout"].append(3),
        lambda content: content.update(nonsense=[]),
        lambda content: content.pop("morning"),
    ],
)
def test_an_export_that_was_tampered_with_changes_nothing(
    liftwell: Command, tmp_path: Path, spoil: Callable[[dict[str, list[dict[str, object]]]], object]
) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)), answers=CLEAR)
    liftwell("export", tmp_path / "ann.json")
    before = everything()
    said = liftwell("import", spoiled(tmp_path / "ann.json", tmp_path / "wrong.json", spoil), "--athlete", "Bob")
    assert said.status == 2
    assert said.err.count("\n") == 1
    assert everything() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--exercise", "foo"), "'foo' should be two words with = between them"),
        (("--exercise", "foo=sumo"), "There is no exercise 'foo' in the file."),
        (("--exercise", "Deadlift (Barbell)=bar"), "There is no exercise 'bar' in the plan"),
        (("--exercise", "Deadlift (Barbell)=bird dog"), "is no hinge"),
        (("--column", "date"), "'date' should be two words"),
        (("--unit", "stone"), "stone"),
        (("--undo",), "--undo takes the newest import away, without a file"),
    ],
)
def test_a_wrong_option_changes_nothing(
    liftwell: Command, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)))
    liftwell("import", strong(tmp_path))
    before = everything()
    said = liftwell("import", strong(tmp_path), *arguments)
    assert said.status == 2
    assert says in said.err
    assert said.err.count("\n") == 1
    assert everything() == before


def test_undo_never_looks_first(liftwell: Command, tmp_path: Path) -> None:
    liftwell("import", strong(tmp_path))
    before = everything()
    assert liftwell("import", "--undo", "--preview").status == 2
    assert everything() == before
    assert FLOOR in before[ME]
