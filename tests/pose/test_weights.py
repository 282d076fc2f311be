"""The vendored models are the published bytes, and say where they come from."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

WEIGHTS = files("liftwell.pose") / "weights"
SUMS = {name: digest for digest, name in (line.split() for line in (WEIGHTS / "SHA256SUMS").read_text().splitlines())}


def test_every_model_has_a_checksum() -> None:
    models = {entry.name for entry in WEIGHTS.iterdir() if entry.name.endswith(".tflite")}
    assert models == set(SUMS) == {"pose_detection.tflite", "pose_landmark_full.tflite", "pose_landmark_heavy.tflite"}


@pytest.mark.parametrize("name", sorted(SUMS))
def test_bytes_are_those_published(name: str) -> None:
    model = (WEIGHTS / name).read_bytes()
    assert hashlib.sha256(model).hexdigest() == SUMS[name]
    assert model[4:8] == b"TFL3", "not a TensorFlow Lite file"


@pytest.mark.parametrize("name", sorted(SUMS))
def test_origin_and_licence_are_named(name: str, root: Path) -> None:
    for text in ((WEIGHTS / "README.md").read_text("utf-8"), (root / "NOTICE").read_text("utf-8")):
        assert name in text
        assert "Apache License" in text
        assert "0.5.1675469404" in text
