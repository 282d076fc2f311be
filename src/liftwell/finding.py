"""Finding, SetupOption and WhatIf: the only nouns that cross from measuring to deciding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    "no_toe_touch": "the clip shows no toe-touch; bend down as far as you can after the hinges",
    "thigh_leans": "the thigh did not stay upright; hold it with your hands and film again",
    "far_leg": "the leg you straightened is the one away from the camera; turn round and film again",
    "out_of_reach": "that set-up does not work with these lengths and hips",
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


HipSource = Literal["given", "clip", "typical"]


def _unseen(unit: str) -> Quantity:
    return Quantity.unseen(unit, "not_measured")


@dataclass(frozen=True, slots=True)
class SetupOption:
    """One way to set up the lift for this body, as the model of the body predicts it.

    code: stable name ("block", "sumo", "trap-bar-high"); title: what to do, one line; bar_height (m): of the hands over
    the floor at the start, which is the bar's axis unless handles stand higher; hip_flexion and lumbar_flexion (rad):
    what the start asks for, the bend between thigh and pelvis that a straight low back would need, and what the low
    back gives because the hips cannot; l5s1_moment (N.m): largest net extensor moment of the slow pull; bar_travel (m):
    from start to lockout. trunk_inclination and knee_flexion (rad) at the start; hip_moment, knee_moment, ankle_moment
    (N.m) as at L5/S1; change (1): of the L5/S1 moment against today, -0.1 being a tenth less; hip_spare (rad): hip bend
    left at the start, negative where the back gives; points: (x, y) m of the body at the start by name, x forward from
    the ankle, empty when it cannot be reached.
    A model's prediction, never a measurement: say so where it is shown.
    """

    code: str
    title: str
    bar_height: Quantity
    hip_flexion: Quantity
    lumbar_flexion: Quantity
    l5s1_moment: Quantity
    bar_travel: Quantity
    trunk_inclination: Quantity = field(default_factory=lambda: _unseen("rad"))
    knee_flexion: Quantity = field(default_factory=lambda: _unseen("rad"))
    hip_spare: Quantity = field(default_factory=lambda: _unseen("rad"))
    hip_moment: Quantity = field(default_factory=lambda: _unseen("N.m"))
    knee_moment: Quantity = field(default_factory=lambda: _unseen("N.m"))
    ankle_moment: Quantity = field(default_factory=lambda: _unseen("N.m"))
    change: Quantity = field(default_factory=lambda: _unseen("1"))
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not (self.code and self.title):
            raise ValueError("a SetupOption needs a code and a title")

    @property
    def reachable(self) -> bool:
        """Whether this body reaches the bar that way."""
        return self.lumbar_flexion.reason != "out_of_reach"


@dataclass(frozen=True, slots=True)
class HeightStep:
    """What the low back has to give (rad) with the hands at `bar_height_m` at the start of today's lift."""

    bar_height_m: float
    lumbar_flexion: Quantity


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What another bar, stance or height would change for this body, as the model of the body predicts it.

    today: the lift as it is done; options: the others; recommended: the smallest change with which the low back has to
    give no more than `mark` (rad) even one standard deviation higher, `today` itself where that is so already, None
    where nothing here reaches it; reason: why, in one or two sentences; test: how the lifter finds out whether it
    helps; headline: the one sentence on top; notes: what is typical and what is theirs, what is missing, what studies
    saw. heights: rising, of today's lift; no_bend_height (m): of the hands, from which the low back has to give
    nothing, for information. hip_range (rad) and where it is from; load_kg None when not given.
    """

    today: SetupOption
    options: tuple[SetupOption, ...]
    recommended: SetupOption | None
    headline: str
    reason: str
    test: str
    notes: tuple[str, ...]
    heights: tuple[HeightStep, ...]
    no_bend_height: Quantity
    mark: float
    hip_range: Quantity
    hip_source: HipSource
    load_kg: float | None = None

    def __post_init__(self) -> None:
        if not (self.headline and self.reason):
            raise ValueError("a WhatIf needs a headline and a reason")
