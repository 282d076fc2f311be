"""The whole way through the app in a real browser, on a real server, with a clip that is really measured.

With LIFTWELL_PICTURES set to a folder, pictures of every page are left there: they are those of the guide, where
`-m "bench or not bench"` adds the looks that are not in every run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from liftwell.screen.prompts import Prompt, prompts
from tests.browser.conftest import listened
from tests.web.person import CLEAR
from tests.web.server import Server, serving, until

DEMO: Final = Path(__file__).parent.parent.parent / "src" / "liftwell" / "demo" / "lifter.mp4"
SIZES: Final = {"desktop": (1280, 900), "phone": (390, 844)}
# One look in every run, where most goes wrong; all four together take too long for that.
LOOKS: Final = (
    ("phone", "dark"), pytest.param("desktop", "light", marks=pytest.mark.bench),
    pytest.param("desktop", "dark", marks=pytest.mark.bench), pytest.param("phone", "light", marks=pytest.mark.bench),
)  # fmt: skip
SERIOUS: Final = ("serious", "critical")
MOST_BYTES: Final = 300_000
PATHS: Final = ("start", "start/answers", "lifts", "why", "whatif", "plan", "history", "evidence", "settings")
WAIT_MS: Final = 120_000
expect.set_options(timeout=30_000)  # on a machine with all its cores busy
# A clip of a real person, where there are any beside the repository; else the demo's, which is rendered.
REAL: Final = Path(os.environ.get("LIFTWELL_DATA", "/nowhere")) / "clips" / "jeff_good.mp4"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("app")) as running:
        yield running


def context_of(chromium: Browser, server: Server, size: str, scheme: str) -> BrowserContext:
    """A window that has the key."""
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=size == "phone"  # type: ignore[arg-type]
    )  # fmt: skip
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(server.opens)
    page.close()
    return context


def prompt_on(page: Page) -> Prompt:
    path = page.locator("input[name=path]").get_attribute("value")
    return next(one for one in prompts() if one.path == path)


def answer(page: Page) -> None:
    """Answer one question as somebody does whom only the back ails: with the keys, or by typing."""
    prompt = prompt_on(page)
    told = CLEAR.get(prompt.path)
    if prompt.choices or prompt.kind == "yesno":
        page.keyboard.press("2" if prompt.kind == "yesno" else "1")
    elif prompt.kind == "rating":
        page.keyboard.press(told or "1")
    else:
        middle = f"{sum(prompt.range) // 2:g}" if prompt.range else "1 1"
        page.locator("input[name=value]").fill(told or middle)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def comes_true(page: Page, told: str) -> None:
    """Wait until an expression is true; the policy of the pages lets Playwright's own way of waiting not run."""
    until(lambda: bool(page.evaluate(told)), WAIT_MS / 1000)


def walked(page: Page) -> int:
    """From Begin through every question; how many there were."""
    count = 0
    page.wait_for_url("**/question")
    while page.locator("#ask").count():
        answer(page)
        count += 1
        expect(page.locator(".wrong-words")).to_have_count(0)
    return count


@pytest.fixture(scope="module")
def walk(chromium: Browser, server: Server) -> dict[str, Any]:
    """Screen, upload, progress, lift, cause, what-if and plan, as a newcomer goes; what was seen on the way."""
    context = context_of(chromium, server, "desktop", "light")
    page = context.new_page()
    tab = listened(page)
    seen: dict[str, Any] = {"complaints": tab.complaints}
    page.goto(server.address)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Begin").click()
    seen["questions"] = walked(page)
    page.get_by_role("link", name="Film a set").click()
    page.get_by_label("Load, if you know it").fill("100 kg")
    clip = DEMO if os.environ.get("LIFTWELL_PICTURES") or not REAL.is_file() else REAL
    page.locator("#files").set_input_files(clip)
    expect(page.locator(".clip progress")).to_be_visible()
    comes_true(page, "document.querySelector('.clip progress')?.value > 0.05")
    seen["told"] = page.locator(".clip .words").inner_text()
    expect(page.get_by_role("link", name="Open")).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("link", name="Open").click()
    page.wait_for_url("**/lifts/*")
    seen["lift"] = page.url
    comes_true(page, "document.getElementById('video')?.readyState >= 2")
    page.get_by_role("link", name="Why it may hurt").click()
    page.wait_for_url("**/why")
    seen["why"] = page.locator("main").inner_text()
    page.get_by_role("link", name="What would help this body").click()
    page.wait_for_url("**/whatif")
    seen["whatif"] = page.locator("main").inner_text()
    page.get_by_role("link", name="Plan", exact=True).click()
    page.wait_for_url("**/plan")
    page.get_by_label("None of these").check()
    page.locator(".rating label").nth(2).click()
    page.get_by_label("Yes").check()
    page.get_by_label("Nothing").check()
    page.get_by_role("button", name="Show today's plan").click()
    expect(page.get_by_text("Safety card")).to_be_visible()
    seen["plan"] = page.locator("main").inner_text()
    context.close()
    return seen


def test_a_newcomer_gets_from_the_first_click_to_a_plan(walk: dict[str, Any]) -> None:
    assert walk["questions"] > 30
    assert walk["told"] in ("Opening the clip", "Looking", "Measuring", "Drawing")
    assert "Why it may hurt" in walk["why"]
    assert "Low back gives" in walk["whatif"]
    assert "When to stop" in walk["plan"] or "Safe for you" in walk["plan"]
    assert walk["complaints"] == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_is_fit_to_be_read(
    chromium: Browser, server: Server, walk: dict[str, Any], size: str, scheme: str
) -> None:
    context = context_of(chromium, server, size, scheme)
    token = walk["lift"].rpartition("/")[2]
    folder = os.environ.get("LIFTWELL_PICTURES")
    found = []
    for path in (*PATHS, f"lifts/{token}", f"compare?a={token}&b={token}&rb=1", "/athletes"):
        page = context.new_page()
        tab = listened(page)
        page.goto(f"{server.address}{path}" if path.startswith("/") else f"{server.address}/of/me/{path}")
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        violations = Axe().run(page).response["violations"]
        grave = [(one["id"], one["nodes"][0]["html"][:120]) for one in violations if one["impact"] in SERIOUS]
        heavy = weight(page)
        if wide > 0 or grave or tab.complaints or heavy > MOST_BYTES:
            found.append((path, wide, grave, tab.complaints, heavy))
        if folder:
            name = re.split(r"[?]", path)[0].strip("/").replace(f"lifts/{token}", "lift").replace("/", "-")
            shot(page, Path(folder) / f"app-{name}-{size}-{scheme}.jpg")
        page.close()
    context.close()
    assert found == []


def weight(page: Page) -> int:
    """Bytes of a page and all that it loads, without its film; as they come over the wire."""
    return int(
        page.evaluate(
            """() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
               .filter((one) => !one.name.includes(".mp4")).reduce((sum, one) => sum + one.encodedBodySize, 0)"""
        )
    )


def shot(page: Page, path: Path) -> None:
    """A picture of the whole page."""
    page.wait_for_timeout(500)
    page.screenshot(path=path, type="jpeg", quality=72, full_page=True)


def test_film_slider_and_charts_go_together(chromium: Browser, server: Server, walk: dict[str, Any]) -> None:
    context = context_of(chromium, server, "desktop", "light")
    page = context.new_page()
    page.goto(walk["lift"])
    comes_true(page, "document.getElementById('video')?.readyState >= 2")
    page.locator("#time").fill("1")
    comes_true(page, "!document.getElementById('video').seeking")
    assert page.evaluate("document.getElementById('video').currentTime") == pytest.approx(1.0, abs=0.05)
    page.get_by_role("button", name="One picture on").click()
    comes_true(page, "!document.getElementById('video').seeking")
    moved = page.evaluate(
        "[document.getElementById('video').currentTime, Number(document.getElementById('time').value)]"
    )
    assert moved[0] == pytest.approx(moved[1], abs=0.02)
    assert moved[0] > 1.0
    cursors = page.evaluate(
        """[...document.querySelectorAll(".u-over")].map((one) =>
           one.querySelector(".u-cursor-x").getBoundingClientRect().left - one.getBoundingClientRect().left)"""
    )
    assert len(cursors) >= 3
    assert max(cursors) - min(cursors) < 2
    context.close()


@pytest.mark.bench
def test_a_corrected_clip_is_measured_again(chromium: Browser, server: Server, walk: dict[str, Any]) -> None:
    context = context_of(chromium, server, "phone", "dark")
    page = context.new_page()
    page.goto(walk["lift"])
    page.get_by_role("link", name="Correct").click()
    page.locator("input[name=load]").fill("120 kg")
    page.get_by_role("button", name="Measure again").click()
    expect(page.get_by_text("It is being measured again")).to_be_visible()
    expect(page.get_by_text("It is being measured again")).to_have_count(0, timeout=WAIT_MS)
    assert "120 kg" in page.locator(".lead .facts").inner_text()
    context.close()
