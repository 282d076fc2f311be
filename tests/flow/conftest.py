"""Each clip is analysed once for all tests that look at it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import liftwell as package
from liftwell.analysis import Analysis
from tests.cli.conftest import Said, liftwell

__all__ = ["Said", "liftwell"]

CLIPS = Path(__file__).parents[1] / "data"
DEMO = Path(str(files("liftwell.demo") / "lifter.mp4"))
Analysed = Callable[..., Analysis]


@pytest.fixture(scope="session")
def analysed() -> Analysed:
    """`liftwell.analyse`, remembering its answers: `analysed(path, height_m=1.8)`.

    Tests on one clip share a worker by `pytest.mark.xdist_group(name of the clip)`.
    """
    known: dict[Path, Analysis] = {}

    def analyse(path: Path, **given: float) -> Analysis:
        if path not in known:
            known[path] = package.analyse(path, **given)  # type: ignore[arg-type]
        return known[path]

    return analyse


def truth_of(clip: Path) -> Any:  # noqa: ANN401  (any JSON)
    """The facts that the renderer wrote beside a clip."""
    return json.loads(clip.with_suffix(".truth.json").read_text("utf-8"))
