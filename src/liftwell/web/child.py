"""The child process in which a clip is measured: `liftwell analyse`, with limits that a hostile file cannot pass.

Started as `python -m liftwell.web.child … ` it takes the limits upon itself and becomes the command, so that no
moment passes without them.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

MOST_MEMORY_BYTES: Final = 4 * 1024**3
# Many times what any clip of a set has taken here; see `longest_s`. Judgement.
_LEAST_S: Final = 600
_MOST_S: Final = 3600
_S_PER_MB: Final = 10
_NICE: Final = 5  # the pages stay quick while a clip is measured
_PR_SET_PDEATHSIG: Final = 1
_LONGEST_LINE: Final = 1 << 20
OUT_OF_TIME: Final = 4
# Somebody ended it from outside: a machine that shuts down, and no fault of the clip.
FROM_OUTSIDE: Final = (-signal.SIGTERM, -signal.SIGINT, -1, 130)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit status, as the command line has them, and its sentence where it failed."""

    status: int
    sentence: str = ""


def longest_s(size_bytes: int) -> float:
    """How long a clip of that size may take."""
    return min(_MOST_S, _LEAST_S + _S_PER_MB * size_bytes / 1e6)


async def analysed(arguments: Sequence[str], longest: float, listen: Callable[[Mapping[str, Any]], None]) -> Ended:
    """Run `liftwell analyse` with these arguments. Whatever ends this call, a cancelling too, ends the child."""
    # `-P` keeps the folder in which the server was started from being searched for modules.
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "liftwell.web.child", *arguments,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        env=_environment(), limit=_LONGEST_LINE, start_new_session=True,  # Ctrl-C is for the server
    )  # fmt: skip
    try:
        said = await asyncio.wait_for(_heard(child, listen), longest)
        return Ended(await child.wait(), said)
    except TimeoutError:
        return Ended(
            OUT_OF_TIME,
            f"Measuring this clip took longer than {longest / 60:.0f} minutes and was stopped. Cut it to one set.",
        )
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def _heard(child: asyncio.subprocess.Process, listen: Callable[[Mapping[str, Any]], None]) -> str:
    """Pass on how far the child is, until it says no more; its sentence, where it had one."""
    said = ""
    assert child.stderr is not None
    async for line in child.stderr:
        try:
            told = json.loads(line)
        except ValueError:
            continue  # a library's own remark
        if isinstance(told, dict) and "message" in told:
            said = str(told["message"])
        elif isinstance(told, dict) and "stage" in told:
            listen(told)
    return said


def _environment() -> dict[str, str]:
    """The same environment with fewer arenas, so that four gigabytes of addresses are enough, and nothing of DBOS."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DBOS")}
    return {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "2", **kept, "PYTHONUNBUFFERED": "1"}


def become(arguments: Sequence[str]) -> None:
    """Take the limits upon this process and turn it into `liftwell analyse`."""
    with suppress(ImportError):  # not on Windows
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(_NICE)
    if sys.platform == "linux":
        # Where the server is killed its children end too, and the job begins anew with the next server.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    command = [sys.executable, "-P", "-m", "liftwell", "analyse", *arguments]
    os.execv(sys.executable, command)  # noqa: S606  (our own program, and no shell)


def size_of(path: Path) -> int:
    """The size of a file in bytes."""
    return path.stat().st_size


if __name__ == "__main__":
    become(sys.argv[1:])
