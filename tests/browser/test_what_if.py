"""The what-if in a browser: it follows at once, and its numbers are those of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from liftwell.finding import SetupOption
from liftwell.loads.options import SEED, option
from liftwell.logbook.store import Logbook
from liftwell.report.setups import change, given, number
from liftwell.screen.questions import questions
from liftwell.web.desk import Desk
from liftwell.web.folder import Folder
from liftwell.web.whatif_body import Asked, Put, body_asked, films_of, put
from tests.browser.conftest import listened
from tests.flow.conftest import Analysed, analysed
from tests.web.left_clips import LIGHT_SET, kept_clip
from tests.web.server import Server, serving

__all__ = ["analysed"]

PAGE: Final = "/of/me/whatif"
PROMISE_MS: Final = 100
# From the event to the frame in which something of the figure has changed.
FOLLOWS: Final = """async (heights) => {
  const input = document.getElementById("raised"), svg = document.querySelector(".steered"), times = [];
  for (const height of heights) {
    const seen = new Promise((done) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now()));
      });
      watch.observe(svg, {attributes: true, subtree: true});
    });
    const start = performance.now();
    input.value = String(height);
    input.dispatchEvent(new Event("input", {bubbles: true}));
    times.push(await seen - start);
    await new Promise((done) => setTimeout(done, 300));
  }
  return times;
}"""
SET: Final = """(state) => {
  const form = document.getElementById("sliders");
  for (const [name, value] of Object.entries(state)) form.elements[name].value = value;
  form.dispatchEvent(new Event("input", {bubbles: true}));
}"""
NUMBERS: Final = """() => Object.fromEntries([...document.querySelectorAll("#numbers output")]
  .map((out) => [out.dataset.text ?? out.dataset.moment, out.textContent]))"""
PLACES: Final = """() => [...document.querySelectorAll(".steered [data-handle]")]
  .map((one) => one.getAttribute("transform") ?? one.getAttribute("d"))"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, analysed: Analysed) -> Path:
    """A data folder: one athlete with a measured lift, all of whose safety answers are clear."""
    home = tmp_path_factory.mktemp("whatif")
    desk = desk_in(home)
    desk.logbook.add_athlete("me")
    kept_clip(desk, "me", LIGHT_SET, analysed(LIGHT_SET, height_m=1.80, mass_kg=82.0, load_kg=60.0))
    saved = desk.saved(desk.shelf("me"))
    for key, question in questions().items():
        saved.keep(f"screen.{key}", [question.clear])
    story = {"now": 2, "worst": 3, "waking": 1, "leg": "none", "walking": "normal", "days": 60}
    for path, value in {"about.age": 30, **{f"pain.{key}": value for key, value in story.items()}}.items():
        saved.keep(path, value)
    saved.keep("screen.answered_on", desk.now().date().isoformat())
    return home


def desk_in(home: Path) -> Desk:
    folder = Folder(home / "data").made()
    return Desk(Logbook.opened(folder.path / "logbook.db", datetime.now), folder, datetime.now)


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Server]:
    with serving(home) as running:
        yield running


@pytest.fixture
def opened(chromium: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Open the page: `opened("?lift=sumo", width=390)`; at the end nothing may be amiss with any."""
    contexts, tabs = [], []

    def open_(query: str = "", *, width: int = 1280, height: int = 900, **otherwise: Any) -> Page:  # noqa: ANN401
        context = chromium.new_context(viewport={"width": width, "height": height}, **otherwise)
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        context.request.get(server.opens, max_redirects=0)
        tabs.append(listened(page))
        page.goto(f"{server.address}{PAGE}{query}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [complaint for tab in tabs for complaint in tab.complaints] == []


def alone(asked: Put, lift: str, raised_cm: float, load_kg: float) -> SetupOption:
    """What the model says of one set-up by itself."""
    question = asked.question
    heavier = type(question)(
        question.body, load_kg, question.floor_m, question.lift, question.blocks_m, question.style, question.floor_sd_m
    )
    bodies = question.draw(np.random.default_rng(SEED))
    pull = question.pull(bodies, lift, np.array([raised_cm / 100]))
    today = question.pull(bodies, question.lift, np.array([question.blocks_m]))
    return option(heavier, lift, "x", pull, today)


def value_and_error(text: str) -> tuple[float, float]:
    found = re.match(r"([-+]?\d+)±(\d+)", text)
    assert found is not None, text
    return float(found[1]), float(found[2])


def test_the_figure_follows_within_a_tenth_of_a_second(opened: Callable[..., Page]) -> None:
    times = opened().evaluate(FOLLOWS, [2, 30, 11, 7, 25, 1, 18, 4, 29])
    assert sorted(times)[len(times) // 2] < PROMISE_MS


@pytest.mark.parametrize(
    ("lift", "raised", "plate", "load"),
    [("conventional", 0, 45, 60), ("conventional", 12, 45, 60), ("sumo", 3, 45, 100), ("trap-bar-high", 8, 45, 140),
     ("trap-bar-low", 0, 37, 20), ("romanian", 0, 45, 80), ("stiff-leg", 20, 41, 60)],
)  # fmt: skip
def test_its_numbers_are_those_of_the_model(
    opened: Callable[..., Page], home: Path, lift: str, raised: int, plate: int, load: int
) -> None:
    desk = desk_in(home)
    shelf = desk.shelf("me")
    asked = put(body_asked(Asked(), films_of(desk, shelf)[0], desk.saved(shelf).account().intake.person.body))
    page = opened()
    page.evaluate(SET, {"lift": lift, "raised": raised, "plate": plate, "load": load})
    told = page.evaluate(NUMBERS)
    found = alone(asked, lift, raised + (plate - 45) / 2, load)
    assert told["back"] == given(found.lumbar_flexion)
    assert told["hips"] == number(found.hip_flexion, 180 / np.pi, "°")
    assert told["lean"] == number(found.trunk_inclination, 180 / np.pi, "°")
    assert told["hands"] == number(found.bar_height, 100, " cm")
    assert told["travel"] == number(found.bar_travel, 100, " cm")
    for key, one in (("0", found.l5s1_moment), ("1", found.hip_moment), ("2", found.knee_moment)):
        value, sd = value_and_error(told[key])
        assert one.value is not None
        assert one.sd is not None
        assert value == round(one.value)
        assert sd == pytest.approx(one.sd, rel=0.15, abs=1.0)
    if load == 60 and lift == "conventional" and raised == 0:
        assert told["change"] == "today"


def test_a_change_is_told_against_the_lift_of_today(opened: Callable[..., Page], home: Path) -> None:
    desk = desk_in(home)
    shelf = desk.shelf("me")
    asked = put(body_asked(Asked(), films_of(desk, shelf)[0], desk.saved(shelf).account().intake.person.body))
    page = opened("?lift=trap-bar-high&raised=0")
    told = value_and_error(page.evaluate(NUMBERS)["change"])
    assert told == pytest.approx(value_and_error(change(alone(asked, "trap-bar-high", 0, 60).change)), abs=1)


def test_the_button_brings_the_recommended_set_up(opened: Callable[..., Page]) -> None:
    page = opened("?lift=sumo&raised=20")
    page.locator("#to-best").click()
    best = page.locator("#to-best")
    assert page.locator("#raised").input_value() == best.get_attribute("data-raised")
    assert page.locator(f"input[value={best.get_attribute('data-lift')}]").is_checked()
    assert "within the mark" in page.locator("#verdict").inner_text()
    assert f"raised={best.get_attribute('data-raised')}" in page.url
    page.locator("#to-today").click()
    assert page.locator("#state").inner_text() == "Conventional, from the floor"


def test_an_address_holds_where_the_sliders_stand(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("#raised").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert page.locator("#raised-out").inner_text() == "4 cm"
    page.reload()
    assert page.locator("#raised-out").inner_text() == "4 cm"
    assert page.locator("#state").inner_text() == "Conventional, from 4 cm blocks"
    assert "low back gives" in opened(page.url.partition("whatif")[2]).locator("#whatif").inner_text().lower()


def test_where_the_bar_is_out_of_reach_it_is_said_in_the_figures_place(opened: Callable[..., Page]) -> None:
    page = opened("?lift=trap-bar-high")
    cells = page.evaluate("() => JSON.parse(document.getElementById('whatif-data').textContent).lifts")
    page.evaluate(SET, {"lift": "trap-bar-high", "raised": 30})
    gone = cells["trap-bar-high"]["cells"][-1] < 0
    assert page.locator("#away").is_visible() == gone
    tight = opened("?arm=80cm&trunk=43cm&lift=trap-bar-high&raised=30")
    assert tight.locator("#away").is_visible()
    assert tight.locator("[data-text=back]").inner_text() == "–"


def test_it_moves_smoothly_unless_less_motion_is_asked_for(opened: Callable[..., Page]) -> None:
    calm = opened(reduced_motion="reduce")
    calm.evaluate(SET, {"raised": 25})
    at_once = calm.evaluate(PLACES)
    calm.wait_for_timeout(600)
    assert calm.evaluate(PLACES) == at_once
    moving = opened()
    moving.evaluate(SET, {"raised": 25})
    first = moving.evaluate(PLACES)
    moving.wait_for_timeout(1500)
    assert first != moving.evaluate(PLACES) == at_once


def test_on_a_phone_the_figure_stays_in_sight_and_nothing_is_too_wide(opened: Callable[..., Page]) -> None:
    page = opened(width=390, height=844, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("document.getElementById('slide-load').scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_timeout(100)
    seen, slider = page.locator(".seen").bounding_box(), page.locator("#load").bounding_box()
    assert seen is not None
    assert slider is not None
    assert seen["y"] >= 0
    assert seen["y"] + seen["height"] <= slider["y"]
    assert slider["height"] >= 44


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_serious(opened: Callable[..., Page], width: int, scheme: str) -> None:
    page = opened("?lift=sumo&raised=6", width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = Axe().run(page).response["violations"]
    assert [
        (v["id"], node["html"]) for v in found if v["impact"] in ("serious", "critical") for node in v["nodes"]
    ] == []


def test_without_a_script_the_table_and_the_figure_stand_there(opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator(".steered").is_visible()
    assert page.locator("#setups tbody tr").count() == 8
    assert not page.locator("#sliders").is_visible()
