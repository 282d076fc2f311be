"""Finding and SetupOption: the only nouns that cross from measuring to deciding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from liftwell.quantity import Quantity, Reason

FindingVerdict = Literal["good", "watch", "fix", "unseen"]
Sureness = Literal["clear", "likely", "close"]

# Why a number is missing and what helps, as the end of a sentence.
BECAUSE: Final[Mapping[Reason, str]] = {
    "no_scale": "nothing of known size is in the picture; give your height or the plate's diameter",
    "no_upright": "you do not stand tall in this clip, so there is nothing to compare with; film a full lockout",
    "hidden": "a plate, an arm or loose clothes cover it",
    "not_in_view": "it is outside the picture; take the camera a step back",
    "starts_at_top": "the bar came down just before this pull, so there is no set-up at rest",
    "no_rest": "the bar was not seen at rest before the pull",
    "starts_late": "the clip begins when the bar is already on its way",
    "no_earlier_rep": "there is no earlier rep to compare it with",
    "not_folded": "your hips did not fold far enough in this pull to tell",
    "no_movement": "your hips wait for the bar, so a film cannot show when you begin to pull",
    "side_view": "a camera at the side cannot see it",
    "no_plate": "no plate was seen, and the hands alone do not say where the bar is",
    "ends_early": "the clip ends before that; film until the bar is back on the floor",
    "imprecise": "it was seen, but too close to our mark to tell; a steady phone side-on and good light help",
    "fast_mode": "the fast mode leaves it out",
    "no_mass": "it needs your body mass and the weight of the bar; give --mass and --load",
    "no_load": "it needs the weight of the bar with its plates; give --load",
    "no_stature": "it needs your height; give --height",
}


def because(reason: Reason) -> str:
    """Why a number is missing, as a sentence."""
    text = BECAUSE.get(reason, BECAUSE["hidden"])
    return f"{text[0].upper()}{text[1:]}."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen in the lift, in words that a lifter understands, with the number behind it.

    code: stable name, `room.what` in lower case ("step3.rounds_at_liftoff"); step: which of the method's six
    steps it is about (1–6), None for the set as a whole; verdict: "good", "watch", "fix", or "unseen" when this
    view or this clip cannot tell; title: one line; why: one to three sentences; quantity: the number that
    decided, in its own unit; reps: indices from 1 of the reps in which it was seen; evidence: ids of the
    records behind the rule; cue: what to try, one sentence, empty where nothing is to change; limit: the mark that
    the quantity was held against, in its unit, None without one; sure: how far the number lies from the mark beside
    its error: "clear" two standard deviations, "likely" one, "close" less, None when unseen.
    Raises ValueError on an empty text, another step, or a rep below 1.
    """

    code: str
    step: int | None
    verdict: FindingVerdict
    title: str
    why: str
    quantity: Quantity
    reps: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()
    cue: str = ""
    limit: float | None = None
    sure: Sureness | None = None

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
