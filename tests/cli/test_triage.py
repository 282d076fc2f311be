"""`liftwell triage` for scripts and people: what comes out, clips as they are named, and what can go wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from liftwell.analysis import Analysis, HingeTest, KneeTest
from liftwell.capture.codes import refuse
from liftwell.cli.triage_clips import NamedClip, clips_of, parse_clip
from liftwell.consultation.saved_answers import SavedAnswers
from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.exchange import analysis_json
from liftwell.quantity import Quantity
from liftwell.screen.safety_card import SAFETY_CARD
from tests.analyses import made_analysis, made_traces
from tests.cli.conftest import Engine, Said
from tests.cli.person import keyboard
from tests.clips import write_clip

Command = Callable[..., Said]
CASES: Final = Path(__file__).parent.parent / "triage" / "cases"
DAY: Final = "2026-11-26"
DATE: Final = datetime(2026, 11, 26, tzinfo=UTC)
NAMES: Final = [f"C{number:02d}" for number in range(1, 17)]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no answers of somebody else lie."""
    monkeypatch.chdir(tmp_path)


def flat(text: str) -> str:
    return " ".join(text.split())


# --- the sixteen signed cases --------------------------------------------------------------------


@pytest.mark.parametrize("case", NAMES)
def test_every_case_for_people_and_for_scripts(liftwell: Command, case: str) -> None:
    path = CASES / f"{case}.toml"
    people = liftwell("triage", "--answers", path, "--on", DAY)
    script = liftwell("triage", "--answers", path, "--on", DAY, "--json")
    assert (people.status, people.err, script.status) == (0, "", 0)
    found, out = script.json, flat(people.out)
    assert found["schema"] == "liftwell.triage/1"
    assert flat(SAFETY_CARD.text) in out
    for cause in found["causes"]:
        for reason in (*cause["for"], *cause["against"], *cause["unknown"]):
            assert flat(reason) in out
    if found["headline"] is None:
        assert found["screen"]["headline"] in out
        assert found["causes"] == []
    else:
        for text in (found["headline"]["head"], *found["headline"]["say"], found["headline"]["mind"]):
            assert flat(text) in out
    if found["next_test"]["id"] != "none":
        assert flat(found["next_test"]["text"]) in out
    for pattern in found["patterns"]:
        assert flat(pattern["say"]) in out
    if found["ceiling_kg"] is not None:
        assert "between {:g} and {:g} kg".format(*found["ceiling_kg"]) in out


@pytest.mark.parametrize("number", range(1, 17))
def test_plates_in_pounds_make_a_triage_in_pounds(liftwell: Command, tmp_path: Path, number: int) -> None:
    case = (CASES / f"C{number:02d}.toml").read_text("utf-8")
    path = tmp_path / "pounds.toml"
    path.write_text(re.sub(r"smallest_step_kg = [\d.]+", "smallest_step_kg = 2.27", case), "utf-8")
    out = liftwell("triage", "--answers", path, "--on", DAY).out
    assert re.findall(r"[\d.]+ kg", out) == []
    if number == 2:
        assert "between 352.5 and 441 lb" in flat(out)


def test_nothing_but_the_emergency_where_there_is_one(liftwell: Command) -> None:
    said = liftwell("triage", "--answers", CASES / "C05.toml", "--on", DAY)
    assert said.out.splitlines()[1] == "Go to an emergency department now"
    for word in ("Next best test", "Where to begin", "Safe for you", "Most likely", "Also worth a word"):
        assert word not in said.out


@pytest.mark.parametrize("width", ["40", "60", "80", "120"])
@pytest.mark.parametrize("case", ["C02", "C05", "C08", "C11", "C13"])
def test_nothing_is_too_wide(liftwell: Command, monkeypatch: pytest.MonkeyPatch, case: str, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = liftwell("triage", "--answers", CASES / f"{case}.toml", "--on", DAY).out.splitlines()
    # A command to be typed is never broken.
    assert [line for line in lines if len(line.rstrip()) > int(width) and "triage --clip" not in line] == []


def test_without_any_answers_nothing_is_judged(liftwell: Command, clip: Path) -> None:
    said = liftwell("triage", "--clip", clip, "--json")
    assert said.status == 0
    assert said.json["screen"]["level"] == "unanswered_emergency"
    assert (said.json["causes"], said.json["phase"]) == ([], "none")
    assert said.err == "liftwell: The clips are not looked at until your safety questions are clear.\n"


def test_nobody_waits_for_a_clip_to_be_told_to_go(liftwell: Command, clip: Path, measured: list[object]) -> None:
    said = liftwell("triage", "--answers", CASES / "C05.toml", "--on", DAY, "--clip", f"{clip}@150")
    assert said.status == 0
    assert "Go to an emergency department now" in said.out
    assert measured == []


# --- clips as they are named ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a.mp4", NamedClip(Path("a.mp4"), None, None, 0.0)),
        ("a.mp4@", NamedClip(Path("a.mp4"), None, None, 0.0)),
        ("a.mp4@hinge", NamedClip(Path("a.mp4"), "hinge", None, 0.0)),
        ("a.mp4@HINGE@15cm", NamedClip(Path("a.mp4"), "hinge", None, 0.15)),
        ("a.mp4@knee", NamedClip(Path("a.mp4"), "knee-extension", None, 0.0)),
        ("a.mp4@60", NamedClip(Path("a.mp4"), None, 60.0, 0.0)),
        ("a.mp4@60kg@10", NamedClip(Path("a.mp4"), None, 60.0, 0.1)),
        ("a.mp4@@10cm", NamedClip(Path("a.mp4"), None, None, 0.1)),
        ("dir/b c.mov@62,5", NamedClip(Path("dir/b c.mov"), None, 62.5, 0.0)),
    ],
)
def test_a_clip_as_it_is_typed(text: str, named: NamedClip) -> None:
    found = parse_clip(text)
    assert (found.path, found.test, found.load_kg) == (named.path, named.test, named.load_kg)
    assert found.raised_m == pytest.approx(named.raised_m)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a@b@c@d", "should look like heavy.mp4@150 or hinges.mp4@hinge@15cm."),
        ("@hinge", "should look like heavy.mp4@150"),
        ("", "should look like heavy.mp4@150"),
        ("a.mp4@-5", "'-5' after the clip a.mp4 is neither a load, such as 150, nor one of hinge, knee."),
        ("@-5", "should look like"),
        ("a.mp4@heavy", "'heavy' after the clip a.mp4 is neither a load"),
        ("a.mp4@0", "'0' after the clip a.mp4 is neither a load"),
        ("a.mp4@9999", "is neither a load"),
        ("a.mp4@nan", "is neither a load"),
        ("a.mp4@60@high", "The block height 'high' is not a number"),
        ("a.mp4@60@900cm", "outside 0–0.6 m"),
        ("a.mp4@60@-3", "The block height '-3'"),
    ],
)
def test_what_is_no_clip(liftwell: Command, text: str, says: str) -> None:
    with pytest.raises(ImpossibleValue):
        parse_clip(text)
    said = liftwell("triage", "--answers", CASES / "C02.toml", f"--clip={text}", "--json")
    assert (said.status, said.out) == (2, "")
    assert says in said.err.splitlines()[-1]


def test_a_name_may_have_an_at_in_it(tmp_path: Path) -> None:
    for name in ("me@home.mp4", "plain.mp4"):
        (tmp_path / name).touch()
    assert parse_clip("me@home.mp4").path == Path("me@home.mp4")
    assert parse_clip("me@home.mp4@hinge@15cm").test == "hinge"
    assert parse_clip("plain.mp4@60").load_kg == 60


@pytest.mark.parametrize("ask", ["--ask", "--no-ask"])
def test_a_clip_that_is_not_there_is_said_before_anything_else(
    liftwell: Command, clip: Path, measured: list[object], ask: str
) -> None:
    said = liftwell("triage", "--answers", "me.json" if ask == "--ask" else CASES / "C02.toml", ask,
                    "--clip", clip, "--clip", "nowhere.mp4@150")  # fmt: skip
    assert said.status == 4
    assert said.err.splitlines()[-1] == "liftwell: There is no clip nowhere.mp4."
    assert measured == []
    assert "Has going to the toilet changed" not in said.out


def test_the_clips_of_a_file_lie_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "deep"
    folder.mkdir()
    (folder / "a.mp4").touch()
    content = {"clip": [{"file": "a.mp4", "kind": "knee-left", "raised_cm": 10}, {"load_kg": 60}]}
    saved = SavedAnswers(None, SavedAnswers.opened(tmp_path / "x", DATE).now, content, folder / "me.toml")
    (named,) = clips_of(saved, [])
    assert (named.path, named.test) == (folder / "a.mp4", "knee-extension")
    assert named.raised_m == pytest.approx(0.1)
    saved.source = None
    with pytest.raises(CannotRead, match=r"There is no clip a\.mp4"):
        clips_of(saved, [])


# --- clips that are measured ---------------------------------------------------------------------


def answers(tmp_path: Path, **more: object) -> Path:
    """A clear lifter of whom nothing else is known."""
    content: dict[str, Any] = tomllib.loads((CASES / "C02.toml").read_text("utf-8"))
    kept = {name: content[name] for name in ("schema", "on", "about", "screen", "pain")}
    path = tmp_path / "me.json"
    path.write_text(json.dumps(kept | more, default=str), "utf-8")
    return path


def triaged(liftwell: Command, tmp_path: Path, *clips: object) -> Said:
    named = [part for clip in clips for part in ("--clip", clip)]
    return liftwell("triage", "--answers", answers(tmp_path), "--json", *named)


def degrees(value: float, sd: float) -> Quantity:
    return Quantity(float(np.radians(value)), float(np.radians(sd)), "rad")


def hinge_test(change: float, own: float = 52) -> HingeTest:
    return HingeTest(degrees(change, 4), degrees(own, 4), (1, 2, 3), 4, Quantity(0.3, 0.02, "m"))


def measures(engine: Callable[[Engine], None], found: Callable[[Analysis, Any], Analysis]) -> list[dict[str, Any]]:
    """An engine that finds the same in every clip, but for what `found` changes."""
    calls: list[dict[str, Any]] = []

    def analyse(clip_path: Path, **given: Any) -> Analysis:  # noqa: ANN401  (the keywords of analyse)
        calls.append({"clip_path": Path(clip_path), **given})
        analysis = made_analysis(traces=made_traces())
        analysis = replace(
            analysis,
            clip=replace(analysis.clip, name=Path(clip_path).name),
            generator=replace(analysis.generator, options={k: v for k, v in given.items() if k != "listener"}),
        )
        return found(analysis, given)

    engine(analyse)
    return calls


def test_a_clip_is_measured_with_what_the_answers_tell_and_only_once(
    liftwell: Command, tmp_path: Path, clip: Path, engine: Callable[[Engine], None]
) -> None:
    calls = measures(engine, lambda analysis, _: analysis)
    said = triaged(liftwell, tmp_path, f"{clip}@150kg@10cm")
    assert said.status == 0, said.err
    (call,) = calls
    assert (call["height_m"], call["mass_kg"], call["sex"]) == (pytest.approx(1.8), 95, "male")
    assert (call["load_kg"], call["test"]) == (150, None)
    assert (clip.parent / f"{clip.stem}.liftwell" / "report.html").exists()
    triaged(liftwell, tmp_path, f"{clip}@150kg@10cm")
    assert len(calls) == 1
    os.utime(clip, (2e9, 2e9))  # filmed anew under the same name
    triaged(liftwell, tmp_path, clip)
    assert len(calls) == 2


def test_a_clip_of_another_kind_or_name_is_measured_again(
    liftwell: Command, tmp_path: Path, engine: Callable[[Engine], None]
) -> None:
    calls = measures(
        engine, lambda analysis, given: replace(analysis, self_test=hinge_test(8)) if given["test"] else analysis
    )
    clip = write_clip(tmp_path / "a.mp4")
    assert triaged(liftwell, tmp_path, "a.mp4@60").status == 0
    found = triaged(liftwell, tmp_path, "a.mp4@hinge")
    assert [call["test"] for call in calls] == [None, "hinge"]
    assert next(one for one in found.json["causes"] if one["name"] == "foundation")["strength"] == "no"
    shutil.copy(clip, tmp_path / "a.mov")
    said = triaged(liftwell, tmp_path, "a.mov@60")
    assert (said.status, said.out) == (5, "")  # the folder is that of the other clip
    assert said.err.splitlines()[-1].startswith("liftwell: ")


def test_hinges_higher_hinges_and_knees_go_where_they_belong(
    liftwell: Command, tmp_path: Path, engine: Callable[[Engine], None]
) -> None:
    measures(
        engine,
        lambda analysis, _: replace(analysis, self_test=hinge_test(31 if analysis.clip.name == "floor.mp4" else 9)),
    )
    for name in ("floor", "higher"):
        write_clip(tmp_path / f"{name}.mp4")
    knee = replace(made_analysis(), self_test=KneeTest("left", degrees(45, 3), degrees(0, 2), 1.0))
    (tmp_path / "knee").mkdir()
    analysis_json.write(analysis_json.to_document(knee), tmp_path / "knee" / "analysis.json")
    said = triaged(liftwell, tmp_path, "floor.mp4@hinge", "higher.mp4@hinge@15cm", "knee@knee")
    assert said.status == 0, said.err
    cause = next(one for one in said.json["causes"] if one["name"] == "foundation")
    assert any(reason.startswith("lumbar change 31±4° unloaded") for reason in cause["for"])
    assert any(reason.startswith("knee extension short by 45°") for reason in cause["for"])


def refused(analysis: Analysis, _: object) -> Analysis:
    return replace(
        analysis,
        capture=replace(
            analysis.capture,
            verdict="refused",
            reasons=(refuse("too_dark", "It is too dark. Please film with more light."),),
        ),
    )


def test_a_refused_clip_is_left_out_and_said(
    liftwell: Command, tmp_path: Path, clip: Path, engine: Callable[[Engine], None]
) -> None:
    measures(engine, refused)
    said = triaged(liftwell, tmp_path, f"{clip}@150")
    assert said.status == 3
    assert said.json["screen"]["level"] == "none"
    last = said.err.splitlines()[-1]
    assert last.startswith(f"liftwell: {clip} is left out. ")
    people = liftwell("triage", "--answers", answers(tmp_path), "--clip", f"{clip}@150")
    assert people.status == 3
    assert "Next best test" in people.out


def test_a_clip_that_is_none_ends_it(liftwell: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("bench 5 x 5, then home\n" * 200)
    said = triaged(liftwell, tmp_path, "notes.mp4@150")
    assert (said.status, said.out) == (4, "")
    assert said.err.count("is not a video") == 1
    assert not (tmp_path / "notes.liftwell").exists()


def test_old_results_do_not_stand_in_for_a_clip_that_cannot_be_read(
    liftwell: Command, tmp_path: Path, clip: Path, engine: Callable[[Engine], None]
) -> None:
    measures(engine, lambda analysis, _: analysis)
    assert triaged(liftwell, tmp_path, clip).status == 0
    clip.write_text("overwritten")
    os.utime(clip, (2e9, 2e9))
    assert triaged(liftwell, tmp_path, clip).status == 4


def test_a_folder_of_results_will_do(
    liftwell: Command, tmp_path: Path, clip: Path, engine: Callable[[Engine], None]
) -> None:
    measures(engine, lambda analysis, _: analysis)
    first = triaged(liftwell, tmp_path, f"{clip}@150")
    folder = clip.parent / f"{clip.stem}.liftwell"
    clip.unlink()
    assert triaged(liftwell, tmp_path, f"{folder}@150").json == first.json
    assert triaged(liftwell, tmp_path, folder).json == first.json  # it knows its load
    assert triaged(liftwell, tmp_path, f"{folder / 'analysis.json'}").json == first.json
    said = triaged(liftwell, tmp_path, f"{folder}@hinge")
    assert said.status == 2
    assert "was measured as another kind of clip; give the clip itself instead." in said.err


@pytest.mark.parametrize("content", [None, b"{", b"[]", b'{"schema": "liftwell.analysis/9"}'])
def test_a_folder_without_results(liftwell: Command, tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "empty").mkdir()
    if content is not None:
        (tmp_path / "empty" / "analysis.json").write_bytes(content)
    said = triaged(liftwell, tmp_path, "empty@60")
    assert (said.status, said.out) == (4, "")
    (told,) = [line for line in said.err.splitlines() if line.startswith("liftwell: ")]
    assert "inside liftwell" not in told


def test_a_clip_named_in_the_answers_is_read_too(
    liftwell: Command, tmp_path: Path, engine: Callable[[Engine], None]
) -> None:
    calls = measures(engine, lambda analysis, _: replace(analysis, self_test=hinge_test(8)))
    write_clip(tmp_path / "a.mp4")
    path = answers(tmp_path, clip=[{"file": "a.mp4", "kind": "hinge"}])
    said = liftwell("triage", "--answers", path, "--json")
    assert said.status == 0
    assert calls[0]["test"] == "hinge"
    assert next(one for one in said.json["causes"] if one["name"] == "foundation")["against"] == ["8±4° unloaded"]


# --- what is written -----------------------------------------------------------------------------


def test_note_and_page(liftwell: Command, tmp_path: Path) -> None:
    said = liftwell("triage", "--answers", CASES / "C02.toml", "--note", "note.pdf", "--out", "page.html", "--json")
    assert said.status == 0
    assert said.json["causes"][0]["strength"] == "likely"
    assert "The page is page.html." in flat(said.err)
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")
    assert "Most likely: load." in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.parametrize("option", ["--note", "--out"])
def test_what_cannot_be_written(liftwell: Command, tmp_path: Path, option: str) -> None:
    said = liftwell("triage", "--answers", CASES / "C02.toml", option, "nowhere/file")
    assert said.status == 5
    assert said.err.splitlines()[-1].startswith("liftwell: ")
    assert "Most likely: load." in said.out
    assert list(tmp_path.iterdir()) == []


def test_json_goes_to_stdout_and_questions_beside_it(
    liftwell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", keyboard(["1", "2", "q"]))
    said = liftwell("triage", "--answers", tmp_path / "me.json", "--ask", "--json")
    assert said.json["screen"]["level"] == "emergency"
    assert "Has going to the toilet changed?" in said.err
