"""Serving: from a port of this machine to the app that answers there, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn

from liftwell.errors import CannotWrite
from liftwell.web.app import guarded
from liftwell.web.desk import Desk
from liftwell.web.instance import key_of, tell_running

HOST: Final = "127.0.0.1"
_WAIT_S: Final = 3


@contextmanager
def listening(port: int, *, usual: int) -> Iterator[socket.socket]:
    """A socket of this machine alone; where the usual port is taken, any other. Raises CannotWrite."""
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with place:
        try:
            place.bind((HOST, port))
        except OSError as error:
            if port != usual:
                raise CannotWrite(f"Port {port} cannot be used ({error.strerror}); choose another, or 0.") from None
            place.bind((HOST, 0))
        yield place


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self.ready()


def serve_until_stopped(desk: Desk, place: socket.socket, opened: Callable[[str], None]) -> None:
    """Answer until a signal; `opened` is called with the address that opens the app once it answers."""
    folder = desk.folder.path
    config = uvicorn.Config(
        guarded(desk, key_of(folder)), log_level="error", access_log=False, server_header=False, lifespan="on",
        timeout_graceful_shutdown=_WAIT_S,
    )  # fmt: skip
    server = _Server(config)
    address = f"http://{HOST}:{place.getsockname()[1]}"
    server.ready = lambda: opened(tell_running(folder, address).opens)
    server.run([place])
