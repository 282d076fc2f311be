"""What a scene wants moved: a lift, or without a bar a hinge with a stick, or a knee straightened lying down."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.lifts import Lift, SetUp, Spine, smooth_step
from bench.synthetic.posture import Foot, Hand, Posture, Skeleton
from bench.synthetic.scene import Scene
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


class KneeExtension:
    """Lies on the back with one thigh upright and straightens that knee: `share` 0 is bent at 90°, 1 the most.

    Norkin & White, Measurement of joint motion: the active knee extension test. The near leg is tested.
    """

    def __init__(self, skeleton: Skeleton, near: int, *, straightest: float = 25.0) -> None:
        self._body, self._near, self._straightest = skeleton, near, float(np.radians(straightest))
        self.feet: tuple[Foot, Foot] = self.posture(0.0).feet

    def posture(self, share: float, rep: int = 0, forward_m: float = 0.0) -> Posture:  # noqa: ARG002
        """Lying, the knee straightened by `share`."""
        lengths, pitch = self._body.lengths, -np.pi / 2
        pelvis = np.array([forward_m, 0.105])
        trunk = self._body.trunk(pelvis, pitch, *_FLAT)
        knee = np.pi / 2 + (self._straightest - np.pi / 2) * share
        feet, hands = [], []
        for side, sign in ((0, 1.0), (1, -1.0)):
            hip = trunk.hips[side]
            up = hip + np.array([0.0, 0.0, lengths.thigh])
            tested = up + lengths.shank * np.array([np.sin(knee), 0.0, np.cos(knee)])
            flat = hip + np.array([lengths.thigh + lengths.shank - 0.002, 0.0, -0.02])
            ankle = tested if side == self._near else flat
            feet.append(Foot(ankle, 0.1, 0.0, np.array([-1.0, 0.0, 1.0]), 1.0))
            beside = trunk.shoulders[side] + np.array([self._body.arm * 0.97, sign * 0.12, _ARM_DOWN_M])
            hands.append(Hand(beside, np.pi / 2, 0.2, np.array([0.0, sign, 0.3])))
        return Posture(pelvis, pitch, *_FLAT, _HEAD_DOWN, (feet[0], feet[1]), (hands[0], hands[1]))


def movement_of(scene: Scene, skeleton: Skeleton) -> Movement:
    """The movement that a scene asks for."""
    if scene.test == "knee-extension":
        return KneeExtension(skeleton, _near(scene))
    if scene.style == "hinge":
        return DowelHinge(skeleton, scene.how, scene.spine)
    return Lift(skeleton, scene.style, scene.how, scene.spine, scene.plates[0].radius_m)


def story_of(scene: Scene, skeleton: Skeleton, movement: Movement) -> Story:
    """The acts of a scene, done with `movement`."""
    at_top = scene.style in ("romanian", "hinge") and not scene.test
    return Story(skeleton, movement, scene.acts, starts_at_top=at_top, near=_near(scene))


def _near(scene: Scene) -> int:
    """Which side the camera sees: 0 left, 1 right."""
    return 0 if scene.view.side == "left" else 1
