"""Serving: from a port of this machine to the app that answers there, until it is told to stop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import uvicorn
from starlette.types import ASGIApp

from liftwell.errors import CannotWrite
from liftwell.web.app import behind, made
from liftwell.web.desk import Desk
from liftwell.web.instance import key_of, tell_running
from liftwell.web.pairing import Pairing

if TYPE_CHECKING:  # a tenth of a second to load, for `--lan` alone
    from liftwell.web.certificate import Certificate

HOST: Final = "127.0.0.1"
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104  (asked for by `--lan`, and behind the pairing code)
_WAIT_S: Final = 3
_SOON_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Lan:
    """Where phones at home are answered: the socket, by which names, with which certificate and code."""

    place: socket.socket
    names: tuple[str, ...]
    certificate: Certificate
    pairing: Pairing


@contextmanager
def listening(port: int, *, usual: int, host: str = HOST) -> Iterator[socket.socket]:
    """A socket of this machine alone, or of its network; where the usual port is taken, any other.

    Raises CannotWrite.
    """
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with place:
        try:
            place.bind((host, port))
        except OSError as error:
            if port != usual:
                raise CannotWrite(f"Port {port} cannot be used ({error.strerror}); choose another, or 0.") from None
            place.bind((host, 0))
        yield place


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    ready: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self.ready()


def serve_until_stopped(
    desk: Desk, place: socket.socket, opened: Callable[[str], None], lan: Lan | None = None
) -> None:
    """Answer until a signal; `opened` is called with the address that opens the app once it answers."""
    folder = desk.folder.path
    key, app = key_of(folder), made(desk, jobs=True)
    server = _Server(_config(behind(app, key), lifespan="on"))
    address = f"http://{HOST}:{place.getsockname()[1]}"
    server.ready = lambda: opened(tell_running(folder, address).opens)
    if lan is None:
        server.run([place])
        return
    phones = _for_phones(app, key, lan)
    phones.ready, server.ready = server.ready, phones.ready  # told once both answer
    asyncio.run(_both(server, place, phones, lan.place))


def _for_phones(app: ASGIApp, key: str, lan: Lan) -> _Server:
    """The same app for phones at home: over TLS, behind the code."""
    return _Server(_config(behind(app, key, lan.names, lan.pairing), lifespan="off", certificate=lan.certificate))


async def _both(server: _Server, place: socket.socket, phones: _Server, lan: socket.socket) -> None:
    """The first hears the signals; the second begins when the app is ready; either ends with the other."""
    first = asyncio.create_task(server.serve([place]))
    while not server.started and not first.done():
        await asyncio.sleep(_SOON_S)
    second = asyncio.create_task(phones._serve([lan]))  # noqa: SLF001  (`serve` would take the signals)
    second.add_done_callback(lambda _: setattr(server, "should_exit", True))
    await first
    phones.should_exit = True
    await second


def _config(app: ASGIApp, *, lifespan: Literal["on", "off"], certificate: Certificate | None = None) -> uvicorn.Config:
    return uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, lifespan=lifespan,
        timeout_graceful_shutdown=_WAIT_S,
        ssl_certfile=None if certificate is None else certificate.chain,
        ssl_keyfile=None if certificate is None else certificate.key,
    )  # fmt: skip
