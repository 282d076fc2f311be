"""Rung 3a: how strongly the facts about the load speak, and soreness (`clinical.md` 3.4 and 3.6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from liftwell.screen.intake import Soreness
from liftwell.training.session import Training
from liftwell.triage.causes.cause import Cause
from liftwell.triage.causes.load import load, soreness
from tests.triage.causes.lifter import told


def trained(training: Training, **story: Any) -> Cause:  # noqa: ANN401  (facts of the story)
    return load(replace(told(**story), training=training))


QUIET = Training(more_weight=False, more_sets=False, time_off=False)


def test_load_by_how_many_facts_there_are() -> None:
    assert trained(Training()).unknown == ("last 8 weeks of training",)
    assert trained(QUIET).strength == "no sign"
    one = trained(replace(QUIET, more_sets=True))
    assert (one.strength, one.unknown) == ("possible", ("sleep", "squat days"))
    two = trained(replace(QUIET, more_sets=True, more_weight=True, other_back_work=False), sleep_h=7)
    assert (two.strength, two.unknown) == ("likely", ())
    assert trained(Training(more_sets=True)).unknown == ("last 8 weeks",)
    sits = trained(QUIET, sitting=5, during=1)
    assert sits.against == ("lifting hurts 1, sitting hurts 5", "no jump in volume or load in 8 weeks")


@pytest.mark.parametrize(
    ("sore", "during", "strength"),
    [
        (None, 1, None),
        (Soreness("none"), 1, None),
        (Soreness("one", (5, 3, 0, 0)), 1, None),
        (Soreness("both", (5, 6, 3, 0)), 2, "likely"),
        (Soreness("both", (5, 6, 3, 0)), 3, "possible"),
        (Soreness("both", (5, 6, 3, 0)), None, "possible"),
        (Soreness("both", (3, 4, 6, 0)), 1, None),  # worst too late
        (Soreness("both", (5, 6, 3, 2)), 1, None),  # not gone
        (Soreness("both", (5, 6)), 1, "possible"),
        (Soreness("both"), 1, "possible"),
    ],
)
def test_soreness_is_both_sides_early_and_gone(sore: Soreness | None, during: int | None, strength: str | None) -> None:
    account = told(during=during)
    story = replace(account.intake.story, soreness=sore)
    found = soreness(replace(account, intake=replace(account.intake, story=story)))
    assert (None if found is None else found.strength) == strength
