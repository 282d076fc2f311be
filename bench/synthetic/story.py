"""What happens in a clip, act by act: walking up, reaching down, repetitions, letting go, and what is no lift."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.lifts import smooth_step
from bench.synthetic.posture import Foot, Hand, Posture, Skeleton, between
from bench.synthetic.profiles import profiles

FloatArray = NDArray[np.float64]
Deed = Literal["stand", "walk_up", "walk_away", "reach", "wait", "rep", "hold", "let_go", "wave", "touch"]
Phase = Literal["free", "floor", "up", "hold", "down"]
_STEP_M: Final = 0.55


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done, for how long in s. A "rep" takes `seconds` up, `down_s` down and `top_s` at lockout.

    `up` and `down` name the profiles of `profiles.toml` by which the bar moves; `bottom_s` is the rest on the floor.
    """

    do: Deed
    seconds: float
    up: str = "steady"
    down: str = "controlled"
    down_s: float = 1.2
    top_s: float = 0.5
    bottom_s: float = 0.5


class Moment(NamedTuple):
    """One instant: the posture, `share` of the bar's way up, which repetition, whether the bar is held.

    `forward_m` is how far the bar is off its usual way.
    """

    posture: Posture
    share: float
    phase: Phase
    rep: int
    forward_m: float = 0.0


class Movement(Protocol):
    """A lift, or what is done without a bar: postures by the share of the way up."""

    feet: tuple[Foot, Foot]

    def posture(self, share: float, rep: int = 0, forward_m: float = 0.0) -> Posture: ...


Span = tuple[float, Callable[[float], Moment]]


class Story:
    """The acts one after the other. `starts_at_top` for lifts that are taken from a rack; `near` hand waves."""

    def __init__(
        self, skeleton: Skeleton, movement: Movement, acts: Sequence[Act], *, starts_at_top: bool, near: int
    ) -> None:
        self._body, self._movement, self._at_top, self._near = skeleton, movement, starts_at_top, near
        self._rep = 0
        self._rest = 1.0 if starts_at_top else 0.0
        spans = [span for act in acts for span in self._spans(act)]
        self._ends = np.cumsum([seconds for seconds, _ in spans])
        self._parts = [part for _, part in spans]

    @property
    def seconds(self) -> float:
        """How long it all takes."""
        return float(self._ends[-1])

    def at(self, time_s: float) -> Moment:
        """What is done at `time_s`."""
        k = min(int(np.searchsorted(self._ends, time_s, side="right")), len(self._parts) - 1)
        start = self._ends[k - 1] if k else 0.0
        return self._parts[k](float((time_s - start) / (self._ends[k] - start)))

    def _spans(self, act: Act) -> list[Span]:
        if act.do == "rep":
            return self._repetition(act)
        rep, seconds = self._rep, act.seconds
        tall, held = self._standing(0.0), self._movement.posture(self._rest, rep)

        def blend(one: Posture, other: Posture) -> Callable[[float], Moment]:
            return lambda u: Moment(between(one, other, smooth_step(u)), self._rest, "free", rep)

        def still(posture: Posture, phase: Phase) -> Callable[[float], Moment]:
            return lambda _: Moment(posture, self._rest, phase, rep)

        def walk(start: float, stop: float) -> Callable[[float], Moment]:
            return lambda u: Moment(self._walking(start, stop, u), self._rest, "free", rep)

        one: dict[str, list[Span]] = {
            "stand": [(seconds, still(tall, "free"))],
            "walk_up": [(seconds, walk(-1.1, 0.0))],
            "walk_away": [(seconds, walk(0.0, -1.1))],
            "reach": [(seconds, blend(tall, held))],
            "wait": [(seconds, still(held, "floor"))],
            "hold": [(seconds, still(self._movement.posture(1.0, rep), "hold"))],
            "let_go": [(seconds, blend(held, tall))],
            "wave": [(seconds / 2, blend(tall, self._waving())), (seconds / 2, blend(self._waving(), tall))],
            "touch": [(seconds / 2, blend(tall, held)), (seconds / 2, blend(held, tall))],
        }
        return one[act.do]

    def _repetition(self, act: Act) -> list[Span]:
        rep = self._rep
        self._rep += 1
        up, down = profiles()["up"][act.up], profiles()["down"][act.down]

        def rise(u: float) -> Moment:
            share, forward = up.at(u)
            return Moment(self._movement.posture(share, rep, forward), share, "up", rep, forward)

        def lower(u: float) -> Moment:
            gone, forward = down.at(u)
            return Moment(self._movement.posture(1 - gone, rep, forward), 1 - gone, "down", rep, forward)

        def rest(share: float, phase: Phase, number: int) -> Callable[[float], Moment]:
            posture = self._movement.posture(share, number)
            return lambda _: Moment(posture, share, phase, number)

        top: Span = (act.top_s, rest(1.0, "hold", rep))
        bottom: Span = (act.bottom_s, rest(0.0, "floor", rep))
        pull: list[Span] = [(act.seconds, rise), top]
        if self._at_top:
            return [(act.down_s, lower), *([bottom] if act.bottom_s else []), *pull]
        return [bottom, *pull, (act.down_s, lower)] if act.bottom_s else [*pull, (act.down_s, lower)]

    def _standing(self, x: float, sway: float = 0.0) -> Posture:
        """Tall, arms hanging, `x` m in front of the place of the lift."""
        lengths = self._body.lengths
        feet = tuple(_moved(foot, x) for foot in self._movement.feet)
        width = abs(feet[0].ankle[1]) - self._body.trunk(np.zeros(2), 0.0, 0.0, 0.0).hips[0, 1]
        tall = np.sqrt((lengths.shank + lengths.thigh) ** 2 - width**2) - 0.006
        hips = self._body.trunk(np.zeros(2), 0.0, 0.0, 0.0).hips[0]
        pelvis = np.array([x + 0.02 - hips[0], self._body.ankle_height + tall - hips[2]])
        return Posture(pelvis, 0.0, 0.0, 0.0, 0.0, (feet[0], feet[1]), self._hanging(pelvis, sway))

    def _hanging(self, pelvis: FloatArray, sway: float = 0.0) -> tuple[Hand, Hand]:
        shoulders = self._body.trunk(pelvis, 0.0, 0.0, 0.0).shoulders

        def hand(side: int, sign: float) -> Hand:
            swing = sign * sway
            drop = self._body.arm * 0.985 * np.array([np.sin(0.06 + swing), sign * 0.12, -np.cos(0.06 + swing)])
            return Hand(shoulders[side] + drop, 1.4, 0.25, np.array([-1.0, 0.3 * sign, 0.0]))

        return hand(0, 1.0), hand(1, -1.0)

    def _waving(self) -> Posture:
        """The near hand over the head."""
        tall = self._standing(0.0)
        shoulder = self._body.trunk(tall.pelvis_m, 0.0, 0.0, 0.0).shoulders[self._near]
        sign = 1.0 if self._near == 0 else -1.0
        up = Hand(shoulder + self._body.arm * np.array([0.35, sign * 0.2, 0.85]), 1.4, 0.0, np.array([0.4, sign, 0.0]))
        hands = (up, tall.hands[1]) if self._near == 0 else (tall.hands[0], up)
        return Posture(tall.pelvis_m, 0.0, 0.0, 0.0, 0.0, tall.feet, hands)

    def _walking(self, start: float, stop: float, part: float) -> Posture:
        """On the way from `start` to `stop` (m), feet planted one after the other."""
        steps = max(2, round(abs(stop - start) / _STEP_M))
        marks = np.linspace(start, stop, steps + 1)
        done = float(np.clip(part, 0.0, 1.0)) * (steps + 1)  # the last step closes up
        whole = min(int(done), steps)
        here = float(np.interp(done, [0, steps + 1], [start, stop]))
        tall = self._standing(here, 0.35 * float(np.sin(np.pi * done)) * (1 - done / (steps + 1)))
        swing = smooth_step(done - whole)
        feet = []
        for side, foot in enumerate(self._movement.feet):
            moves = whole % 2 == side
            before = marks[max(whole - 1, 0)] if moves else marks[whole]
            after = marks[min(whole + 1, steps)] if moves else before
            feet.append(_moved(foot, before + (after - before) * swing, 0.09 * np.sin(np.pi * swing) if moves else 0.0))
        lower = np.array([0.0, 0.025])
        return Posture(tall.pelvis_m - lower, 0.0, 0.0, 0.0, 0.0, (feet[0], feet[1]), tall.hands)


def _moved(foot: Foot, x: float, lift: float = 0.0) -> Foot:
    return Foot(foot.ankle + np.array([x, 0.0, lift]), foot.toe_out, foot.heel_up + 4 * lift, foot.knee_to)


def times(seconds: float, rate_hz: float) -> FloatArray:
    """(T,) s of the pictures of a clip."""
    return np.arange(round(seconds * rate_hz)) / rate_hz
