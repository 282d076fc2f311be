"""`liftwell athlete`: who is in the logbook, and that one never touches another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

import pytest

from liftwell.cli.book import opened_logbook
from tests.cli.conftest import Said
from tests.cli.logbook import CLEAR, everything, good_day, shelf_named
from tests.cli.person import keyboard

Command = Callable[..., Said]


def test_nobody_yet(liftwell: Command) -> None:
    said = liftwell("athlete")
    assert (said.status, said.err) == (0, "")
    assert said.out == "There is nobody in the logbook yet; add one: liftwell athlete NAME --add\n"


def test_from_the_first_to_the_last(liftwell: Command) -> None:
    assert liftwell("athlete", "  Ömer   B. ", "--add").status == 0
    assert liftwell("athlete", "Ann", "--add").out == "Ann is in the logbook.\n"
    assert liftwell("athlete").out == "Ann\nÖmer B.\n"
    assert liftwell("athlete", "Ann").out == "Ann is in the logbook.\n"
    assert liftwell("athlete", "Ann", "--rename", "Ann C.").out == "Ann is called Ann C. now.\n"
    assert liftwell("athlete", "Ann C.", "--remove", "--yes").out == "Everything of Ann C. is deleted.\n"
    assert liftwell("athlete").out == "Ömer B.\n"


def test_a_new_name_changes_nothing_else(liftwell: Command) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)), answers=CLEAR)
    shelf_named("Bob", good_day(date(2026, 11, 21)))
    before = everything()
    liftwell("athlete", "Ann", "--rename", "[bold]Cy[/]")
    after = everything()
    assert after["[bold]Cy[/]"] == before["Ann"].replace('"athlete": "Ann"', '"athlete": "[bold]Cy[/]"')
    assert after["Bob"] == before["Bob"]
    liftwell("athlete", "[bold]Cy[/]", "--remove", "--yes")
    assert everything() == {"Bob": before["Bob"]}


@pytest.mark.parametrize(("typed", "left"), [(["y"], ()), (["n"], ("Ann",)), ([], ("Ann",))])
def test_deleting_is_asked_about(
    liftwell: Command, monkeypatch: pytest.MonkeyPatch, typed: list[str], left: tuple[str, ...]
) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)))
    monkeypatch.setattr(sys, "stdin", keyboard(typed))
    said = liftwell("athlete", "Ann", "--remove")
    assert "Delete everything of Ann for good?" in said.out
    assert opened_logbook().athletes() == left
    assert said.status == (2 if left else 0)
    if left:
        assert said.err == "liftwell: Nothing was deleted; add --yes to delete without being asked.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Ann", "--add"), "There is an athlete 'Ann' already."),
        (("", "--add"), "An athlete needs a name of 1 to 80 letters."),
        (("x" * 81, "--add"), "An athlete needs a name of 1 to 80 letters."),
        (("a\x00b", "--add"), "An athlete needs a name of 1 to 80 letters."),
        (("Bob",), "There is no athlete 'Bob' in the logbook; there is Ann."),
        (("Bob", "--rename", "Cy"), "There is no athlete 'Bob' in the logbook"),
        (("Bob", "--remove", "--yes"), "There is no athlete 'Bob' in the logbook"),
        (("Bob", "--remove"), "There is no athlete 'Bob' in the logbook"),
        (("Ann", "--rename", ""), "An athlete needs a name of 1 to 80 letters."),
        (("Ann", "--add", "--remove"), "One at a time: --add, --rename or --remove."),
        (("--add",), "Whom? Give a name, such as: liftwell athlete Ann --add."),
        (("--rename", ""), "Whom? Give a name"),
    ],
)
def test_one_sentence_and_nothing_changes(liftwell: Command, arguments: tuple[str, ...], says: str) -> None:
    shelf_named("Ann", good_day(date(2026, 11, 20)))
    before = everything()
    said = liftwell("athlete", *arguments)
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert everything() == before
