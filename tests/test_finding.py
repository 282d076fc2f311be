"""Findings are complete when they are made."""

from __future__ import annotations

import pytest

from liftwell.finding import BECAUSE, Finding, SetupOption
from liftwell.quantity import Quantity
from tests.reading import FEAR, STOP, reading_index

BEND = Quantity(0.5, 0.06, "rad")


def finding(**changes: object) -> Finding:
    """A complete finding, with some of its fields changed."""
    fields: dict[str, object] = {
        "code": "step3.rounds_at_liftoff",
        "step": 3,
        "verdict": "fix",
        "title": "The low back rounds as the bar leaves the floor",
        "why": "It bends further than in your tallest posture.",
        "quantity": BEND,
        "reps": (2, 3),
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [1, 6, None])
def test_a_finding_is_about_one_of_six_steps_or_the_whole_set(step: int | None) -> None:
    assert finding(step=step).step == step


@pytest.mark.parametrize("step", [0, 7, -1])
def test_there_are_six_steps(step: int) -> None:
    with pytest.raises(ValueError, match="step: expected 1 to 6 or None"):
        finding(step=step)


@pytest.mark.parametrize("field", ["code", "title", "why"])
def test_a_finding_explains_itself(field: str) -> None:
    with pytest.raises(ValueError, match="a code, a title and a reason why"):
        finding(**{field: ""})


def test_reps_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="reps: counted from 1"):
        finding(reps=(0, 1))


@pytest.mark.parametrize(("code", "title"), [("", "Raise the bar"), ("block", "")])
def test_an_option_is_named(code: str, title: str) -> None:
    with pytest.raises(ValueError, match="a code and a title"):
        SetupOption(code, title, *[Quantity.unseen("m", "not_measured")] * 5)  # type: ignore[arg-type]


def test_an_option_carries_its_prediction() -> None:
    unseen = Quantity.unseen("N.m", "no_mass")
    option = SetupOption("block", "Raise the bar by 10 cm", Quantity(0.325, 0.0, "m"), BEND, BEND, unseen, unseen)
    assert option.lumbar_flexion is BEND
    assert option.l5s1_moment.reason == "no_mass"


@pytest.mark.parametrize("text", BECAUSE.values(), ids=BECAUSE)
def test_a_reason_is_the_end_of_a_sentence(text: str) -> None:
    """It stands after "…: " and is followed by a full stop; at most two short parts, what is missing and what helps."""
    assert text == " ".join(text.split())
    assert text[0].islower()
    assert text[-1].isalpha()
    assert not STOP.search(text)
    assert text.count(";") <= 1
    assert max(len(part.split()) for part in text.split(";")) <= 16


@pytest.mark.parametrize("text", BECAUSE.values(), ids=BECAUSE)
def test_a_reason_is_easy_to_read_and_blames_nobody(text: str) -> None:
    assert reading_index(f"{text}.") <= 7
    assert FEAR.findall(text) == []


def test_no_two_reasons_sound_alike() -> None:
    assert len(set(BECAUSE.values())) == len(BECAUSE)
