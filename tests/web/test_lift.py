"""The page of a clip, its corrections and its comparison: on measured fixtures, without a browser."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator
from http import HTTPStatus
from itertools import pairwise
from pathlib import Path
from typing import Final, get_args

import pytest
from starlette.testclient import TestClient

from liftwell.cli.app import main
from liftwell.consultation.kept_clips import account_with_clips
from liftwell.errors import ImpossibleValue
from liftwell.lift import TestName
from liftwell.logbook.store import Logbook
from liftwell.report.shown import FILE, read_shown, shown_of, write_shown
from liftwell.web import correct
from liftwell.web.child import Ended
from liftwell.web.correct import Correction
from liftwell.web.desk import RESULT, Desk
from liftwell.web.folder import ClipFolder, ClipKind, Folder
from liftwell.web.lift_words import HERE, said_here
from liftwell.web.lifts import COPY
from liftwell.web.units import Units
from tests.flow.conftest import CLIPS, DEMO
from tests.report.conftest import Shown, analysed, demo, refused, shown
from tests.web.conftest import NOW, opened
from tests.web.left_clips import kept_clip
from tests.web.test_what_if import answered

__all__ = ["analysed", "demo", "refused", "shown"]

OPTION: Final = re.compile(r"--[a-z]+")


def kept(desk: Desk, path: Path, shown: Shown, name: str = "me") -> ClipFolder:
    """A clip of an athlete as the queue leaves it, with its film."""
    clip = desk.folder.clip(kept_clip(desk, name, path, shown.analysis))
    write_shown(shown_of(shown.analysis, shown.film), clip.results)
    assert shown.film.copy is not None
    (clip.results / COPY).write_bytes(shown.film.copy)
    return clip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One for all tests here, of "me", whose answers are clear, and of "new", who has answered nothing."""
    folder = Folder(tmp_path_factory.mktemp("lift")).made()
    desk = Desk(Logbook.opened(folder.path / "logbook.db", lambda: NOW), folder, lambda: NOW)
    for name in ("me", "new"):
        desk.logbook.add_athlete(name)
    answered(desk)
    return desk


@pytest.fixture(scope="module")
def me(desk: Desk) -> Iterator[TestClient]:
    """The app with its me."""
    with opened(desk, jobs=True) as client:
        yield client


@pytest.fixture(scope="module")
def clip(desk: Desk, demo: Shown) -> ClipFolder:
    """The demo; tests that change a clip have their own."""
    return kept(desk, DEMO, demo)


def of(clip: ClipFolder, name: str = "me") -> str:
    return f"/of/{name}/lifts/{clip.token}"


def test_everything_of_the_report_is_on_the_page(me: TestClient, clip: ClipFolder, demo: Shown) -> None:
    page = me.get(of(clip)).text
    told = html.unescape(page)
    there = shown_of(demo.analysis, demo.film).page
    assert there.lead.headline in told
    for _, title, _, cards in there.groups:
        assert title in told
        assert all(card.title in told and card.code in page for card in cards)
    assert all(item in told for missing in there.missing for item in missing.what)
    assert page.count('class="rep"') == len(demo.analysis.reps)
    assert f'src="/of/me/clips/{clip.token}/clip.mp4' in page
    assert 'href="/of/me/evidence#' in page
    assert OPTION.findall(re.sub("<[^>]*>", "", page.split("<main")[1])) == []


def test_each_rep_has_its_pictures_its_back_and_its_marks(me: TestClient, clip: ClipFolder, demo: Shown) -> None:
    page = me.get(of(clip)).text
    reps = re.findall(r'<article class="rep".*?</article>', page, re.DOTALL)
    for rep, part in zip(demo.analysis.reps, reps, strict=True):
        found = (one for one in demo.analysis.findings if rep.index in one.reps)
        marks = [one.code for one in found if one.verdict in ("fix", "watch")]
        assert sorted(re.findall(r'href="#([^"]*)"', part)) == sorted(marks)
        assert part.count('<svg class="contour"') >= 2
        for address in re.findall(r'src="([^"]*)"', part):
            answer = me.get(address)
            assert (answer.status_code, answer.headers["content-type"]) == (HTTPStatus.OK, "image/jpeg")
        assert "±" in part


def test_pictures_that_are_not_there(me: TestClient, clip: ClipFolder) -> None:
    assert me.get(f"/of/me/clips/{clip.token}/stills/99.jpg").status_code == HTTPStatus.NOT_FOUND
    assert me.get(f"/of/me/clips/{clip.token}/stills/-1.jpg").status_code == HTTPStatus.NOT_FOUND


def test_the_film_comes_in_parts(me: TestClient, clip: ClipFolder) -> None:
    content = (clip.results / COPY).read_bytes()
    answer = me.get(f"/of/me/clips/{clip.token}/clip.mp4", headers={"range": "bytes=100-199"})
    assert answer.status_code == HTTPStatus.PARTIAL_CONTENT
    assert answer.content == content[100:200]
    assert answer.headers["content-range"] == f"bytes 100-199/{len(content)}"


def test_a_refused_clip_says_why_and_what_to_change(me: TestClient, desk: Desk, refused: Shown) -> None:
    clip = kept(desk, CLIPS / "oblique45.mp4", refused)
    page = me.get(of(clip)).text
    told = html.unescape(page)
    assert "What to change when you film again" in told
    assert refused.analysis.capture.reasons[0].message in told
    assert page.count("/stills/") == len(refused.film.stills)
    assert 'data-mode="joints"' not in page  # nothing was seen that could be moved
    assert 'data-mode="person"' in page
    assert "/compare" not in page


def test_where_safety_says_stop_only_its_words_are_shown(me: TestClient, desk: Desk, clip: ClipFolder) -> None:
    answered(desk, R01=["yes_new"])
    try:
        page = me.get(of(clip)).text
        beside = me.get("/of/me/compare", params={"a": clip.token, "ra": 1, "b": clip.token, "rb": 2}).text
    finally:
        answered(desk)
    assert '<h1 id="safety-title">' in page
    assert "clip.mp4" not in page
    assert "Lifts can wait" in page
    assert '<h1 id="safety-title">' in beside
    assert "Lifts can wait" in beside
    assert "Number by number" not in beside


def test_before_the_safety_questions_no_other_lift_is_recommended(me: TestClient, desk: Desk, demo: Shown) -> None:
    clip = kept(desk, DEMO, demo, "new")
    page = me.get(of(clip, "new")).text
    assert "The safety questions come first" in page
    assert 'id="setups"' not in page
    beside = me.get("/of/new/compare", params={"a": clip.token, "ra": 1, "b": clip.token, "rb": 2}).text
    assert beside.index("The safety questions come first") < beside.index("Number by number")


def test_when_clear_set_ups_are_shown(me: TestClient, clip: ClipFolder) -> None:
    assert 'id="setups"' in me.get(of(clip)).text


def test_a_clip_that_another_liftwell_measured_can_be_measured_again(me: TestClient, desk: Desk, demo: Shown) -> None:
    clip = kept(desk, DEMO, demo)
    (clip.results / FILE).write_text("{}")
    page = me.get(of(clip)).text
    assert "has to be measured again" in page
    assert 'name="same"' in page


def test_no_sentence_of_a_terminal_is_left(demo: Shown) -> None:
    page = shown_of(demo.analysis, demo.film).page
    for typed, here in HERE:
        assert not OPTION.search(here)
        changed = said_here(type(page)(**{**{n: getattr(page, n) for n in page.__slots__}, "filming": (typed,)}))
        assert changed.filming == (here,)


# --- correcting ----------------------------------------------------------------------------------


POINT: Final = {"joint": "hip", "time_s": 2.5, "x": 210.5, "y": 400.0}
TOLD: Final = {
    "load": "315 lb", "raised": "5 cm", "plate": "450 mm", "lift": "sumo", "facing": "left", "near_side": "right",
    "points": json.dumps([POINT]), "plate_at": "[200, 700, 60, 2.5]", "person_at": "[210, 400, 2.5]",
}  # fmt: skip


def test_what_was_corrected_is_kept_and_measured_with(me: TestClient, desk: Desk, demo: Shown) -> None:
    clip = kept(desk, DEMO, demo)
    answer = me.post(f"{of(clip)}/again", data=TOLD, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (HTTPStatus.SEE_OTHER, of(clip))
    told = clip.told()
    assert told.run == 2
    assert told.load_kg == pytest.approx(142.88, abs=0.01)
    assert (told.raised_cm, told.plate_m, told.lift, told.facing, told.near_side) == (5, 0.45, "sumo", "left", "right")
    order = desk.order(clip)
    pairs = set(pairwise(order))
    assert {("--point", "hip@2.5=210.5,400"), ("--plate", "200,700,60@2.5"), ("--person", "210,400@2.5")} <= pairs
    page = me.get(of(clip)).text
    assert "It is being measured again" in page
    assert demo.analysis.clip.name in page  # what was measured before is still there
    refused = me.post(f"{of(clip)}/again", data=TOLD)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = me.post(f"{of(clip)}/cancel", follow_redirects=False)
    assert answer.headers["location"] == of(clip)
    page = me.get(of(clip)).text
    assert "was cancelled" in page
    there = re.findall(r'name="points" value="([^"]*)"', page)
    assert json.loads(html.unescape(there[0])) == [POINT]  # listed, to be taken away or tried again


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("points", "[{}]"), ("points", "{"), ("points", json.dumps([POINT | {"joint": "tail"}])),
        ("points", json.dumps([POINT] * (correct.MOST_POINTS + 1))), ("plate_at", "[1, 2]"), ("person_at", '"here"'),
        ("points", json.dumps([POINT | {"x": math.nan}])), ("plate_at", "[200, 700, 1e999, 2.5]"),
        ("person_at", "[NaN, 400, 2.5]"),
        ("load", "heavy"), ("raised", "1 km"), ("plate", "9 m"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_changes_nothing(clip: ClipFolder, name: str, value: str) -> None:
    with pytest.raises(ImpossibleValue):
        Correction.model_validate({**TOLD, name: value}).of(clip.told(), Units())


def test_a_load_that_stands_as_it_was_shown_is_not_rounded(clip: ClipFolder) -> None:
    told, pounds = clip.told().model_copy(update={"load_kg": 101.3, "raised_cm": 7.0}), Units("lb", "in")
    form = Correction(load=pounds.load(101.3), raised=pounds.height(7.0))
    after = form.of(told, pounds)
    assert (after.load_kg, after.raised_cm) == (101.3, 7.0)
    assert Correction(load="225 lb").of(told, pounds).load_kg == pytest.approx(102.06, abs=0.01)


def test_asked_for_the_same_nothing_told_is_lost(clip: ClipFolder) -> None:
    told = clip.told().model_copy(update={"load_kg": 80.0, "facing": "left"})
    assert Correction(same=True).of(told, Units()) == told.model_copy(update={"run": 2})


def test_a_clip_that_is_no_longer_kept_cannot_be_measured_again(me: TestClient, desk: Desk, demo: Shown) -> None:
    clip = kept(desk, DEMO, demo)
    clip.clip.unlink()
    assert "no longer kept" in me.get(of(clip)).text
    answer = me.post(f"{of(clip)}/again", data={})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "send it again" in answer.text
    assert clip.told().run == 1


@pytest.mark.parametrize("kind", get_args(ClipKind))
def test_each_kind_of_clip_is_one_that_the_command_knows(desk: Desk, demo: Shown, kind: ClipKind) -> None:
    clip = kept(desk, DEMO, demo)
    clip.tell(clip.told().model_copy(update={"kind": kind}))
    order = dict(pairwise(desk.order(clip)))
    assert order.get("--test") in (None, *get_args(TestName))
    assert ("--test" in order) == (kind != "lift")
    clip.remove()


def test_raised_plates_are_told_to_the_triage(desk: Desk, demo: Shown) -> None:
    desk.logbook.add_athlete("raised")
    clip = kept(desk, DEMO, demo, "raised")
    clip.tell(clip.told().model_copy(update={"raised_cm": 10.0}))
    desk.record(clip, Ended(0))
    account = account_with_clips(desk.saved(desk.shelf("raised")).account(), desk.shelf("raised"))
    assert [one.raised_m for one in account.clips] == [0.1]


# --- comparing -----------------------------------------------------------------------------------


def test_two_reps_beside_each_other(me: TestClient, clip: ClipFolder) -> None:
    page = me.get("/of/me/compare", params={"a": clip.token, "ra": 1, "b": clip.token, "rb": 2}).text
    assert "rep 1" in page
    assert "rep 2" in page
    assert page.count('<svg class="posture"') >= 3
    assert 'class="b"' in page


def test_two_lifts_beside_each_other(me: TestClient, desk: Desk, clip: ClipFolder, demo: Shown) -> None:
    other = kept(desk, DEMO, demo)
    assert f'value="{other.token}"' in me.get(of(clip)).text
    page = me.get("/of/me/compare", params={"a": clip.token, "b": other.token}).text
    assert "Number by number" in page
    assert "mean of" in page


def test_with_itself_there_is_nothing_to_compare(me: TestClient, clip: ClipFolder) -> None:
    page = me.get("/of/me/compare", params={"a": clip.token, "b": clip.token}).text
    assert "Both are the same" in page


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"ra": "9"}, 422), ({"ra": "x"}, 422), ({"b": "nobody"}, 404)],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(me: TestClient, clip: ClipFolder, asked: dict[str, str], status: int) -> None:
    answer = me.get("/of/me/compare", params={"a": clip.token, "b": clip.token, **asked})
    assert answer.status_code == status


def test_nobody_sees_the_clip_of_another(me: TestClient, clip: ClipFolder) -> None:
    for path in (f"lifts/{clip.token}", f"clips/{clip.token}/clip.mp4", f"clips/{clip.token}/stills/0.jpg",
                 f"compare?a={clip.token}&b={clip.token}"):  # fmt: skip
        assert me.get(f"/of/new/{path}").status_code == HTTPStatus.NOT_FOUND
    assert me.post(f"/of/new/lifts/{clip.token}/again", data={}).status_code == HTTPStatus.NOT_FOUND
    assert read_shown(clip.results).page.name in me.get(of(clip)).text
    assert (clip.results / RESULT).is_file()


def test_the_report_has_the_key_pictures_by_whichever_way_it_is_asked_for(
    desk: Desk, clip: ClipFolder, me: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_shown(clip.results).stills
    page = me.get("/of/me/why/report.pdf").content
    monkeypatch.setenv("LIFTWELL_HOME", str(desk.folder.path))
    monkeypatch.delenv("LIFTWELL_DATABASE", raising=False)
    assert main(["export", str(tmp_path / "report.pdf"), "--format", "pdf", "--athlete", "me"]) == 0
    written = (tmp_path / "report.pdf").read_bytes()
    assert written.count(b"/Subtype/Image") == page.count(b"/Subtype/Image") > 0
