"""Fixtures that every room may use."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Nothing traces an uncounted test, nor what is set up for it, nor the threads that begin there."""
    counts = item.path.relative_to(ROOT / "tests").parts[0] not in UNCOUNTED
    coverage = None if counts else Coverage.current()
    if coverage is None:
        return (yield)
    coverage.stop()
    # In a worker of xdist a stopped tracer counts nothing, but it is still called for every line.
    sys.settrace(None)
    threading.settrace(None)  # None takes it away
    try:
        return (yield)
    finally:
        coverage.start()


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
