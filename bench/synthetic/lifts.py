"""Lifts: where the bar is and how the body follows it, with feet planted and straight arms, from bottom to lockout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.posture import Foot, Hand, Posture, Skeleton

FloatArray = NDArray[np.float64]
Style = Literal["conventional", "sumo", "trap-bar", "romanian", "block", "hinge"]
STYLES: Final[tuple[Style, ...]] = ("conventional", "sumo", "trap-bar", "romanian", "block", "hinge")


@dataclass(frozen=True, slots=True)
class Flexion:
    """How a part of the spine bends over a pull, degrees against the standing rest posture.

    `bottom` with the bar at its lowest, `top` at lockout; `bump` more just after lift-off; `per_rep` more on every
    repetition; `held` (0…1) is the share of the way up over which it stays as at the bottom: 0 unfolds all the way.
    """

    bottom: float = 10.0
    top: float = 0.0
    bump: float = 0.0
    per_rep: float = 0.0
    held: float = 0.0

    def at(self, share: float, rep: int) -> float:
        """Radians when the bar has gone `share` of its way up in repetition `rep`, counted from 0."""
        low = self.bottom + self.per_rep * rep
        unfolded = smooth_step((share - self.held) / max(1.0 - self.held, 1e-6))
        bump = self.bump * np.exp(-(((share - 0.12) / 0.1) ** 2))
        return float(np.radians(low + (self.top - low) * unfolded + bump))


@dataclass(frozen=True, slots=True)
class SetUp:
    """Set-up of a lift: lengths in m, angles in degrees.

    `bar_x` of the bar in front of the ankle at the bottom and `bar_x_top` at lockout; `swing` forward at mid-way;
    `shin` lean and `shoulder_ahead` of the bar at the bottom; `stance` between ankles, `grip` between hands, `toe_out`;
    `bent_arms` flexion of the elbows; `block_m` the plates stand on; `lowest_m` of the bar's axis where no plate
    touches the floor, 0 = they do; `gaze` how far the head stays back from the tilt of the thorax, 1 = looks ahead.
    """

    bar_x: float = 0.10
    bar_x_top: float = 0.115
    swing: float = 0.0
    shin: float = 13.0
    shoulder_ahead: float = 0.05
    stance: float = 0.30
    grip: float = 0.50
    toe_out: float = 12.0
    bent_arms: float = 0.0
    block_m: float = 0.0
    lowest_m: float = 0.0
    gaze: float = 0.5


@dataclass(frozen=True, slots=True)
class Spine:
    """Lumbar and thoracic flexion, independent of each other."""

    lumbar: Flexion = field(default_factory=Flexion)
    thoracic: Flexion = field(default_factory=lambda: Flexion(bottom=5.0))


SET_UPS: Final[dict[Style, SetUp]] = {
    "conventional": SetUp(),
    "block": SetUp(block_m=0.10, shin=9.0),
    "sumo": SetUp(bar_x=0.05, bar_x_top=0.10, shin=4.0, shoulder_ahead=0.02, stance=0.78, grip=0.40, toe_out=38.0),
    "trap-bar": SetUp(bar_x=0.03, bar_x_top=0.03, shin=20.0, shoulder_ahead=0.0, stance=0.30, grip=0.64, toe_out=8.0),
    "romanian": SetUp(bar_x=0.075, bar_x_top=0.115, shin=0.0, shoulder_ahead=0.09, stance=0.28, lowest_m=0.40),
    "hinge": SetUp(),
}


class Lift:
    """One lifter's way of lifting one bar: postures by the share of the bar's way up."""

    def __init__(self, skeleton: Skeleton, style: Style, set_up: SetUp, spine: Spine, plate_radius_m: float) -> None:
        self._body, self._style, self._set_up, self._spine = skeleton, style, set_up, spine
        self.bottom_m = set_up.lowest_m or plate_radius_m + set_up.block_m
        y, toes = set_up.stance / 2, float(np.radians(set_up.toe_out))
        self.feet: tuple[Foot, Foot] = (skeleton.foot(0, 0.0, y, toes), skeleton.foot(1, 0.0, y, toes))
        self._arm = skeleton.arm * (1 - 0.5 * (1 - np.cos(np.radians(set_up.bent_arms) / 2)))
        self._top_pelvis, self._top_arm, self.top_m = self._lockout()
        self._solved: dict[int, list[FloatArray]] = {}

    def bar(self, share: float, forward_m: float = 0.0) -> FloatArray:
        """(3,) m: the middle of the bar, `forward_m` in front of its usual way."""
        s = self._set_up
        x = forward_m + s.bar_x + (s.bar_x_top - s.bar_x) * share + s.swing * np.sin(np.pi * np.clip(share, 0, 1)) ** 2
        return np.array([x, 0.0, self.bottom_m + (self.top_m - self.bottom_m) * share])

    def posture(self, share: float, rep: int = 0, forward_m: float = 0.0) -> Posture:
        """Holding the bar after `share` (0…1) of its way up in repetition `rep`, `forward_m` off its usual way."""
        start = self._near(share, rep)
        x, z, pitch = self._solve(share, rep, start, forward_m)
        lumbar, thoracic = self._spine.lumbar.at(share, rep), self._spine.thoracic.at(share, rep)
        thorax = pitch + lumbar + thoracic
        hands = self._hands(self.bar(share, forward_m))
        return Posture(np.array([x, z]), pitch, lumbar, thoracic, -self._set_up.gaze * thorax, self.feet, hands)

    def _hands(self, bar: FloatArray) -> tuple[Hand, Hand]:
        palm = np.pi / 2 if self._style == "trap-bar" else 0.0

        def hand(sign: float) -> Hand:
            grip = bar + np.array([0.0, sign * self._set_up.grip / 2, 0.0])
            return Hand(grip, palm, 1.0, np.array([-1.0, 0.4 * sign, 0.0]))

        return hand(1.0), hand(-1.0)

    def _reach(self, shoulder_y: float) -> float:
        """Metres from shoulder to hands, seen from the side."""
        return float(np.sqrt(self._arm**2 - (self._set_up.grip / 2 - abs(shoulder_y)) ** 2))

    def _lockout(self) -> tuple[FloatArray, float, float]:
        """Pelvis (x, z, tilt), angle of the arms and height of the bar, with knees 4° short of straight."""
        body, lengths = self._body, self._body.lengths
        shin, knee, pitch = np.radians([1.0, 4.0, 1.0])
        width = body.trunk(np.zeros(2), 0.0, 0.0, 0.0).hips[0, 1] - self._set_up.stance / 2
        leg = np.sqrt((lengths.shank + lengths.thigh) ** 2 - width**2) / (lengths.shank + lengths.thigh)
        hip = np.array([0.0, body.ankle_height]) + leg * (
            lengths.shank * np.array([np.sin(shin), np.cos(shin)])
            + lengths.thigh * np.array([np.sin(shin - knee), np.cos(shin - knee)])
        )
        lumbar, thoracic = self._spine.lumbar.at(1.0, 0), self._spine.thoracic.at(1.0, 0)
        trunk = body.trunk(np.zeros(2), pitch, lumbar, thoracic)
        pelvis = hip - trunk.hips[0, [0, 2]]
        shoulder = trunk.shoulders[0] + np.array([pelvis[0], 0.0, pelvis[1]])
        reach = self._reach(shoulder[1])
        arm = float(np.arcsin(np.clip((shoulder[0] - self._set_up.bar_x_top) / reach, -0.5, 0.5)))
        return np.array([*pelvis, pitch]), arm, float(shoulder[2] - reach * np.cos(arm))

    def _near(self, share: float, rep: int) -> FloatArray:
        """A solved posture nearby, to start from; the first call of a repetition solves the whole way down."""
        if rep not in self._solved:
            at, table = self._top_pelvis, []
            for part in np.linspace(1.0, 0.0, 41):
                at = self._solve(float(part), rep, at)
                table.append(at)
            self._solved[rep] = table
        return self._solved[rep][int(np.clip(round((1 - share) * 40), 0, 40))]

    def _solve(self, share: float, rep: int, start: FloatArray, forward_m: float = 0.0) -> FloatArray:
        """Pelvis (x, z, tilt) so that the hands reach the bar at the wanted arm angle with the wanted lean of the shin.

        Newton's method on three equations.
        """
        lumbar, thoracic = self._spine.lumbar.at(share, rep), self._spine.thoracic.at(share, rep)
        bar, arm, shin = self.bar(share, forward_m), self._arm_angle(share), self._shin(share)

        def missed(at: FloatArray) -> FloatArray:
            trunk = self._body.trunk(at[:2], float(at[2]), lumbar, thoracic)
            shoulder, foot = trunk.shoulders[0], self.feet[0]
            reach = self._reach(shoulder[1])
            shank = self._body.knee(trunk.hips[0], foot) - foot.ankle
            return np.array([
                shoulder[0] - bar[0] - reach * np.sin(arm),
                shoulder[2] - bar[2] - reach * np.cos(arm),
                np.arctan2(shank[0], shank[2]) - shin,
            ])  # fmt: skip

        at = start
        for _ in range(30):
            off = missed(at)
            if np.abs(off).max() < 1e-9:
                break
            slope = np.stack([(missed(at + step) - off) / 1e-6 for step in 1e-6 * np.eye(3)], axis=1)
            at = at - np.clip(np.linalg.lstsq(slope, off)[0], -0.1, 0.1)
        return np.asarray(at)

    def _arm_angle(self, share: float) -> float:
        bottom = float(np.arcsin(self._set_up.shoulder_ahead / self._arm))
        return bottom + (self._top_arm - bottom) * smooth_step(share)

    def _shin(self, share: float) -> float:
        """Lean of the shin, rad: upright by the time the bar passes the knee, then on to 1°."""
        if self._style == "trap-bar":  # nothing in front of the knees: they stay forward for longer
            return float(np.radians(self._set_up.shin + (1.0 - self._set_up.shin) * smooth_step(share / 0.9)))
        height = self.bar(share)[2]
        knee = self._body.ankle_height + self._body.lengths.shank - 0.04
        if height < knee and self.bottom_m < knee:
            passed = smooth_step((height - self.bottom_m) / (knee - self.bottom_m)) ** 0.8
            return float(np.radians(self._set_up.shin + (3.0 - self._set_up.shin) * passed))
        above = smooth_step((height - knee) / max(0.05, self.top_m - knee))
        return float(np.radians(min(3.0, self._set_up.shin) - (min(3.0, self._set_up.shin) - 1.0) * above))


def smooth_step(share: float) -> float:
    """The minimum-jerk way from 0 to 1 (Flash & Hogan 1985, doi:10.1523/JNEUROSCI.05-07-01688.1985)."""
    x = float(np.clip(share, 0.0, 1.0))
    return x**3 * (10 - 15 * x + 6 * x * x)
