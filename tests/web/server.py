"""A real `liftwell serve` on a data folder of its own, as a person starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, urlsplit

START_S: Final = 60.0
_OPENS: Final = re.compile(r"(http://127\.0\.0\.1:\d+)/\?key=(\S+)")


@dataclass(frozen=True, slots=True)
class Server:
    """address: without the key; key: what opens it; process: the server itself."""

    address: str
    key: str
    process: subprocess.Popen[str]

    @property
    def opens(self) -> str:
        return f"{self.address}/?key={self.key}"

    @property
    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.key}"}

    def ask(
        self, method: str, path: str, content: bytes = b"", headers: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[int, str]:
        """Status and text of an answer; a redirection is one."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=START_S)
        try:
            connection.request(method, path, content, {**self.bearer, **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def page(self, path: str) -> str:
        """The text of a page that is there."""
        status, text = self.ask("GET", path)
        assert status == 200, (path, status, text)
        return text

    def begin(self) -> None:
        """A first athlete, "me"."""
        assert self.ask("POST", "/begin", b"name=me", {"content-type": "application/x-www-form-urlencoded"})[0] == 303

    def send(self, name: str, content: bytes) -> tuple[int, str]:
        """Send a file as the page does."""
        return self.ask("PUT", f"/of/me/clips?file={quote(name, safe='')}", content)

    def shut_down(self) -> None:
        """As a machine that shuts down does it: a word to the server and to everything that it has started."""
        for pid in _family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        self.process.wait(30)

    def kill(self) -> None:
        """As a power cut does it."""
        self.process.kill()
        self.process.wait()


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "LIFTWELL_DATABASE")}
    return {**kept, "HOME": str(home), "LIFTWELL_HOME": str(home / "data"), "PYTHONWARNINGS": "default"}


@contextmanager
def serving(home: Path, *before: str, options: Sequence[str] = ()) -> Iterator[Server]:
    """A server that answers; it is stopped as Ctrl-C stops it. `before`: a command that starts it, such as strace."""
    command = [*before, sys.executable, "-m", "liftwell", "serve", "--port", "0", "--no-open", *options]
    log = home / "serve.log"
    with log.open("a") as complaints:
        process = subprocess.Popen(
            command, env=environment(home), stdout=subprocess.PIPE, stderr=complaints, text=True, cwd=home,
            start_new_session=True,
        )  # fmt: skip
        try:
            yield Server(*_opened(process, log), process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()


def _opened(process: subprocess.Popen[str], log: Path) -> tuple[str, str]:
    assert process.stdout is not None
    until = time.monotonic() + START_S
    said = ""
    while time.monotonic() < until:
        line = process.stdout.readline()
        said += line
        if found := _OPENS.search(line):
            return found[1], found[2]
        if not line and process.poll() is not None:
            break
    raise AssertionError(f"the server did not start: {said}{log.read_text()}")


def _family(pid: int) -> list[int]:
    """The children of a process and theirs, the youngest first, and the process itself last."""
    told = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for one in told for child in one.read_text("ascii").split()]
    return [*(each for child in children for each in _family(child)), pid]


def until(what: Callable[[], bool], seconds: float) -> None:
    """Wait for it; raises AssertionError where it takes longer."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.2)
