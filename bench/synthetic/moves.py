"""What a scene wants moved: a lift, or without a bar a hinge, with a stick or without, or a knee straightened."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.lifts import Lift, SetUp, Spine, smooth_step
from bench.synthetic.posture import Foot, Hand, Posture, Skeleton
from bench.synthetic.scene import Scene, SelfTest
from bench.synthetic.story import Movement, Story
from bench.synthetic.turns import tilt

FloatArray = NDArray[np.float64]
_BEHIND_NECK: Final[FloatArray] = np.array([-0.10, 0.0, 0.06])
_BEHIND_WAIST: Final[FloatArray] = np.array([-0.13, 0.0, 0.10])
# Flexion of the low and upper back and tilt of the head (rad) of a body that lies flat on the floor, and how far up its
# hands lie against the shoulders (m).
_FLAT: Final = (0.0, 0.0)
_HEAD_DOWN, _ARM_DOWN_M = -0.25, -0.055


class DowelHinge:
    """Bends at the hips with a stick along the back: `share` 1 is upright, 0 the deepest; the shins stay upright."""

    def __init__(
        self, skeleton: Skeleton, set_up: SetUp, spine: Spine, *, deepest: float = 75.0, knees: float = 18.0
    ) -> None:
        self._body, self._set_up, self._spine = skeleton, set_up, spine
        self._deepest, self._knees = np.radians([deepest, knees])
        y, toes = set_up.stance / 2, float(np.radians(set_up.toe_out))
        self.feet: tuple[Foot, Foot] = (skeleton.foot(0, 0.0, y, toes), skeleton.foot(1, 0.0, y, toes))

    def posture(self, share: float, rep: int = 0, forward_m: float = 0.0) -> Posture:
        """The hinge after `share` of the way up; nothing is held that could be `forward_m` of its way."""
        lengths, down = self._body.lengths, 1.0 - share
        knee, pitch = max(self._knees * smooth_step(down), 0.06), self._deepest * down
        lumbar, thoracic = self._spine.lumbar.at(share, rep), self._spine.thoracic.at(share, rep)
        pitch = pitch - lumbar * 0.5
        hip = np.array([forward_m, self._body.ankle_height + lengths.shank]) + lengths.thigh * np.array(
            [np.sin(-knee), np.cos(-knee)]
        )
        trunk = self._body.trunk(np.zeros(2), pitch, lumbar, thoracic)
        pelvis = hip - trunk.hips[0, [0, 2]]
        root = np.array([pelvis[0], 0.0, pelvis[1]])
        neck = root + trunk.shoulders.mean(0) + tilt(trunk.thorax) @ _BEHIND_NECK
        waist = root + tilt(pitch) @ _BEHIND_WAIST
        hands = (
            Hand(neck, 0.6, 0.8, np.array([0.3, 1.0, 0.6])),
            Hand(waist, 0.6, 0.8, np.array([-1.0, -0.7, 0.0])),
        )
        return Posture(pelvis, pitch, lumbar, thoracic, 0.0, self.feet, hands)

    def stick(self, posture: Posture) -> FloatArray:
        """(4, 4): where the stick is, whose own axis is z: through both hands."""
        upper, lower = posture.hands[0].grip, posture.hands[1].grip
        placed = np.eye(4)
        placed[:3, :3] = tilt(float(np.arctan2(upper[0] - lower[0], upper[2] - lower[2])))
        placed[:3, 3] = (upper + lower) / 2
        return placed


class FreeHinge:
    """Bends at the hips with hanging arms until the hands are at a mark; the last of `reps` may be a toe-touch.

    `share` 1 is upright, 0 the deepest.
    """

    def __init__(self, skeleton: Skeleton, set_up: SetUp, spine: Spine, how: SelfTest, reps: int) -> None:
        self._body, self._spine, self._how = skeleton, spine, how
        self._touch = reps - 1 if how.touch_lumbar is not None else reps
        y, toes = set_up.stance / 2, float(np.radians(set_up.toe_out))
        self.feet: tuple[Foot, Foot] = (skeleton.foot(0, 0.0, y, toes), skeleton.foot(1, 0.0, y, toes))
        self._deepest: dict[int, float] = {}

    def posture(self, share: float, rep: int = 0, forward_m: float = 0.0) -> Posture:  # noqa: ARG002
        """The hinge after `share` of the way up."""
        if rep not in self._deepest:
            self._deepest[rep] = self._pitch(rep)
        down = 1.0 - float(np.clip(share, 0.0, 1.0))
        return self._bent(down, self._deepest[rep] * down, rep)

    def _pitch(self, rep: int) -> float:
        """Tilt of the pelvis (rad) with which the hands come down to the mark, by halving."""
        low, high = 0.0, float(np.radians(125.0))
        mark = 0.06 if rep >= self._touch else self._how.hands_m
        for _ in range(30):
            middle = (low + high) / 2
            over = self._bent(1.0, middle, rep).hands[0].grip[2] > mark
            low, high = (middle, high) if over else (low, middle)
        return (low + high) / 2

    def _bent(self, down: float, pitch: float, rep: int) -> Posture:
        lengths, touch = self._body.lengths, rep >= self._touch
        knee = max(float(np.radians(6.0 if touch else self._how.knees)) * smooth_step(down), 0.06)
        shank = float(np.radians(-8.0 if touch else 2.0)) * smooth_step(down)
        lumbar, thoracic = self._rounding(1.0 - down, rep)
        links = ((lengths.shank, shank), (lengths.thigh, shank - knee))
        hip = np.array([0.0, self._body.ankle_height])
        hip = hip + sum(length * np.array([np.sin(lean), np.cos(lean)]) for length, lean in links)
        trunk = self._body.trunk(np.zeros(2), pitch, lumbar, thoracic)
        pelvis = hip - trunk.hips[0, [0, 2]]
        root = np.array([pelvis[0], 0.0, pelvis[1]])
        hands = []
        for shoulder, sign in zip(trunk.shoulders, (1.0, -1.0), strict=True):
            drop = self._body.arm * 0.985 * np.array([0.06 * (1 - down), 0.12 * sign, -1.0])
            hands.append(Hand(root + shoulder + drop, 1.4, 0.25, np.array([-1.0, 0.3 * sign, 0.0])))
        head = -0.5 * (pitch + lumbar + thoracic) * (0.4 if touch else 1.0)
        return Posture(pelvis, pitch, lumbar, thoracic, head, self.feet, (hands[0], hands[1]))

    def _rounding(self, share: float, rep: int) -> tuple[float, float]:
        """Flexion (rad) of low and upper back."""
        lumbar, thoracic = self._spine.lumbar, self._spine.thoracic
        if rep >= self._touch and self._how.touch_lumbar is not None:
            lumbar = replace(lumbar, bottom=self._how.touch_lumbar, per_rep=0.0)
            thoracic = replace(thoracic, bottom=self._how.touch_thoracic, per_rep=0.0)
        return lumbar.at(share, rep), thoracic.at(share, rep)


class KneeExtension:
    """Lies on the back with one thigh upright and straightens that knee: `share` 0 is bent at 90°, 1 the most.

    Norkin & White, Measurement of joint motion: the active knee extension test. The near leg is tested.
    """

    def __init__(
        self, skeleton: Skeleton, near: int, *, straightest: float = 25.0, thigh: float = 0.0, held: bool = False
    ) -> None:
        """`held`: both hands hold the thigh and the other foot stands on the floor, else arms and leg lie flat."""
        self._body, self._near, self._held = skeleton, near, held
        self._straightest, self._thigh = np.radians([straightest, thigh])
        self.feet: tuple[Foot, Foot] = self.posture(0.0).feet

    def posture(self, share: float, rep: int = 0, forward_m: float = 0.0) -> Posture:  # noqa: ARG002
        """Lying, the knee straightened by `share`."""
        lengths, pitch = self._body.lengths, -np.pi / 2
        pelvis = np.array([forward_m, 0.105])
        trunk = self._body.trunk(pelvis, pitch, *_FLAT)
        knee = np.pi / 2 + (self._straightest - np.pi / 2) * share - self._thigh
        feet, hands = [], []
        along = lengths.thigh * np.array([-np.sin(self._thigh), 0.0, np.cos(self._thigh)])
        for side, sign in ((0, 1.0), (1, -1.0)):
            hip = trunk.hips[side]
            up = hip + along
            tested = up + lengths.shank * np.array([np.sin(knee), 0.0, np.cos(knee)])
            flat = hip + np.array([lengths.thigh + lengths.shank - 0.002, 0.0, -0.02])
            ankle = tested if side == self._near else flat
            hangs = 1.0
            if self._held and side != self._near:
                ankle, hangs = np.array([hip[0] + 0.95 * lengths.thigh, hip[1], self._body.ankle_height]), 0.0
            feet.append(Foot(ankle, 0.1, 0.0, np.array([-1.0, 0.0, 1.0]), hangs))
            if self._held:
                behind = trunk.hips[self._near] + 0.7 * along + np.array([0.09, sign * 0.05, 0.0])
                hands.append(Hand(behind, np.pi / 2, 0.7, np.array([-0.5, sign, 0.2])))
                continue
            beside = trunk.shoulders[side] + np.array([self._body.arm * 0.97, sign * 0.12, _ARM_DOWN_M])
            hands.append(Hand(beside, np.pi / 2, 0.2, np.array([0.0, sign, 0.3])))
        return Posture(pelvis, pitch, *_FLAT, _HEAD_DOWN, (feet[0], feet[1]), (hands[0], hands[1]))


def movement_of(scene: Scene, skeleton: Skeleton) -> Movement:
    """The movement that a scene asks for."""
    if scene.lies:
        how, held = scene.self_test or SelfTest(), scene.test == "knee-extension-held"
        return KneeExtension(skeleton, _near(scene), straightest=how.short, thigh=how.thigh, held=held)
    if scene.test == "hinge":
        reps = sum(act.do == "rep" for act in scene.acts)
        return FreeHinge(skeleton, scene.how, scene.spine, scene.self_test or SelfTest(), reps)
    if scene.style == "hinge":
        return DowelHinge(skeleton, scene.how, scene.spine)
    return Lift(skeleton, scene.style, scene.how, scene.spine, scene.plates[0].radius_m)


def story_of(scene: Scene, skeleton: Skeleton, movement: Movement) -> Story:
    """The acts of a scene, done with `movement`."""
    at_top = scene.style in ("romanian", "hinge") and not scene.lies
    return Story(skeleton, movement, scene.acts, starts_at_top=at_top, near=_near(scene))


def _near(scene: Scene) -> int:
    """Which side the camera sees: 0 left, 1 right."""
    return 0 if scene.view.side == "left" else 1
