"""A clip on its way in: written to disk as it comes, whole or not at all, whatever its sender calls it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final

from fastapi import Request
from starlette.requests import ClientDisconnect

from liftwell.errors import CannotRead, CannotWrite
from liftwell.web.folder import ClipFolder, Folder
from liftwell.web.guard import MOST_CLIP_BYTES

# What measuring a clip and everything else needs beside it.
ROOM_BYTES: Final = 500 * 1024**2
EMPTY: Final = "This file is empty; choose the clip again, or copy it from the phone once more."


async def received(request: Request, folder: Folder, name: str) -> tuple[ClipFolder, str]:
    """The folder of the clip that a request brings, and its SHA-256.

    Raises CannotRead where nothing or not all of it comes, CannotWrite where there is no room; nothing is left then.
    """
    told = int(request.headers["content-length"])
    _require_room(folder, told)
    clip, path = folder.begin_clip(name)
    with _whole_or_gone(clip):
        digest, count = hashlib.sha256(), 0
        with path.open("xb") as file:
            async for part in _parts(request):
                count += len(part)
                if count > MOST_CLIP_BYTES:
                    raise CannotRead("A clip may have 2 GB; cut it to the one set.")
                digest.update(part)
                file.write(part)
        if count == 0:
            raise CannotRead(EMPTY)
        if count != told:
            raise CannotRead("Not all of the clip arrived; send it again.")
    return clip, digest.hexdigest()


async def _parts(request: Request) -> AsyncIterator[bytes]:
    try:
        async for part in request.stream():
            yield part
    except ClientDisconnect:
        raise CannotRead("Sending was broken off; nothing of the clip is kept.") from None


def _require_room(folder: Folder, bytes_: int) -> None:
    free = shutil.disk_usage(folder.path).free
    if free < bytes_ + ROOM_BYTES:
        raise CannotWrite(f"There are only {free / 1e9:.1f} GB free on this disk; make room and send the clip again.")


@contextmanager
def _whole_or_gone(clip: ClipFolder) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        clip.remove()
        raise CannotWrite(f"The clip could not be kept ({error.strerror}); nothing of it is left.") from error
    except BaseException:
        clip.remove()
        raise
