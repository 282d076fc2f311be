"""Fixtures that every room may use."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no reason to fail, and two runs of one commit try the same examples.
settings.register_profile("liftwell", deadline=None, derandomize=True)
settings.load_profile("liftwell")

ROOT = Path(__file__).parent.parent
# Tests of edges, and of the whole from outside. A pure room is to be tested by its own tests, so that what these pass
# through on their way is not counted; counting would make them take up to twice as long.
UNCOUNTED = (
    "bench",
    "browser",
    "cli",
    "docs",
    "exchange",
    "flow",
    "logbook",
    "video",
    "web",
    "consultation",
    "test_package.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(ROOT / "tests").parts[0] in UNCOUNTED:
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True, trylast=True)  # so that pytest-cov has stopped its tracer before
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A stopped tracer counts nothing, but in a worker of xdist it is still called for every line."""
    if item.get_closest_marker("no_cover") and type(sys.gettrace()).__name__ == "CTracer":
        sys.settrace(None)
    return (yield)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real and synthetic clips, which is no part of the repository; skips where it is absent."""
    folder = Path(os.environ.get("LIFTWELL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no clips at {folder}: set LIFTWELL_DATA to the folder that holds clips/ and synthetic/")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much of the screen and the plan was tried; told by the tests themselves, so that workers get it right too."""
    told = [told for report in terminalreporter.stats.get("passed", []) for told in report.user_properties]
    size = sum(value for name, value in told if name == "screened")
    if size:
        whole = "".join(f", which stand for {value:,} combinations" for name, value in told if name == "stands for")
        terminalreporter.write_line(f"safety screen: {size:,} intakes held against the page{whole}")
    states, days, lifters = (
        sum(value for name, value in told if name == f"plan {what}") for what in ("states", "days", "lifters")
    )
    if states:
        terminalreporter.write_line(
            f"plan: {states:,} states of {lifters} reduced lifters, {days:,} days out of them held against the law"
        )
