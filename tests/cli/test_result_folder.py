"""Results appear whole or not at all, and never take the place of somebody's own files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from liftwell.cli.result_folder import result_folder, result_folders
from liftwell.errors import CannotWrite

OLDER = json.dumps({"schema": "liftwell.analysis/1", "clip": {"name": "set.mp4"}})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def older_results(target: Path) -> Path:
    target.mkdir()
    (target / "analysis.json").write_text(OLDER)
    (target / "overlay.mp4").write_text("older")
    return target


def test_the_folder_appears_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "a" / "set.liftwell"
    with result_folder(target, "set.mp4") as folder:
        (folder / "analysis.json").write_text("new")
        assert not target.exists()
        assert folder.parent == target.parent
    assert names(tmp_path / "a") == ["set.liftwell"]
    assert (target / "analysis.json").read_text() == "new"


def test_the_folder_follows_the_persons_own_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with result_folder(tmp_path / "results", "set.mp4"):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / "results").stat().st_mode & 0o777 == 0o750


def test_older_results_are_replaced_only_at_the_end(tmp_path: Path) -> None:
    target = older_results(tmp_path / "results")
    with result_folder(target, "set.mp4") as folder:
        (folder / "analysis.json").write_text("new")
        assert (target / "analysis.json").read_text() == OLDER
    assert names(target) == ["analysis.json"]
    assert (target / "analysis.json").read_text() == "new"
    assert names(tmp_path) == ["results"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, CannotWrite])
def test_whatever_stops_the_work_leaves_the_older_results_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = older_results(tmp_path / "results")
    with pytest.raises(error), result_folder(target, "set.mp4") as folder:
        raise error((folder / "analysis.json").write_text("half"))
    assert names(tmp_path) == ["results"]
    assert (target / "analysis.json").read_text() == OLDER


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(CannotWrite, match=r"holds other files \(thesis.docx\)"), result_folder(tmp_path, "set.mp4"):
        pytest.fail("the work must not begin")
    assert names(tmp_path) == ["thesis.docx"]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "results"
    target.write_text("mine")
    with pytest.raises(CannotWrite, match="is a file"), result_folder(target, "set.mp4"):
        pytest.fail("the work must not begin")
    assert target.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_known_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(CannotWrite, match="choose another folder"),
        result_folder(tmp_path / "file" / "results", "set.mp4"),
    ):
        pytest.fail("the work must not begin")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_a_write_protected_folder_is_known_before_the_work(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(CannotWrite, match="choose another folder"), result_folder(tmp_path / "results", "set.mp4"):
            pytest.fail("the work must not begin")
    finally:
        tmp_path.chmod(0o755)


def test_when_the_last_move_fails_the_older_results_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = older_results(tmp_path / "results")
    rename = Path.rename

    def refuse(self: Path, to: Path) -> Path:
        if self.suffix == ".partial":
            raise PermissionError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotWrite, match="Could not move the results"), result_folder(target, "set.mp4") as folder:
        (folder / "analysis.json").write_text("new")
    assert (target / "analysis.json").read_text() == OLDER


def test_where_results_go() -> None:
    one, two = Path("a/set1.mov"), Path("b/set2.mp4")
    assert result_folders([one], None) == [Path("a/set1.liftwell")]
    assert result_folders([one], Path("out")) == [Path("out")]
    assert result_folders([one, two], None) == [Path("a/set1.liftwell"), Path("b/set2.liftwell")]
    assert result_folders([one, two], Path("out")) == [Path("out/set1"), Path("out/set2")]


@pytest.mark.parametrize("name", ["", ".", "..", "/"])
def test_what_has_no_name_has_a_place_of_its_own_all_the_same(name: str) -> None:
    for out in (None, Path(), Path("/"), Path("out")):
        assert len(set(result_folders([Path(name)] * 3, out))) == 3


@pytest.mark.parametrize("name", ["report.pdf", "motion.c3d"])
def test_a_file_that_liftwell_does_not_write_is_not_its_own(tmp_path: Path, name: str) -> None:
    (older_results(tmp_path / "results") / name).touch()
    with pytest.raises(CannotWrite, match="holds other files"), result_folder(tmp_path / "results", "set.mp4"):
        pytest.fail("the work must not begin")


def test_clips_of_one_name_do_not_share_a_folder() -> None:
    clips = [Path("a/set.mp4"), Path("b/set.mp4"), Path("b/set.mov")]
    assert result_folders(clips, Path("out")) == [Path("out/set"), Path("out/set-2"), Path("out/set-3")]
    assert result_folders(clips[1:], None) == [Path("b/set.liftwell"), Path("b/set-2.liftwell")]


def test_the_results_of_another_clip_are_not_replaced(tmp_path: Path) -> None:
    older_results(tmp_path / "results")
    with (
        pytest.raises(CannotWrite, match=r"holds the results of set.mp4; choose another folder"),
        result_folder(tmp_path / "results", "other.mp4"),
    ):
        pytest.fail("the work must not begin")


@pytest.mark.parametrize("text", ["{}", "not JSON", '{"schema": "mine/1", "clip": {"name": "set.mp4"}}'])
def test_files_of_our_names_that_are_not_ours_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "analysis.json").write_text(text)
    with pytest.raises(CannotWrite, match="holds other files"), result_folder(tmp_path, "set.mp4"):
        pytest.fail("the work must not begin")
    assert (tmp_path / "analysis.json").read_text() == text
