"""The page of a history: one file without a script, the answer first, every session in the table, small for ever."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from liftwell.errors import CannotWrite
from liftwell.plan.loading.weight_unit import load_number
from liftwell.quantity import Quantity
from liftwell.report.history import History, HistoryDay, Measured, history_of
from liftwell.report.history_following import HOW, following
from liftwell.report.history_page import EMPTY, history_html, write_history
from liftwell.report.history_stretches import last_days
from liftwell.report.intended_use import INTENDED_USE
from liftwell.training.diary import Diary, OtherWork
from tests.reading import FEAR, reading_index
from tests.report.histories import clips_alone, day, done, rounding, told, years
from tests.report.pages import Page

HOSTILE: Final = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;'


@cache
def whole() -> dict[str, History]:
    """A page of each kind."""
    hidden = (HistoryDay(day(0), lumbar=Quantity.unseen("deg", "hidden")),)
    return {
        "empty": History("sam"),
        "first": history_of("sam", Diary((done(0),))),
        "mornings": History("sam", (HistoryDay(day(0), waking=2),), (2,)),
        "hidden": History("sam", hidden, (None,)),
        "clips": clips_alone(),
        "weeks": last_days(years(1), 112),
        "follows": told([100.0, 120.0] * 12, [1, 3] * 12),
        "less": told([100.0, 120.0] * 12, [3, 1] * 12),
        "years": years(20),
    }


@cache
def html(name: str) -> str:
    return history_html(whole()[name])


KINDS: Final = pytest.mark.parametrize(
    "name", ["empty", "first", "mornings", "hidden", "clips", "weeks", "follows", "less", "years"]
)
FILLED: Final = pytest.mark.parametrize(
    "name", ["first", "mornings", "hidden", "clips", "weeks", "follows", "less", "years"]
)
NAMED: Final = {"mornings": "Pain", "clips": "Low back"}


def rows(page: Page) -> list[list[str]]:
    """The cells of each line of the table."""
    found: dict[int, list[str]] = {}
    for cell in page.elements:
        if cell.tag in ("th", "td") and any(within.tag == "tbody" for within in cell.within):
            found.setdefault(id(cell.within[-1]), []).append(cell.text)
    return list(found.values())


# --- one file ------------------------------------------------------------------------------------


@KINDS
def test_nothing_runs_and_nothing_is_fetched(name: str) -> None:
    text = html(name)
    page = Page(text)
    for element in page.elements:
        for attribute in ("src", "href", "srcset", "data", "xlink:href"):
            assert element.attributes.get(attribute, "#").startswith("#"), element
        assert "style" not in element.attributes, element
        assert not [attribute for attribute in element.attributes if attribute.startswith("on")], element
    assert not {"script", "link", "iframe", "object", "embed", "form", "img"} & {one.tag for one in page.elements}
    assert not re.search(r"url\((?!#)|@import", text)


@KINDS
def test_the_policy_allows_one_style_and_nothing_else(name: str) -> None:
    page = Page(html(name))
    (style,) = page.all("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert page.all("meta")[1].attributes["content"].split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{digest}'", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip


@KINDS
def test_names_are_unique_and_headings_go_down_by_one(name: str) -> None:
    page = Page(html(name))
    names = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(names) == len(set(names))
    for element in page.elements:
        assert set(element.attributes.get("aria-labelledby", "").split()) <= set(names)
    levels = [int(one.tag[1]) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@KINDS
def test_the_intended_use_is_on_every_page(name: str) -> None:
    assert html(name).count(INTENDED_USE) == 1


def test_twenty_years_stay_under_a_megabyte() -> None:
    assert len(whole()["years"].sessions) > 2000
    assert len(html("years").encode()) < 400_000


def test_what_somebody_wrote_stays_a_text() -> None:
    diary = Diary((done(0, 90, HOSTILE),), other=(OtherWork(day(0), HOSTILE),))
    text = history_html(history_of(HOSTILE, diary))
    page = Page(text)
    assert "<script" not in text
    assert "<img" not in text
    assert page.all("title")[0].text == f"History of {HOSTILE} · liftwell"
    (row,) = rows(page)
    assert row[-2:] == [HOSTILE, f"also {HOSTILE}"]


def test_the_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    write_history(whole()["weeks"], tmp_path / "history.html")
    assert (tmp_path / "history.html").read_text("utf-8") == html("weeks")
    with pytest.raises(CannotWrite, match="choose another folder"):
        write_history(whole()["weeks"], tmp_path / "nowhere" / "history.html")
    assert [one.name for one in tmp_path.iterdir()] == ["history.html"]


# --- what it says --------------------------------------------------------------------------------


def test_an_empty_history_is_one_friendly_sentence_and_what_to_do() -> None:
    page = Page(html("empty"))
    assert page.all("h1")[0].text == "Your history begins with one session"
    assert EMPTY in [one.text for one in page.all("p")]
    assert not {"svg", "table", "h2"} & {one.tag for one in page.elements}


@FILLED
def test_the_answer_comes_first(name: str) -> None:
    page = Page(html(name))
    found = following(whole()[name])
    assert page.all("h1")[0].text == found.headline
    assert {*HOW, found.details[-1]} <= set(page.blocks)


def test_both_sides_are_bars_with_counts() -> None:
    page = Page(html("follows"))
    assert [one.text for one in page.of_class("pair-row")] == [
        "After 12 lighter sessions1.0",
        "After 12 heavier sessions3.0",
    ]
    assert [one.attributes["width"] for one in page.of_class("pair-mean")] == ["10.0", "30.0"]
    assert Page(html("first")).of_class("pair-row") == []


@FILLED
def test_words_neither_frighten_nor_blame_and_are_easy(name: str) -> None:
    blocks = Page(html(name)).blocks
    assert [block for block in blocks if FEAR.search(block)] == []
    assert reading_index(" ".join(block if block.endswith(".") else f"{block}." for block in blocks)) < 9


@FILLED
def test_there_is_a_wide_picture_and_a_narrow_one_and_both_are_named(name: str) -> None:
    page = Page(html(name))
    wide, narrow = page.of_class("h-wide"), page.of_class("h-narrow")
    assert len(wide) == len(narrow) == {"years": 2, "hidden": 0}.get(name, 1)
    for one in (*wide, *narrow):
        assert one.attributes["role"] == "img"
        assert one.attributes["aria-label"].startswith(f"{NAMED.get(name, 'Load and pain')} over time. ")


def test_clips_without_a_session_are_a_picture_of_the_low_back_alone() -> None:
    page = Page(html("clips"))
    assert [one.text for one in page.all("h2")] == ["Low back over time", "How we compare", "The numbers"]
    assert page.of_class("facts")[0].text == "sam 2 March 2026 to 11 March 2026 no sessions yet"
    assert "Each bar" not in html("clips")


def test_mornings_alone_have_no_table() -> None:
    assert [one.text for one in Page(html("mornings")).all("h2")] == ["Pain over time", "How we compare"]
    assert "The table below" not in html("mornings")


def test_a_long_history_shows_the_last_weeks_by_days_first() -> None:
    page = Page(html("years"))
    assert [one.text for one in (*page.all("h2"), *page.all("h3"))] == [
        "Load and pain in the last sixteen weeks", "How we compare", "The numbers", "All the time",
    ]  # fmt: skip
    first, second = page.of_class("h-wide")
    bars = [[one for one in page.of_class("h-bar") if sheet in one.within] for sheet in (first, second)]
    assert len(bars[0]) == len(last_days(whole()["years"], 112).sessions)
    assert len(bars[1]) > 230


def test_the_ceiling_of_an_earlier_clip_holds_in_the_last_weeks() -> None:
    old = replace(years(3, clips=False).days[0], ceiling_kg=150.0)
    lately = years(3, clips=False)
    page = Page(history_html(replace(lately, days=(old, *lately.days[1:]))))
    assert len(page.of_class("h-ceiling")) == 4


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("first", ["unrated"]),
        ("mornings", ["usual"]),
        ("hidden", []),
        ("clips", ["lumbar"]),
        ("follows", ["green", "morning"]),
    ],
)
def test_the_legend_names_what_is_there_and_no_more(name: str, keys: list[str]) -> None:
    swatches = Page(html(name)).of_class("swatch")
    assert [one.attributes["class"].split()[1] for one in swatches] == keys


def test_every_kind_of_mark_has_its_key() -> None:
    diary = Diary(tuple(done(2 * n, during=n, after=n, morning=1) for n in range(8)))
    page = Page(history_html(history_of("sam", diary, [Measured(day(0), rounding(5), 120)], told=1)))
    keys = {one.attributes["class"].split()[1] for one in page.of_class("swatch")}
    assert keys == {"green", "amber", "red", "ceiling", "morning", "during", "usual", "lumbar"}


# --- the table -----------------------------------------------------------------------------------


def test_the_table_has_every_session_newest_first() -> None:
    history = whole()["weeks"]
    found = rows(Page(html("weeks")))
    days = [one for one in history.days if one.load_kg is not None or one.lumbar is not None]
    assert len(found) == len(days)
    assert found[-1][0] == f"{days[0].on.day} {days[0].on:%B %Y}"
    for row, one in zip(reversed(found), days, strict=True):
        load = "–" if one.load_kg is None else f"{one.load_kg:g}"
        morning = "–" if one.morning is None else str(one.morning)
        assert (row[1], row[3]) == (load, morning)


def test_in_pounds_every_number_is_one() -> None:
    history = replace(whole()["weeks"], unit="lb")
    page = history_html(history)
    assert re.findall(r"\bkg\b", re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)) == []
    assert "Load, lb" in page
    heaviest = max(one.load_kg or 0.0 for one in history.days)
    assert any(row[1] == load_number(heaviest, "lb") for row in rows(Page(page)))
    steps = [float(told) for told in re.findall(r'text-anchor="end">(\d+)</text>', page)]
    assert max(steps) >= heaviest / 0.45359237  # the scale too


def test_what_is_not_known_is_a_dash_and_never_a_nought() -> None:
    (row,) = rows(Page(html("first")))
    assert row == ["2 March 2026", "100", "–", "–", "–", "not rated", "Deadlift from the floor", "–"]
    (hidden,) = rows(Page(html("hidden")))
    assert hidden == ["2 March 2026", "–", "–", "–", "–", "not seen", "–", "–", "–"]


def test_the_table_of_twenty_years_has_a_line_for_each_month() -> None:
    page = Page(html("years"))
    found = rows(page)
    assert 235 < len(found) <= 241
    assert found[-1][:2] == ["March 2026", "10"]
    assert page.all("summary")[0].text == f"{len(found)} rows, one for each month, newest first"


@FILLED
def test_every_line_has_as_many_cells_as_the_head(name: str) -> None:
    page = Page(html(name))
    heads = len([one for one in page.all("th") if one.attributes["scope"] == "col"])
    assert {len(row) for row in rows(page)} <= {heads}


@pytest.mark.parametrize(("count", "words"), [(1, "1 session"), (3, "3 sessions")])
def test_days_and_sessions_are_counted(count: int, words: str) -> None:
    page = Page(history_html(told([100.0] * count, [1] * count)))
    (facts,) = page.of_class("facts")
    last = "" if count == 1 else " to 6 March 2026"
    assert facts.text == f"sam 2 March 2026{last} {words}"
