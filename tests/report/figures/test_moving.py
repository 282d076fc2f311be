"""Every exercise and self-test has its moving picture: well-formed, small, told to those who do not see it."""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from liftwell.athlete import Segments
from liftwell.plan.exercise import catalogue
from liftwell.quantity import Quantity
from liftwell.report.figures import frames, ids, moving_svg, picture_file, still_svg
from liftwell.report.figures.movement import movements
from liftwell.report.figures.moving import courses_of, told
from tests.reading import FEAR, reading_index

TESTS = ("T1", "T1b", "T2", "T3", "T4", "T5", "T6", "T7")
SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 29_000
# How long one looks before it begins again, s.
CYCLE_S = (2.0, 11.0)


NUMBER = re.compile(r"-?[\d.]+")


@cache
def picture(key: str) -> str:
    return picture_file(key)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def group(svg: str, name: str) -> ET.Element:
    (found,) = [one for one in parsed(svg).iter(f"{SVG}g") if one.get("class") == name]
    return found


def animations(element: ET.Element) -> list[ET.Element]:
    return [one for kind in ("animate", "animateTransform") for one in element.iter(SVG + kind)]


def test_every_exercise_and_every_test_has_its_picture() -> None:
    assert set(ids()) == set(catalogue()) | set(TESTS)
    assert ids()[: len(catalogue())] == tuple(catalogue())


def test_what_has_none_is_an_error() -> None:
    with pytest.raises(KeyError):
        moving_svg("bench_press")


@pytest.mark.parametrize("key", ids())
def test_a_picture_moves_and_is_small(key: str) -> None:
    file = picture(key)
    assert len(file.encode()) <= MOST_BYTES
    assert len(animations(group(file, "lw-go"))) >= 1
    assert "<script" not in file
    assert re.findall(r'(?:href|src)="(?!#)', file) == []
    assert "nan" not in file.lower().replace("nance", "")


@pytest.mark.parametrize("key", ids())
def test_every_movement_goes_round_in_a_few_seconds(key: str) -> None:
    found = animations(parsed(picture(key)))
    lengths = [float(one.attrib["dur"].removesuffix("s")) for one in found]
    assert CYCLE_S[0] <= max(lengths) <= CYCLE_S[1]
    for one in found:
        times = [float(time) for time in one.attrib["keyTimes"].split(";")]
        assert times == sorted(times)
        assert times[0] == 0
        assert len(times) == len(one.attrib["values"].split(";"))
        if one.get("calcMode") != "discrete":
            assert times[-1] == 1
            # The end is the beginning, or it would jump; floors and rings start anew.
            first, *_, last = one.attrib["values"].split(";")
            moved = (
                [float(n) for n in re.findall(r"-?[\d.]+", last)],
                [float(n) for n in re.findall(r"-?[\d.]+", first)],
            )
            around = one.get("attributeName") == "stroke-dashoffset" or "ground" in kinds(key)
            assert around or moved[0] == pytest.approx(moved[1], abs=0.11)


def kinds(key: str) -> set[str]:
    return {prop["kind"] for course in courses_of(key) for prop in course.movement.props}


@pytest.mark.parametrize("key", ids())
def test_whoever_wants_no_motion_gets_a_still(key: str) -> None:
    file = picture(key)
    assert animations(group(file, "lw-rest")) == []
    assert animations(parsed(still_svg(key))) == []
    assert "prefers-reduced-motion" in file
    assert len(list(group(file, "lw-rest").iter(f"{SVG}use"))) >= 8


@pytest.mark.parametrize("key", ids())
def test_a_picture_is_told_to_those_who_do_not_see_it(key: str) -> None:
    svg = parsed(moving_svg(key))
    name, cues = told(key)
    assert svg.get("role") == "img"
    words = {one.get("id"): one.text for one in svg if one.tag in (SVG + "title", SVG + "desc")}
    assert list(words.values()) == [name, " ".join(cues)]
    assert svg.attrib["aria-labelledby"].split() == list(words)


def test_several_pictures_share_a_page_without_sharing_ids() -> None:
    page = [moving_svg(key) for key in ids()] + [still_svg(key) for key in ids()]
    found = [ident for svg in page for ident in re.findall(r' id="([^"]+)"', svg)]
    assert len(found) == len(set(found))
    for svg in page:
        own = set(re.findall(r' id="([^"]+)"', svg))
        assert set(re.findall(r'href="#([^"]+)"', svg)) <= own


def test_a_picture_in_a_page_has_the_colours_of_the_page() -> None:
    assert "<style" not in moving_svg("glute_bridge")
    colours = set(re.findall(r"(--[\w-]+):", picture_file("glute_bridge")))
    assert set(re.findall(r"var\((--[\w-]+)\)", picture_file("glute_bridge"))) <= colours
    assert re.findall(r"(?:fill|stroke)=\"#", moving_svg("glute_bridge")) == []


def test_scenes_of_one_picture_take_equal_turns() -> None:
    several = [key for key in ids() if len(courses_of(key)) > 1]
    assert several == ["positions_of_ease", "tissue_ease", "wall_hinge", "T7"]
    for key in several:
        lengths = {course.cycle_s for course in courses_of(key)}
        assert len(lengths) == 1
        found = [
            one for one in parsed(moving_svg(key)).iter(f"{SVG}animate") if one.get("values") in ("0;1;0", "1;1;0")
        ]
        assert len([one for one in found if one.attrib["dur"] == f"{sum(c.cycle_s for c in courses_of(key)):g}s"]) >= 2


def test_a_body_has_the_lengths_of_the_lifter() -> None:
    long = Segments(thigh=Quantity(0.48, 0.01, "m"), trunk=Quantity(0.5, 0.01, "m"))
    figure = frames("split_squat", 4, long)[0]
    assert figure.build.thigh == pytest.approx(0.48)
    assert abs(figure.near_leg.middle - figure.hip) == pytest.approx(0.48, rel=0.005)
    assert moving_svg("split_squat", long) != moving_svg("split_squat")


def test_lengths_that_no_body_has_are_left_out() -> None:
    odd = Segments(thigh=Quantity(0.43, 0.01, "m"), shank=Quantity(0.43, 0.01, "m"), arm=Quantity(0.35, 0.01, "m"))
    assert frames("split_squat", 1, odd)[0].build.arm > 0.5


def test_frames_are_spread_over_the_cycle() -> None:
    shown = frames("glute_bridge", 6)
    assert len(shown) == 6
    assert max(figure.hip.imag for figure in shown) > min(figure.hip.imag for figure in shown) + 0.15
    assert len(frames("T7", 6)) == 12


@pytest.mark.parametrize("key", [key for key in movements() if movements()[key].words or movements()[key].seen])
def test_our_own_words_are_easy_and_kind(key: str) -> None:
    movement = movements()[key]
    words = " ".join((*movement.words, *((movement.seen,) if movement.seen else ())))
    assert reading_index(words) <= 11
    assert FEAR.search(words) is None


def test_holds_have_a_ring_with_their_words() -> None:
    def rings(key: str) -> list[str]:
        return [ring.words for course in courses_of(key) for ring in course.rings]

    assert rings("glute_bridge") == ["2 s"]
    assert rings("slider_leg_curl") == ["4 s"]
    assert rings("hamstring_strap") == ["30 s"]
    holding = [one.id for one in catalogue().values() if "hold_s" in one.dose]
    assert [key for key in holding if not rings(key)] == []
    for key in holding:
        hold = catalogue()[key].dose["hold_s"]
        assert rings(key)[-1] == (f"{hold[0]}–{hold[1]} s" if isinstance(hold, tuple) else f"{hold} s")


INSETS = {
    "from above": ("hip_centration_band", "hip_centration_plain"),
    "from the front": (
        "suitcase_carry", "kb_deadlift_blocks", "kb_deadlift_floor", "trap_bar_high", "trap_bar_low", "sumo_deadlift",
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", INSETS)
def test_what_the_side_cannot_show_has_a_small_picture(words: str) -> None:
    assert tuple(key for key in ids() if f">{words}<" in picture(key)) == INSETS[words]


def test_the_slack_clicks_when_it_is_out() -> None:
    (flash,) = [one for one in animations(parsed(picture("slack_pull_hold"))) if one.get("values") == "0;1;0"
                and one.get("attributeName") == "opacity"][:1]  # fmt: skip
    (course,) = courses_of("slack_pull_hold")
    _, start, stop = (float(time) * course.cycle_s for time in flash.attrib["keyTimes"].split(";"))
    assert start < course.time_s[course.keys[1]] < stop
