"""Figures are valid SVG, drawn in the right order, with gaps where nothing was seen."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.report.figures import Place, gauge_svg, how_to_film_svg, posture_svg
from liftwell.report.page import Gauge

POINTS: dict[str, Place] = {
    "ankle": (0.0, 0.05), "knee": (0.1, 0.3), "hip": (-0.2, 0.5), "shoulder": (0.2, 0.9), "elbow": (0.2, 0.6),
    "hand": (0.2, 0.3), "bar": (0.2, 0.25),
}  # fmt: skip
BACK: list[Place] = [(-0.3, 0.5), (-0.2, 0.7), (0.0, 0.9)]
numbers = st.floats(-1e4, 1e4)


def drawing(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def of_class(svg: str, name: str) -> list[ET.Element]:
    return [element for element in drawing(svg).iter() if element.get("class") == name]


def number(svg: str, name: str, key: str) -> float:
    (element,) = of_class(svg, name)
    return float(element.get(key, "nan"))


@pytest.mark.parametrize("good_above", [True, False])
@pytest.mark.parametrize(("value", "mark"), [(31.0, 20.0), (12.0, 20.0), (-4.0, 10.0), (3.0, -8.0), (-9.0, -3.0)])
def test_value_mark_and_whisker_stand_in_their_order(value: float, mark: float, good_above: bool) -> None:
    svg = gauge_svg(Gauge(value, 2.0, mark, "the mark", good_above))
    low, at, high = (number(svg, *where) for where in (("g-sd", "x1"), ("g-value", "cx"), ("g-sd", "x2")))
    mark_x = number(svg, "g-mark", "x1")
    assert low < at < high
    assert (at > mark_x) == (value > mark)
    assert (low > mark_x) == (value - 2 > mark)
    assert (high > mark_x) == (value + 2 > mark)


@pytest.mark.parametrize("good_above", [True, False])
def test_the_fine_side_reaches_from_the_mark_to_its_end(good_above: bool) -> None:
    svg = gauge_svg(Gauge(31.0, 7.0, 20.0, "20°", good_above))
    start = number(svg, "g-fine", "x")
    stop, mark = start + number(svg, "g-fine", "width"), number(svg, "g-mark", "x1")
    track = number(svg, "g-track", "x"), number(svg, "g-track", "x") + number(svg, "g-track", "width")
    assert (start, stop) == pytest.approx((mark, track[1]) if good_above else (track[0], mark), abs=0.11)


@given(numbers, st.floats(0, 1e4), numbers, st.booleans())
def test_everything_stays_on_the_track(value: float, sd: float, mark: float, good_above: bool) -> None:
    svg = gauge_svg(Gauge(value, sd, mark, "", good_above))
    places = [number(svg, *where) for where in (("g-sd", "x1"), ("g-sd", "x2"), ("g-value", "cx"), ("g-mark", "x1"))]
    assert all(8 <= place <= 252 for place in places)
    assert number(svg, "g-fine", "width") >= 0


def test_a_number_on_its_mark_without_an_error_is_drawn() -> None:
    svg = gauge_svg(Gauge(0.0, 0.0, 0.0, "0°", True))
    assert number(svg, "g-value", "cx") == number(svg, "g-mark", "x1") == 130


def test_a_body_is_drawn_upright_in_hundredths_of_its_length() -> None:
    svg = posture_svg([("a", POINTS, BACK, BACK)])
    (bar,) = of_class(svg, "p-bar")
    assert (bar.get("cx"), bar.get("cy")) == ("20.0", "-25.0")
    assert [line.get("points") for line in of_class(svg, "p-limb")] == [
        "0.0,-5.0 10.0,-30.0 -20.0,-50.0 20.0,-90.0",
        "20.0,-90.0 20.0,-60.0 20.0,-30.0",
    ]
    assert len(of_class(svg, "p-joint")) == 4


@pytest.mark.parametrize("gap", [None, (float("nan"), 0.4), (0.1, float("nan"))])
def test_places_that_were_not_seen_leave_a_gap(gap: Place) -> None:
    back = [BACK[0], BACK[1], gap, BACK[1], BACK[2]]
    assert len(of_class(posture_svg([("a", POINTS, back, [])]), "p-back")) == 2
    assert of_class(posture_svg([("a", POINTS, [BACK[0], gap, BACK[2]], [])]), "p-back") == []


def test_a_body_that_was_not_seen_is_a_floor() -> None:
    svg = posture_svg([("a", {}, [], [])])
    assert [element.get("class") for element in drawing(svg).iter()] == ["posture", "p-floor", "a"]


def test_the_first_body_lies_on_top() -> None:
    svg = posture_svg([("a", POINTS, BACK, BACK), ("b", POINTS, BACK, BACK)])
    assert [group.get("class") for group in drawing(svg).iter("g")] == ["b", "a"]


def test_a_hostile_class_stays_a_class() -> None:
    (group,) = drawing(posture_svg([('"><script>', POINTS, BACK, BACK)])).iter("g")
    assert group.get("class") == '"><script>'


def test_how_to_film_is_told_to_those_who_do_not_see_it() -> None:
    svg = drawing(how_to_film_svg())
    assert svg.get("role") == "img"
    told = {element.get("id"): " ".join((element.text or "").split()) for element in svg if element.get("id")}
    assert svg.get("aria-labelledby", "").split() == list(told)
    assert told["film-title"] == "Where to put the phone"
    assert "3 to 5 metres" in told["film-desc"]


def test_drawings_beside_their_text_are_hidden_from_readers() -> None:
    for svg in (gauge_svg(Gauge(1.0, 1.0, 2.0, "", True)), posture_svg([("a", POINTS, BACK, BACK)])):
        assert (drawing(svg).get("aria-hidden"), drawing(svg).get("focusable")) == ("true", "false")
