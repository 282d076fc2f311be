"""The check-in: what the day's answers, the diary and the command line tell, and at most five short questions."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, Final

import pytest
from rich.console import Console

from liftwell.cli.ask_check import ask_check
from liftwell.cli.asking import Asker, Enough
from liftwell.consultation.check_in import TODAY, Given, check_of
from liftwell.evidence import threshold
from liftwell.screen.intake import PainStory
from liftwell.training.diary import Readiness

DAY: Final = date(2026, 11, 26)
NOTHING: Final = Given()


def asked(check: Readiness, *lines: str) -> tuple[Readiness, str]:
    """What is made of a check-in with these lines typed, and what was asked."""
    out = io.StringIO()
    typed = iter(lines)

    def read() -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    found = ask_check(Asker(Console(file=out, width=80), read), check)
    assert list(typed) == []
    return found, out.getvalue()


# --- what is known already -----------------------------------------------------------------------


def test_nobody_said_anything() -> None:
    assert check_of(DAY, PainStory(), None, NOTHING) is None
    assert check_of(DAY, PainStory(leg="none", waking=3), None, NOTHING) is None


@pytest.mark.parametrize(("walks", "walking"), [("normal", True), ("hard", False), ("no", False)])
def test_the_answers_of_the_day_count(walks: Any, walking: bool) -> None:  # noqa: ANN401  (words of the story)
    story = PainStory(now=3, walking=walks, leg="none")
    assert check_of(DAY, story, None, NOTHING) == Readiness(DAY, 3, walking)


def test_the_diary_comes_before_the_answers_and_the_command_line_before_both() -> None:
    story = PainStory(now=3, walking="normal")
    noted = Readiness(DAY, now=4, sleep_h=5, stands=1, stress=6, ill=True, leg="up")
    assert check_of(DAY, story, noted, NOTHING) == Readiness(
        DAY, 4, True, stands=1, sleep_h=5, stress=6, ill=True, leg="up"
    )
    given = Given(now=5, walking=False, slept_h=4.5, sore=7)
    assert check_of(DAY, story, noted, given) == Readiness(DAY, 5, False, 7, 1, 4.5, 6, ill=True, leg="up")


def test_a_zero_and_a_no_are_answers() -> None:
    given = Given(now=0, walking=False, sore=0, slept_h=0)
    assert check_of(DAY, PainStory(walking="normal"), None, given) == Readiness(DAY, 0, False, 0, None, 0)


def test_an_empty_entry_of_the_diary_is_a_check_in_that_told_nothing() -> None:
    assert check_of(DAY, PainStory(), Readiness(DAY), NOTHING) == Readiness(DAY)


def test_a_leg_is_never_left_out() -> None:
    found = check_of(DAY, PainStory(now=1, leg="above-knee"), None, NOTHING)
    assert found is not None
    assert found.leg == "same"


# --- what is asked -------------------------------------------------------------------------------


def test_a_good_day_is_one_question() -> None:
    found, out = asked(Readiness(DAY, 1, walking=True), "6")
    assert found == Readiness(DAY, 1, True)
    assert out.count("?") == 1


def test_a_short_night_and_sore_sides_are_asked_about() -> None:
    found, out = asked(Readiness(DAY, 1, walking=True), "1 2 3 4 5", "4,5", "6")
    assert found == Readiness(DAY, 1, True, 6, None, 4.5, 8, ill=True, off_for_pain=True)
    assert out.count("?") == 3


def test_a_leg_is_asked_about_where_there_is_something() -> None:
    found, _ = asked(Readiness(DAY, 1, leg="same"), "4", "6")
    assert found.leg == "lower"
    found, _ = asked(Readiness(DAY, 1, leg="same"), "s", "s")
    assert found.leg == "same"


def test_what_stays_open_stays_unknown() -> None:
    found, _ = asked(Readiness(DAY), "1 2", "s", "s")
    assert found == Readiness(DAY)


def test_there_is_nothing_to_go_back_to() -> None:
    found, out = asked(Readiness(DAY), "b", "6")
    assert found == Readiness(DAY)
    assert out.count("Is any of this so today?") == 2


def test_the_choices_say_the_marks() -> None:
    words = dict(TODAY.choices)
    assert threshold("short_night_h") == 5
    assert "less than five hours" in words["short"]
    assert f"{threshold('stress_very_high_min'):g} out of 10" in words["stress"]


def test_who_stops_has_stopped() -> None:
    with pytest.raises(Enough):
        asked(Readiness(DAY), "q")


def test_of_two_answers_the_worse_one_holds() -> None:
    noted = Readiness(DAY, now=7, walking=False, leg="same")
    given = Given(now=1, walking=True)
    found = check_of(DAY, PainStory(now=2, walking="normal", leg="below-knee"), noted, given)
    assert found == Readiness(DAY, now=7, walking=False, leg="below")
