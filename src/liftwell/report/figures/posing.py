"""From key poses to a figure: limbs reach what they hold, feet stay where they stand, and bodies keep their balance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from liftwell.report.figures.body import Build
from liftwell.report.figures.figure import LIMBS, Figure, Limb, Spine
from liftwell.report.figures.movement import Key, Movement, Rule
from liftwell.report.figures.reach import reach, turned, where_zero

FLAT: Final = math.pi / 2
# Heights (m) of joints over what they rest on, for a body of 1.75 m: half of what the part is thick there.
KNEE_M, SEAT_M, BACK_M, WRIST_M = 0.055, 0.105, 0.105, 0.035
# Arms that hold a body up are straight but for this: locked elbows look stiff (judgement).
_STRAIGHT: Final = 0.9985


class Held(NamedTuple):
    """Where the end of a limb is held, and the direction (rad) of foot or hand there; None leaves it in line."""

    place: complex
    tip: float | None


@dataclass(frozen=True, slots=True)
class Posing:
    """A movement of one body: `kept` are the places of hands and feet in its first key, `floor` that of the anchor."""

    build: Build
    movement: Movement
    kept: Mapping[str, Held]
    keys: tuple[Key, ...]

    def between(self, start: int, stop: int, share: float) -> Figure:
        """The figure at a `share` of the way between two keys."""
        return _solved(self, self.keys[start], self.keys[stop], share)

    def circled(self, number: int, back: float) -> Figure:
        """The figure of a key with the thighs `back` (rad) further than it says."""
        key = self.keys[number]
        near, far = (replace(rule, upper=(rule.upper or 0.0) + back) for rule in (key.near_leg, key.far_leg))
        there = replace(key, near_leg=near, far_leg=far)
        return _solved(self, there, there, 0.0)


def posing_of(movement: Movement, build: Build) -> Posing:
    """The movement with its first key placed, so that later ones know what stays, and every lean worked out."""
    bare = Posing(build, movement, {}, movement.keys)
    first = _solved(bare, movement.keys[0], movement.keys[0], 0.0)
    kept = {name: _held(first, name, getattr(movement.keys[0], name)) for name in LIMBS}
    placed = replace(bare, kept=kept, keys=tuple(_staying(movement.keys[0], key) for key in movement.keys))
    return replace(placed, keys=tuple(_with_lean(placed, key) for key in placed.keys))


def _staying(first: Key, key: Key) -> Key:
    """What a key puts on the floor as the first one does stays there, wherever the hips go."""
    stays: dict[str, Any] = {
        name: replace(rule, at="keep", dx=0.0, dy=0.0, tip=None)
        for name in LIMBS
        if (rule := getattr(key, name)).at == "floor" and rule == getattr(first, name)
    }
    return replace(key, **stays)


def _held(figure: Figure, name: str, rule: Rule) -> Held:
    limb: Limb = getattr(figure, name)
    # A hand that lies on the floor is held at the wrist, one that grips at the palm.
    if name.endswith("leg") or rule.at == "floor" or rule.tip is not None:
        return Held(limb.end, limb.tip)
    return Held(figure.grip(limb), None)


def _with_lean(posing: Posing, key: Key) -> Key:
    if key.lean_by == "arms":
        # Kept in mind as an angle too, for the way to keys that do not ask for straight arms.
        return replace(key, lean=_solved(posing, key, key, 0.0).spine.lean)
    if key.lean_by != "line":
        return key

    def off(lean: float) -> float:
        figure = _solved(posing, straight := replace(key, lean=lean, lean_by=""), straight, 0.0)
        return figure.hip_bend(figure.near_leg) - (key.near_leg.joint or 0.0)

    return replace(key, lean=where_zero(off, key.lean - math.radians(50), key.lean + math.radians(20)), lean_by="")


def _solved(posing: Posing, a: Key, b: Key, share: float) -> Figure:
    """One unknown at most is left: the lean that keeps arms straight, or the hip that keeps the balance."""

    def mixed(name: str) -> float:
        start, stop = getattr(a, name), getattr(b, name)
        return float(start + (stop - start) * share)

    lean = mixed("lean")
    if a.lean_by == b.lean_by == "arms":

        def off_arms(lean: float) -> float:
            figure = _balanced(posing, a, b, share, lean)
            return abs(figure.shoulder - _target(posing, figure, side, getattr(b, side)).place) - arm

        side = next(name for name in ("near_arm", "far_arm") if getattr(a, name).at and getattr(b, name).at)

        arm = _STRAIGHT * (posing.build.arm - (0.0 if getattr(b, side).at == "picture" else posing.build.palm))
        lean = where_zero(off_arms, math.radians(20), math.radians(125))
    return _balanced(posing, a, b, share, lean)


def _balanced(posing: Posing, a: Key, b: Key, share: float, lean: float) -> Figure:
    if not _needs_balance(a.near_leg):
        return _placed(posing, a, b, share, lean, None)

    over = _mix(a.over, b.over, share)

    def off_balance(hip: float) -> float:
        figure = _placed(posing, a, b, share, lean, hip)
        heel, toe = figure.heel(figure.near_leg).real, figure.toe(figure.near_leg).real
        return figure.balance(posing.movement.load) - _mix(heel, toe, over)

    # From the shank 25° back to 45° forward.
    knee = _mix(a.near_leg.bend, b.near_leg.bend, share)
    hip = where_zero(off_balance, lean + knee - math.radians(45), lean + knee + math.radians(25))
    return _placed(posing, a, b, share, lean, hip)


def _needs_balance(rule: Rule) -> bool:
    return not rule.at and rule.joint is None and rule.upper is None


def _mix(start: float | None, stop: float | None, share: float) -> float:
    return (start or 0.0) + ((stop or 0.0) - (start or 0.0)) * share


def _placed(posing: Posing, a: Key, b: Key, share: float, lean: float, hip: float | None) -> Figure:
    """The figure with this `lean`, and this bend of the hips where balance asks for it."""
    build = posing.build

    def mixed(name: str) -> float:
        start, stop = getattr(a, name), getattr(b, name)
        return float(start + (stop - start) * share)

    spine = Spine(lean, mixed("lumbar"), mixed("upper"), build.trunk)
    shoulder = spine.at(1.0)
    leg = Limb(0j, 0.0, 0.0, FLAT, (build.thigh, build.shank))
    arm = Limb(shoulder, 0.0, 0.0, 0.0, (build.upper_arm, build.forearm))
    figure = Figure(build, 0j, spine, spine.chest + mixed("neck"), leg, leg, arm, arm)
    # First what hangs on the trunk by angles, then the anchor, then what reaches for a place in the picture.
    by_angle = [name for name in LIMBS if not (getattr(a, name).at or getattr(b, name).at)]
    for name in by_angle:
        figure = figure.with_limb(name, _limb(posing, figure, name, (a, b), share, hip))
    offset = complex(mixed("dx"), mixed("dy")) * build.scale
    figure = figure.moved(_anchor_place(posing) + offset - _anchor(figure, posing.movement.anchor))
    for name in LIMBS:
        if name not in by_angle:
            figure = figure.with_limb(name, _limb(posing, figure, name, (a, b), share, hip))
    return figure


def _anchor(figure: Figure, anchor: str) -> complex:
    if anchor == "near_foot":
        return figure.near_leg.end
    if anchor == "near_knee":
        return figure.near_leg.middle
    if anchor == "hand":
        return figure.grip(figure.near_arm)
    return figure.hip if anchor == "hip" else figure.shoulder


def _anchor_place(posing: Posing) -> complex:
    build = posing.build
    if (at := posing.movement.at) is not None:
        return at * build.scale
    height = {"near_knee": KNEE_M, "hip": SEAT_M, "shoulder": BACK_M}.get(posing.movement.anchor, 0.0)
    return complex(0.0, build.ankle if posing.movement.anchor == "near_foot" else height * build.scale)


def _limb(posing: Posing, figure: Figure, name: str, keys: tuple[Key, Key], share: float, hip: float | None) -> Limb:
    """Between the rules of two keys: the place goes over where both name one, else the angles do."""
    first, last = (getattr(key, name) for key in keys)
    if first.at and last.at:
        start, stop = (_target(posing, figure, name, rule) for rule in (first, last))
        place = start.place + (stop.place - start.place) * share
        tip = None if start.tip is None or stop.tip is None else _mix(start.tip, stop.tip, share)
        return _reached(figure, name, Held(place, tip), _mix(first.flex, last.flex, share), out=last.out)
    one, other = (_alone(posing, figure, name, rule, hip) for rule in (first, last))
    return replace(
        one,
        upper=_mix(one.upper, other.upper, share),
        lower=_mix(one.lower, other.lower, share),
        tip=_mix(one.tip, other.tip, share),
    )


def _alone(posing: Posing, figure: Figure, name: str, rule: Rule, hip: float | None) -> Limb:
    if rule.at:
        return _reached(figure, name, _target(posing, figure, name, rule), rule.flex, out=rule.out)
    limb: Limb = getattr(figure, name)
    leg = name.endswith("leg")
    trunk = figure.spine.lean if leg else figure.spine.chest
    joint = rule.joint if rule.joint is not None else hip or 0.0
    upper = rule.upper if rule.upper is not None else joint - trunk
    bend = rule.bend or 0.0
    lower = rule.lower if rule.lower is not None else upper - bend if leg else upper + bend
    seen = (limb.lengths[0], rule.seen * limb.lengths[1])
    return replace(limb, upper=upper, lower=lower, tip=_tip(posing, rule, lower, leg=leg), lengths=seen)


def _tip(posing: Posing, rule: Rule, lower: float, *, leg: bool) -> float:
    if rule.tip is not None:
        return rule.tip
    if leg and posing.movement.anchor == "near_foot" and not rule.flex:
        return FLAT
    return lower + rule.flex + (FLAT if leg else 0.0)


def _reached(figure: Figure, name: str, held: Held, flex: float, *, out: bool) -> Limb:
    limb: Limb = getattr(figure, name)
    leg = name.endswith("leg")
    upper, lower = limb.lengths
    # A hand without a direction of its own is in line with the forearm and holds the place in its palm.
    longer = lower if leg or held.tip is not None else lower + figure.build.palm
    if out:
        seen = min(1.0, abs(held.place - limb.root) / (upper + longer))
        limb = replace(limb, lengths=(seen * upper, seen * lower))
        upper, longer = seen * upper, seen * longer
    directions = reach(limb.root, held.place, upper, longer, knee=leg)
    tip = held.tip if held.tip is not None else directions[1] + flex + (FLAT if leg else 0.0)
    return replace(limb, upper=directions[0], lower=directions[1], tip=tip)


def _target(posing: Posing, figure: Figure, name: str, rule: Rule) -> Held:
    """The place that a rule names, with its own offset."""
    scale = posing.build.scale
    offset = complex(rule.dx, rule.dy) * scale
    limb: Limb = getattr(figure, name)
    if rule.at == "keep":
        kept = posing.kept.get(name) or Held(limb.end, limb.tip)
        return Held(kept.place + offset, kept.tip if rule.tip is None else rule.tip)
    if rule.at == "floor":
        if name.endswith("leg"):
            return Held(complex(figure.hip.real, posing.build.ankle) + offset, FLAT if rule.tip is None else rule.tip)
        wrist = complex(figure.shoulder.real, WRIST_M * scale)
        return Held(wrist + offset, FLAT if rule.tip is None else rule.tip)
    return Held(_place(figure, rule, scale), rule.tip)


def _place(figure: Figure, rule: Rule, scale: float) -> complex:
    """A place on the body: dx runs along the part and dy off its front, or both lie in the picture."""
    offset = complex(rule.dx, rule.dy) * scale
    if rule.at == "picture":  # a thing there is as large for everybody
        return complex(rule.dx, rule.dy)
    side, _, part = rule.at.partition("_")
    if part in ("thigh", "shank"):
        leg: Limb = getattr(figure, f"{side}_leg")
        start, stop = (leg.root, leg.middle) if part == "thigh" else (leg.middle, leg.end)
        along = (stop - start) / abs(stop - start)
        return start + along * rule.dx * abs(stop - start) + along * 1j * rule.dy * scale
    if part == "foot":
        leg = getattr(figure, f"{side}_leg")
        return leg.end + turned(offset, FLAT - leg.tip)
    origin, lean = {
        "hip": (figure.hip, 0.0),
        "shoulder": (figure.shoulder, 0.0),
        "pelvis": (figure.hip, figure.spine.lean),
        "chest": (figure.shoulder, figure.spine.chest),
        "neck": (figure.neck, figure.spine.chest),
    }[rule.at]
    return origin + turned(offset, lean)
