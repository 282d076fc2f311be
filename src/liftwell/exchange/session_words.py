"""What calendar and FHIR say of a session: its lift in one line, and a person's words fit for any file."""

from __future__ import annotations

import unicodedata
from typing import Final

from liftwell.plan.exercise import catalogue
from liftwell.plan.plan_words import scheme_words
from liftwell.plan.prescription import MainLift
from liftwell.training.diary import Lift

_NO_TEXT: Final = frozenset({"Cc", "Cs"})  # control characters and halves of characters, which neither format allows


def lift_line(lift: Lift) -> str:
    """What was or will be lifted: "Deadlift from the floor: 3 x 8 with 60 kg"; its id where the catalogue has none."""
    known = catalogue().get(lift.exercise)
    name = one_line(lift.exercise) if known is None else known.name
    return f"{name}: {scheme_words(MainLift(lift, row='', rpe_max=10))}"  # these words look at the lift alone


def one_line(text: str) -> str:
    """`text` in one line, with single spaces and without control characters; "" where nothing is left."""
    return " ".join("".join(" " if unicodedata.category(one) in _NO_TEXT else one for one in text).split())
