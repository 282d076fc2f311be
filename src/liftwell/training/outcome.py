"""Outcome: a questionnaire that was answered on a day, with its score: NRS, PSFS or Roland-Morris."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from liftwell.athlete import require_one_of, require_within

# NRS: worst pain of the last day, 0 to 10. PSFS: mean of up to three own activities, 0 (unable) to 10 (as before).
# RMDQ: how many of 24 sentences are true today (Roland and Fairbank 2000, Spine 25(24):3115-3124).
Instrument = Literal["NRS", "PSFS", "RMDQ"]
RANGES: Final = {"NRS": (0, 10), "PSFS": (0, 10), "RMDQ": (0, 24)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score of one questionnaire on one day; activity: the one that a PSFS score is of, "" for the mean."""

    on: date
    instrument: Instrument
    score: float
    activity: str = ""

    def __post_init__(self) -> None:
        require_one_of("questionnaire", self.instrument, get_args(Instrument))
        require_within(f"score of {self.instrument}", self.score, RANGES[self.instrument], "")
