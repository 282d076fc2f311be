"""The self-tests T1 to T7: what came out, what it means, and how each is done (`clinical.md` 3.3).

Angles in rad, times in s. A test that was not done is None and means nothing, neither good nor bad.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import degrees
from typing import Final, Literal

from liftwell.athlete import Sex, require_within
from liftwell.errors import ImpossibleValue
from liftwell.evidence import threshold
from liftwell.quantity import Quantity
from liftwell.screen.intake import Side, require_pain

Verdict = Literal["pass", "fail", "cannot_tell", "unknown"]
Change = Literal["height", "stance", "bar", "cue", "lighter"]
Group = Literal["hip", "hamstring", "psoas"]


def as_told_deg(angle_rad: float) -> float:
    """An angle in degrees as somebody told it: 20°, where the way to radians and back makes it 20.000000000000004°."""
    return round(degrees(angle_rad), 6)


@dataclass(frozen=True, slots=True)
class Both:
    """One number for each side, None for a side that was not tested."""

    left: float | None = None
    right: float | None = None

    @property
    def told(self) -> tuple[float, ...]:
        """The sides that were tested, left first."""
        return tuple(side for side in (self.left, self.right) if side is not None)

    @property
    def apart(self) -> float:
        """How far the sides differ, 0 where only one was tested."""
        return max(self.told) - min(self.told) if self.told else 0.0


@dataclass(frozen=True, slots=True)
class RaisedHinge:
    """T1 with the mark `raised_m` above where the bar lies on the floor."""

    raised_m: float
    change: Quantity


@dataclass(frozen=True, slots=True)
class Response:
    """T7: pain at the same weight before and after one change; `what`: the height, the bar or the cue by its id.

    raised_m: of the plates where the change is a height; pinch_gone: whether a pinch in the groin went too.
    """

    change: Change
    what: str
    pain_before: int
    pain_after: int
    load_kg: float | None = None
    raised_m: float | None = None
    pinch_gone: bool = False

    def __post_init__(self) -> None:
        require_pain("pain before", self.pain_before)
        require_pain("pain after", self.pain_after)

    @property
    def responds(self) -> bool:
        """Two points less pain, or three tenths of it."""
        less = self.pain_before - self.pain_after
        return less >= threshold("meaningful_pain_change") or (
            less > 0 and less >= threshold("meaningful_pain_share") * self.pain_before
        )


@dataclass(frozen=True, slots=True)
class SelfTests:
    """What came out of the self-tests.

    hinge and toe_touch: change of the low back (T1); raised: the same at higher marks; stick_kept: of ten hinges with a
    stick (T1b); hip_bend before the back moves, with the side of a pinch and deep tightness 0–10 (T2); knee_short of
    straight (T3); psoas_hold (T4); hip_short of level, positive = short (T5); back_hold (T6); responses (T7).
    """

    hinge: Quantity | None = None
    toe_touch: Quantity | None = None
    raised: tuple[RaisedHinge, ...] = ()
    stick_kept: int | None = None
    hip_bend: Both | None = None
    pinch: Side | None = None
    tightness: int | None = None
    knee_short: Both | None = None
    psoas_hold_s: Both | None = None
    hip_short: Both | None = None
    back_hold_s: float | None = None
    responses: tuple[Response, ...] = ()

    def __post_init__(self) -> None:
        require_pain("tightness", self.tightness)
        require_within("back hold", self.back_hold_s, (0, 600), "s")
        if self.stick_kept is not None and not 0 <= self.stick_kept <= 10:
            raise ImpossibleValue(f"Of ten hinges with the stick, 0 to 10 keep it, not {self.stick_kept}.")
        limits: tuple[tuple[str, Both | None, tuple[float, float], str], ...] = (
            ("hip bend", self.hip_bend, (20, 170), "°"),
            ("knee extension", self.knee_short, (-20, 100), "°"),
            ("psoas hold", self.psoas_hold_s, (0, 600), "s"),
            ("hip extension", self.hip_short, (-60, 90), "°"),
        )
        for what, both, within, unit in limits:
            for side in both.told if both is not None else ():
                require_within(what, as_told_deg(side) if unit == "°" else side, within, unit)


# --- what they mean ------------------------------------------------------------------------------


def hinge_verdict(change: Quantity | None, toe_touch: Quantity | None) -> Verdict:
    """T1: the lower bound decides "fail", the upper one "pass"; without a toe-touch nobody passes."""
    if change is None or change.value is None:
        return "unknown"
    value, sd = as_told_deg(change.value), as_told_deg(change.sd or 0.0)
    mark = threshold("hinge_change_max_deg")
    own = None if toe_touch is None or toe_touch.value is None else as_told_deg(toe_touch.value)
    half = None if own is None else threshold("hinge_share_max") * own
    if value - sd > mark or (half is not None and value > half):
        return "fail"
    if value + sd <= mark and half is not None:
        return "pass"
    return "cannot_tell"


def short(group: Group, tests: SelfTests, sex: Sex | None) -> bool | None:
    """Whether that group is short or weak (T2, T3, T4); None where the test was not done or cannot tell."""
    return {"hip": _hip, "hamstring": _hamstring, "psoas": _psoas}[group](tests, sex)


def _hip(tests: SelfTests, _: Sex | None) -> bool | None:
    tight = tests.tightness is not None and tests.tightness >= threshold("hip_tightness_min")
    if tests.hip_bend is None or not tests.hip_bend.told:
        return True if tight else None
    apart = as_told_deg(tests.hip_bend.apart) >= threshold("hip_bend_apart_deg")
    return tight or apart or as_told_deg(min(tests.hip_bend.told)) < threshold("hip_bend_min_deg")


def _hamstring(tests: SelfTests, sex: Sex | None) -> bool | None:
    if tests.knee_short is None or not tests.knee_short.told:
        return None
    most = as_told_deg(max(tests.knee_short.told))
    men, women = threshold("knee_short_men_max_deg"), threshold("knee_short_women_max_deg")
    if sex is not None:
        return most > (men if sex == "male" else women)
    # Nobody said which of the two marks holds.
    return True if most > men else False if most <= women else None


def _psoas(tests: SelfTests, _: Sex | None) -> bool | None:
    if tests.psoas_hold_s is None or not tests.psoas_hold_s.told:
        return None
    apart = tests.psoas_hold_s.apart > threshold("psoas_apart_max_s")
    return apart or min(tests.psoas_hold_s.told) < threshold("psoas_hold_min_s")


def hips_short_of_straight(tests: SelfTests) -> bool | None:
    """T5: whether a thigh stays clearly short of level; None where not tested."""
    if tests.hip_short is None or not tests.hip_short.told:
        return None
    return as_told_deg(max(tests.hip_short.told)) > threshold("hip_short_max_deg")


# --- how they are done ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How a test is done, in words: what to have ready, the steps, what counts, and when it is worth doing again.

    norm: the mark with where it is from; repeats: how well it repeats; again: when to retest; spare: conditions and
    findings with which it is left out; picture: id of its moving picture; evidence: ids of the records behind it.
    """

    id: str
    name: str
    minutes: int
    needs: str
    how: tuple[str, ...]
    look: str
    norm: str
    repeats: str
    again: str
    spare: frozenset[str]
    evidence: tuple[str, ...]


@cache
def shipped() -> Mapping[str, SelfTest]:
    """Every self-test by id ("T1"), in order, from `self_tests.toml`."""
    rows = tomllib.loads((files("liftwell.triage") / "self_tests.toml").read_text("utf-8"))
    return {
        key: SelfTest(
            key,
            row["name"],
            row["minutes"],
            row["needs"],
            tuple(row["how"]),
            row["look"],
            row["norm"],
            row["repeats"],
            row["again"],
            frozenset(row["spare"]),
            tuple(row["evidence"]),
        )
        for key, row in rows.items()
    }


# What a cue of T7 speaks to, and the end of the sentence "pain 5 to 3 when …".
CUES: Final[Mapping[str, tuple[frozenset[int], str]]] = {
    "back-set": (frozenset({3}), "you set your back first"),
    "slack": (frozenset({4}), "you take the slack out first"),
    "bar-close": (frozenset({4, 5, 6}), "the bar stays close"),
    "push-the-floor": (frozenset({5}), "you push the floor away"),
    "stop-at-vertical": (frozenset({5}), "you stop at vertical"),
    "lower-slowly": (frozenset({6}), "you lower it slowly"),
}
