"""A posture in few numbers, and the bones that take it: trunk by angles, legs and arms by where feet and hands are."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.body import SIDES, Body, Lengths, lengths_of
from bench.synthetic.spine import SPINE, bends
from bench.synthetic.turns import about, carried, swivel, tilt, unit

FloatArray = NDArray[np.float64]
_SIGN: Final = {"L": 1.0, "R": -1.0}
# The middle of the bar lies this far on the palm's side of the line of the hand: its radius and half a finger.
PALM_M: Final = 0.022
_FORWARD: Final[FloatArray] = np.array([1.0, 0.0, 0.0])
# Curl of the three links of a closed finger and thumb, rad, and how wide an idle hand stands open.
_CLOSED: Final[FloatArray] = np.radians([42.0, 72.0, 58.0])
_THUMB: Final[FloatArray] = np.radians([12.0, 26.0, 30.0])
_IDLE: Final = 0.35
_NECK: Final = {"neck01": 0.25, "neck02": 0.5, "neck03": 0.75, "head": 1.0}


@dataclass(frozen=True, slots=True, eq=False)
class Foot:
    """`ankle` (3,) m; the toes point `toe_out` rad outwards; `heel_up` rad; `knee_to` (3,) where the knee is pushed.

    `along_shank` lets the foot hang from its shank, as off the floor, instead of standing flat.
    """

    ankle: FloatArray
    toe_out: float
    heel_up: float
    knee_to: FloatArray
    along_shank: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """`grip` (3,) m: the middle of what the fingers hold; `palm` rad: 0 faces back, π/2 faces the thigh; `closed` 0…1.

    `elbow_to` (3,): where a bent elbow points.
    """

    grip: FloatArray
    palm: float
    closed: float
    elbow_to: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Posture:
    """`pelvis_m` (2,) x and z of the hips' middle; tilt of the pelvis, flexion of the spine and tilt of the head, rad.

    The head's is against the thorax, negative = looks up. Feet and hands are left, right.
    """

    pelvis_m: FloatArray
    pelvis: float
    lumbar: float
    thoracic: float
    head: float
    feet: tuple[Foot, Foot]
    hands: tuple[Hand, Hand]


class Bones(NamedTuple):
    """Every bone's turn (B, 3, 3) from rest and its joint's place (B, 3) m."""

    turned: FloatArray
    place: FloatArray


class TrunkJoints(NamedTuple):
    """Joints of the trunk: hips and shoulders (2, 3) m left and right, and tilt of the thorax, rad."""

    hips: FloatArray
    shoulders: FloatArray
    thorax: float


_Noun = TypeVar("_Noun", Posture, Foot, Hand)


def between(one: _Noun, other: _Noun, share: float) -> _Noun:
    """The posture that lies `share` (0…1) of the way from `one` to `other`, number by number."""

    def mixed(a: object, b: object) -> object:
        if isinstance(a, tuple) and isinstance(b, tuple):
            return tuple(mixed(x, y) for x, y in zip(a, b, strict=True))
        if is_dataclass(a):
            return between(a, b, share)  # type: ignore[type-var]
        return (1 - share) * np.asarray(a) + share * np.asarray(b)

    return type(one)(*(mixed(getattr(one, f.name), getattr(other, f.name)) for f in fields(one)))  # type: ignore[arg-type]


class Skeleton:
    """Puts a body's bones where a posture wants them."""

    def __init__(self, body: Body, sole_m: float = 0.0) -> None:
        self.body = body
        self._sole_m = sole_m
        self.lengths: Lengths = lengths_of(body)
        self.arm = self.lengths.upper_arm + self.lengths.forearm + self.lengths.hand
        heads = body.heads
        chain = ["root", *SPINE]
        self._rest = heads[[body.index[name] for name in chain]]
        self._hips = heads[[body.index[f"upperleg01.{side}"] for side in SIDES]] - heads[body.index["root"]]
        self._shoulders = heads[[body.index[f"upperarm01.{side}"] for side in SIDES]] - heads[body.index[SPINE[-1]]]
        toes = body.head("toe3-1.L") - body.head("foot.L")
        self._rest_toe_out = float(np.arctan2(toes[1], toes[0]))

    @property
    def ankle_height(self) -> float:
        """Metres from the floor to the ankle joint of a foot that stands."""
        return self.lengths.ankle_height + self._sole_m

    def trunk(self, pelvis_m: FloatArray, pelvis: float, lumbar: float, thoracic: float) -> TrunkJoints:
        """Hips and shoulders of a trunk that is bent so."""
        turn, place = tilt(pelvis), np.array([pelvis_m[0], 0.0, pelvis_m[1]])
        hips = place + self._hips @ turn.T
        angle = pelvis
        for bend, offset in zip(bends(lumbar, thoracic), np.diff(self._rest, axis=0), strict=True):
            place = place + turn @ offset
            angle += bend
            turn = tilt(angle)
        return TrunkJoints(hips, place + self._shoulders @ turn.T, angle)

    def knee(self, hip: FloatArray, foot: Foot) -> FloatArray:
        """(3,) the knee between `hip` and the ankle, pushed towards `foot.knee_to`; straight if out of reach."""
        return _middle_joint(hip, foot.ankle, self.lengths.thigh, self.lengths.shank, foot.knee_to)

    def foot(self, side: int, x: float, y: float, toe_out: float, heel_up: float = 0.0) -> Foot:
        """A foot that stands on the floor; the knee goes where the toes point."""
        sign = 1.0 if side == 0 else -1.0
        ankle = np.array([x, sign * abs(y), self.ankle_height])
        return Foot(ankle, toe_out, heel_up, np.array([np.cos(toe_out), sign * np.sin(toe_out), 0.0]))

    def bones(self, posture: Posture) -> Bones:
        """All bones in `posture`."""
        turns = self._trunk_turns(posture)
        joints = self.trunk(posture.pelvis_m, posture.pelvis, posture.lumbar, posture.thoracic)
        for side, foot, hip in zip(SIDES, posture.feet, joints.hips, strict=True):
            turns |= self._leg_turns(side, foot, hip)
        for side, hand, shoulder in zip(SIDES, posture.hands, joints.shoulders, strict=True):
            turns |= self._arm_turns(side, hand, shoulder)
        return self._placed(posture, turns)

    def _trunk_turns(self, posture: Posture) -> dict[str, FloatArray]:
        turns = {name: tilt(posture.pelvis) for name in ("root", "pelvis.L", "pelvis.R", "spine05")}
        angle = posture.pelvis
        for name, bend in zip(SPINE, bends(posture.lumbar, posture.thoracic), strict=True):
            angle += bend
            turns[name] = tilt(angle)
        return turns | {name: tilt(angle + share * posture.head) for name, share in _NECK.items()}

    def _leg_turns(self, side: str, foot: Foot, hip: FloatArray) -> dict[str, FloatArray]:
        body, sign = self.body, _SIGN[side]
        knee = self.knee(hip, foot)
        thigh, shank = knee - hip, foot.ankle - knee
        hinge = np.cross(unit(thigh), unit(shank))
        outward = np.cross(foot.knee_to, [0.0, 0.0, -1.0])
        # A straight leg has no plane of its own: then the knee's axis is square to where the knee is meant to go.
        hinge = hinge * np.sign(hinge @ outward) if np.linalg.norm(hinge) > 0.01 else outward
        y = np.array([0.0, 1.0, 0.0])
        hinge = hinge * np.sign(hinge[1]) if hinge[1] else hinge
        rest_thigh = body.head(f"lowerleg01.{side}") - body.head(f"upperleg01.{side}")
        rest_shank = body.head(f"foot.{side}") - body.head(f"lowerleg01.{side}")
        thigh_turn, shank_turn = carried(thigh, hinge, rest_thigh, y), carried(shank, hinge, rest_shank, y)
        flat = swivel(sign * (foot.toe_out - self._rest_toe_out)) @ tilt(foot.heel_up)
        turns = {f"{name}.{side}": thigh_turn for name in ("upperleg01", "upperleg02")}
        turns |= {f"{name}.{side}": shank_turn for name in ("lowerleg01", "lowerleg02")}
        return turns | {f"foot.{side}": shank_turn if foot.along_shank > 0.5 else flat}

    def _arm_turns(self, side: str, hand: Hand, shoulder: FloatArray) -> dict[str, FloatArray]:
        body, sign, size = self.body, _SIGN[side], self.lengths
        across = np.cos(hand.palm) * np.array([0.0, -sign, 0.0]) + np.sin(hand.palm) * _FORWARD
        palm = np.cross([0.0, 0.0, -1.0], across) * sign
        target = hand.grip - PALM_M * hand.closed * palm
        elbow = _middle_joint(shoulder, target, size.upper_arm, size.forearm + size.hand, hand.elbow_to)
        upper, fore = unit(elbow - shoulder), unit(target - elbow)
        hinge = np.cross(upper, fore)
        hinge = hinge if np.linalg.norm(hinge) > 0.02 else np.cross(upper, _FORWARD)
        rest = [body.head(f"{name}.{side}") for name in ("upperarm01", "lowerarm01", "wrist")]
        rest_hinge = np.cross(rest[1] - rest[0], rest[2] - rest[1])
        upper_turn = carried(upper, hinge, rest[1] - rest[0], rest_hinge)
        fore_turn = carried(fore, hinge, rest[2] - rest[1], rest_hinge)
        knuckles = body.head(f"finger2-1.{side}") - body.head(f"finger5-1.{side}")
        hand_turn = carried(fore, across, body.head(f"finger3-1.{side}") - rest[2], knuckles)
        turns = {f"{name}.{side}": upper_turn for name in ("upperarm01", "upperarm02")}
        turns |= {f"lowerarm01.{side}": fore_turn, f"lowerarm02.{side}": _halfway(fore_turn, hand_turn)}
        turns |= {f"{name}.{side}": hand_turn for name in ("wrist", *(f"metacarpal{k}" for k in (1, 2, 3, 4)))}
        return turns | _finger_turns(side, hand_turn, -sign * across, fore, hand.closed)

    def _placed(self, posture: Posture, turns: dict[str, FloatArray]) -> Bones:
        body = self.body
        turned, place = np.zeros((len(body.heads), 3, 3)), np.zeros((len(body.heads), 3))
        names = list(body.index)
        for bone in body.order:
            parent = body.parents[bone]
            if parent < 0:
                turned[bone] = turns[names[bone]]
                place[bone] = [posture.pelvis_m[0], 0.0, posture.pelvis_m[1]]
                continue
            turned[bone] = turns.get(names[bone], turned[parent])
            place[bone] = place[parent] + turned[parent] @ (body.heads[bone] - body.heads[parent])
        return Bones(turned, place)


def _middle_joint(start: FloatArray, end: FloatArray, first: float, second: float, towards: FloatArray) -> FloatArray:
    """(3,) the joint between two links of given lengths; the chain is straight when `end` is out of reach."""
    line = end - start
    apart = min(float(np.linalg.norm(line)), (first + second) * 0.99995)
    along = unit(line)
    aside = unit(towards - along * (along @ towards))
    cosine = np.clip((first**2 + apart**2 - second**2) / (2 * first * apart), -1.0, 1.0)
    return np.asarray(start + first * (along * cosine + aside * np.sqrt(1 - cosine**2)))


def _halfway(one: FloatArray, other: FloatArray) -> FloatArray:
    """(3, 3) half the turn from `one` to `other`: the forearm twists along its length."""
    relative = other @ one.T
    angle = float(np.arccos(np.clip((np.trace(relative) - 1) / 2, -1.0, 1.0)))
    if angle < 1e-6 or angle > np.pi - 1e-3:
        return one
    axis = np.array([relative[2, 1] - relative[1, 2], relative[0, 2] - relative[2, 0], relative[1, 0] - relative[0, 1]])
    return np.asarray(about(axis, angle / 2) @ one)


def _finger_turns(
    side: str, hand_turn: FloatArray, axis: FloatArray, along: FloatArray, closed: float
) -> dict[str, FloatArray]:
    """Fingers curled about the line of the knuckles, the thumb laid over them."""
    amount = _IDLE + (1 - _IDLE) * closed
    turns = {}
    for finger in (2, 3, 4, 5):
        for link, angle in enumerate(np.cumsum(_CLOSED) * amount, 1):
            turns[f"finger{finger}-{link}.{side}"] = about(axis, float(angle)) @ hand_turn
    for link, angle in enumerate(np.cumsum(_THUMB) * amount, 1):
        turns[f"finger1-{link}.{side}"] = about(along, -_SIGN[side] * float(angle)) @ hand_turn
    return turns
