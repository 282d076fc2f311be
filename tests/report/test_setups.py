"""What another bar would change, on the page: one set of rows for table and drawings, and bodies on the floor."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from liftwell.analysis import Rep
from liftwell.finding import SetupOption, WhatIf
from liftwell.loads.advice import what_if
from liftwell.loads.style import PLATE_RADIUS_M
from liftwell.quantity import Quantity
from liftwell.report.figures import setup_svg
from liftwell.report.setups import Setups, change, given, number, setups_of, short, shown_columns
from tests.analyses import made_rep
from tests.loads.bodies import AVERAGE, question

HIGH_BLOCKS_M = 0.9


@cache
def asked(load_kg: float | None = 100.0) -> WhatIf:
    return what_if(question(AVERAGE, load_kg), np.random.default_rng(3))


@cache
def setups(load_kg: float | None = 100.0) -> Setups:
    return setups_of(asked(load_kg))


def svg_of(name: str) -> ET.Element:
    found = setups()
    (row,) = [row for row in found.rows if row.name.startswith(name)]
    return ET.fromstring(setup_svg(row, found.rows[0], found.body_m))


def circles(drawing: ET.Element, name: str) -> list[tuple[float, float, float]]:
    """Middle and radius of every circle of that class."""
    found = [element for element in drawing.iter() if element.get("class") == name]
    return [(float(e.attrib["cx"]), float(e.attrib["cy"]), float(e.attrib["r"])) for e in found]


def test_today_comes_first_and_every_option_has_a_row() -> None:
    found = asked()
    rows = setups().rows
    assert [row.today for row in rows] == [True, *(False for _ in found.options)]
    assert sum(row.best for row in rows) == (found.recommended is not None)
    assert [row.name for row in rows] == [short(option) for option in (found.today, *found.options)]


def test_every_row_fills_the_table() -> None:
    assert all(len(row.cells) == len(setups().headings) for row in setups().rows)
    assert setups().headings[:3] == ("Low back\ngives", "Moment\nN·m", "against\ntoday")


def test_the_sentences_are_those_of_the_what_if() -> None:
    found, told = asked(), setups()
    assert (told.headline, told.reason, told.test, told.notes) == (
        found.headline,
        found.reason,
        found.test,
        found.notes,
    )


def test_without_a_load_no_moment_is_promised() -> None:
    assert all("Moment" not in heading for heading in setups(None).headings)
    assert all("N·m" not in row.caption for row in setups(None).rows)
    assert all("N·m" in row.caption for row in setups().rows)


@pytest.mark.parametrize(("width", "count"), [(40, 2), (50, 3), (56, 4), (62, 5), (72, 6), (80, 7)])
def test_the_narrowest_terminal_keeps_what_is_asked_for(width: int, count: int) -> None:
    assert shown_columns(asked(), width) == shown_columns(asked())[:count]


def test_a_narrow_terminal_gets_fewer_columns() -> None:
    assert len(shown_columns(asked(), 50)) < len(shown_columns(asked(), 70)) < len(shown_columns(asked()))


def test_what_cannot_be_reached_says_so_instead_of_numbers() -> None:
    found = what_if(question(blocks_m=HIGH_BLOCKS_M), np.random.default_rng(3))
    told = setups_of(found)
    assert told.rows[0].cells == ()
    assert told.rows[0].caption == "does not work with your lengths and hips"
    assert told.rows[0].figure is None
    drawing = ET.fromstring(setup_svg(told.rows[0], told.rows[0], told.body_m))
    assert [element.get("class") for element in drawing] == ["p-floor"]


def test_bodies_are_drawn_to_one_scale_that_fills_the_box() -> None:
    """Shank, thigh and trunk together are 100 units of the drawing."""
    points = {name: np.array(place) for name, place in asked().today.points.items()}
    links = (("ankle", "knee"), ("knee", "hip"), ("hip", "shoulder"))
    assert sum(np.linalg.norm(points[a] - points[b]) for a, b in links) == pytest.approx(setups().body_m)


@pytest.mark.parametrize("name", ["Conventional", "From", "Sumo", "Trap bar, low", "Trap bar, high", "Stiff-leg"])
def test_plates_stand_on_the_floor_or_on_their_blocks(name: str) -> None:
    drawing = svg_of(name)
    ((_, y, radius),) = circles(drawing, "p-plate")
    block = next((float(e.get("height", "nan")) for e in drawing.iter() if e.get("class") == "p-block"), 0.0)
    assert -y - radius == pytest.approx(block, abs=0.2)
    assert (block > 0) == name.startswith("From")


@pytest.mark.parametrize(
    ("lift", "blocks_m", "asked_m"),
    [("sumo", 0.0, 0.03), ("conventional", 0.1, 0.05), ("trap-bar-high", 0.0, 0.03), ("trap-bar-low", 0.0, 0.0)],
)
def test_plates_stand_on_something_whatever_is_lifted_today(lift: str, blocks_m: float, asked_m: float) -> None:
    found = what_if(question(lift=lift, blocks_m=blocks_m), np.random.default_rng(3), [asked_m])
    for option, row in zip((found.today, *found.options), setups_of(found).rows, strict=True):
        if option.code in ("romanian", "good-morning"):
            continue
        assert row.figure is not None
        assert row.figure.plate[1] - PLATE_RADIUS_M == pytest.approx(row.figure.block_m, abs=1e-6)
        blocks = option.title.partition(", from ")[2].removesuffix(" cm blocks")
        assert 100 * row.figure.block_m == pytest.approx(float(blocks) if blocks.isdigit() else 0.0, abs=0.5)


@pytest.mark.parametrize("name", ["Romanian", "Good morning"])
def test_a_bar_in_the_hands_or_on_the_back_hangs_in_the_air(name: str) -> None:
    ((_, y, radius),) = circles(svg_of(name), "p-plate")
    assert -y - radius > 5
    assert radius == pytest.approx(100 * PLATE_RADIUS_M / setups().body_m, abs=0.1)


def test_a_bar_on_the_back_is_drawn_there() -> None:
    drawing = svg_of("Good morning")
    (bar,) = circles(drawing.findall(".//{*}g")[-1], "p-bar")
    (plate,) = circles(drawing, "p-plate")
    assert bar[:2] == plate[:2]


def test_today_is_drawn_once_and_others_over_it() -> None:
    assert len(circles(svg_of("Conventional"), "p-head")) == 1
    assert len(circles(svg_of("Sumo"), "p-head")) == 2


def test_a_back_that_gives_is_drawn_bent_and_one_that_does_not_straight() -> None:
    rows = {row.name: row for row in setups().rows}

    def stands_off(name: str) -> float:
        figure = rows[name].figure
        assert figure is not None
        back = np.array(figure.back)
        chord = back[-1] - back[0]
        off = (back[6] - back[0]) @ np.array([-chord[1], chord[0]]) / np.linalg.norm(chord)
        return float(off)

    assert stands_off("Stiff-leg") > 0.03
    assert stands_off("Romanian") == pytest.approx(0.0, abs=1e-6)


def test_everything_stays_inside_the_drawing() -> None:
    for row in setups().rows:
        drawing = ET.fromstring(setup_svg(row, setups().rows[0], setups().body_m))
        for x, y, radius in (*circles(drawing, "p-head"), *circles(drawing, "p-plate"), *circles(drawing, "p-bar")):
            assert x - radius >= -48
            assert x + radius <= 56
            assert y - radius >= -116
            assert y + radius <= 8.5


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(1.234, 0.05, "m"), "123±5"),
        (Quantity(0.225, None, "m"), "22.5"),
        (Quantity(0.2, None, "m"), "20"),
        (Quantity.unseen("m", "out_of_reach"), "–"),
    ],
)
def test_numbers_are_short(quantity: Quantity, text: str) -> None:
    assert number(quantity, 100) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(-0.07, 0.03, "1"), "-7±3 %"),
        (Quantity(0.07, 0.031, "1"), "+7±3 %"),
        (Quantity(0.004, 0.001, "1"), "0±1 %"),
        (Quantity(-0.004, 0.001, "1"), "0±1 %"),
        (Quantity(0.0, None, "1"), "today"),
        (Quantity.unseen("1", "no_load"), "–"),
    ],
)
def test_changes_carry_their_sign(quantity: Quantity, text: str) -> None:
    assert change(quantity) == text


@pytest.mark.parametrize(
    ("value_deg", "sd_deg", "cell", "caption"),
    [
        (14.2, 11.0, "14±11°", "low back gives 14°"),
        (0.6, 3.0, "1±3°", "low back gives 1°"),
        (0.0, 14.0, "0 to 14°", "low back gives 0 to 14°"),
        (0.4, 1.2, "0 to 2°", "low back gives 0 to 2°"),
        (0.0, 0.8, "0 to 1°", "low back gives nothing"),
        (0.0, 0.2, "0°", "low back gives nothing"),
        (0.0, 0.0, "0°", "low back gives nothing"),
    ],
)
def test_a_back_that_gives_nothing_says_how_much_it_may_give(
    value_deg: float, sd_deg: float, cell: str, caption: str
) -> None:
    found = asked(None)
    back = Quantity(float(np.radians(value_deg)), float(np.radians(sd_deg)), "rad")
    assert given(back) == cell
    today = replace(found.today, lumbar_flexion=back)
    assert setups_of(replace(found, today=today)).rows[0].caption == caption


def titled(title: str) -> SetupOption:
    return replace(asked().today, title=title)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Conventional, from the floor", "Conventional"),
        ("Conventional, from 8 cm blocks", "From 8 cm blocks"),
        ("Sumo, from the floor", "Sumo"),
        ("Sumo, from 3 cm blocks", "Sumo, from 3 cm blocks"),
        ("Trap bar, low handles", "Trap bar, low"),
        ("Trap bar, low handles, from 3 cm blocks", "Trap bar, low, from 3 cm blocks"),
        ("Romanian, down to below the knees", "Romanian"),
        ("Good morning, to a trunk lean of 70°", "Good morning"),
    ],
)
def test_names_are_short_and_begin_with_a_capital(title: str, name: str) -> None:
    assert short(titled(title)) == name


def test_a_wide_stance_is_said_where_it_cannot_be_seen() -> None:
    told = {row.name: row.stance for row in setups().rows}
    assert told.pop("Sumo") == "wide stance, seen from the side"
    assert set(told.values()) == {""}


def rep_with(peak: Quantity, index: int = 1) -> Rep:
    return replace(made_rep(index, 10.0, (0.0, 0.5, 1.5, 2.5)), l5s1_moment_peak=peak)


def test_measured_moments_are_set_beside_those_of_the_model() -> None:
    unseen = Quantity.unseen("N.m", "hidden")
    one, other = (rep_with(Quantity(peak, 63.0, "N.m")) for peak in (577.4, 543.2))
    told = "Moments here are those of a slow pull; yours, with its speed, was "
    assert setups_of(asked(), (one, other, rep_with(unseen))).measured == f"{told}543 to 577 ± 63 N·m."
    assert setups_of(asked(), (one,)).measured == f"{told}577 ± 63 N·m."
    assert setups_of(asked(), (rep_with(unseen),)).measured == ""
    assert setups_of(asked(None), (one,)).measured == ""


def test_without_today_within_reach_figures_have_a_usual_scale() -> None:
    assert setups_of(what_if(question(blocks_m=HIGH_BLOCKS_M), np.random.default_rng(3))).body_m == 1.33
