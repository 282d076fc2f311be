"""The picture: every session has its bar, every morning its dot, above each other and inside the sheet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from typing import Final, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from liftwell.quantity import Quantity
from liftwell.report.history import History, HistoryDay, Measured, history_of
from liftwell.report.history_picture import NARROW, WIDE, Format, history_svg, nice_ticks, panels_of, picture_step
from liftwell.report.history_stretches import stretches
from liftwell.training.day_colour import Colour
from liftwell.training.diary import Diary, Morning
from tests.report.histories import clips_alone, day, done, rounding, told, years

BOTH: Final = pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])


def drawn(history: History, form: Format = WIDE, held_kg: float | None = None) -> ET.Element:
    return ET.fromstring(history_svg(history, form, "said & done", held_kg))


def of(picture: ET.Element, kind: str) -> list[ET.Element]:
    return [one for one in picture.iter() if kind in one.attrib.get("class", "").split()]


def number(one: ET.Element, name: str) -> float:
    return float(one.attrib[name])


def a_few() -> History:
    diary = Diary(
        tuple(done(3 * n, 60.0 + 5 * n, during=n % 4, after=0, morning=n % 5) for n in range(12)),
        tuple(Morning(day(n), 1) for n in range(36)),
    )
    return history_of(
        "sam", diary, [Measured(day(6), rounding(8), 95.0), Measured(day(24), rounding(-3), 110.0)], told=1
    )


@BOTH
def test_every_session_has_a_bar_and_every_morning_a_dot_above_each_other(form: Format) -> None:
    picture = drawn(a_few(), form)
    bars, dots = of(picture, "h-bar"), of(picture, "h-morning")
    assert len(bars) == len(dots) == len(of(picture, "h-during")) == 12
    for bar, dot in zip(bars, dots, strict=True):
        assert number(bar, "x") + number(bar, "width") / 2 == pytest.approx(number(dot, "cx"), abs=0.11)


@BOTH
def test_bars_are_as_high_as_their_loads_and_do_not_touch(form: Format) -> None:
    bars = of(drawn(a_few(), form), "h-bar")
    heights = [number(bar, "height") for bar in bars]
    for n, height in enumerate(heights):
        assert height / heights[0] == pytest.approx((60 + 5 * n) / 60, rel=0.01)
    assert len({round(number(bar, "y") + number(bar, "height"), 1) for bar in bars}) == 1
    assert all(number(a, "x") + number(a, "width") < number(b, "x") for a, b in pairwise(bars))


def test_dots_are_as_high_as_their_pain() -> None:
    dots = of(drawn(told([100] * 11, list(range(11)))), "h-morning")
    places = [number(dot, "cy") for dot in dots]
    steps = [before - after for before, after in pairwise(places)]
    assert steps == pytest.approx([15.0] * 10, abs=0.11)


def test_a_scale_of_five_is_used_while_all_pain_is_low_and_of_ten_otherwise() -> None:
    def numbers(history: History) -> list[str]:
        return [one.text or "" for one in of(drawn(history), "h-text")]

    assert "3" in numbers(told([100, 100], [1, 5]))
    assert "3" not in numbers(told([100, 100], [1, 6]))


def test_a_bar_has_the_colour_of_its_day() -> None:
    colours = get_args(Colour)
    days = tuple(HistoryDay(day(2 * n), load_kg=100, colour=colour) for n, colour in enumerate(colours))
    bars = of(drawn(History("sam", days, (None,) * 4)), "h-bar")
    assert [bar.attrib["class"] for bar in bars] == [f"h-bar {colour}" for colour in colours]


def test_a_hinge_without_weight_can_be_seen() -> None:
    (bar,) = of(drawn(History("sam", (HistoryDay(day(0), load_kg=0),), (None,))), "h-bar")
    assert number(bar, "height") == 2


def test_a_line_leads_from_the_usual_up_to_a_morning_that_was_worse_and_to_no_other() -> None:
    days = tuple(HistoryDay(day(2 * n), load_kg=100, morning=pain) for n, pain in enumerate((1, 2, 4)))
    stems = of(drawn(History("sam", days, (2, 2, 2))), "h-stem")
    assert len(stems) == 1
    assert of(drawn(History("sam", days, (None,) * 3)), "h-stem") == []


def test_the_usual_is_broken_where_nobody_told_for_weeks() -> None:
    days = tuple(HistoryDay(day(n), waking=2) for n in (0, 1, 2, 80, 81))
    assert len(of(drawn(History("sam", days, (2,) * 5)), "h-usual")) == 2
    assert len(of(drawn(History("sam", days[:3], (2, 3, 3))), "h-usual")) == 1


def test_a_ceiling_holds_until_the_next_is_seen_and_to_the_end() -> None:
    (line,) = of(drawn(a_few()), "h-ceiling")
    assert re.fullmatch(r"M[\d.]+ [\d.]+H[\d.]+V[\d.]+H990", line.attrib["d"])
    assert len(of(drawn(a_few()), "h-ceiling-dot")) == 2


def test_a_ceiling_from_before_begins_at_the_left() -> None:
    bare = told([100, 100], [1, 1])
    (line,) = of(drawn(bare, held_kg=150), "h-ceiling")
    assert line.attrib["d"].startswith("M46 ")
    assert of(drawn(bare), "h-ceiling") == []


@BOTH
def test_the_low_back_has_error_bars_and_is_left_out_where_no_clip_shows_it(form: Format) -> None:
    picture = drawn(a_few(), form)
    dots, bars = of(picture, "h-lumbar"), of(picture, "h-error")
    assert len(dots) == len(bars) == 2
    for dot, bar in zip(dots, bars, strict=True):
        _, low, high = re.split("[ V]", bar.attrib["d"][1:])
        assert (float(low) + float(high)) / 2 == pytest.approx(number(dot, "cy"), abs=0.11)
    hidden = HistoryDay(day(0), load_kg=100, lumbar=Quantity.unseen("deg", "hidden"))
    without = drawn(History("sam", (hidden,), (None,)), form)
    assert of(without, "h-lumbar") == []
    assert len(of(without, "h-head")) == 2


def heads(picture: ET.Element) -> list[str]:
    return [(one.text or "").split(",")[0] for one in of(picture, "h-head")]


@BOTH
def test_there_is_no_axis_without_anything_on_it(form: Format) -> None:
    assert heads(drawn(clips_alone(), form)) == ["Low back"]
    mornings = History("sam", (HistoryDay(day(0), waking=2),), (2,))
    assert heads(drawn(mornings, form)) == ["Pain"]
    assert heads(drawn(mornings, form, held_kg=100)) == ["Load", "Pain"]
    assert heads(drawn(told([100], [None]), form)) == ["Load", "Pain"]
    assert heads(drawn(a_few(), form)) == ["Load", "Pain", "Low back"]


def test_a_clip_that_shows_nothing_has_no_panel() -> None:
    hidden = HistoryDay(day(0), lumbar=Quantity.unseen("deg", "hidden"))
    assert panels_of(stretches(History("sam", (hidden,), (None,)), "day")) == ()


@BOTH
def test_months_are_named_once_under_all_panels(form: Format) -> None:
    texts = [one.text for one in of(drawn(a_few(), form), "h-text")]
    for words in ("2 Mar", "16 Mar", "30 Mar"):
        assert texts.count(words) == 1


def test_whatever_is_written_stays_a_text() -> None:
    hostile = '"><script>alert(1)</script>&'
    one = HistoryDay(day(0), load_kg=100, exercise=hostile, morning=1, during=2)
    picture = ET.fromstring(history_svg(History(hostile, (one,), (None,)), WIDE, hostile))
    assert picture.attrib["aria-label"] == hostile
    (title,) = [bar[0].text for bar in of(picture, "h-bar")]
    assert title == f"2 March 2026: 100 kg, {hostile}, pain during 2, next morning 1"
    assert list(picture.iter("script")) == []


def test_a_bar_of_a_month_says_how_many_sessions_it_stands_for() -> None:
    title = of(drawn(years(20)), "h-bar")[0][0].text or ""
    assert re.match(r"March 2026: 10 sessions, heaviest [\d.]+ kg, Deadlift from the floor, ", title)


@BOTH
@pytest.mark.parametrize("count", [1, 3, 20])
def test_a_picture_stays_small_however_many_years(form: Format, count: int) -> None:
    whole = years(count)
    text = history_svg(whole, form, "")
    assert len(text) < 220_000
    assert len(of(ET.fromstring(text), "h-bar")) <= (form.right - form.left) / 2.5 + 1


def test_a_narrow_sheet_has_longer_stretches() -> None:
    assert [picture_step(years(1), form) for form in (WIDE, NARROW)] == ["day", "week"]
    assert [picture_step(years(20), form) for form in (WIDE, NARROW)] == ["month", "quarter"]


LOAD = st.none() | st.floats(0, 700)
PAIN = st.none() | st.integers(0, 10)


@given(
    st.lists(
        st.tuples(st.integers(0, 4000), LOAD, PAIN, PAIN, PAIN, st.none() | st.floats(-90, 90)),
        min_size=1, max_size=12, unique_by=lambda one: one[0],
    ),
    st.sampled_from([WIDE, NARROW]),
)  # fmt: skip
def test_nothing_is_drawn_outside_the_sheet(
    told_days: list[tuple[int, float | None, int | None, int | None, int | None, float | None]], form: Format
) -> None:
    told_days.sort()
    days = tuple(
        HistoryDay(
            day(n), load_kg=load, morning=morning, during=during, ceiling_kg=load or None,
            lumbar=None if deg is None else rounding(deg),
        ) for n, load, morning, during, _, deg in told_days
    )  # fmt: skip
    history = History("sam", days, tuple(one[4] for one in told_days))
    assume(panels_of(stretches(history, "day")))
    picture = drawn(history, form)
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    for one in picture.iter():
        for name, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert -0.1 <= float(one.attrib.get(name, 0)) <= most + 0.1, one.attrib
        if one.tag.endswith("rect"):
            assert number(one, "x") + number(one, "width") <= width
        assert "nan" not in one.attrib.get("d", "")


@given(st.floats(-1000, 1000), st.floats(0, 1000))
def test_ticks_are_round_and_hold_all_values(low: float, span: float) -> None:
    ticks = nice_ticks(low, low + span)
    assert 2 <= len(ticks) <= 8
    assert ticks[0] <= low
    assert ticks[-1] >= low + span - 1e-9
    steps = [after - before for before, after in pairwise(ticks)]
    assert steps == pytest.approx([steps[0]] * len(steps))
    assert steps[0] >= 1


def test_ticks_of_usual_loads() -> None:
    assert nice_ticks(0, 187.5) == (0, 50, 100, 150, 200)
    assert nice_ticks(0, 10) == (0, 2, 4, 6, 8, 10)
    assert nice_ticks(-3, 12, 4) == (-5, 0, 5, 10, 15)
    assert replace(WIDE, width=500).right == 490
