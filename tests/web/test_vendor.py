"""The vendored htmx is the published one, says where it comes from, and runs nothing that a page writes."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

VENDOR = files("liftwell.web") / "vendor"


def test_bytes_are_those_published() -> None:
    ((digest, name),) = (line.split() for line in (VENDOR / "SHA256SUMS").read_text("utf-8").splitlines())
    assert {entry.name for entry in VENDOR.iterdir() if entry.name.endswith(".js")} == {name}
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_origin_version_and_licence_are_named(root: Path) -> None:
    for text in ((VENDOR / "README.md").read_text("utf-8"), (root / "NOTICE").read_text("utf-8")):
        for said in ("htmx.js", "npm package", "htmx.org", "2.0.8", "Zero-Clause BSD", "Big Sky Software"):
            assert said in text
    assert "Zero-Clause BSD" in (VENDOR / "LICENSE-htmx").read_text("utf-8")


def test_it_may_not_evaluate_and_asks_this_server_alone() -> None:
    text = (files("liftwell.web") / "templates" / "base.html").read_text("utf-8")
    for said in ('"allowEval": false', '"selfRequestsOnly": true', '"includeIndicatorStyles": false'):
        assert said in text
