"""Finding and SetupOption: the only nouns that cross from measuring to deciding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from liftwell.quantity import Quantity

FindingVerdict = Literal["good", "watch", "fix", "unseen"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen in the lift, in words that a lifter understands, with the number behind it.

    code: stable name, `room.what` in lower case ("step3.rounds_at_liftoff"); step: which of the method's six
    steps it is about (1–6), None for the set as a whole; verdict: "good", "watch", "fix", or "unseen" when this
    view or this clip cannot tell; title: one line; why: one or two sentences; quantity: the number that
    decided, in its own unit; reps: indices from 1 of the reps in which it was seen; evidence: ids of the
    records behind the rule. Raises ValueError on an empty text, another step, or a rep below 1.
    """

    code: str
    step: int | None
    verdict: FindingVerdict
    title: str
    why: str
    quantity: Quantity
    reps: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.code and self.title and self.why):
            raise ValueError("a Finding needs a code, a title and a reason why")
        if self.step is not None and not 1 <= self.step <= 6:
            raise ValueError(f"step: expected 1 to 6 or None, got {self.step}")
        if any(rep < 1 for rep in self.reps):
            raise ValueError(f"reps: counted from 1, got {self.reps}")


@dataclass(frozen=True, slots=True)
class SetupOption:
    """One way to set up the lift for this body, as the model of the body predicts it.

    code: stable name ("block", "sumo", "trap-bar-high"); title: what to do, one line; bar_height (m): of the
    bar's axis over the floor at the start; hip_flexion and lumbar_flexion (rad): what the start asks for, the
    second being what the hips cannot give; l5s1_moment (N.m): largest net extensor moment of the pull;
    bar_travel (m): from start to lockout. A model's prediction, never a measurement: say so where it is shown.
    """

    code: str
    title: str
    bar_height: Quantity
    hip_flexion: Quantity
    lumbar_flexion: Quantity
    l5s1_moment: Quantity
    bar_travel: Quantity

    def __post_init__(self) -> None:
        if not (self.code and self.title):
            raise ValueError("a SetupOption needs a code and a title")
