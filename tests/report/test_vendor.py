"""The vendored chart library is the published one, and says where it comes from."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

VENDOR = files("liftwell.report") / "vendor"
SUMS = {name: digest for digest, name in (line.split() for line in (VENDOR / "SHA256SUMS").read_text().splitlines())}
VERSION = "1.6.32"


def test_every_script_and_style_has_a_checksum() -> None:
    made_by_others = {entry.name for entry in VENDOR.iterdir() if entry.name.endswith((".js", ".css"))}
    assert made_by_others == set(SUMS) == {"uplot.js", "uplot.css"}


@pytest.mark.parametrize("name", sorted(SUMS))
def test_bytes_are_those_published(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == SUMS[name]


def test_the_library_says_its_version_and_home() -> None:
    assert (VENDOR / "uplot.js").read_text("utf-8").startswith(f"/*! https://github.com/leeoniya/uPlot (v{VERSION}) */")


@pytest.mark.parametrize("name", sorted(SUMS))
def test_origin_version_and_licence_are_named(name: str, root: Path) -> None:
    for text in ((VENDOR / "README.md").read_text("utf-8"), (root / "NOTICE").read_text("utf-8")):
        assert name in text
        assert "npm package" in text
        assert VERSION in text
        assert "MIT License" in text
        assert "Leon Sorokin" in text


def test_the_licence_itself_is_there() -> None:
    text = (VENDOR / "LICENSE-uplot").read_text("utf-8")
    assert "The MIT License" in text
    assert "Leon Sorokin" in text


@pytest.mark.parametrize("name", sorted(SUMS))
def test_nothing_in_it_fetches(name: str) -> None:
    text = (VENDOR / name).read_text("utf-8")
    for fetching in ("fetch(", "XMLHttpRequest", "importScripts", "@import", "url(", "eval(", "new Function"):
        assert fetching not in text
