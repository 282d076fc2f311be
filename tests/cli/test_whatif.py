"""`liftwell whatif`, as a lifter types it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liftwell.analysis import Analysis
from liftwell.athlete import Athlete, Segments
from liftwell.consultation.typed import parse_angle, parse_block_height, parse_length
from liftwell.errors import ImpossibleValue
from liftwell.exchange import analysis_json
from tests.analyses import made_analysis, refused_analysis

Command = Callable[..., Any]
LIFTER = ("--height", "1.75", "--mass", "80", "--load", "100", "--sex", "male")


def results(folder: Path, analysis: Analysis) -> Path:
    folder.mkdir()
    analysis_json.write(analysis_json.to_document(analysis), folder / "analysis.json")
    return folder


def test_the_one_sentence_comes_first(liftwell: Command) -> None:
    said = liftwell("whatif", *LIFTER)
    assert said.status == 0
    assert said.out.startswith("From 8 cm blocks your back would not have to round; from the floor it must give")
    for part in ("What to try:", "How to find out:", "to five light reps", "What this rests on", "typical, not yours"):
        assert part in said.out
    assert said.err == ""


def test_the_table_has_every_lift_and_marks_the_one_to_try(liftwell: Command) -> None:
    lines = liftwell("whatif", *LIFTER).out.splitlines()
    rows = {line[2:24].strip(): line for line in lines if "°" in line and "±" in line and line[:2] in ("  ", "→ ")}
    assert list(rows) == [
        "Conventional (today)", rows_name(rows), "Sumo", "Trap bar, low", "Trap bar, high", "Romanian", "Stiff-leg",
        "Good morning",
    ]  # fmt: skip
    assert [name for name, line in rows.items() if line.startswith("→")] == [rows_name(rows)]
    assert max(len(line) for line in lines) <= 80


def rows_name(rows: dict[str, str]) -> str:
    return next(name for name in rows if name.startswith("From"))


@pytest.mark.parametrize("width", [40, 50, 60, 100])
def test_narrow_terminals_get_fewer_columns_not_cut_ones(
    liftwell: Command, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = liftwell("whatif", *LIFTER)
    assert max(len(line.rstrip()) for line in said.out.splitlines()) <= width
    assert "…" not in said.out
    assert ("Bar goes" in said.out) == (width >= 80)


def test_without_mass_or_load_there_are_postures_and_the_sentence_that_says_what_to_give(liftwell: Command) -> None:
    said = liftwell("whatif", "--height", "5ft9")
    assert said.status == 0
    assert "N·m" not in said.out
    assert "give your body mass and the weight of the" in said.out


def test_json_is_only_json(liftwell: Command) -> None:
    document = liftwell("whatif", *LIFTER, "--json").json
    assert document["schema"] == "liftwell.whatif/1"
    assert document["recommended"]["code"] == "block"
    assert document["today"]["l5s1_moment_nm"]["value"] > 400
    assert liftwell("whatif", "--height", "1.75", "--json").json["today"]["l5s1_moment_nm"]["reason"] == "no_mass"


def test_tape_and_tests_make_it_sharper(liftwell: Command) -> None:
    rough = liftwell("whatif", *LIFTER, "--json").json["today"]["lumbar_flexion_deg"]
    said = liftwell(
        "whatif", *LIFTER, "--shank", "43cm", "--thigh", "17in", "--trunk", "0.50", "--arm", "66",
        "--hip-range", "118°", "--lumbar-range", "50", "--json",
    )  # fmt: skip
    assert said.json["today"]["lumbar_flexion_deg"]["sd"] < rough["sd"]
    assert said.json["hip_source"] == "given"


def test_blocks_are_looked_at_and_may_be_todays(liftwell: Command) -> None:
    asked = liftwell("whatif", *LIFTER, "--blocks", "15cm", "--blocks", "2in", "--json").json
    assert [option["title"] for option in asked["options"][:2]] == [
        "Conventional, from 15 cm blocks", "Conventional, from 5 cm blocks",
    ]  # fmt: skip
    today = liftwell("whatif", *LIFTER, "--lift", "block", "--blocks", "10", "--json").json["today"]
    assert today["title"] == "Conventional, from 10 cm blocks"
    assert liftwell("whatif", *LIFTER, "--lift", "block").status == 2


def test_smaller_plates_are_a_lower_bar(liftwell: Command) -> None:
    found = liftwell("whatif", *LIFTER, "--plate-diameter", "325mm", "--json").json
    assert found["today"]["bar_height_m"]["value"] == pytest.approx(0.1625)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--height", "1.75", "--trunk", "1.9"), "'1.9' is 1.9 m, outside 0.1–1.5 m"),
        (("--height", "1.75", "--trunk", "90cm"), "A trunk of 90 cm does not go with a height of 175 cm"),
        (("--height", "1.75", "--hip-range", "20"), "The hip range 20° is outside 40–160°"),
        (("--height", "1.75", "--hip-range", "wide"), "The hip range 'wide' is not a number"),
        (("--mass", "80"), "Nothing says how long this body is; give the height"),
        (("--height", "1.75", "--lift", "snatch"), "snatch"),
        (("--height", "1.75", "--blocks", "2m"), "block height '2m' is 2 m, outside 0–0.6 m"),
        (("--height", "1.75", "--lift", "block"), "A block pull starts from blocks; give their height"),
    ],
)
def test_an_impossible_value_is_one_sentence(liftwell: Command, arguments: tuple[str, ...], complaint: str) -> None:
    said = liftwell("whatif", *arguments)
    assert said.status == 2
    assert said.out == ""
    assert complaint in said.err
    assert len(said.err.splitlines()) == 1


def test_a_bar_that_is_out_of_reach_is_named(liftwell: Command) -> None:
    said = liftwell("whatif", *LIFTER, "--lift", "block", "--blocks", "58cm")
    assert said.status == 0
    assert said.out.startswith("This set-up does not work from 58 cm blocks")
    assert "A row of –: does not work with your lengths and hips." in " ".join(said.out.split())
    assert "nan" not in said.out.lower()


def test_a_clip_is_asked_about(liftwell: Command, tmp_path: Path) -> None:
    folder = results(tmp_path / "set1.liftwell", made_analysis())
    found = liftwell("whatif", "--from", folder, "--height", "1.75", "--mass", "82", "--load", "140", "--json")
    assert found.status == 0
    assert found.json["load_kg"] == 140
    assert found.json["today"]["code"] == "conventional"
    assert liftwell("whatif", "--from", f"{folder}#2", "--height", "1.75", "--lift", "sumo", "--json").status == 0


def test_a_clip_without_a_scale_needs_a_height(liftwell: Command, tmp_path: Path) -> None:
    lost = replace(made_analysis(), segments=Segments(), athlete=Athlete())
    folder = results(tmp_path / "set1.liftwell", lost)
    said = liftwell("whatif", "--from", folder, "--plate-diameter", "450mm")
    assert said.status == 2
    assert "give the height" in said.err
    assert liftwell("whatif", "--from", folder, "--height", "1.75").status == 0


def test_what_is_no_analysis_cannot_be_read(liftwell: Command, tmp_path: Path) -> None:
    assert liftwell("whatif", "--from", tmp_path / "nothing").status == 4
    assert liftwell("whatif", "--from", f"{results(tmp_path / 'a', made_analysis())}#9").status == 2


def test_the_help_teaches(liftwell: Command) -> None:
    said = " ".join(liftwell("whatif", "--help").out.split())
    for part in ("Examples", "--from set1.liftwell", "rock back with a still back", "from joint to joint"):
        assert part in said


@pytest.mark.parametrize(("text", "metres"), [("43cm", 0.43), ("0.43", 0.43), ("43", 0.43), ("17in", 0.4318)])
def test_lengths(text: str, metres: float) -> None:
    assert parse_length("shank")(text) == pytest.approx(metres)


@pytest.mark.parametrize(("text", "metres"), [("8cm", 0.08), ("8", 0.08), ("0.08", 0.08), ("0", 0.0), ("3in", 0.0762)])
def test_block_heights(text: str, metres: float) -> None:
    assert parse_block_height(text) == pytest.approx(metres)


@pytest.mark.parametrize("text", ["118", "118°", "118deg", "118 degrees"])
def test_angles(text: str) -> None:
    assert parse_angle("hip range")(text) == pytest.approx(2.0595, abs=1e-4)


def test_a_length_is_no_angle() -> None:
    with pytest.raises(ImpossibleValue, match="'118cm' is not a number with one of the units deg"):
        parse_angle("hip range")("118cm")


def test_a_refused_clip_says_nothing_of_a_body(liftwell: Command, tmp_path: Path) -> None:
    folder = results(tmp_path / "set1.liftwell", refused_analysis())
    said = liftwell("whatif", "--from", folder, "--height", "1.75")
    assert said.status == 4
    assert "was not measured, so it says nothing of this body" in said.err
