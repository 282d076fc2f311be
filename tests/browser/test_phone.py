"""What a phone can do at each level: film with advice, hear at once how a clip was filmed, open without a line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ARGUMENTS
from tests.browser.test_session import (
    Somebody,
    drills,
    gym,
    home,
    lifter,
    phone_on,
)
from tests.flow.conftest import DEMO

__all__ = ["gym", "home", "lifter"]
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.mark.bench
def test_nothing_but_the_session_is_kept_for_later(chromium: Browser, lifter: Somebody) -> None:
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.goto(lifter.page)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    for path in ("session", "history", "start/answers", "plan", "session"):
        page.goto(f"{lifter.server.address}/of/{lifter.name}/{path}")
        page.wait_for_load_state("networkidle")
    names = page.evaluate(
        """async () => {
          const room = await caches.open("liftwell-session-1");
          return (await room.keys()).map((one) => new URL(one.url).pathname);
        }"""
    )
    assert {name for name in names if not name.startswith("/static/")} == {f"/of/{lifter.name}/session"}
    context.close()


def test_the_page_says_which_level_this_phone_has(chromium: Browser, lifter: Somebody) -> None:
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.goto(lifter.page)
    page.get_by_text("What this phone can do here").click()
    for level in ("always", "warned", "installed"):
        expect(page.locator(f"[data-level={level}] .mark")).to_have_text("✓")
    context.close()


def test_how_a_clip_was_filmed_is_told_while_it_is_measured(chromium: Browser, lifter: Somebody) -> None:
    context = phone_on(chromium, lifter.server)
    page = context.new_page()
    page.goto(lifter.page)
    drills(page)
    page.locator("#camera").set_input_files(DEMO)
    expect(page.locator("#film-words")).to_have_text("Filmed well.", timeout=60_000)
    assert 'data-progress="' in lifter.server.page(f"/of/{lifter.name}/lifts/list")  # long before it is measured
    context.close()


@pytest.fixture
def filming(chromium: Browser, chromium_path: str, lifter: Somebody) -> Iterator[Page]:
    """The page of filming, with a camera that shows a test picture."""
    browser = chromium.browser_type.launch(executable_path=chromium_path, args=[*ARGUMENTS, *CAMERA])
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["camera"])
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(lifter.server.opens)
    page.goto(f"{lifter.server.address}/of/{lifter.name}/film")
    yield page
    browser.close()


def test_a_set_is_filmed_with_advice_and_sent(filming: Page, lifter: Somebody) -> None:
    filming.get_by_role("button", name="Turn the camera on").click()
    expect(filming.locator("#advice")).to_contain_text("Light enough")
    filming.get_by_label("Load, if you know it").fill("60 kg")
    filming.get_by_role("button", name="Record").click()
    filming.wait_for_timeout(2500)
    filming.get_by_role("button", name="Stop").click()
    filming.wait_for_url("**/lifts")
    page = lifter.server.page(f"/of/{lifter.name}/lifts/list")
    assert "set.mp4" in page or "set.webm" in page
    assert "60 kg" in page


def test_a_clip_that_cannot_be_sent_is_not_lost(filming: Page) -> None:
    filming.get_by_role("button", name="Turn the camera on").click()
    filming.route("**/clips*", lambda route: route.abort())
    filming.get_by_role("button", name="Record").click()
    filming.wait_for_timeout(1500)
    filming.get_by_role("button", name="Stop").click()
    expect(filming.get_by_role("link", name="Save it on this phone")).to_be_visible()
    filming.unroute_all()
    filming.get_by_role("button", name="Send it again").click()
    filming.wait_for_url("**/lifts")


def test_what_is_amiss_is_told(filming: Page) -> None:
    told = filming.evaluate(
        """async () => {
          const {advice, tiltOf} = await import(document.querySelector('script[src$="film.js"]').src);
          return [advice({light: 20, tilt_deg: 9, rate: 15, width: 720, height: 1280}), tiltOf(88, 7), tiltOf(6, -80)];
        }"""
    )
    assert [good for good, _ in told[0]] == [False, False, False]
    assert told[1:] == [7, 6]


def test_the_certificate_is_there_once_there_is_one(lifter: Somebody) -> None:
    assert lifter.server.ask("GET", "/certificate")[0] == 404
