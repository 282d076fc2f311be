"""Walking on the spot while the floor goes by: one stride of two steps, then as often as told."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from liftwell.report.figures.body import Build
from liftwell.report.figures.figure import Figure, Limb
from liftwell.report.figures.posing import FLAT
from liftwell.report.figures.reach import reach

_SAMPLES: Final = 10  # of a stride
_STANCE: Final = 0.6  # share of a stride that a foot is on the floor: usual for walking (judgement)


def strides(told: Mapping[str, Any], build: Build, standing: Figure) -> Iterator[tuple[float, Figure, float]]:
    """Seconds since the figure before, the figure, and the metres that the floor has gone back since.

    `told` has strides, seconds for each, the length of a stride in m, and swing of the arms in degrees by side.
    """
    count, each_s, length = int(told["strides"]), float(told["stride_s"]), float(told["length_m"]) * build.scale
    swing = (math.radians(told.get("near_swing", 0.0)), math.radians(told.get("far_swing", 0.0)))
    each = each_s / _SAMPLES
    for n in range(1, count * _SAMPLES + 1):
        phase = n / _SAMPLES
        # The first and the last steps are small, so that walking begins and ends standing.
        amount = min(1.0, 2 * phase, 2 * (count - phase)) if not told.get("endless") else 1.0
        yield each, walking(standing, build, phase, amount * length, swing), amount * length / _SAMPLES


def walking_at_start(told: Mapping[str, Any], build: Build, standing: Figure) -> Figure:
    """The first moment of a walk that has no end."""
    swing = (math.radians(told.get("near_swing", 0.0)), math.radians(told.get("far_swing", 0.0)))
    return walking(standing, build, 0.0, float(told["length_m"]) * build.scale, swing)


def walking(standing: Figure, build: Build, phase: float, length: float, swing: tuple[float, float]) -> Figure:
    """A walker at a `phase` of the stride (1 for two steps), with steps of half a `length` (m)."""
    share = length / build.leg
    hip = standing.hip - 1j * build.leg * 0.03 * share * (1.2 + math.cos(4 * math.pi * phase))
    foot = standing.near_leg.end.real
    near, far = (_leg(build, hip, foot, (phase + shift) % 1.0, length) for shift in (0.0, 0.5))
    moved = standing.moved(hip - standing.hip)
    turn = math.cos(2 * math.pi * (phase - 0.05)) * min(1.0, share)
    return replace(
        moved, near_leg=near, far_leg=far, near_arm=_swung(moved.near_arm, -turn * swing[0]),
        far_arm=_swung(moved.far_arm, turn * swing[1]),
    )  # fmt: skip


def _leg(build: Build, hip: complex, foot: float, phase: float, length: float) -> Limb:
    """On the floor from in front to behind, heel up at the end, then through the air."""
    half = 0.5 * length * _STANCE
    if phase < _STANCE:
        x, lift, turn = half - 2 * half * phase / _STANCE, 0.0, 0.0
        late = max(0.0, phase / _STANCE - 0.7) / 0.3
        turn = -0.5 * late * late * min(1.0, length)
        early = max(0.0, 0.2 - phase) / 0.2
        turn += 0.25 * early * min(1.0, length)
    else:
        share = (phase - _STANCE) / (1 - _STANCE)
        x = -half + 2 * half * share * share * (3 - 2 * share)
        lift = 0.10 * math.sin(math.pi * share) * min(1.0, length)
        turn = (-0.5 * (1 - share) ** 2 + 0.25 * share * share) * min(1.0, length)
    # Feet turn about the toe when the heel is up and about the heel when the toe is.
    raised = build.toe * math.sin(-turn) if turn < 0 else build.heel * math.sin(turn)
    ankle = complex(foot + x, build.ankle + lift + raised)
    upper, lower = reach(hip, ankle, build.thigh, build.shank, knee=True)
    return Limb(hip, upper, lower, FLAT + turn, (build.thigh, build.shank))


def _swung(arm: Limb, by: float) -> Limb:
    return replace(arm, upper=arm.upper + by, lower=arm.lower + by + 0.35 * abs(by), tip=arm.tip + by + 0.35 * abs(by))
