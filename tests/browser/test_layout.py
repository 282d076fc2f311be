"""Phones, tablets and desks, light and dark: nothing runs out of the page, nothing covers a text, all can be read."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Opened, Tab

WIDTHS = [360, 390, 768, 1280]
OPEN_ALL = "() => document.querySelectorAll('details').forEach((box) => { box.open = true; })"
# Pairs of visible text blocks of the lead or of one card that cover each other.
COVERED = """() => {
  const blocks = [...document.querySelectorAll(
    ".lead p, .lead h1, .lead h2, .lead li, .card p, .card h4, .card li, .card figcaption, .card summary, .card .jump")]
    .filter((block) => block.checkVisibility())
    .map((block) => [block, block.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
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
# What is wider than the box that holds it, but for the table and the pictures, which scroll by themselves.
TOO_WIDE = """() => [...document.querySelectorAll("main, section, article, figure, .controls, p, li, h1, h2, h3, h4")]
  .filter((box) => box.checkVisibility() && !box.closest(".strip, .scroll") && box.scrollWidth > box.clientWidth + 1
    && getComputedStyle(box).display !== "inline")
  .map((box) => box.tagName + " " + box.className + ": " + box.textContent.trim().slice(0, 60))"""
COLOURS = """() => ["--paper", "--card", "--ink", "--soft", "--accent", "--good", "--watch", "--fix"].map((name) => {
  const probe = document.createElement("i");
  document.body.append(probe);
  probe.style.color = `var(${name})`;
  const [r, g, b] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  probe.remove();
  return [name, [r, g, b]];
})"""
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"
CURSORS = """() => [...document.querySelectorAll(".u-cursor-x")]
  .map((line) => Math.round(line.getBoundingClientRect().left))"""
CHART = "() => document.querySelector('.uplot canvas').toDataURL()"


def luminance(colour: list[int]) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[int], other: list[int]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(tab: Tab) -> None:
    """Ink by 7:1, everything else that is written by 4.5:1, on both grounds."""
    colours: dict[str, Any] = dict(tab.page.evaluate(COLOURS))
    for ground in ("--paper", "--card"):
        assert contrast(colours["--ink"], colours[ground]) > 7
        for name in ("--soft", "--accent", "--good", "--watch", "--fix"):
            assert contrast(colours[name], colours[ground]) > 4.5, name


@pytest.mark.parametrize("name", ["demo", "refused"])
def test_the_page_fits_its_window(opened: Opened, name: str) -> None:
    page = opened(name, width=WIDTHS[0]).page
    page.evaluate(OPEN_ALL)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert page.evaluate(TOO_WIDE) == []
        covered = page.evaluate(COVERED)
        assert covered["count"] > (50 if name == "demo" else 2)
        assert covered["found"] == []


def test_at_a_desk_no_table_has_to_be_scrolled(opened: Opened) -> None:
    page = opened("demo", width=1200).page
    widths = page.evaluate(
        "() => [...document.querySelectorAll('.scroll')].map((box) => box.scrollWidth - box.clientWidth)"
    )
    assert widths == [0, 0]


def test_on_a_phone_the_answers_stand_beside_the_name_of_the_lift(opened: Opened) -> None:
    page = opened("demo", width=390, height=844).page
    heads = page.locator("#setups th[scope=col]")
    assert heads.nth(1).inner_text().split() == ["Low", "back", "gives"]
    assert heads.nth(2).inner_text().split() == ["Moment", "N·m"]
    box = heads.nth(2).bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    name = page.locator("#setups tbody th").first
    before = name.bounding_box()
    assert name.bounding_box() == before


@pytest.mark.parametrize(("width", "columns"), [(390, 2), (1200, 4)])
def test_lifts_stand_in_even_rows(opened: Opened, width: int, columns: int) -> None:
    lefts = opened("demo", width=width).page.evaluate(
        "() => [...document.querySelectorAll('#setups .ghosts figure')].map((box) => box.getBoundingClientRect().left)"
    )
    assert len(lefts) == 8
    assert len(set(lefts)) == columns


def test_texts_that_cover_each_other_would_be_found(opened: Opened) -> None:
    page = opened("demo").page
    page.evaluate("() => { document.querySelector('.card h4').style.marginBottom = '-2rem'; }")
    assert page.evaluate(COVERED)["found"]


def test_a_page_that_becomes_narrow_takes_its_charts_along(opened: Opened) -> None:
    tab = opened("demo")
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.page.wait_for_function("() => document.querySelector('.u-over').getBoundingClientRect().right <= 390")
    tab.page.wait_for_function(
        """() => [...document.querySelectorAll(".u-over")].every((over) => {
          const box = over.getBoundingClientRect(), line = over.querySelector(".u-cursor-x").getBoundingClientRect();
          return line.left >= box.left && line.left < box.left + 0.2 * box.width;
        })"""
    )
    assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert len(set(tab.page.evaluate(CURSORS))) == 1


def test_the_cursors_of_all_charts_are_one_line(opened: Opened) -> None:
    lefts = opened("demo").page.evaluate(CURSORS)
    assert len(lefts) == 5
    assert len(set(lefts)) == 1


def test_on_a_phone_the_film_stays_in_sight_while_the_charts_are_dragged(opened: Opened) -> None:
    page = opened("demo", width=390, height=844).page
    page.locator(".u-over").nth(2).scroll_into_view_if_needed()
    page.evaluate("() => document.querySelectorAll('.u-over')[2].scrollIntoView({block: 'end', behavior: 'instant'})")
    stage, chart = page.locator("#stage").bounding_box(), page.locator(".u-over").nth(2).bounding_box()
    assert stage is not None
    assert chart is not None
    assert stage["y"] >= 0
    assert stage["y"] + stage["height"] < chart["y"]


@pytest.mark.parametrize("name", ["demo", "refused"])
def test_the_colours_are_those_of_the_system_until_the_button_is_pressed(opened: Opened, name: str) -> None:
    light, dark = opened(name, color_scheme="light"), opened(name, color_scheme="dark")
    grounds = [tab.page.evaluate(BACKGROUND) for tab in (light, dark)]
    assert grounds[0] != grounds[1]
    for tab, other in ((light, grounds[1]), (dark, grounds[0])):
        legible(tab)
        tab.page.locator("#theme").click()
        assert tab.page.evaluate(BACKGROUND) == other
        legible(tab)
        tab.page.locator("#theme").click()
        assert tab.page.evaluate(BACKGROUND) != other


def test_charts_change_their_colours_too(opened: Opened) -> None:
    tab = opened("demo", color_scheme="light")
    light = tab.page.evaluate(CHART)
    tab.page.emulate_media(color_scheme="dark")
    tab.page.wait_for_function(f"light => ({CHART})() !== light", arg=light)
    tab.page.locator("#theme").click()
    tab.page.wait_for_function(f"light => ({CHART})() === light", arg=light)


def test_paper_is_white(opened: Opened) -> None:
    tab = opened("demo", color_scheme="dark")
    tab.page.locator("#theme").click()
    tab.page.locator("#theme").click()
    tab.page.emulate_media(media="print")
    assert luminance(dict(tab.page.evaluate(COLOURS))["--ink"]) < 0.1
    assert not tab.page.locator(".stage-box").is_visible()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("demo", 1280, "light"), ("demo", 390, "dark"), ("refused", 1280, "light"), ("refused", 390, "dark")],
)
def test_axe_finds_nothing_serious(opened: Opened, name: str, width: int, scheme: str) -> None:
    page = opened(name, width=width, color_scheme=scheme).page
    page.evaluate(OPEN_ALL)
    found = Axe().run(page).response["violations"]
    told = [(v["id"], node["html"]) for v in found if v["impact"] in ("serious", "critical") for node in v["nodes"]]
    assert told == []
