"""Asks in the terminal for the part of the check-in that the safety questions have not told."""

from __future__ import annotations

from typing import cast

from liftwell.cli.asking import Asker, Back
from liftwell.consultation.check_in import LEG, SLEPT, SORE, TODAY, answered
from liftwell.screen.prompts import Prompt
from liftwell.training.diary import LegSign, Readiness


def ask_check(asker: Asker, check: Readiness) -> Readiness:
    """Ask what the safety questions have not told: sleep, soreness, stress, illness, a leg. Raises Enough."""
    leg = None if check.leg == "none" else _asked(asker, LEG)
    chosen = _asked(asker, TODAY)
    ticks = chosen if isinstance(chosen, list) else []
    slept = _asked(asker, SLEPT) if "short" in ticks else None
    sore = _asked(asker, SORE) if "sore" in ticks else None
    return answered(check, cast(LegSign | None, leg), ticks, cast(float | None, slept), cast(int | None, sore))


def _asked(asker: Asker, prompt: Prompt) -> object | None:
    """The answer to one question; there is none to go back to."""
    while True:
        try:
            return asker.ask(prompt)
        except Back:
            continue
