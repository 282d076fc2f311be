"""What clinicians write with a clearance, read as limits; what nobody here understands is kept and stops."""

from __future__ import annotations

import pytest

from liftwell.plan.limits import Limits, read_limits


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("", Limits()),
        ("At most 60 kg.", Limits(load_kg=60)),
        ("up to 42,5 kg", Limits(load_kg=42.5)),
        ("60 kg or less; max 50 kg; 70 kg", Limits(load_kg=50)),
        ("RPE 6; at most RPE 7", Limits(rpe=6)),
        ("from 15 cm; raised by 10 cm", Limits(raised_cm=15)),
        ("no loaded hinge", Limits(no_loaded_hinge=True)),
        ("Deadlifts are allowed", Limits(loaded_hinge=True)),
        ("may lift; coach present", Limits(loaded_hinge=True, coach=True)),
        ("supervised", Limits(coach=True)),
        ("no rounding under load", Limits(no_rounding=True)),
        ("be sensible; RPE 6", Limits(rpe=6, unread=("be sensible",))),
    ],
)
def test_words_of_a_clearance(words: str, limits: Limits) -> None:
    assert read_limits([one.strip() for one in words.split(";") if one]) == limits
