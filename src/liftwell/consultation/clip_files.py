"""The videos of kept clips on disk: which are there, which may be deleted, and their deletion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from liftwell.errors import CannotRead
from liftwell.logbook.clips import KeptClip, clips_of, kept_by_others
from liftwell.logbook.digest import sha256_of
from liftwell.logbook.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Due:
    """Clips past their day: all, those whose video may be deleted, and those whose video may not, and why."""

    past: tuple[KeptClip, ...]
    files: tuple[KeptClip, ...]
    left: tuple[tuple[KeptClip, str], ...]


def due_of(shelf: Shelf, today: date) -> Due:
    """What of an athlete is past its day; each file is read through, so that no other one is taken for it."""
    past = tuple(one for one in clips_of(shelf) if one.past(today))
    held = kept_by_others(shelf.logbook, shelf.name, today)
    there = [(one, _why_not(one, held)) for one in past if is_there(one)]
    files = tuple(one for one, why in there if why is None)
    return Due(past, files, tuple((one, why) for one, why in there if why is not None))


def is_there(clip: KeptClip) -> bool:
    """Whether there is a file where the clip lay."""
    try:
        return clip.path.is_file()
    except OSError:  # no name that this disk could have
        return False


def _why_not(clip: KeptClip, held: frozenset[str]) -> str | None:
    """Why its file is left alone, None where it may be deleted."""
    if clip.sha256 in held:
        return "another athlete keeps the same clip"
    if clip.path.is_symlink():
        return "it is a link to a file elsewhere"
    try:
        same = sha256_of(clip.path) == clip.sha256
    except CannotRead:
        return "it cannot be read"
    return None if same else "it is not the file that was measured"


def deleted(clips: Iterable[KeptClip]) -> tuple[list[KeptClip], Mapping[KeptClip, str]]:
    """Delete the videos; those that are gone now, and those that could not be deleted, with the reason."""
    gone, failed = [], {}
    for one in clips:
        try:
            one.path.unlink()
        except OSError as error:
            failed[one] = error.strerror or "no reason told"
        else:
            gone.append(one)
    return gone, failed
