"""The answers on disk while somebody answers: whole or not at all, and the old ones rather than none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest

from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue
from tests.cli.person import safety

NOW: Final = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def test_no_file_is_no_answer_yet(tmp_path: Path) -> None:
    saved = SavedAnswers.opened(tmp_path / "me.json", NOW)
    assert (saved.content, saved.today) == ({}, date(2026, 11, 26))
    assert not saved.answered("screen.R01")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_never_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "me.json").write_text("{")
    with pytest.raises(CannotRead):
        SavedAnswers.opened(tmp_path / "me.json", NOW)
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CannotRead):
        SavedAnswers.opened(tmp_path / "link.json", NOW)


def test_what_is_kept_is_on_disk_at_once(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    saved = SavedAnswers.opened(path, NOW)
    saved.keep("screen.R01", "no")
    saved.keep("pain.now", 3)
    again = SavedAnswers.opened(path, NOW)
    assert (again.at("screen.R01"), again.at("pain.now"), again.at("pain.told_on")) == (["no"], 3, "2026-11-26")
    saved.keep("pain.now", None)
    assert not SavedAnswers.opened(path, NOW).answered("pain.now")


def test_an_answer_that_cannot_be_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    saved = SavedAnswers.opened(path, NOW)
    saved.keep("screen.R15", ["pregnant"])
    before = path.read_bytes()
    with pytest.raises(ImpossibleValue):
        saved.keep("screen.R15", ["none", "pregnant"])
    with pytest.raises(ImpossibleValue):
        saved.keep("pain.soreness.days", [1, 2])  # of which sides is not told
    assert path.read_bytes() == before
    assert saved.at("screen.R15") == ["pregnant"]
    assert saved.account().intake.safety.answers["R15"] == ("pregnant",)


def test_the_day_of_the_file_only_where_it_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text('on = 2026-03-01\n[screen]\nR01 = "no"\n')
    assert SavedAnswers.opened(path, NOW).today == date(2026, 11, 26)
    read = SavedAnswers.opened(path, NOW, its_day=True)
    assert read.today == read.account().intake.on == date(2026, 3, 1)
    path.write_text('[screen]\nR01 = "no"\n')
    assert SavedAnswers.opened(path, NOW, its_day=True).today == date(2026, 11, 26)


def test_a_new_day_opens_what_belongs_to_one_day(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    saved = SavedAnswers.opened(path, NOW)
    for name, value in (("now", 2), ("waking", 1), ("days", 10)):
        saved.keep(f"pain.{name}", value)
    before = path.read_bytes()
    saved.begin_day()
    assert path.read_bytes() == before
    later = SavedAnswers.opened(path, NOW.replace(day=29))
    assert later.account().intake.story.days == 13
    later.begin_day()
    assert later.content["pain"] == {"waking": 1, "days": 13, "told_on": "2026-11-29"}
    assert later.account().intake.story.days == 13
    SavedAnswers(None, NOW).begin_day()  # nothing was ever told


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    saved = SavedAnswers.opened(path, NOW)
    saved.keep("pain.now", 3)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(CannotWrite):
            saved.keep("pain.now", 4)
    finally:
        tmp_path.chmod(0o755)
    assert SavedAnswers.opened(path, NOW).at("pain.now") == 3


# No file may grow beyond so many bytes, which is what a full disk looks like from here.
FULL: Final = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
from liftwell.cli.app import main
sys.exit(main())
"""


def test_a_full_disk_ends_in_a_sentence_and_keeps_the_old_answers(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    done = subprocess.run(
        [sys.executable, "-c", FULL, "screen", "--ask", "--answers", path],
        input="".join(f"{line}\n" for line in safety()), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
    assert f"{path} cannot be written" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["me.json"]
    screen = json.loads(path.read_text("utf-8"))["screen"]
    assert 2 <= len(screen) < 16


def test_without_any_stdin_it_says_what_to_do(tmp_path: Path) -> None:
    """As a service starts it: file 0 is closed."""
    command = f"cd {tmp_path} && {sys.executable} -c 'import sys; from liftwell.cli.app import main; sys.exit(main())'"
    for more, status, says in (("screen", 2, "There are no answers yet"), ("screen --ask", 0, "")):
        done = subprocess.run(["sh", "-c", f"{command} {more} <&-"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.count("\n")) == (status, 1 if says else 0)
        assert says in done.stderr


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_letters_that_are_none_are_asked_again(tmp_path: Path, locale: str) -> None:
    """Latin-1 typed into a UTF-8 terminal."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from liftwell.cli.app import main; sys.exit(main())", "screen", "--ask",
         "--answers", tmp_path / "me.json"],
        input="fünf\nja\n1\n".encode("latin-1"), capture_output=True, check=False, env={**os.environ, "LC_ALL": locale},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8", "replace").count("Type a number from 1 to 5.") == 2


def test_a_question_that_is_answered_anew_has_a_day_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    saved = SavedAnswers.opened(path, NOW)
    saved.keep("screen.answered_on", "2026-11-20")
    for key in ("R01", "R11"):
        saved.content["screen"][key] = ["no"]
    assert not saved.answered_today("R01")
    saved.short_check("none")
    assert SavedAnswers.opened(path, NOW).checked_today
    saved.short_check("fever")
    assert not saved.answered("screen.R11")
    saved.keep("screen.R11", ["no"])
    again = SavedAnswers.opened(path, NOW)
    assert (again.answered_today("R11"), again.answered_today("R01")) == (True, False)
    saved.forget_screen()
    assert not saved.checked_today
    assert saved.at("screen.anew") is None
