"""The page of a triage in a browser: without a script it fits, can be read, moves, and stands still when asked to."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe

from liftwell.report.triage_page import write_triage
from tests.browser.conftest import Opened, Tab
from tests.browser.test_layout import BACKGROUND, COLOURS, TOO_WIDE, WIDTHS, legible, luminance
from tests.report.test_triage_page import whole
from tests.screen.lifters import TODAY
from tests.triage.test_cases import triaged

# A cause with tests to repeat, a change of shape, go now, strong pain, see somebody, a routine note; and all in one.
CASES: Final = ("C01", "C02", "C05", "C07", "C09", "C14", "all")
# Between them these hold every part of the page.
AXED: Final = ("C05", "C09", "all")
MOVING: Final = ("C01", "C07", "C09", "all")
# Each width and each scheme once; the other two in `make bench`.
WINDOWS: Final = (
    (1280, "light"), (390, "dark"),
    pytest.param(1280, "dark", marks=pytest.mark.bench), pytest.param(390, "light", marks=pytest.mark.bench),
)  # fmt: skip


def some_of(names: tuple[str, ...]) -> list[object]:
    """The first and the last of them in every run, the others in `make bench`."""
    ends = (names[0], names[-1])
    return [name if name in ends else pytest.param(name, marks=pytest.mark.bench) for name in names]


# Pairs of visible text blocks that cover each other.
COVERED: Final = """() => {
  const blocks = [...document.querySelectorAll("main p, main li, main h1, main h2, main h3, main h4, main figcaption")]
    .filter((block) => block.checkVisibility()).map((block) => [block, block.getBoundingClientRect()]);
  const found = [];
  for (const [k, [one, a]] of blocks.entries()) {
    for (const [other, b] of blocks.slice(k + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 1) found.push([one.textContent.trim(), other.textContent.trim()]);
    }
  }
  return {count: blocks.length, found};
}"""
# What can be pressed, but for links inside a sentence, and is smaller than a fingertip needs (WCAG 2.2, 2.5.8).
TOO_SMALL: Final = """() => [...document.querySelectorAll(".tools a, .tools label, .rests a")]
  .filter((one) => one.checkVisibility()).map((one) => [one.outerHTML, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([one]) => one)"""
SHOWN: Final = """() => ["lw-go", "lw-rest"].map((name) =>
  [...document.querySelectorAll("." + name)].filter((one) => getComputedStyle(one).display !== "none").length)"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("triages")
    found = {name: folder / f"{name}.html" for name in CASES}
    for name, path in found.items():
        write_triage(whole() if name == "all" else triaged(name), path, TODAY, "GB")
    return found


@pytest.fixture
def triage_of(opened_file: Opened, pages: dict[str, Path]) -> Opened:
    """Open the page of a case: `triage_of("C01", width=390)`."""
    return lambda name, **how: opened_file(pages[name], **how)


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_amiss_and_nothing_is_asked_for(triage_of: Opened, name: str) -> None:
    tab = triage_of(name)
    tab.page.mouse.wheel(0, 20_000)
    tab.page.wait_for_timeout(200)
    assert tab.complaints == []
    assert [address.split(":")[0] for address in tab.addresses] == ["file"]


@pytest.mark.parametrize("name", some_of(CASES))
def test_the_page_fits_its_window(triage_of: Opened, name: str) -> None:
    page = triage_of(name, width=WIDTHS[0]).page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert page.evaluate(TOO_WIDE) == []
        covered = page.evaluate(COVERED)
        assert covered["count"] > 10
        assert covered["found"] == []
        assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("name", AXED)
@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing_serious(triage_of: Opened, name: str, width: int, scheme: str) -> None:
    page = triage_of(name, width=width, color_scheme=scheme).page
    found = Axe().run(page).response["violations"]
    told = [(v["id"], node["html"]) for v in found if v["impact"] in ("serious", "critical") for node in v["nodes"]]
    assert told == []


@pytest.mark.parametrize("name", ["C05", "all"])
def test_the_colours_are_those_of_the_system(triage_of: Opened, name: str) -> None:
    light, dark = triage_of(name, color_scheme="light"), triage_of(name, color_scheme="dark")
    assert light.page.evaluate(BACKGROUND) != dark.page.evaluate(BACKGROUND)
    for tab in (light, dark):
        legible(tab)


def stands_still(tab: Tab) -> bool:
    """Whether every picture shows its still and nothing that moves."""
    moving, still = tab.page.evaluate(SHOWN)
    return bool(moving == 0 and still > 0)


@pytest.mark.parametrize("name", some_of(MOVING))
def test_pictures_move_unless_less_motion_is_asked_for(triage_of: Opened, name: str) -> None:
    tab = triage_of(name, height=2000)
    picture = tab.page.locator(".moves").first
    picture.scroll_into_view_if_needed()
    before = picture.screenshot()
    tab.page.wait_for_timeout(700)
    assert picture.screenshot() != before
    assert not stands_still(tab)
    calm = triage_of(name, reduced_motion="reduce")
    assert stands_still(calm)
    assert not calm.page.locator("#still").is_visible(), "nothing moves that could be held"


def test_pictures_can_be_held_with_the_keyboard(triage_of: Opened) -> None:
    tab = triage_of("C07")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("() => document.activeElement.className") == "skip"
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Space")
    assert stands_still(tab)
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**#safety")
    tab.page.wait_for_function("() => document.getElementById('safety').getBoundingClientRect().top < innerHeight")


def test_a_number_leads_to_its_record(triage_of: Opened) -> None:
    page = triage_of("C01", width=390, height=700).page
    link = page.locator(".rests a").filter(visible=True).last
    link.click()
    record = page.locator(str(link.get_attribute("href")))
    assert record.evaluate("one => one.matches(':target')")
    page.wait_for_function("() => document.querySelector(':target').getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize("name", some_of(CASES))
def test_paper_is_white_and_still_and_has_the_card(triage_of: Opened, name: str) -> None:
    tab = triage_of(name, color_scheme="dark")
    tab.page.emulate_media(media="print")
    assert luminance(dict[str, Any](tab.page.evaluate(COLOURS))["--ink"]) < 0.1
    moving, _ = tab.page.evaluate(SHOWN)
    assert moving == 0
    assert not tab.page.locator(".tools").is_visible()
    cards = tab.page.get_by_text("legs that become unsteady").filter(visible=True)
    assert cards.count() == 1


def test_without_scripts_the_page_is_whole(triage_of: Opened) -> None:
    page = triage_of("all", java_script_enabled=False).page
    assert page.locator(".doing").count() == page.locator(".doing").filter(visible=True).count() == 3
    assert page.locator("#safety").is_visible()
    assert page.locator("footer").is_visible()
