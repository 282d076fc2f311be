"""`liftwell evidence`, as a lifter, a coach and a script ask it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from liftwell.cli.evidence_lines import print_claim, print_claims, print_mark, print_marks
from liftwell.evidence import Claim, all_claims, all_themes, all_thresholds, claim
from liftwell.evidence.claims import MEANING, STANDINGS
from tests.cli.conftest import Said

Command = Callable[..., Said]
TODAY, LATE = date(2026, 11, 27), date(2028, 12, 1)


def flat(text: str) -> str:
    return " ".join(text.split())


def printed(width: int, *, terminal: bool = False, **given: object) -> str:
    """What the list of all claims looks like, `width` characters wide."""
    console = Console(
        file=StringIO(), width=width, highlight=False, force_terminal=terminal,
        color_system="standard" if terminal else None,
    )  # fmt: skip
    asked = {"today": TODAY, "whole_lines": False, **given}
    print_claims(console, tuple(all_claims().values()), **asked)  # type: ignore[arg-type]
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_without_an_id_every_record_is_listed_under_its_theme(liftwell: Command) -> None:
    said = liftwell("evidence")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert [theme.title for theme in all_themes() if theme.title not in lines] == []
    listed = [line.split()[1] for line in lines if line.split()[:1] and line.split()[0] in STANDINGS]
    assert [key for key in all_claims() if key not in listed] == []
    assert f"{len(all_claims())} records" in said.out
    for standing, meaning in MEANING.items():
        assert standing in said.out
        assert meaning in flat(said.out)


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 160, 250])
def test_every_sentence_is_whole_at_every_width(width: int) -> None:
    out = printed(width)
    assert max(len(line.rstrip()) for line in out.splitlines()) <= width
    assert "…" not in out
    if width < 100 or width == 250:
        assert all(record.statement in flat(out) for record in all_claims().values())


def test_in_a_pipe_a_record_is_one_line(liftwell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    lines = liftwell("evidence").out.splitlines()
    for record in all_claims().values():
        assert f"{record.standing:<11}  {record.id}  {record.statement}" in lines
    marks = liftwell("evidence", "--thresholds").out.splitlines()
    assert "-8 deg  lean_back_min_deg  A trunk this far behind the vertical at the top leans back. (judgement)" in marks


def test_colours_are_for_terminals_only(liftwell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b" not in liftwell("evidence").out
    assert "\x1b[32m" in printed(80, terminal=True)


def test_an_id_shows_the_whole_record(liftwell: Command) -> None:
    record, said = claim("rounding-and-pain"), liftwell("evidence", "rounding-and-pain")
    assert said.status == 0
    out = flat(said.out)
    for part in (
        record.statement,
        record.what_we_do,
        MEANING["contested"],
        "Saraceni 2020",
        "2026-11-24; next by 2028",
    ):
        assert part in out
    for source in record.sources:
        assert f"https://doi.org/{source.split('doi:')[1]}" in said.out.split()
    assert "The back in a lift" in out
    assert "Finding step3.low_back_at_start" in out
    assert "Questions R01 toilet, R02 feeling between the legs" in flat(
        liftwell("evidence", "redflag-cauda-equina").out
    )


@pytest.mark.parametrize(
    ("key", "grounds"),
    [
        ("six-steps", "none: our own choice"),
        ("bar-distance", "none: plain mechanics"),
        ("sumo-moment", "Cholewicki 1991, Medicine & Science in Sports & Exercise 23:1179–1186"),
    ],
)
def test_what_has_no_address_says_what_it_rests_on(liftwell: Command, key: str, grounds: str) -> None:
    assert grounds in flat(liftwell("evidence", key).out)


@pytest.mark.parametrize("record", all_claims().values(), ids=lambda record: record.id)
def test_addresses_are_never_broken(record: Claim) -> None:
    console = Console(file=StringIO(), width=40, highlight=False)
    print_claim(console, record, (), TODAY)
    assert isinstance(console.file, StringIO)
    words = console.file.getvalue().split()
    addresses = [word for word in words if word.startswith("https://")]
    assert len(addresses) == sum("doi:" in s or "PMC" in s or "https" in s or "arXiv" in s for s in record.sources)


def test_words_find_records_and_one_record_is_shown_whole(liftwell: Command) -> None:
    asked = liftwell("evidence", "trap bar")
    assert asked.out == liftwell("evidence", "trap", "bar").out
    assert "3 records" in asked.out
    assert "trap-bar-shifts-to-hips" in asked.out
    assert "What we do" in liftwell("evidence", "most", "muscles").out


def test_a_standing_can_be_asked_for(liftwell: Command) -> None:
    said = liftwell("evidence", "--standing", "contested")
    ids = {record.id for record in all_claims().values() if record.standing == "contested"}
    assert f"{len(ids)} records" in said.out
    assert all(key in said.out for key in ids)
    assert "trap-bar-moment" not in said.out
    none = liftwell("evidence", "trap", "bar", "--standing", "contested")
    assert (none.status, none.out) == (0, "No record stands so.\n")


def test_marks_have_their_value_unit_and_ground(liftwell: Command) -> None:
    said = liftwell("evidence", "--thresholds")
    assert said.status == 0
    assert [key for key in all_thresholds() if key not in said.out] == []
    assert f"{len(all_thresholds())} marks" in said.out
    one = flat(liftwell("evidence", "lean_back_min_deg").out)
    assert "lean_back_min_deg -8 deg" in one
    assert f"judgement. {MEANING['judgement']}" in one
    assert "Finding step5.lean_back" in one
    assert "evidence_review_due_months 24 months" in flat(liftwell("evidence", "overdue", "--thresholds").out)


def test_words_that_only_marks_hold_find_those(liftwell: Command) -> None:
    assert "rest_speed_max 0.04 body lengths per second" in flat(liftwell("evidence", "tracking", "noise").out)
    several = liftwell("evidence", "--thresholds", "slower").out
    assert "rep_longest_s" in several
    assert "rest_speed_max" in several


def test_a_record_whose_review_is_late_says_so() -> None:
    out = flat(printed(80, today=LATE))
    assert "Overdue for review since 2028-11-24." in out
    assert f"{len(all_claims())} records overdue for review: hold what they say lightly." in out
    assert "verdue" not in printed(80)
    console = Console(file=StringIO(), width=80)
    print_claim(console, claim("clusters"), (), LATE)
    print_mark(console, all_thresholds()["evidence_review_due_months"], (), LATE)
    print_marks(console, tuple(all_thresholds().values()), LATE, whole_lines=True)
    assert isinstance(console.file, StringIO)
    assert "overdue since 2028-11-24" in console.file.getvalue()
    assert "overdue since 2028-11-26" in console.file.getvalue()
    assert "records overdue for review" in console.file.getvalue()


def test_json_is_only_json(liftwell: Command) -> None:
    whole = liftwell("evidence", "--json").json
    assert whole["schema"] == "liftwell.evidence/1"
    assert [record["id"] for record in whole["claims"]] == list(all_claims())
    assert whole["thresholds"] == []
    one = liftwell("evidence", "rounding-and-pain", "--json").json["claims"]
    assert [record["used_by"] for record in one] == [{"finding": ["step3.low_back_at_start"]}]
    marks = liftwell("evidence", "--thresholds", "--json").json
    assert (marks["claims"], len(marks["thresholds"])) == ([], len(all_thresholds()))
    few = liftwell("evidence", "--standing", "mixed", "psoas", "--json").json["claims"]
    assert few
    assert {record["standing"] for record in few} == {"mixed"}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (("trap-br-moment",), "did you mean trap-bar-moment, trap-bar-injury or "),
        (("xyzzy",), "try a single word, such as stretching."),
        (("lean_bak_min_deg", "--thresholds"), "did you mean lean_back_min_deg"),
        (("--standing", "proven"), "'proven' is not one of"),
        (("--standing", "mixed", "--thresholds"), "leave one of them out"),
    ],
)
def test_what_there_is_not_is_one_sentence(liftwell: Command, asked: tuple[str, ...], answer: str) -> None:
    said = liftwell("evidence", *asked)
    assert (said.status, said.out) == (2, "")
    assert answer in said.err
    assert len(said.err.splitlines()) == 1


def test_the_help_teaches_by_example(liftwell: Command) -> None:
    said = liftwell("evidence", "--help")
    for part in ("Examples", "liftwell evidence trap bar", "--standing contested", "--thresholds", "unsupported"):
        assert part in flat(said.out)
    assert max(len(line) for line in said.out.splitlines()) <= 80
