"""Lifts from the floor, from blocks, with a trap bar and from the top, as the model of the what-if sets them up.

`liftwell.loads` says where hips, knees and shoulders have to be so that straight arms reach the bar; here the same
body is drawn, with hips free enough that its back stays flat.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np

from liftwell.athlete import Athlete, Segments
from liftwell.loads.build import Drawn, body_of, drawn
from liftwell.loads.pull import Way, hold, posture, way_of
from liftwell.loads.style import PLATE_RADIUS_M
from liftwell.loads.variants import Variant, variant
from liftwell.quantity import Quantity
from liftwell.report.figures.body import Build
from liftwell.report.figures.figure import Figure, Limb, Spine
from liftwell.report.figures.movement import Key, Movement
from liftwell.report.figures.posing import FLAT
from liftwell.report.figures.reach import heading, reach

# Hips that bend so far fold every body onto its bar with a flat back: a picture shows the lift done well (judgement).
_FREE_HIPS: Final = Quantity(math.radians(155), 0.0, "rad")
_FLAT: Final = Quantity(0.0, 0.0, "rad")
# Before the slack is out: the upper back so much rounder (rad), the arms so much shorter (m); judgement, to be seen.
_LOOSE_UPPER, _LOOSE_ARM = math.radians(16), 0.006


@dataclass(frozen=True)
class Pulling:
    """A lift of one body: between its keys the bar goes up and down."""

    build: Build
    movement: Movement
    kind: Variant
    body: Drawn

    @property
    def keys(self) -> tuple[Key, ...]:
        """The key poses, in order."""
        return self.movement.keys

    @cached_property
    def way(self) -> Way:
        """The way of the hands."""
        return way_of(self.kind, self.body, PLATE_RADIUS_M)

    def height(self, key: Key) -> float:
        """Height (m) of the hands at a key: `share` of the way up from where the plates stand."""
        start = float(self.way.low[0]) + key.dy
        return start + (float(self.way.top[0]) - start) * key.share

    def between(self, start: int, stop: int, share: float) -> Figure:
        """The figure at a `share` of the way between two keys."""
        a, b = self.keys[start], self.keys[stop]
        height = self.height(a) + (self.height(b) - self.height(a)) * share
        neck = a.neck + (b.neck - a.neck) * share
        return self._loosened(self.at(height, neck), a.slack + (b.slack - a.slack) * share)

    def at(self, height_m: float, neck: float) -> Figure:
        """The figure with the hands at a height."""
        height = np.array([height_m])
        folded = posture(self.kind, self.body, self.way, height, hold(self.kind, self.body, self.way, height))
        knee, hip, shoulder = (complex(*place[:, 0]) for place in (folded.knee, folded.hip, folded.shoulder))
        ankle = complex(0.0, self.build.ankle)
        hands = complex(hold(self.kind, self.body, self.way, height).bar_x[0], height_m)
        lean = -heading(hip - shoulder)
        leg = Limb(hip, heading(knee - hip), heading(ankle - knee), FLAT, (abs(knee - hip), abs(ankle - knee)))
        seen = abs(hands - shoulder) / self.build.arm
        hang = heading(hands - shoulder)
        arm = Limb(shoulder, hang, hang, hang, (seen * self.build.upper_arm, seen * self.build.forearm))
        spine = Spine(lean, 0.0, 0.0, abs(shoulder - hip))
        return Figure(self.build, hip, spine, lean + neck, leg, leg, arm, arm)

    def _loosened(self, figure: Figure, slack: float) -> Figure:
        """The same hold before the slack is out: bar and feet stay, the upper back is round, the arms hang loosely."""
        if not slack:
            return figure
        hands = figure.grip(figure.near_arm)
        shoulder = figure.shoulder + _LOOSE_ARM * slack * (hands - figure.shoulder) / abs(hands - figure.shoulder)
        spine = replace(figure.spine, thoracic=slack * _LOOSE_UPPER)
        hip = shoulder - spine.at(1.0)
        first, second = figure.near_arm.lengths
        upper, lower = reach(shoulder, hands, first, second + self.build.palm, knee=False)
        arm = Limb(shoulder, upper, lower, lower, figure.near_arm.lengths)
        thigh, shank = figure.near_leg.lengths
        leg = Limb(hip, *reach(hip, figure.near_leg.end, thigh, shank, knee=True), FLAT, figure.near_leg.lengths)
        head = figure.head + slack * _LOOSE_UPPER / 2
        return Figure(self.build, hip, spine, head, leg, leg, arm, arm)


def pulling_of(movement: Movement, build: Build) -> Pulling:
    """The lift that a movement's `pull` names, of this body."""
    kind = _sideways(variant(movement.pull["lift"]), movement.pull, build)
    told = {name: Quantity(getattr(build, name), 0.0, "m") for name in ("shank", "thigh", "trunk", "arm")}
    body = body_of(
        Athlete(build.stature), Segments(**told), hip_range=_FREE_HIPS, ankle_m=build.ankle, thoracic=_FLAT,
        straight_knee=_FREE_HIPS,
    )  # fmt: skip
    return Pulling(build, movement, kind, drawn(body, 1, None))


def _sideways(kind: Variant, told: Mapping[str, Any], build: Build) -> Variant:
    """A narrow stance is drawn with legs and arms that lie in the picture, so that none of them looks short."""
    if told.get("wide"):
        return kind
    body = drawn(body_of(Athlete(build.stature)), 1, None)
    return replace(kind, toe_out=0.0, stance=2 * body.hip_half, grip=2 * body.shoulder_half)
