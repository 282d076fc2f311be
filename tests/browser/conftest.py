"""Debian's Chromium, and reports of real clips opened in it from disk; whatever they complain of fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from liftwell.report.html import report_html
from tests.report.conftest import Shown, analysed, demo, refused, shown

__all__ = ["analysed", "demo", "refused", "shown"]

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW: Final = "no Chromium: install it (apt-get install chromium) or name it with LIFTWELL_CHROMIUM"
# A report reaches nothing but itself.
OWN: Final = {"file", "blob", "data"}


@dataclass
class Tab:
    """A report in a window, with everything that it complained of and asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """Time in s as film, slider, clock and the cursor of each chart tell it; `playing` as the button does."""
        return dict(self.page.evaluate(STATE))

    def settled(self) -> dict[str, Any]:
        """The same when the film has come to rest."""
        self.page.wait_for_function("() => { const v = document.querySelector('video'); return !v || !v.seeking; }")
        return self.state()


Opened = Callable[..., Tab]
STATE: Final = """() => {
  const data = JSON.parse(document.getElementById("data").textContent), get = (id) => document.getElementById(id);
  const times = data.charts ? data.charts.time : [0, 1], first = times[0], last = times[times.length - 1];
  const cursors = [...document.querySelectorAll(".u-over")].map((over) => {
    const box = over.getBoundingClientRect(), line = over.querySelector(".u-cursor-x").getBoundingClientRect();
    return first + (line.left - box.left) / box.width * (last - first);
  });
  const film = get("video");
  return {
    film: film ? film.currentTime : null, playing: film ? !film.paused : null, slider: Number(get("time").value),
    clock: parseFloat(get("clock").textContent), cursors, button: get("play").textContent, now: get("now").textContent,
  };
}"""


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where the browser is; without one the tests skip, or fail where LIFTWELL_BROWSER says that it is required."""
    path = os.environ.get("LIFTWELL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("LIFTWELL_BROWSER") == "required":
            pytest.fail(HOW)
        pytest.skip(HOW)
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=[*ARGUMENTS])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reports(demo: Shown, refused: Shown, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo's report and that of a refused clip; "long" ones as of clips too long to be kept in the page."""
    folder = tmp_path_factory.mktemp("reports")
    found: dict[str, Path] = {}
    for name, one in (("demo", demo), ("refused", refused)):
        for kind, film in ((name, one.film), (f"long {name}", replace(one.film, copy=None))):
            found[kind] = folder / f"{kind}.html"
            found[kind].write_text(report_html(one.analysis, film), encoding="utf-8")
    return found


@pytest.fixture
def opened_file(chromium: Browser) -> Iterator[Opened]:
    """Open a page: `opened_file(path, width=390, color_scheme="dark")`; at the end nothing may be amiss with any."""
    tabs: list[Tab] = []
    with ExitStack() as windows:

        def open_(path: Path, *, width: int = 1280, height: int = 900, **otherwise: Any) -> Tab:  # noqa: ANN401
            context = chromium.new_context(viewport={"width": width, "height": height}, **otherwise)
            context.set_default_timeout(10_000)
            # A page with a film in it, on a machine with all its cores busy.
            context.set_default_navigation_timeout(60_000)
            windows.callback(context.close)
            tab = listened(context.new_page())
            tabs.append(tab)
            tab.page.goto(path.as_uri())
            if otherwise.get("java_script_enabled", True):
                tab.page.wait_for_function(READY)
            return tab

        yield open_
    assert [complaint for tab in tabs for complaint in tab.complaints] == []
    assert {urlsplit(address).scheme for tab in tabs for address in tab.addresses} <= OWN


@pytest.fixture
def opened(opened_file: Opened, reports: dict[str, Path]) -> Opened:
    """Open a report: `opened("demo", width=390, color_scheme="dark")`."""
    return lambda name, **how: opened_file(reports[name], **how)


# The first picture is there, and what was asked of the film is done.
READY: Final = "() => { const v = document.querySelector('video'); return !v || v.readyState >= 2 && !v.seeking; }"


# What Chromium says when the tests, not the report, look at pixels.
TESTS_OWN: Final = "willReadFrequently"


def listened(page: Page) -> Tab:
    tab = Tab(page)
    page.on("console", lambda message: tab.complaints.append(message.text) if TESTS_OWN not in message.text else None)
    page.on("pageerror", lambda error: tab.complaints.append(f"error: {error}"))
    page.on("request", lambda request: tab.addresses.append(request.url))
    return tab
