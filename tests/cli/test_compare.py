"""`liftwell compare`: what can be named, what is written, and what is said when it cannot be."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from liftwell.analysis import Analysis
from liftwell.exchange import analysis_json
from tests.analyses import made_analysis, refused_analysis
from tests.cli.conftest import Said

Command = Callable[..., Said]


def results(folder: Path, analysis: Analysis | None = None) -> Path:
    folder.mkdir()
    analysis_json.write(analysis_json.to_document(analysis or made_analysis()), folder / "analysis.json")
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_reps_of_one_set(liftwell: Command, here: Path) -> None:
    results(here / "set1.liftwell")
    said = liftwell("compare", "set1.liftwell#1", "set1.liftwell#4")
    assert said.status == 0
    assert "clear changes." in said.out
    assert "A: lifter.mp4, rep 1" in said.out
    row = next(line for line in said.out.splitlines() if line.startswith("Low back, set-up"))
    assert row.rstrip().endswith("more")
    page = here / "compare-set1-rep1-set1-rep4.html"
    assert f"Written to {page.name}" in said.out
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_the_table_fits_eighty_columns(liftwell: Command, here: Path) -> None:
    results(here / "a"), results(here / "b")
    said = liftwell("compare", "a", "b")
    assert max(len(line) for line in said.out.splitlines()) <= 80
    assert "…" not in said.out


def test_a_clip_stands_for_the_results_beside_it(liftwell: Command, here: Path) -> None:
    results(here / "light.liftwell"), results(here / "heavy.liftwell")
    for name in ("light.mp4", "heavy.mov"):
        (here / name).touch()
    assert liftwell("compare", "light.mp4#2", "heavy.mov", "--out", "page.html").status == 0
    assert (here / "page.html").exists()
    (here / "light.liftwell" / "report.html").touch()
    for name in ("analysis.json", "report.html"):
        assert liftwell("compare", here / "light.liftwell" / name, "heavy.mov").status == 0


def test_json_is_all_there_is_on_stdout(liftwell: Command, here: Path) -> None:
    results(here / "a"), results(here / "b")
    said = liftwell("compare", "a#1", "b#4", "--json")
    assert (said.json["schema"], said.json["a"], said.json["b"]) == (
        "liftwell.comparison/1", "lifter.mp4, rep 1", "lifter.mp4, rep 4",
    )  # fmt: skip
    rows = {row["name"]: row for row in said.json["differences"]}
    assert rows["Low back, set-up"]["change"]["value"] == pytest.approx(19.0)
    assert rows["Low back, set-up"]["changed"] is True
    assert said.json["page"] is None
    assert list(here.glob("*.html")) == []
    assert liftwell("compare", "a#1", "b#4", "--json", "--out", "page.html").json["page"] == "page.html"
    assert (here / "page.html").exists()


def test_a_folder_whose_name_has_a_hash_is_a_folder(liftwell: Command, here: Path) -> None:
    results(here / "set#1")
    assert "A: lifter.mp4, mean of 4 reps" in liftwell("compare", "set#1", "set#1#2").out


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("gone", "gone"), 4, "There is no file or folder gone"),
        (("empty", "empty"), 4, "empty holds no analysis.json"),
        (("new.mp4", "new.mp4"), 4, "new.mp4 has not been analysed yet; run liftwell analyse new.mp4 first"),
        (("refused", "set1"), 4, "front.mp4 was not measured"),
        (("set1#9", "set1"), 2, "There is no rep 9"),
        (("broken.json", "set1"), 4, "is not JSON"),
        (("set1", "set1", "--out", "notes.txt"), 5, "notes.txt is another file"),
        (("set1", "set1", "--out", "mine.html"), 5, "mine.html is another file"),
        (("set1", "set1", "--out", "gone/page.html"), 5, "please choose another folder"),
        ((".", "set1"), 4, "holds no analysis.json"),
        (("/", "set1"), 4, "holds no analysis.json"),
        (("set1#0", "set1"), 2, "There is no rep 0"),
        (("set1#two", "set1"), 2, "'two' after # is no rep of set1; give its number, such as set1#1"),
        (("set1#", "set1"), 2, "'' after # is no rep of set1"),
        (("set1",), 2, "Missing argument 'B"),
        (("set1#" + "1" * 300, "set1"), 4, "cannot be looked at (File name too long)"),
        (("set1", "set1", "--out", "x" * 300), 5, "cannot be written (File name too long)"),
        (("deep.json", "set1"), 4, "is not JSON"),
    ],
)
def test_bad_input_ends_in_one_sentence(
    liftwell: Command, here: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    results(here / "set1"), results(here / "refused", refused_analysis())
    (here / "empty").mkdir()
    (here / "new.mp4").touch()
    (here / "broken.json").write_text("{", "utf-8")
    (here / "deep.json").write_text("[" * 200_000, "utf-8")
    (here / "notes.txt").write_text("mine", "utf-8")
    (here / "mine.html").write_text("<!doctype html><title>mine</title>", "utf-8")
    before = sorted(path.name for path in here.iterdir())
    said = liftwell("compare", *arguments)
    assert (said.status, said.out) == (status, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert sorted(path.name for path in here.iterdir()) == before
    assert (here / "notes.txt").read_text("utf-8") == "mine"
    assert "<title>mine</title>" in (here / "mine.html").read_text("utf-8")


def test_a_page_that_could_not_be_written_whole_leaves_the_older_one(
    liftwell: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(here / "a")
    assert liftwell("compare", "a#1", "a#2", "--out", "page.html").status == 0
    before = (here / "page.html").read_bytes()

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:1000])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    said = liftwell("compare", "a#1", "a#3", "--out", "page.html")
    assert said.status == 5
    assert "No space left on device" in said.err
    assert (here / "page.html").read_bytes() == before
    assert sorted(path.name for path in here.iterdir()) == ["a", "page.html"]


def test_a_long_set_is_compared_at_once(liftwell: Command, here: Path) -> None:
    """Positions of a rep are looked up, not searched for."""
    reps = tuple(replace(made_analysis().reps[0], index=index) for index in range(1, 401))
    results(here / "a", replace(made_analysis(), reps=reps))
    assert liftwell("compare", "a", "a#1", "--json").json["a"] == "lifter.mp4, mean of 400 reps"


def test_an_older_page_is_replaced(liftwell: Command, here: Path) -> None:
    results(here / "a")
    for _ in range(2):
        assert liftwell("compare", "a#1", "a#2").status == 0
    assert len(list(here.glob("*.html"))) == 1
    assert json.loads((here / "a" / "analysis.json").read_text("utf-8"))["schema"] == "liftwell.analysis/1"


def test_results_can_be_named_from_inside_their_folder(
    liftwell: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(here / "set1.liftwell")
    monkeypatch.chdir(here / "set1.liftwell")
    assert liftwell("compare", ".#1", ".#4", "--out", here / "page.html").status == 0
    assert liftwell("compare", ".", "analysis.json#2", "--out", here / "page.html").status == 0


def test_two_clips_of_one_name_are_told_apart(liftwell: Command, here: Path) -> None:
    for day in ("monday", "friday"):
        (here / day).mkdir()
        results(here / day / "IMG_1.liftwell")
    said = liftwell("compare", "monday/IMG_1.liftwell", "friday/IMG_1.liftwell", "--json").json
    assert said["a"] == "monday/IMG_1.liftwell: lifter.mp4, mean of 4 reps"
    assert said["b"] == "friday/IMG_1.liftwell: lifter.mp4, mean of 4 reps"


def test_what_was_not_compared_is_said(liftwell: Command, here: Path) -> None:
    rep = made_analysis((5.0,)).reps[0]
    late = replace(rep, cut=("starts_late",))
    results(here / "a"), results(here / "b", replace(made_analysis((5.0,)), reps=(late,)))
    note = "B begins when the bar is already on its way: what it misses is not compared."
    assert note in liftwell("compare", "a", "b").out
    assert liftwell("compare", "a", "b", "--json").json["notes"] == [note]
