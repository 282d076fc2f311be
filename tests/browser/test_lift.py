"""The page of a clip in a real browser, on a real server: what is dragged, what is heard, how much it weighs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from liftwell.logbook.store import Logbook
from liftwell.report.shown import Shown as Document
from liftwell.report.shown import shown_of, write_shown
from liftwell.web.desk import Desk
from liftwell.web.folder import Folder
from liftwell.web.lifts import COPY
from tests.browser.conftest import listened
from tests.browser.test_app import LOOKS, MOST_BYTES, SERIOUS, SIZES, comes_true, context_of, weight
from tests.flow.conftest import CLIPS, DEMO
from tests.report.conftest import Shown
from tests.web.left_clips import kept_clip
from tests.web.server import Server, serving
from tests.web.test_what_if import answered

MOMENT: Final = "document.getElementById('time').value"
LATE_S: Final = 2.0


@dataclass(frozen=True)
class Site:
    """A server, and the pages of the demo, of a refused clip, and of one in which the lifter is seen late."""

    server: Server
    lift: str
    refused: str
    late: str


@pytest.fixture(scope="module")
def site(demo: Shown, refused: Shown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("lift")
    folder = Folder(home / "data").made()
    desk = Desk(Logbook.opened(folder.path / "logbook.db", _now), folder, _now)
    desk.logbook.add_athlete("me")
    answered(desk)
    document = shown_of(demo.analysis, demo.film)
    lines = document.data["lines"]
    late = replace(document, data=document.data | {"lines": lines | {"time": [one + LATE_S for one in lines["time"]]}})
    tokens = [
        _kept(desk, DEMO, demo, document),
        _kept(desk, CLIPS / "oblique45.mp4", refused, shown_of(refused.analysis, refused.film)),
        _kept(desk, DEMO, demo, late),
    ]
    with serving(home) as server:
        yield Site(server, *(f"{server.address}/of/me/lifts/{token}" for token in tokens))


def _kept(desk: Desk, path: Path, shown: Shown, document: Document) -> str:
    token = kept_clip(desk, "me", path, shown.analysis)
    results = desk.folder.clip(token).results
    write_shown(document, results)
    assert shown.film.copy is not None
    (results / COPY).write_bytes(shown.film.copy)
    return token


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@contextmanager
def on(chromium: Browser, site: Site, address: str, size: str = "desktop", scheme: str = "light") -> Iterator[Page]:
    """The page at an address, its film ready; whatever it complains of fails the test."""
    context = context_of(chromium, site.server, size, scheme)
    page = context.new_page()
    tab = listened(page)
    page.goto(address)
    comes_true(page, "[...document.querySelectorAll('video')].every((one) => one.readyState >= 2 && !one.seeking)")
    yield page
    context.close()
    assert tab.complaints == []


@pytest.fixture
def lift(chromium: Browser, site: Site) -> Iterator[Page]:
    """The page of the demo, on a desktop."""
    with on(chromium, site, site.lift) as page:
        yield page


def kept(page: Page, name: str = "points") -> Any:  # noqa: ANN401  (any JSON)
    """What the form would send."""
    return json.loads(page.locator(f"[name={name}]").input_value())


def take(page: Page, name: str) -> None:
    """Open the corrections and choose what to correct."""
    page.locator("#correct summary").click()
    page.get_by_role("button", name=name).click()


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def within(place: Locator, page: Page) -> tuple[float, float]:
    """The middle of a place from the corner of the film: what is told above the film moves both."""
    (x, y), stage = middle(place), page.locator("#stage").bounding_box()
    assert stage is not None
    return x - stage["x"], y - stage["y"]


def drag(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=5)
    page.mouse.up()


def scale(page: Page) -> float:
    """Pixels of the clip in one of the page."""
    return float(page.evaluate("JSON.parse(document.getElementById('data').textContent).full[0] / stage.clientWidth"))


def test_a_picture_of_the_strip_leads_to_its_moment(lift: Page) -> None:
    picture = lift.locator(".rep .picture").nth(2)
    picture.click()
    time_s = float(picture.get_attribute("data-time") or "nan")
    comes_true(lift, f"Math.abs(document.getElementById('video').currentTime - {time_s}) < 0.03")
    cursors = lift.evaluate(
        """[...document.querySelectorAll(".u-over")].map((one) =>
           one.querySelector(".u-cursor-x").getBoundingClientRect().left - one.getBoundingClientRect().left)"""
    )
    assert len(cursors) >= 3
    assert max(cursors) - min(cursors) < 2
    assert float(lift.evaluate(MOMENT)) == pytest.approx(time_s, abs=0.01)


def test_a_joint_is_dragged_listed_shown_again_and_taken_away(lift: Page) -> None:
    take(lift, "Move a joint")
    expect(lift.locator(".handle")).to_have_count(6)
    before = middle(lift.locator(".handle[aria-label^=hip]"))
    drag(lift, (before[0] + 4, before[1] + 3), (24, -12))  # taken beside its middle it does not jump
    (point,) = kept(lift)
    assert point["joint"] == "hip"
    stage = lift.locator("#stage").bounding_box()
    assert stage is not None
    wanted = (before[0] + 24 - stage["x"]) * scale(lift), (before[1] - 12 - stage["y"]) * scale(lift)
    assert (point["x"], point["y"]) == pytest.approx(wanted, abs=1.5)
    shown_s = float(lift.evaluate("document.getElementById('video').currentTime"))
    assert 0 <= shown_s - point["time_s"] < 0.04  # the picture that is seen, not the place of the slider
    lift.get_by_role("button", name="One picture on").click()
    comes_true(lift, "!document.getElementById('video').seeking")
    expect(lift.locator(".handle.told")).to_have_count(0)
    lift.get_by_role("button", name="Show: hip").click()
    expect(lift.locator(".handle.told")).to_have_count(1)
    lift.get_by_role("button", name="Take away: hip").click()
    assert kept(lift) == []
    expect(lift.get_by_text("Nothing is corrected in the picture.")).to_be_visible()


def test_a_joint_is_moved_by_keyboard_alone(lift: Page) -> None:
    lift.locator("#correct summary").press("Enter")
    lift.get_by_role("button", name="Move a joint").press("Enter")
    handle = lift.locator(".handle[aria-label^=knee]")
    x, y = within(handle, lift)
    time = lift.evaluate(MOMENT)
    handle.focus()
    for key in ("Shift+ArrowRight", "ArrowRight", "ArrowUp"):
        lift.keyboard.press(key)
    (point,) = kept(lift)
    assert point["joint"] == "knee"
    moved = within(handle, lift)
    assert ((moved[0] - x) * scale(lift), (moved[1] - y) * scale(lift)) == pytest.approx((11, -1), abs=0.2)
    assert lift.evaluate(MOMENT) == time  # the arrows moved the joint, not the film
    lift.get_by_role("button", name="A pixel down").click()
    assert kept(lift)[0]["y"] == pytest.approx(point["y"] + 1, abs=0.11)
    lift.keyboard.press("Escape")
    expect(lift.locator(".handle")).to_have_count(0)


def test_a_joint_that_is_not_drawn_begins_at_the_ankle(lift: Page) -> None:
    take(lift, "Move a joint")
    lift.get_by_label("Joint").select_option("toe")
    drag(lift, middle(lift.locator(".handle[aria-label^=toe]")), (15, 0))
    assert [one["joint"] for one in kept(lift)] == ["toe"]


def test_plate_and_lifter_are_shown_by_hand(lift: Page) -> None:
    take(lift, "This is the plate")
    stage = lift.locator("#stage").bounding_box()
    assert stage is not None
    drag(lift, (stage["x"] + 60, stage["y"] + 90), (40, 0))
    x, y, r, time_s = kept(lift, "plate_at")
    assert (x, y, r) == pytest.approx((60 * scale(lift), 90 * scale(lift), 40 * scale(lift)), abs=2)
    drag(lift, middle(lift.get_by_role("button", name="The rim of the plate", exact=True)), (10, 0))
    assert kept(lift, "plate_at")[2] == pytest.approx(r + 10 * scale(lift), abs=2)
    lift.get_by_role("button", name="This is the lifter").click()
    lift.mouse.click(stage["x"] + 100, stage["y"] + 200)
    assert kept(lift, "person_at")[2] == time_s
    expect(lift.locator("#corrections li")).to_have_count(2)


def test_where_nothing_was_measured_there_is_nothing_to_move(chromium: Browser, site: Site) -> None:
    with on(chromium, site, site.late) as page:
        take(page, "Move a joint")
        page.locator("#time").fill(f"{LATE_S / 2}")
        expect(page.get_by_text("Nothing was measured at this moment")).to_be_visible()
        expect(page.locator(".handle")).to_have_count(0)
        page.locator("#time").fill(f"{LATE_S + 0.5}")
        expect(page.locator(".handle")).to_have_count(6)


def test_while_a_joint_is_taken_a_click_does_not_play(lift: Page) -> None:
    take(lift, "Move a joint")
    x, y = middle(lift.locator("#stage"))
    lift.mouse.click(x, y - 150)
    assert lift.evaluate("document.getElementById('video').paused")
    lift.get_by_role("button", name="Done").click()
    x, y = middle(lift.locator("#stage"))
    lift.mouse.click(x, y)
    assert not lift.evaluate("document.getElementById('video').paused")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_taken_in_hand_it_is_fit_to_be_read(chromium: Browser, site: Site, size: str, scheme: str) -> None:
    with on(chromium, site, site.lift, size, scheme) as page:
        take(page, "Move a joint")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        violations = Axe().run(page).response["violations"]
        assert [one["id"] for one in violations if one["impact"] in SERIOUS] == []
        stage, tools = (page.locator(name).bounding_box() for name in ("#stage", "#nudge"))
        assert stage is not None
        assert tools is not None
        assert stage["y"] >= 0
        assert tools["y"] + tools["height"] <= SIZES[size][1]  # film and tools at one glance
    with on(chromium, site, site.refused, size, scheme) as page:
        violations = Axe().run(page).response["violations"]
        assert [one["id"] for one in violations if one["impact"] in SERIOUS] == []


def test_with_every_picture_seen_it_weighs_little(lift: Page) -> None:
    lift.evaluate("document.querySelectorAll('img').forEach((one) => { one.loading = 'eager'; })")
    comes_true(lift, "[...document.querySelectorAll('img')].every((one) => one.complete && one.naturalWidth > 0)")
    assert weight(lift) < MOST_BYTES


def test_reps_are_compared_by_keyboard(lift: Page) -> None:
    lift.get_by_label("beside rep").focus()
    with lift.expect_navigation():
        lift.get_by_role("button", name="Compare the reps").press("Enter")
    expect(lift.get_by_role("heading", level=1)).to_be_visible()
    expect(lift.locator(".ghosts figure").first).to_be_visible()
    lift.get_by_role("link", name="Open this lift").first.click()
    lift.wait_for_url("**/lifts/*")


def test_a_clip_that_was_chosen_before_the_script_came_is_sent(chromium: Browser, site: Site) -> None:
    context = context_of(chromium, site.server, "phone", "light")
    page = context.new_page()
    held: list[Route] = []
    page.route("**/lifts.js", lambda route: held.append(route))  # noqa: PLW0108  (Playwright marks its handlers)
    page.goto(f"{site.server.address}/of/me/lifts", wait_until="commit")
    page.locator("#files").set_input_files(CLIPS / "no_person.mp4")
    for route in held:
        route.continue_()
    expect(page.locator(".clip-name", has_text="no_person.mp4")).to_be_visible()
    context.close()
