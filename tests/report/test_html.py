"""`report.html`: one file that fetches nothing, runs nothing but its own script, and says everything once."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from liftwell.analysis import Analysis, FloatArray, Series, Traces
from liftwell.capture.verdict import gravest_first
from liftwell.errors import CannotWrite
from liftwell.report.film import Film
from liftwell.report.html import POSITION_WORDS, json_block, report_html, strips, write_report
from liftwell.report.intended_use import INTENDED_USE
from liftwell.report.stills import Still, shown_reps
from tests.capture.test_codes import PRODUCED
from tests.report.conftest import Shown
from tests.report.kinds import JPEG, KINDS, NO_FILM, named, of_script, refused_for, stills_of
from tests.report.pages import Page
from tests.technique.scripted import Script

MP4: Final = b"\x00\x00\x00\x18ftypmp42"
HOSTILE: Final = (
    "</script><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "<!--<script>",
    "\"' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "Ü Ω 硬拉 🏋️‍♀️",
    "\u202egpj.4pm\u202c مرفوعة",
    "&lt;b&gt; &amp; \u2028",
)
Times = Callable[[FloatArray], FloatArray]
KIND = pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)


def page(analysis: Analysis, copy: bytes | None = MP4) -> Page:
    return Page(report_html(analysis, Film(copy, stills_of(analysis))))


def data_of(shown: Page) -> object:
    return json.loads(shown.by_id("data").text)


@KIND
@pytest.mark.parametrize("copy", [None, MP4], ids=["no copy", "copy"])
def test_nothing_is_fetched_from_anywhere(make: Callable[[], Analysis], copy: bytes | None) -> None:
    text = report_html(make(), Film(copy, stills_of(make())))
    for element in Page(text).elements:
        for name in ("src", "href", "srcset", "poster", "action", "data", "xlink:href"):
            assert element.attributes.get(name, "#").startswith(("#", "data:")), element
    assert not re.search(r"url\(|@import", text)
    assert not {"link", "iframe", "object", "embed", "base", "form"} & {element.tag for element in Page(text).elements}


@KIND
def test_the_policy_comes_first_and_names_exactly_what_may_run(make: Callable[[], Analysis]) -> None:
    shown = page(make())
    charset, policy, *_ = shown.all("meta")
    assert charset.attributes == {"charset": "utf-8"}
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    assert [element.tag for element in shown.elements][:5] == ["html", "head", "meta", "meta", "meta"]
    rules = dict(rule.split(" ", 1) for rule in policy.attributes["content"].split("; "))
    (style,) = shown.all("style")
    (script,) = (element for element in shown.all("script") if "type" not in element.attributes)
    for name, element in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "media-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@KIND
def test_no_style_and_no_script_hides_in_an_attribute(make: Callable[[], Analysis]) -> None:
    for element in page(make()).elements:
        assert "style" not in element.attributes, element
        assert not [name for name in element.attributes if name.startswith("on")], element
        assert "javascript:" not in " ".join(element.attributes.values())


@KIND
def test_a_name_points_to_one_thing(make: Callable[[], Analysis]) -> None:
    shown = page(make())
    names = [element.attributes["id"] for element in shown.elements if "id" in element.attributes]
    assert len(names) == len(set(names))
    for element in shown.elements:
        assert set(element.attributes.get("aria-labelledby", "").split()) <= set(names)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("make", [KINDS["fix"], KINDS["refused"]], ids=["measured", "refused"])
def test_a_name_is_text_and_nothing_else(name: str, make: Callable[[], Analysis]) -> None:
    plain, hostile = page(named("clip", "lifter", make())), page(named(name, name, make()))
    assert [element.tag for element in hostile.elements] == [element.tag for element in plain.elements]
    assert hostile.all("title")[0].text == f"{name} · liftwell"
    (facts,) = hostile.of_class("facts")
    assert facts.text.count(name) == 2
    assert data_of(hostile) == data_of(plain)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_the_data_ends_its_block(name: str) -> None:
    block = json_block({name: [name, 1.5, None]})
    assert "<" not in block
    assert json.loads(block) == {name: [name, 1.5, None]}
    (script,) = Page(f'<script type="application/json">{block}</script>').elements
    assert script.text == block


def test_a_number_that_is_none_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_block([float("nan")])


@pytest.mark.parametrize("name", HOSTILE)
def test_words_of_a_finding_and_a_reason_are_text_and_nothing_else(name: str) -> None:
    good, bad = KINDS["good"](), KINDS["fix"]()
    findings = tuple(replace(f, title=name, why=name, cue=name) for f in bad.findings)
    reasons = tuple(replace(r, message=name) for r in KINDS["no_scale"]().capture.reasons)
    hostile = page(replace(bad, findings=findings, capture=replace(good.capture, reasons=reasons)))
    tame = page(replace(bad, findings=tuple(replace(f, title="T", why="W", cue="C") for f in bad.findings),
                        capture=replace(good.capture, reasons=KINDS["no_scale"]().capture.reasons)))  # fmt: skip
    assert [element.tag for element in hostile.elements] == [element.tag for element in tame.elements]
    assert name in [element.text for element in hostile.all("h4")]


@KIND
def test_the_intended_use_is_said_once(make: Callable[[], Analysis]) -> None:
    assert report_html(make(), NO_FILM).count(INTENDED_USE) == 1


def test_every_finding_has_a_card_with_its_claims() -> None:
    analysis = KINDS["fix"]()
    shown = page(analysis)
    told = [finding for finding in analysis.findings if finding.verdict != "unseen"]
    assert [card.attributes["id"] for card in shown.of_class("card")] == [finding.code for finding in told]
    for card, finding in zip(shown.of_class("card"), told, strict=True):
        standings = [element for element in shown.of_class("standing") if card in element.within]
        assert len(standings) == len(finding.evidence) >= 1
        assert finding.title in card.text
        assert finding.why in card.text


def test_what_was_not_seen_is_named_with_its_reason() -> None:
    analysis = KINDS["fast"]()
    missing = page(analysis).by_id("missing").text
    hidden = [finding.title for finding in analysis.findings if finding.verdict == "unseen"]
    assert hidden
    assert all(title in missing for title in hidden)
    assert "The fast mode leaves it out." in missing


@pytest.mark.parametrize("copy", [None, MP4], ids=["no copy", "copy"])
def test_a_refused_page_names_every_reason_and_shows_how_to_film(copy: bytes | None) -> None:
    analysis = refused_for([reason for reasons in PRODUCED.values() for reason in reasons])
    shown = Page(report_html(analysis, Film(copy, tuple(Still(0, None, k, JPEG, 6, 8) for k in (1.0, 2.0, 3.0)))))
    items = [element.text for element in shown.all("li")]
    assert [reason.message for reason in gravest_first(analysis.capture.reasons)] == items
    assert len(shown.of_class("film-help")) == 1
    assert len(shown.all("img")) == (0 if copy else 3)
    assert len(shown.all("video")) == (1 if copy else 0)
    assert not {"table", "article"} & {element.tag for element in shown.elements}


def test_the_clip_is_in_the_page_as_it_was_copied() -> None:
    shown = page(KINDS["good"]())
    assert base64.b64decode(shown.by_id("clip").text) == MP4
    assert shown.by_id("clip").attributes["type"] == "text/plain"


def test_a_clip_that_is_too_long_is_said_to_be_left_out() -> None:
    shown = page(KINDS["good"](), None)
    assert not shown.all("video")
    assert "too long" in shown.by_id("film").text
    assert shown.by_id("charts").tag == "div"


def test_pictures_say_what_they_show() -> None:
    shown = page(KINDS["good"]())
    pictures = shown.all("img")
    assert [picture.attributes["alt"] for picture in pictures] == [
        f"Rep 1, {POSITION_WORDS[position.name].lower()}: your back over your tallest shape"
        for position in KINDS["good"]().positions
    ]
    assert {(picture.attributes["width"], picture.attributes["height"]) for picture in pictures} == {("6", "8")}


def test_strips_are_by_rep() -> None:
    stills = [Still(rep, "setup", 1.0, JPEG, 6, 8) for rep in (1, 1, 3)]
    assert {rep: len(found) for rep, found in strips(stills).items()} == {1: 2, 3: 1}
    assert strips([Still(0, None, 1.25, JPEG, 6, 8)])[0][0]["words"] == "1.2 s"


@KIND
def test_the_same_analysis_makes_the_same_text(make: Callable[[], Analysis]) -> None:
    film = Film(MP4, stills_of(make()))
    assert report_html(make(), film) == report_html(make(), film)


def test_a_page_is_written_as_it_is(tmp_path: Path) -> None:
    analysis = named("硬拉.mp4", "Ünal")
    write_report(analysis, NO_FILM, tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes() == report_html(analysis, NO_FILM).encode()


@pytest.mark.parametrize("target", ["absent/report.html", ""])
def test_a_path_that_cannot_be_written_is_named(tmp_path: Path, target: str) -> None:
    with pytest.raises(CannotWrite, match="choose another folder"):
        write_report(KINDS["refused"](), NO_FILM, tmp_path / target)


def thrice(shown: Shown) -> Shown:
    """The demo three times over: twelve reps, and pictures of eight of them."""
    one, traces = shown.analysis, shown.analysis.traces
    assert traces is not None
    lasts_s = one.clip.duration_s

    def later(time_s: FloatArray) -> FloatArray:
        return np.concatenate([time_s + k * lasts_s for k in range(3)])

    def again(values: FloatArray) -> FloatArray:
        return np.concatenate([values] * 3)

    reps = [
        replace(rep, index=rep.index + 4 * k, start_s=rep.start_s + k * lasts_s) for k in range(3) for rep in one.reps
    ]
    stills = [replace(still, rep=still.rep + 4 * k) for k in range(3) for still in shown.film.stills]
    analysis = replace(
        one,
        reps=tuple(reps),
        time_s=later(one.time_s),
        motion=None,
        series={name: Series(again(s.value), again(s.sd), s.unit) for name, s in one.series.items()},
        traces=longer(traces, later, again),
    )
    kept = shown_reps(reps)
    return Shown(analysis, Film(shown.film.copy, tuple(still for still in stills if still.rep in kept)))


def longer(traces: Traces, later: Times, again: Times) -> Traces:
    """Traces with all their samples again and again."""
    return replace(
        traces,
        time_s=later(traces.time_s),
        joints_px=again(traces.joints_px),
        back_px=again(traces.back_px),
        back_bend=again(traces.back_bend),
        back_depth=again(traces.back_depth),
        bar_time_s=later(traces.bar_time_s),
        bar_px=again(traces.bar_px),
    )


@pytest.mark.parametrize("reps", [4, 12])
def test_a_page_is_under_a_megabyte_without_its_clip(demo: Shown, reps: int) -> None:
    shown = demo if reps == 4 else thrice(demo)
    assert len(shown.analysis.reps) == reps
    assert len({still.rep for still in shown.film.stills}) == min(8, reps)
    text = report_html(shown.analysis, replace(shown.film, copy=None))
    assert len(text.encode()) < 1_000_000


def test_only_some_of_many_reps_have_pictures_and_the_page_says_so(demo: Shown) -> None:
    text = thrice(demo).text
    assert "Pictures of 8 of the 12 reps" in text
    assert "Pictures of" not in demo.text


def test_a_single_rep_needs_no_buttons_in_its_cards() -> None:
    assert not page(of_script(Script())).of_class("reps")
