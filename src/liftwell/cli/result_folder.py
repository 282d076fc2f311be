"""A folder of results that appears whole or not at all."""

from __future__ import annotations

import json
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
    (
        "analysis.json",
        "report.html",
        "overlay.mp4",
        "clip.mp4",
        "page.json",
        "series.csv",
        "motion.trc",
        "motion.mot",
        ".DS_Store",
    )
)


@contextmanager
def result_folder(target: Path, clip: str) -> Iterator[Path]:
    """A temporary folder beside `target` that takes its place when the block ends well, and is removed otherwise.

    Older results of the clip of this name stay until then. Raises CannotWrite, before the block runs, when nothing can
    be written there, or `target` holds files that are no results or those of another clip.
    """
    target = target.resolve()
    partial = _partial_folder(target, clip)
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


def _partial_folder(target: Path, clip: str) -> Path:
    try:
        _check_replaceable(target, clip)
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent))
    except OSError as error:
        raise CannotWrite(
            f"Nothing can be written to {target.parent} ({error.strerror}); choose another folder with --out."
        ) from error


def _check_replaceable(target: Path, clip: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise CannotWrite(f"{target} is a file; choose another folder with --out.")
    there = sorted(path.name for path in target.iterdir())
    foreign = [name for name in there if name not in RESULTS or (target / name).is_dir()]
    measured = _clip_of(target / "analysis.json")
    if not foreign and measured is None:
        foreign = [name for name in there if not name.startswith(".")]
    if foreign:
        raise CannotWrite(f"{target} holds other files ({foreign[0]}); choose a new or empty folder with --out.")
    if measured is not None and measured != clip:
        raise CannotWrite(f"{target} holds the results of {measured}; choose another folder with --out.")


def _clip_of(document: Path) -> str | None:
    """Which clip an older analysis.json is of; None when it is none of ours."""
    try:
        found = json.loads(document.read_text("utf-8"))
        ours = str(found["schema"]).startswith("liftwell.analysis/")
        return str(found["clip"]["name"]) if ours else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


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
