"""Where clips lie: under names nobody guesses, whatever their senders call them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.errors import CannotRead
from liftwell.web.folder import Folder, Told, shown_name

TOLD = Told(athlete="me", name="set.mp4", sent_on=date(2026, 11, 27), sha256="0" * 64)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("set.mp4", "set.mp4"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", "clip"),
        ("/", "clip"),
        ("", "clip"),
        (".mp4", "mp4"),
        ("a\x00b\n.mp4", "ab.mp4"),
        ("Übung №3 🏋.MOV", "Übung №3 🏋.MOV"),
        ("\u202egpj.mp4", "gpj.mp4"),
        ('<img src="x">.mp4', "img src=x.mp4"),
        ("C:\\Users\\me\\set.mp4", "set.mp4"),
    ],
)
def test_a_name_is_its_last_part(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(st.text(max_size=400))
def test_no_name_leads_out_or_is_too_long(name: str) -> None:
    shown = shown_name(name)
    assert shown
    assert shown not in (".", "..")
    assert not set(shown) & set("/\\\0\n")
    assert len(shown.encode()) <= 200


def test_a_clip_is_one_when_it_is_told_of(tmp_path: Path) -> None:
    folder = Folder(tmp_path).made()
    clip, path = folder.begin_clip("../set.mp4")
    path.write_bytes(b"x")
    assert path.parent.parent == clip.path
    with pytest.raises(CannotRead):
        folder.clip(clip.token)
    clip.tell(TOLD)
    assert folder.clip(clip.token).told() == TOLD
    assert [one.token for one in folder.all_clips()] == [clip.token]
    assert clip.clip == path


def test_what_was_cut_off_is_swept_away(tmp_path: Path) -> None:
    folder = Folder(tmp_path).made()
    kept, cut = folder.begin_clip("a.mp4")[0], folder.begin_clip("b.mp4")[0]
    kept.tell(TOLD)
    folder.sweep()
    assert kept.path.is_dir()
    assert not cut.path.exists()


@pytest.mark.parametrize("token", ["..", "../" * 8, "x" * 32, "", ".", "x" * 31 + "/", "%2e%2e"])
def test_no_token_leads_elsewhere(tmp_path: Path, token: str) -> None:
    with pytest.raises(CannotRead):
        Folder(tmp_path).made().clip(token)
