"""A report in a browser: it runs under its own policy, asks nobody for anything, and is readable without its script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.report.conftest import Shown

NAMES = ["demo", "refused", "long demo", "long refused"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_amiss_and_nothing_is_asked_for(opened: Opened, name: str) -> None:
    tab = opened(name)
    tab.page.locator("#theme").click()
    tab.page.mouse.wheel(0, 20_000)
    tab.page.wait_for_timeout(200)
    assert tab.complaints == []
    assert tab.addresses[0].startswith("file:")
    assert all(address.startswith("blob:") for address in tab.addresses[1:] if not address.startswith("data:"))


def test_the_policy_stops_what_is_not_the_reports_own(opened: Opened) -> None:
    """So that silence above means something: a script, a style and a picture from elsewhere are refused aloud."""
    tab = opened("refused")
    tab.page.evaluate("""() => {
      window.ran = false;
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      const picture = document.createElement("img");
      picture.src = "https://example.com/x.png";
      document.body.append(script, style, picture);
    }""")
    tab.page.wait_for_timeout(100)
    assert tab.page.evaluate("window.ran") is False
    assert tab.page.locator("body").is_visible()
    refused = [complaint for complaint in tab.complaints if "Content Security Policy" in complaint]
    assert len(refused) == 3
    tab.complaints.clear()
    tab.addresses.clear()


def test_without_its_script_findings_pictures_and_table_are_there(opened: Opened, demo: Shown) -> None:
    page = opened("demo", java_script_enabled=False).page
    findings = [finding for finding in demo.analysis.findings if finding.verdict in ("fix", "watch")]
    for finding in findings:
        expect(page.locator(f"[id='{finding.code}'] h4")).to_have_text(finding.title)
        assert page.locator(f"[id='{finding.code}']").is_visible()
    assert page.locator("#reps tbody tr").count() == len(demo.analysis.reps)
    pictures = page.locator(".strip img")
    assert pictures.count() == len(demo.film.stills)
    assert all(picture.is_visible() for picture in pictures.all())
    assert not page.locator("#film, #theme").filter(visible=True).count(), "a control that can do nothing"
    page.locator(".card .why summary").first.click()
    assert page.locator(".card .why p").first.is_visible()
    assert page.locator("footer").is_visible()


def test_a_refused_report_without_its_script_says_what_to_change(opened: Opened, refused: Shown) -> None:
    page = opened("refused", java_script_enabled=False).page
    assert [item.strip() for item in page.locator("section li").all_inner_texts()] == [
        reason.message for reason in refused.analysis.capture.reasons
    ]
    assert page.locator(".film-help").is_visible()
