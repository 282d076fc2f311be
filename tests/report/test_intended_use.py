"""The intended use is said the same everywhere."""

from __future__ import annotations

from pathlib import Path

from liftwell.report.intended_use import INTENDED_USE


def test_it_is_the_one_of_the_readme(root: Path) -> None:
    flat = " ".join((root / "README.md").read_text("utf-8").replace(">", " ").split())
    assert INTENDED_USE in flat
