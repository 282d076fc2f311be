"""`liftwell clips`: how long clips are kept is the person's choice, and no video goes without their yes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liftwell.cli.book import opened_logbook
from liftwell.logbook.clips import clips_of, keep_for
from liftwell.logbook.shelf import Shelf
from tests.cli.conftest import Said
from tests.cli.logbook import everything, shelf_named
from tests.cli.person import keyboard

Command = Callable[..., Said]
OLD, NEW = date(2026, 10, 1), date(2026, 11, 20)
REFUSED = "liftwell: Nothing was deleted; add --yes to delete without being asked.\n"


@pytest.fixture(autouse=True)
def today(clock: Callable[[str], None]) -> None:
    clock("2026-11-26")


@pytest.fixture
def videos(tmp_path: Path) -> tuple[Path, Path]:
    """An old clip and a new one of Ann, kept for 30 days."""
    found = (film(tmp_path / "old.mp4"), film(tmp_path / "new [bold].mp4"))
    shelf = shelf_named("Ann")
    for on, path in zip((OLD, NEW), found, strict=True):
        shelf.keep_clip(on, path, "{}")
    keep_for(shelf, 30)
    return found


def film(path: Path) -> Path:
    path.write_bytes(path.name.encode())
    return path


def ann() -> Shelf:
    return Shelf(opened_logbook(), "Ann")


# --- the list and the choice ---------------------------------------------------------------------


def test_no_clip_yet(liftwell: Command) -> None:
    shelf_named("Ann")
    said = liftwell("clips")
    assert (said.status, said.err) == (0, "")
    assert said.out == "Ann has no clips in the logbook yet: liftwell analyse CLIP --athlete Ann\n"
    assert liftwell("clips", "--keep", "30").err == (
        "liftwell: Ann has no clips yet; choose how long to keep them once there is one.\n"
    )
    assert liftwell("clips", "--delete").out == "Of Ann there is no video to delete that is past its day.\n"


def test_the_list_says_until_when_and_what_is_past(liftwell: Command, videos: tuple[Path, Path]) -> None:
    old, new = videos
    assert liftwell("clips").out == (
        "Day         Kept until  Clip\n"
        f"2026-10-01  2026-10-31  {old} (past its day)\n"
        f"2026-11-20  2026-12-20  {new}\n"
        "1 video past the day: liftwell clips --delete\n"
    )
    old.unlink()
    assert f"{old} (not there)\n2026-11-20" in liftwell("clips").out
    assert "--delete" not in liftwell("clips").out


def test_the_choice_holds_for_all_clips_and_can_be_changed(liftwell: Command, videos: tuple[Path, Path]) -> None:
    said = liftwell("clips", "--keep", "60")
    assert (said.status, "2026-11-30" in said.out, "2027-01-19" in said.out) == (0, True, True)
    assert liftwell("clips", "--keep", "Always").out.count("always") == 2
    assert [one.kept_until for one in clips_of(ann())] == [None, None]
    assert all(video.exists() for video in videos)


@pytest.mark.usefixtures("measured")
def test_a_new_clip_is_kept_as_long_as_the_others(liftwell: Command, videos: tuple[Path, Path], clip: Path) -> None:
    assert "Kept in the logbook of Ann; you keep the clip until 2026-12-26." in " ".join(
        liftwell("analyse", clip, "--athlete", "Ann").out.split()
    )
    liftwell("clips", "--keep", "always")
    liftwell("analyse", clip, "--athlete", "Ann")
    assert [one.kept_until for one in clips_of(ann())] == [None] * 3
    assert all(video.exists() for video in videos)


# --- deleting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "goes"), [(["y"], True), (["n"], False), ([""], False), ([], False)])
def test_only_after_a_plain_yes(
    liftwell: Command, videos: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, typed: list[str], goes: bool
) -> None:
    before = everything()
    monkeypatch.setattr(sys, "stdin", keyboard(typed))
    said = liftwell("clips", "--delete")
    assert f"2026-10-01  {videos[0]}\nDelete 1 video from your disk, for good?" in said.out
    assert [video.exists() for video in videos] == [not goes, True]
    assert (said.status, said.err) == ((0, "") if goes else (2, REFUSED))
    assert everything() == before


def test_what_was_measured_stays_unless_it_is_asked_to_go(liftwell: Command, videos: tuple[Path, Path]) -> None:
    before = everything()
    said = liftwell("clips", "--delete", "--yes")
    assert said.out.endswith("Deleted 1 video. What was measured stays in the logbook.\n")
    assert everything() == before
    assert liftwell("clips", "--delete").out == "Of Ann there is no video to delete that is past its day.\n"
    said = liftwell("clips", "--delete", "--measured", "--yes")
    assert said.out == "Deleted 0 videos. What was measured in 1 clip is forgotten.\n"
    assert [one["path"] for one in json.loads(everything()["Ann"])["clip"]] == [str(videos[1])]


@pytest.mark.parametrize("there", [True, False])
def test_forgetting_asks_too(
    liftwell: Command, videos: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if not there:
        videos[0].unlink()
    monkeypatch.setattr(sys, "stdin", keyboard(["n"]))
    before = everything()
    said = liftwell("clips", "--delete", "--measured")
    asked = "Delete 1 video from your disk, and forget" if there else "Forget"
    assert f"{asked} what was measured in 1 clip, for good?" in said.out
    assert (said.err, everything()) == (REFUSED, before)


def test_another_file_in_its_place_is_left_alone(liftwell: Command, videos: tuple[Path, Path]) -> None:
    old, _ = videos
    old.write_bytes(b"my wedding")
    said = liftwell("clips", "--delete", "--yes")
    assert f"Left alone, it is not the file that was measured: {old}\n" in said.out
    assert old.read_bytes() == b"my wedding"


def test_a_link_is_left_alone(liftwell: Command, videos: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = videos
    old.symlink_to(old.rename(tmp_path / "elsewhere.mp4"))
    assert "Left alone, it is a link to a file elsewhere" in liftwell("clips", "--delete", "--yes").out
    assert old.exists()


def test_a_clip_that_another_athlete_keeps_is_left_alone(liftwell: Command, videos: tuple[Path, Path]) -> None:
    old, _ = videos
    bob = shelf_named("Bob")
    bob.keep_clip(OLD, old, "{}")
    before = everything()["Bob"]
    said = liftwell("clips", "--delete", "--measured", "--yes", "--athlete", "Ann")
    assert "Left alone, another athlete keeps the same clip" in said.out
    assert (old.exists(), everything()["Bob"]) == (True, before)
    keep_for(bob, 1)
    assert liftwell("clips", "--delete", "--yes", "--athlete", "Bob").status == 0
    assert not old.exists()


def test_what_cannot_be_deleted_stays_in_the_logbook(
    liftwell: Command, videos: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(self), None, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)  # tests may run as root, whom no folder refuses
    before = everything()
    said = liftwell("clips", "--delete", "--measured", "--yes")
    assert (said.status, everything()) == (5, before)
    assert said.err == (
        f"liftwell: {videos[0]} could not be deleted (Permission denied); look at who may write there, and repeat it.\n"
    )


def test_a_path_from_elsewhere_is_only_a_path(liftwell: Command, videos: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "ann.json"
    liftwell("export", path)
    content = json.loads(path.read_text("utf-8"))
    content["clip"][0]["path"] = "x" * 10_000
    path.write_text(json.dumps(content), "utf-8")
    liftwell("import", path, "--athlete", "Bob")
    assert "(not there)" in liftwell("clips", "--athlete", "Bob").out
    assert liftwell("clips", "--delete", "--yes", "--athlete", "Bob").status == 0
    assert all(video.exists() for video in videos)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--keep", "soon"), "'soon' is no number of days; give one, such as --keep 30, or --keep always."),
        (("--keep", "-1"), "'-1' is no number of days"),
        (("--keep", "1.5"), "'1.5' is no number of days"),
        (("--keep", ""), "'' is no number of days"),
        (("--keep", "9" * 30), "is no number of days"),
        (("--keep", "36501"), "A clip can be kept for 0 to 36500 days, or always."),
        (("--keep", "30", "--delete"), "One at a time: --keep or --delete."),
        (("--measured",), "--measured and --yes say how to --delete; add --delete."),
        (("--yes",), "--measured and --yes say how to --delete; add --delete."),
        (("--athlete", "Bob"), "There is no athlete 'Bob' in the logbook; there is Ann."),
    ],
)
def test_one_sentence_and_nothing_changes(
    liftwell: Command, videos: tuple[Path, Path], arguments: tuple[str, ...], says: str
) -> None:
    before = everything()
    said = liftwell("clips", *arguments)
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert everything() == before
    assert all(video.exists() for video in videos)
