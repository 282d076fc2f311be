"""The pages name what exists, and everything that needs a page has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from liftwell import errors
from liftwell.capture.codes import HOW_TO_FILM
from liftwell.cli.failure import worst
from liftwell.evidence import all_claims, all_thresholds
from liftwell.quantity import REASONS

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
INTENDED_USE = (
    "For people from 16 years whose low back hurts with deadlifting, and those who coach or treat them. "
    "It helps to check for warning signs that need a clinician, to find a starting point for training, and to dose "
    "and record it. It does not diagnose disease, it does not replace an examination, and it is not for emergencies."
)


def read(page: str) -> str:
    """A page's text with its lines joined."""
    return " ".join((ROOT / page).read_text("utf-8").split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert missing == []


def test_the_two_commands_come_first() -> None:
    first = re.search(r"```\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == ["make demo", "make test"]


def test_the_intended_use_is_printed_word_by_word_and_once() -> None:
    assert read("README.md").count(INTENDED_USE) == 1


def test_the_distance_of_the_camera_is_the_same_wherever_it_is_told() -> None:
    assert "3 to 5 m" in HOW_TO_FILM
    assert "3 to 5 m" in read("README.md")


def test_the_lean_that_counts_as_tall_is_the_one_in_the_code() -> None:
    limit = f"{all_thresholds()['upright_lean_max_deg'].value:.0f}°"
    assert f"trunk inclination under {limit}" in read("docs/conventions.md")


def test_the_order_of_exit_statuses_is_the_one_in_the_code() -> None:
    told = re.search(r"in the order ((?:\d < )+\d)", read("docs/conventions.md"))
    assert told is not None
    order = [int(status) for status in told[1].split(" < ")]
    assert [worst(order[: count + 1]) for count in range(len(order))] == order
    assert len(set(order)) == 6


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_named_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE))
    assert named
    assert named <= targets


def test_the_integration_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_for_no_value_is_explained(reason: str) -> None:
    assert f"| `{reason}` |" in read("docs/conventions.md")


def test_every_error_has_its_exit_status() -> None:
    kinds = [kind.__name__ for kind in errors.LiftwellError.__subclasses__()]
    assert kinds
    assert [name for name in kinds if f"`{name}`" not in read("docs/conventions.md")] == []


def test_every_source_of_a_threshold_is_among_the_references() -> None:
    page = read("docs/references.md")
    dois = {doi for record in all_thresholds().values() for doi in re.findall(r"doi:(10\.[^\s:;,]+)", record.standing)}
    assert dois
    assert {doi for doi in dois if doi not in page} == set()


def row_of(source: str) -> int | None:
    """Which row of the references gives the paper "Author year, where", where being a DOI, another number or pages."""
    who, where = source.split(", ", 1)
    author, year = who.rsplit(" ", 1)
    found = where.rsplit(":", 1)[-1]
    rows = (ROOT / "docs" / "references.md").read_text("utf-8").splitlines()
    return next((n for n, row in enumerate(rows) if found in row and f" {author} " in row and year in row), None)


def test_every_source_of_a_claim_is_among_the_references() -> None:
    sources = {source for record in all_claims().values() for source in record.sources}
    assert sources
    assert {source for source in sources if row_of(source) is None} == set()


def test_sources_of_claims_are_listed_in_the_order_of_the_claims() -> None:
    heading = (ROOT / "docs" / "references.md").read_text("utf-8").splitlines().index("## Behind the claims")
    rows = [row_of(source) or 0 for record in all_claims().values() for source in record.sources]
    first_used = list(dict.fromkeys(row for row in rows if row > heading))
    assert first_used == sorted(first_used)
    assert len(first_used) > 20


def test_every_source_named_in_the_code_is_among_the_references() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    page = read("docs/references.md")
    dois = {doi.rstrip(".)") for doi in re.findall(r"doi:\s*(10\.\d{4,}/[^\s;,\"'`]+)", code, re.IGNORECASE)}
    assert {doi for doi in dois if doi not in page} == set()
