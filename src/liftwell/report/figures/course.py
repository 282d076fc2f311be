"""A movement in time: figures at moments of a cycle, closer together where the body moves."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, Protocol

from liftwell.report.figures.body import Build
from liftwell.report.figures.figure import Figure
from liftwell.report.figures.movement import Key, Movement, movements
from liftwell.report.figures.posing import Posing, posing_of
from liftwell.report.figures.pulls import pulling_of
from liftwell.report.figures.walk import strides, walking_at_start

# Straight pieces between samples: six a second stay within a millimetre of the way (judgement, after looking).
_PER_SECOND: Final = 6.0
_FEWEST, _MOST = 5, 9
# Small circles of the hips: samples of one, how far the thighs go back and the hips to the side; judgement.
_PER_TURN: Final = 10
_CIRCLE_RAD, _CIRCLE_M = math.radians(6), 0.045


class Poser(Protocol):
    """What knows the figures between two keys of a movement."""

    @property
    def keys(self) -> tuple[Key, ...]:
        """The key poses, in order."""

    def between(self, start: int, stop: int, share: float) -> Figure:
        """The figure at a `share` of the way between two keys."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A hold that is shown with a ring: from and to (s), and the words in it."""

    from_s: float
    to_s: float
    words: str


@dataclass(frozen=True, slots=True)
class Course:
    """One cycle: `time_s` from 0 to `cycle_s`, a figure at each, and the index of each key's first figure.

    ground_m: how far the floor has gone back under a walker at each time; aside: what only a view from above shows, as
    hips moved to the near side (m) and the near foot turned out (rad).
    """

    movement: Movement
    time_s: tuple[float, ...]
    figures: tuple[Figure, ...]
    keys: tuple[int, ...]
    rings: tuple[Ring, ...]
    ground_m: tuple[float, ...]
    aside: tuple[tuple[float, float], ...]

    @property
    def cycle_s(self) -> float:
        """Seconds of one cycle."""
        return self.time_s[-1]

    @property
    def build(self) -> Build:
        """The body that moves."""
        return self.figures[0].build

    def alone(self, key: int) -> Course:
        """The course that stands still in one of its keys."""
        at = self.keys[key]
        aside = (self.aside[at],)
        movement = replace(self.movement, props=tuple(_prop_at(prop, at) for prop in self.movement.props))
        return Course(movement, (0.0,), (self.figures[at],), (0,), (), (self.ground_m[at],), aside)

    def at(self, time_s: float) -> Figure:
        """The sampled figure that is nearest to a time (s)."""
        nearest = min(range(len(self.time_s)), key=lambda n: abs(self.time_s[n] - time_s))
        return self.figures[nearest]


def _prop_at(prop: Mapping[str, Any], moment: int) -> Mapping[str, Any]:
    """A thing with its own course, at one moment of it."""
    return {name: (value[moment],) if name in ("places", "heights") else value for name, value in prop.items()}


def poser_of(movement: Movement, build: Build) -> Poser:
    """What knows the figures of a movement: the model of a lift, or the rules of its keys."""
    return pulling_of(movement, build) if movement.pull else posing_of(movement, build)


@lru_cache(maxsize=256)
def course_of(key: str, build: Build) -> Course:
    """The cycle of a movement for a body; raises KeyError if there is no movement `key`."""
    movement = movements()[key]
    poser = poser_of(movement, build)
    sampled = _Sampled([], [], [], [], [])
    if movement.walk.get("endless"):
        sampled.stay(poser, 0, poser.keys[0])
        sampled.walk(movement, build)
        return sampled.course(movement)
    for number, pose in enumerate(poser.keys):
        if number:
            sampled.move(poser, number - 1, number, pose.move_s)
        sampled.stay(poser, number, pose)
    last = len(poser.keys) - 1
    if movement.walk:
        sampled.walk(movement, build)
    sampled.move(poser, last, 0, movement.back_s)
    sampled.add(movement.back_s, poser.between(0, 0, 0.0))
    return sampled.course(movement)


@dataclass
class _Sampled:
    """What has been sampled so far."""

    time_s: list[float]
    figures: list[Figure]
    keys: list[int]
    rings: list[Ring]
    ground: list[float]
    aside: list[tuple[float, float]] = field(default_factory=list)
    clock_s: float = 0.0
    gone_m: float = 0.0

    def course(self, movement: Movement) -> Course:
        return Course(
            movement, tuple(self.time_s), tuple(self.figures), tuple(self.keys), tuple(self.rings), tuple(self.ground),
            tuple(self.aside),
        )  # fmt: skip

    def add(self, after_s: float, figure: Figure, aside: tuple[float, float] = (0.0, 0.0)) -> None:
        self.clock_s += after_s
        self.time_s.append(round(self.clock_s, 3))
        self.figures.append(figure)
        self.ground.append(self.gone_m)
        self.aside.append(aside)

    def stay(self, poser: Poser, number: int, pose: Key) -> None:
        figure = poser.between(number, number, 0.0)
        self.keys.append(len(self.figures))
        before = self.clock_s
        self.add(pose.move_s if number else 0.0, figure, (0.0, pose.turn_out))
        self.clock_s = before + (pose.move_s if number else 0.0)
        if pose.ring:
            # Words without a hold are those of a slow way there.
            ends = self.clock_s + pose.hold_s
            self.rings.append(Ring(self.clock_s if pose.hold_s else before, ends, pose.ring))
        if pose.turns and isinstance(poser, Posing):
            self.circle(poser, number, pose)
        elif pose.hold_s:
            self.add(pose.hold_s, figure, (0.0, pose.turn_out))

    def circle(self, poser: Posing, number: int, pose: Key) -> None:
        """The hips go round, back and to the side, and end where they began."""
        count = math.ceil(_PER_TURN * abs(pose.turns))
        for n in range(1, count + 1):
            angle = 2 * math.pi * pose.turns * n / count
            figure = poser.circled(number, _CIRCLE_RAD * (1 - math.cos(angle)))
            self.add(pose.hold_s / count, figure, (_CIRCLE_M * math.sin(angle), pose.turn_out))

    def move(self, poser: Poser, start: int, stop: int, move_s: float) -> None:
        """The samples in between, both ends left out; the clock stays where the move begins."""
        count = min(max(math.ceil(_PER_SECOND * move_s), _FEWEST), _MOST)
        begins = self.clock_s
        for n in range(1, count):
            share = n / count
            self.clock_s = begins + share * move_s
            self.time_s.append(round(self.clock_s, 3))
            self.figures.append(poser.between(start, stop, eased(share)))
            self.ground.append(self.gone_m)
            turns = (poser.keys[start].turn_out, poser.keys[stop].turn_out)
            self.aside.append((0.0, turns[0] + (turns[1] - turns[0]) * eased(share)))
        self.clock_s = begins

    def walk(self, movement: Movement, build: Build) -> None:
        standing = self.figures[-1]
        if movement.walk.get("endless"):
            self.figures[-1] = walking_at_start(movement.walk, build, standing)
        for after_s, figure, gone_m in strides(movement.walk, build, standing):
            self.gone_m += gone_m
            self.add(after_s, figure)


def eased(share: float) -> float:
    """The minimum-jerk way from 0 to 1 (Flash & Hogan 1985, doi:10.1523/JNEUROSCI.05-07-01688.1985)."""
    return share**3 * (10 - 15 * share + 6 * share * share)
