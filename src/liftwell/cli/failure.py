"""From what went wrong to an exit status and one sentence."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue, LiftwellError

DONE: Final = 0
OUR_FAULT: Final = 1
USAGE: Final = 2
REFUSED: Final = 3
UNREADABLE: Final = 4
UNWRITABLE: Final = 5
INTERRUPTED: Final = 130
MORE_MEMORY: Final = (
    "This clip needs more memory than liftwell may use here; close other programs or raise the limit, or give a "
    "shorter clip or one of smaller pictures."
)
# OpenCV, C++, threads, shared libraries.
OUT_OF_MEMORY: Final = ("Insufficient memory", "bad_alloc", "can't start new thread", "failed to map segment")
UNREAD: Final = 141  # as a shell tells of a program that SIGPIPE ended

# From best to worst, for several clips at once.
_SEVERITY: Final = (DONE, REFUSED, UNREADABLE, UNWRITABLE, USAGE, OUR_FAULT)
_STATUS: Final = ((ImpossibleValue, USAGE), (CannotRead, UNREADABLE), (CannotWrite, UNWRITABLE))


class Stopped(Exception):
    """The person stopped what was going on; the text says what is kept of it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Exit status, the sentence for the person, and the details that only `--debug` shows."""

    status: int
    sentence: str
    details: str


def failure_of(error: Exception) -> Failure:
    """What to tell the person about `error`."""
    details = "".join(traceback.format_exception(error))
    if any(_lacks_memory(one) for one in _chain(error)):
        return Failure(UNREADABLE, MORE_MEMORY, details)
    if isinstance(error, LiftwellError):
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), OUR_FAULT)
        return Failure(status, str(error), details)
    if isinstance(error, Stopped):
        return Failure(INTERRUPTED, str(error), details)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return Failure(UNWRITABLE, "What was to be printed could not be written: there is no space left.", details)
    first_line = (str(error).splitlines() or [""])[0]
    sentence = (
        f"Something went wrong inside liftwell ({type(error).__name__}: {first_line}). This is our fault: "
        "run the same command with --debug and send what it prints to the authors of liftwell."
    )
    return Failure(OUR_FAULT, sentence, details)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, what that came from …"""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _lacks_memory(error: BaseException) -> bool:
    """Whether this says that memory ran out: every library has its own way to say so."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    return any(words in str(error) for words in OUT_OF_MEMORY)


def worst(statuses: list[int]) -> int:
    """The status that says most about a run over several clips."""
    return max(statuses, key=_SEVERITY.index, default=DONE)
