"""Override: somebody wants something else than the plan says, with the reason why (`clinical.md` 5.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from liftwell.athlete import require_one_of

Who = Literal["lifter", "coach", "clinician"]
# lighter, heavier: load in kg; fewer: number of sets; higher: height of the plates in cm; skip: no hinge; swap: another
# exercise by id; row: a row of the load table; phase: another phase.
Wish = Literal["lighter", "heavier", "fewer", "higher", "skip", "swap", "row", "phase"]


@dataclass(frozen=True, slots=True)
class Override:
    """Who wants what instead of what, why, from which day and until when; it ends after 28 days at the latest.

    value: number or word of the wish; instead_of: what the plan said, kept so that nothing is silently undone.
    """

    on: date
    who: Who
    what: Wish
    value: float | str | None = None
    instead_of: str = ""
    why: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        require_one_of("who", self.who, get_args(Who))
        require_one_of("override", self.what, get_args(Wish))
