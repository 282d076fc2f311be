"""Film, lines, charts, slider, keys and buttons share one clock."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Opened, Tab
from tests.report.conftest import Shown

PICTURE_S = 1 / 30
# How much of the lines over the film is inked.
INK = """() => {
  const canvas = document.getElementById("lines");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let count = 0;
  for (let k = 3; k < pixels.length; k += 4) count += pixels[k] > 0;
  return count;
}"""
# The picture that the film shows, 16 × 16 grey.
FRAME = """() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 16;
  const context = canvas.getContext("2d");
  context.drawImage(document.getElementById("video"), 0, 0, 16, 16);
  return [...context.getImageData(0, 0, 16, 16).data].filter((_, k) => k % 4 === 1);
}"""

IN_SIGHT = """() => {
  const box = document.getElementById("stage").getBoundingClientRect();
  return box.top < 0.8 * innerHeight && box.bottom > 0.2 * innerHeight;
}"""
CHARTS = 5  # rounding, moment, folding, the bar's height and its speed


def together(state: dict[str, Any], at_s: float | None = None) -> None:
    """All that tells the time tells the same."""
    now = state["slider"] if at_s is None else at_s
    assert state["slider"] == pytest.approx(now, abs=0.03)
    assert state["clock"] == pytest.approx(now, abs=0.06)
    assert state["cursors"] == pytest.approx([now] * CHARTS, abs=0.06)
    if state["film"] is not None:
        assert state["film"] == pytest.approx(now, abs=0.06)


def drag(tab: Tab, chart: int, start: float, stop: float) -> None:
    """Drag over a chart, from one part of its width to another."""
    over = tab.page.locator(".u-over").nth(chart)
    over.scroll_into_view_if_needed()
    box = over.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    tab.page.mouse.move(box["x"] + start * box["width"], y)
    tab.page.mouse.down()
    tab.page.mouse.move(box["x"] + stop * box["width"], y, steps=4)
    tab.page.mouse.up()


def length_s(shown: Shown) -> float:
    return float(shown.analysis.time_s[-1])


def test_the_film_is_there_and_begins_at_the_first_lift_off(opened: Opened, demo: Shown) -> None:
    tab = opened("demo")
    together(tab.settled(), demo.analysis.reps[0].liftoff_s)
    size = tab.page.evaluate("[video.videoWidth, video.videoHeight, video.duration]")
    assert size[0] / size[1] == pytest.approx(480 / 848, rel=0.02)
    assert size[2] == pytest.approx(demo.analysis.clip.duration_s, abs=0.1)


def test_the_film_shows_another_picture_at_another_time(opened: Opened, demo: Shown) -> None:
    tab, frames = opened("demo"), []
    for rep in demo.analysis.reps[:1]:
        for time_s in (rep.liftoff_s, rep.lockout_s, rep.liftoff_s):
            tab.page.locator("#time").fill(f"{time_s:.2f}")
            tab.settled()
            tab.page.wait_for_timeout(50)
            frames.append(tab.page.evaluate(FRAME))
    low, high, again = frames
    assert max(abs(a - b) for a, b in zip(low, high, strict=True)) > 20
    assert max(abs(a - b) for a, b in zip(low, again, strict=True)) < 20


@pytest.mark.parametrize(("name", "chart"), [("demo", 0), ("long demo", 3)])
def test_dragging_on_a_chart_moves_everything(opened: Opened, demo: Shown, name: str, chart: int) -> None:
    tab = opened(name)
    drag(tab, chart, 0.2, 0.75)
    together(tab.settled(), 0.75 * length_s(demo))
    drag(tab, chart, 0.5, 1.4)
    together(tab.settled(), length_s(demo))


def test_a_finger_that_only_passes_over_a_chart_moves_nothing(opened: Opened) -> None:
    tab = opened("demo")
    before = tab.settled()
    tab.page.locator(".u-over").first.hover()
    assert tab.settled() == before


def test_charts_tell_the_numbers_of_the_moment(opened: Opened) -> None:
    tab = opened("demo")
    drag(tab, 0, 0.5, 0.02)
    first = tab.page.locator("#charts figcaption").all_inner_texts()
    drag(tab, 0, 0.5, 0.14)
    later = tab.page.locator("#charts figcaption").all_inner_texts()
    assert all(a != b for a, b in zip(first, later, strict=True))
    assert "Low back: " in first[0]
    assert "° Upper back: " in " ".join(first[0].split())
    assert "-0" not in " ".join(first + later).replace("-0.", "")


def test_the_slider_moves_everything(opened: Opened) -> None:
    tab = opened("demo")
    tab.page.locator("#time").fill("4.2")
    together(tab.settled(), 4.2)
    tab.page.locator("#time").press("ArrowRight")
    together(tab.settled(), 4.2 + PICTURE_S)


def test_arrow_keys_and_buttons_go_one_picture_on_and_back(opened: Opened) -> None:
    tab = opened("demo")
    tab.page.locator("#time").fill("4.2")
    tab.page.locator("h1").click()
    for press, steps in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("#back", 0), ("#forth", 1)):
        if press.startswith("#"):
            tab.page.locator(press).click()
        else:
            tab.page.keyboard.press(press)
        together(tab.settled(), 4.2 + steps * PICTURE_S)


def test_time_ends_where_the_film_does(opened: Opened, demo: Shown) -> None:
    tab = opened("demo")
    tab.page.locator("h1").click()
    tab.page.locator("#time").fill("0")
    tab.page.locator("#back").click()
    assert tab.settled()["slider"] == 0
    tab.page.locator("#time").fill(tab.page.locator("#time").get_attribute("max") or "")
    tab.page.locator("#forth").click()
    assert tab.settled()["slider"] == pytest.approx(demo.analysis.clip.duration_s, abs=0.02)


def test_every_button_of_a_rep_shows_its_moment(opened: Opened) -> None:
    tab = opened("demo", reduced_motion="reduce")  # it jumps to the film at once
    for where in ("#film .jump", "#findings .jump", "tbody .jump", ".strip .jump"):
        tab.page.locator("#time").fill("0")
        button = tab.page.locator(where).filter(visible=True).last
        wanted = float(button.get_attribute("data-time") or "nan")
        button.click()
        state = tab.settled()
        together(state, wanted)
        assert state["now"].startswith("Rep ")
        assert tab.page.evaluate(IN_SIGHT), where


def press(tab: Tab, what: str) -> None:
    """Click on something, or press the space bar."""
    if what == " ":
        tab.page.locator("h1").click()
        tab.page.keyboard.press(what)
    else:
        tab.page.locator(what).click()


def test_play_plays_and_pauses(opened: Opened) -> None:
    tab = opened("demo")
    for what in ("#play", "#stage", " "):
        before = tab.settled()
        press(tab, what)
        tab.page.wait_for_function("at => video.currentTime > at + 0.15", arg=before["film"])
        assert tab.state()["button"] == "Pause"
        press(tab, what)
        tab.page.wait_for_function("() => video.paused && document.getElementById('play').textContent === 'Play'")
        state = tab.settled()
        assert (state["button"], state["playing"]) == ("Play", False)
        assert state["slider"] > before["slider"] + 0.1
        together(state)


def test_without_a_film_the_lines_play_alone(opened: Opened) -> None:
    tab = opened("long demo")
    before = tab.state()
    tab.page.locator("#play").click()
    tab.page.wait_for_function("at => Number(document.getElementById('time').value) > at + 0.15", arg=before["slider"])
    assert tab.state()["button"] == "Pause"
    tab.page.locator("#play").click()
    stopped = tab.state()
    assert stopped["button"] == "Play"
    tab.page.wait_for_timeout(100)
    assert tab.state() == stopped
    together(stopped)


@pytest.mark.parametrize("name", ["demo", "long demo"])
def test_lines_can_be_taken_off_the_film(opened: Opened, name: str) -> None:
    tab = opened(name)
    inked = tab.page.evaluate(INK)
    assert inked > 1000
    tab.page.locator("#show").uncheck()
    assert tab.page.evaluate(INK) == 0
    tab.page.locator("#show").check()
    assert tab.page.evaluate(INK) == pytest.approx(inked, rel=0.05)


def test_lines_lie_on_the_lifter(opened: Opened, demo: Shown) -> None:
    """The ankle of the analysis is inked, a place far from all lines is not."""
    tab, traces = opened("demo"), demo.analysis.traces
    assert traces is not None
    tab.page.locator("#time").fill("1.0")
    tab.settled()
    ankle = traces.joints_px[10, 0] / traces.size_px
    alphas = tab.page.evaluate(
        """places => {
          const canvas = document.getElementById("lines"), context = canvas.getContext("2d");
          return places.map(([x, y]) => context.getImageData(x * canvas.width, y * canvas.height, 1, 1).data[3]);
        }""",
        [ankle.tolist(), [0.02, 0.02]],
    )
    assert alphas[0] > 200
    assert alphas[1] == 0


def test_a_refused_film_plays_without_lines_and_charts_as_slowly_as_asked(opened: Opened) -> None:
    tab = opened("refused")
    tab.page.locator("#speed").select_option("0.5")
    assert tab.page.evaluate("video.playbackRate") == 0.5
    assert tab.page.locator("#show").count() == tab.page.locator(".u-over").count() == 0
    assert tab.page.evaluate(INK) == 0
    before = tab.settled()
    tab.page.locator("#play").click()
    tab.page.wait_for_function("at => video.currentTime > at + 0.1", arg=before["film"])
