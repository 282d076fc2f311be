"""The app talks to this machine and to nobody else, watched from outside with strace while a clip is measured."""

from __future__ import annotations

import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from tests.test_privacy import reached
from tests.web.clips import SHORT
from tests.web.server import serving, until
from tests.web.walk import addresses

BINDS = re.compile(r'bind\(.*sin6?_addr(?:=|, )inet_(?:addr\("(?P<v4>[^"]+)"|pton\(AF_INET6, "(?P<v6>[^"]+)")')


def test_no_connection_but_to_this_machine(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, so nobody can watch what liftwell connects to")
    trace = tmp_path / "trace"
    trace.mkdir()
    home = tmp_path / "home"  # an empty one
    home.mkdir()
    calls = "trace=connect,sendto,sendmsg,bind,listen"
    watch = (strace, "-f", "-ff", "--seccomp-bpf", "-y", "-qq", "-e", calls, "-o", f"{trace}/thread")
    with serving(home, *watch) as server:
        server.begin()
        assert server.send("set.mp4", SHORT.read_bytes())[0] == 201
        for address in addresses():
            assert server.ask("GET", address)[0] < 500, address
        until(lambda: 'class="clip refused"' in server.page("/of/me/lifts/list"), 120)
        _stop_the_watched(server.process.pid)
    lines = [line for file in trace.iterdir() for line in file.read_text(errors="replace").splitlines()]
    assert {found for line in lines if (found := reached(line))} == set()
    bound = {told["v4"] or told["v6"] for line in lines if (told := BINDS.search(line))}
    assert bound == {"127.0.0.1"}


def _stop_the_watched(strace: int) -> None:
    """Ctrl-C for the server itself: strace passes none on."""
    for child in Path(f"/proc/{strace}/task/{strace}/children").read_text("ascii").split():
        os.kill(int(child), signal.SIGINT)
