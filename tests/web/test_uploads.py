"""What a person or an attacker may send: every file ends in one sentence, and nothing of it is left behind."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.clips import SHORT, another, hostile
from tests.web.server import START_S, Server, serving, until


def all_told(server: Server, tmp_path: Path, count: int) -> None:
    """Send so many files that are no clips; wait until each has its sentence."""
    server.begin()
    elsewhere = set(tmp_path.rglob("*")) - set((tmp_path / "data").rglob("*"))
    taken, refused = [], 0
    for name, content in hostile(count):
        status, said = server.send(name, content)
        assert status in (200, 201, 422), (name, status, said)
        if status == 422:
            assert said.strip().endswith("."), said
            refused += 1
        elif status == 201:
            taken.append(json.loads(said)["token"])
    until(lambda: 'data-progress="' not in server.page("/of/me/lifts/list"), 10 * count)
    page = server.page("/of/me/lifts")
    assert "Traceback" not in page
    assert "<script>alert" not in page
    assert ">49.mp4<" not in page  # what a template would make of 7*7
    clips = tmp_path / "data" / "clips"
    for token in taken:
        folder = clips / token
        if not folder.is_dir():  # sent again in the same bytes
            continue
        row = page.split(f'id="clip-{token}"')[1].split("</li>")[0]
        assert 'class="wrong-words">' in row, row
        said = row.split('class="wrong-words">')[1].split("</p>")[0].strip()
        assert said.endswith("."), said
        assert "our fault" not in said, said
        assert "not measured" not in said, said
        if (folder / "results").exists():
            assert "Cannot be measured" in said  # a film, but none of a lift: its page says what to change
        else:
            assert [one.name for one in folder.rglob("*") if one.is_file()] == ["told.json"]
    assert set(tmp_path.rglob("*")) - set((tmp_path / "data").rglob("*")) == elsewhere
    assert not list(clips.rglob("*.partial"))


def test_files_that_are_no_clips(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        all_told(server, tmp_path, 6)  # one of each kind


@pytest.mark.bench
def test_two_hundred_files_that_are_no_clips(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        all_told(server, tmp_path, 200)
        assert "Your lifts" in server.page("/of/me/lifts")


def test_nothing_too_much_and_never_halves(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        server.begin()
        assert server.send("empty.mp4", b"") == (
            422,
            "This file is empty; choose the clip again, or copy it from the phone once more.\n",
        )
        sparse = tmp_path / "sparse.mp4"
        with sparse.open("wb") as file:
            os.truncate(file.fileno(), 4 << 30)
        host, _, port = urlsplit(server.address).netloc.partition(":")
        for size, expected in ((4 << 30, b"413"), (1 << 20, b"")):
            with socket.create_connection((host, int(port)), timeout=START_S) as line:
                head = f"PUT /of/me/clips?file=a.mp4 HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {size}\r\n"
                line.sendall((head + f"Authorization: Bearer {server.key}\r\n\r\n").encode() + bytes(1000))
                if expected:  # refused before the rest is sent
                    assert expected in line.recv(100)
        until(lambda: not list((tmp_path / "data" / "clips").iterdir()), 10)  # half a clip is none
        status, said = server.send("set.mp4", another(SHORT, 1))
        assert (status, server.send("again.mp4", another(SHORT, 1))[0]) == (201, 200)
        token = json.loads(said)["token"]
        assert token not in server.ask("POST", f"/of/me/lifts/{token}/cancel", headers={"hx-request": "true"})[1]
        until(lambda: not list((tmp_path / "data" / "clips").iterdir()), 10)
