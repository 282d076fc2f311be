"""Each clip is analysed once for all tests that look at it, in whichever worker they run."""

from __future__ import annotations

import json
import os
import pickle
import time
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import pytest

import liftwell as package
from liftwell.analysis import Analysis
from tests.cli.conftest import Said, liftwell

__all__ = ["Said", "liftwell"]

CLIPS = Path(__file__).parents[1] / "data"
DEMO = Path(str(files("liftwell.demo") / "lifter.mp4"))
Analysed = Callable[..., Analysis]
Answer = TypeVar("Answer")


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Analysed:
    """`liftwell.analyse`, remembering its answers in all workers: `analysed(path, height_m=1.8)`.

    Arrays of remembered answers are no longer read-only.
    """
    shared = shared_folder(tmp_path_factory)

    @cache
    def analyse(path: Path, **given: float) -> Analysis:
        facts = (f"{name}={value}" for name, value in sorted(given.items()))
        return once(shared / f"{','.join([path.stem, *facts])}.pickle", lambda: package.analyse(path, **given))  # type: ignore[arg-type]

    return analyse


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all workers see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(answer: Path, find: Callable[[], Answer], patience_s: float = 300.0) -> Answer:
    """What `find` returns, from the one worker whose turn it was."""
    turn, give_up_s = answer.with_suffix(".turn"), time.monotonic() + patience_s
    while not answer.exists():
        try:
            turn.touch(exist_ok=False)
        except FileExistsError:
            assert time.monotonic() < give_up_s, f"another worker never finished {answer.stem}"
            time.sleep(0.1)
            continue
        try:
            if not answer.exists():
                written = answer.with_suffix(".part")
                written.write_bytes(pickle.dumps(find()))
                written.rename(answer)
        finally:
            turn.unlink()
    found: Answer = pickle.loads(answer.read_bytes())
    return found


def truth_of(clip: Path) -> Any:  # noqa: ANN401  (any JSON)
    """The facts that the renderer wrote beside a clip."""
    return json.loads(clip.with_suffix(".truth.json").read_text("utf-8"))
