"""The variants of the lift as `variants.toml` describes them, and what it says of bodies of which nothing is told."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from liftwell.athlete import Sex
from liftwell.errors import ImpossibleValue

# Every lift that is looked at, today's and the others, in the order of the table.
VARIANTS: Final = (
    "conventional",
    "sumo",
    "trap-bar-low",
    "trap-bar-high",
    "romanian",
    "stiff-leg",
    "good-morning",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """How one lift is set up. Lengths in m, angles in rad.

    stance between the ankles, toe_out of each foot, grip between the hands; gap from a shin that stands upright to the
    bar, None where the load is free of the shins; ahead: shoulders in front of the bar; shank: its lean at the start,
    None where the shin touches the bar; raised: the hands over the axis of the plates; below_knee: where the bar turns,
    None where it starts from the floor; knee_bend: of legs that stay as they are, None where they push; lean: of the
    trunk with the bar on the back, None where hands hold it; hips_back: how far they are then, as a share of stature.
    """

    code: str
    title: str
    stance: float
    toe_out: float
    grip: float
    gap: float | None
    ahead: float
    shank: float | None = None
    shank_sd: float = 0.0
    raised: float = 0.0
    below_knee: float | None = None
    knee_bend: float | None = None
    lean: float | None = None
    hips_back: float = 0.0

    @property
    def from_floor(self) -> bool:
        """Whether the plates stand on something at the start, so that raising them changes the lift."""
        return self.below_knee is None and self.lean is None


def pulled_as(lift: str | None) -> str:
    """The variant that a lift's name stands for: conventional where not told, for blocks, and for a hinge."""
    return "conventional" if lift in (None, "block", "hinge") else str(lift)


def variant(code: str) -> Variant:
    """The lift with this code, a block pull being a conventional one; raises ImpossibleValue for another."""
    code = "conventional" if code in ("block", "hinge") else code
    if code not in VARIANTS:
        raise ImpossibleValue(f"The lift {code!r} is not known; choose one of {', '.join(VARIANTS)}.")
    return _variants()[code]


@cache
def _variants() -> Mapping[str, Variant]:
    return {code: _variant(code, settings(code)) for code in VARIANTS}


def _variant(code: str, given: Mapping[str, Any]) -> Variant:
    usual = settings("stance")
    in_the_way = not code.startswith("trap-bar")

    def angle(key: str) -> float | None:
        return math.radians(given[key]) if key in given else None

    return Variant(
        code,
        given["title"],
        given["stance"],
        math.radians(given["toe_out"]),
        given["grip"],
        given.get("gap_to_standing_shin", usual["gap_to_standing_shin"]) if in_the_way else None,
        given.get("shoulders_ahead", usual["shoulders_ahead"]),
        angle("shank"),
        angle("shank_sd") or 0.0,
        given.get("raised", 0.0),
        given.get("below_knee"),
        angle("knee_bend"),
        angle("lean"),
        given.get("hips_back", 0.0),
    )


def settings(table: str) -> Mapping[str, Any]:
    """One table of `variants.toml`: "stance", "width", "hip_range", "hamstrings", "error", or a lift."""
    found: Mapping[str, Any] = _file()[table]
    return found


def hip_half_width(sex: Sex | None) -> float:
    """Half the distance between the hip joints as a share of stature; the mean of both sexes where it is not told."""
    width = settings("width")
    return float((width["hip_male"] + width["hip_female"]) / 2 if sex is None else width[f"hip_{sex}"])


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((files("liftwell.loads") / "variants.toml").read_text("utf-8"))
