"""The guide prints what the program prints, and nothing public is without a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import liftwell
from bench import docs
from liftwell import errors
from liftwell.technique.findings import CODES
from tests.docs.test_commands import COMMANDS

RESEARCHER = (docs.GUIDE / "researcher.md").read_text("utf-8")
WHOLE_GUIDE = "".join(page.read_text("utf-8") for page in sorted(docs.GUIDE.glob("*.md")))
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
OFF = 1.5  # of the last digits: another processor may round another way


# These measure several clips more, and are run by make bench.
SLOW = ("coach.md", "researcher.md")


@pytest.fixture(scope="module")
def quick_pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The quicker pages of the guide with what their code prints today."""
    return docs.run_pages(tmp_path_factory.mktemp("guide"), [page for page in docs.PAGES if page not in SLOW])


@pytest.fixture(scope="module")
def all_pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The guide with what its code prints today."""
    return docs.run_pages(tmp_path_factory.mktemp("guide"))


@pytest.mark.parametrize("page", [page for page in docs.PAGES if page not in SLOW])
def test_the_guide_shows_what_is_printed(quick_pages: Mapping[str, str], page: str) -> None:
    check_page(quick_pages, page)


@pytest.mark.bench
@pytest.mark.parametrize("page", SLOW)
def test_the_slower_pages_show_what_is_printed(all_pages: Mapping[str, str], page: str) -> None:
    check_page(all_pages, page)


def check_page(pages: Mapping[str, str], page: str) -> None:
    """Each line as it is printed; numbers may differ in their last digits."""
    told = (docs.GUIDE / page).read_text("utf-8").splitlines()
    for line, now in zip(told, pages[page].splitlines(), strict=True):
        assert NUMBER.sub("#", line) == NUMBER.sub("#", now)
        assert [float(n) for n in NUMBER.findall(now)] == pytest.approx(
            [float(n) for n in NUMBER.findall(line)], abs=OFF, rel=0.1
        )


@pytest.mark.parametrize(("path", "make"), list(docs.written()), ids=lambda given: getattr(given, "name", ""))
def test_pages_made_by_the_program_are_up_to_date(path: Path, make: docs.Maker) -> None:
    assert path.read_text("utf-8") == make()


def test_every_finding_has_its_line() -> None:
    page = (docs.DOCS / "findings.md").read_text("utf-8")
    assert [code for code in CODES if f"`{code}`" not in page] == []


@pytest.mark.parametrize("name", liftwell.__all__)
def test_every_public_name_is_explained(name: str) -> None:
    assert f"`liftwell.{name}" in RESEARCHER
    public = getattr(liftwell, name)
    if is_dataclass(public):
        assert [field.name for field in fields(public) if f"`{field.name}`" not in RESEARCHER] == []


@pytest.mark.parametrize("kind", errors.LiftwellError.__subclasses__(), ids=lambda kind: kind.__name__)
def test_every_error_is_named(kind: type) -> None:
    assert f"`{kind.__name__}`" in RESEARCHER


@pytest.mark.parametrize("name", COMMANDS)
def test_the_guide_uses_every_command(name: str) -> None:
    assert f"liftwell {name}" in WHOLE_GUIDE


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert all(getattr(parameter, "help", "") for parameter in command.params)
    assert name == "demo" or "Examples" in (command.epilog or "")
