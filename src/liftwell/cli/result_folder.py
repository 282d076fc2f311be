"""A folder of results that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from liftwell.errors import CannotWrite

# What an older result folder may hold; anything else is somebody's own file and is never replaced.
RESULTS: Final = frozenset(
    {"analysis.json", "report.html", "overlay.mp4", "series.csv", "motion.trc", "motion.mot", ".DS_Store"}
)


@contextmanager
def result_folder(target: Path) -> Iterator[Path]:
    """A temporary folder beside `target` that takes its place when the block ends well, and is removed otherwise.

    An older result folder stays until then. Raises CannotWrite, before the block runs, when nothing can be
    written there or `target` holds files that are no results.
    """
    target = target.resolve()
    partial = _partial_folder(target)
    try:
        yield partial
        _take_place(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def result_folders(clips: Iterable[Path], out: Path | None) -> list[Path]:
    """Where each clip's results go: `out` itself for one clip, a folder of the clip's name in it for several.

    Without `out`, `CLIP-STEM.liftwell` beside the clip. Clips of the same name get a number, so none is lost.
    Any path has an answer, "." and "/" too: that a clip is none is told when its turn comes.
    """
    clips = list(clips)
    if out is not None and len(clips) == 1:
        return [out]
    taken: list[Path] = []
    for clip in clips:
        wanted = clip.parent / f"{clip.stem}.liftwell" if out is None else out / clip.stem
        taken.append(_free(wanted, taken))
    return taken


def _free(wanted: Path, taken: list[Path]) -> Path:
    numbered = (wanted.parent / f"{wanted.stem}-{number}{wanted.suffix}" for number in range(2, len(taken) + 2))
    return next(folder for folder in (wanted, *numbered) if folder not in taken)


def _partial_folder(target: Path) -> Path:
    try:
        _check_replaceable(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent))
    except OSError as error:
        raise CannotWrite(
            f"Nothing can be written to {target.parent} ({error.strerror}); choose another folder with --out."
        ) from error


def _check_replaceable(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise CannotWrite(f"{target} is a file; choose another folder with --out.")
    foreign = sorted(path.name for path in target.iterdir() if path.name not in RESULTS)
    if foreign:
        raise CannotWrite(f"{target} holds other files ({foreign[0]}); choose a new or empty folder with --out.")


def _take_place(partial: Path, target: Path) -> None:
    umask = os.umask(0)
    os.umask(umask)
    older = partial.with_suffix(".older")
    try:
        partial.chmod(0o777 & ~umask)  # a temporary folder is private; results follow the person's own setting
        if target.exists():
            target.rename(older)
        partial.rename(target)
    except OSError as error:
        if older.exists():
            older.rename(target)
        raise CannotWrite(f"Could not move the results to {target} ({error.strerror}); close what uses it.") from error
    shutil.rmtree(older, ignore_errors=True)
