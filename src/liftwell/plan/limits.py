"""Limits that a clinician set with a clearance, read from their words so that the plan can keep them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a clinician allows; None where nothing was said.

    load_kg, rpe: ceilings; raised_cm: the lowest height of the plates; no_loaded_hinge; coach: somebody trained stands
    beside; no_rounding: no loaded bend of the back; unread: words that no rule here understands, which stop every load.
    """

    load_kg: float | None = None
    rpe: float | None = None
    raised_cm: float | None = None
    no_loaded_hinge: bool = False
    coach: bool = False
    no_rounding: bool = False
    unread: tuple[str, ...] = ()
