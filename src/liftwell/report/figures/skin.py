"""Outlines of the parts of a body in centimetres of a body of 1.75 m: judgement of the eye, not measured.

A profile is a row of (share of the part's length, front, back): how far the outline lies from the line of joints.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

Profile = tuple[tuple[float, float, float], ...]

THIGH: Final[Profile] = ((0.0, 8.4, 8.6), (0.3, 8.2, 8.0), (0.65, 6.8, 6.6), (1.0, 5.6, 5.2))
SHANK: Final[Profile] = ((0.0, 5.2, 5.0), (0.28, 4.6, 6.4), (0.62, 3.9, 4.6), (1.0, 3.5, 3.5))
UPPER_ARM: Final[Profile] = ((0.0, 5.0, 5.0), (0.45, 4.6, 4.4), (1.0, 3.7, 3.7))
FOREARM: Final[Profile] = ((0.0, 3.7, 3.7), (0.3, 3.9, 3.7), (1.0, 2.6, 2.6))
SLEEVE: Final[Profile] = ((0.0, 5.4, 5.4), (0.4, 5.1, 5.0), (0.52, 4.9, 4.9))
HAND: Final[Profile] = ((0.0, 2.6, 2.6), (0.9, 3.3, 3.1), (1.7, 2.4, 2.2))
# From the hip joint to the shoulder; below 0 the seat, above 1 the neck.
TRUNK: Final[Profile] = (
    (-0.14, 5.0, 6.0), (0.06, 8.8, 10.6), (0.3, 9.3, 9.0), (0.5, 9.8, 8.5), (0.76, 11.0, 10.3), (0.95, 9.6, 10.2),
    (1.08, 5.4, 7.6),
)  # fmt: skip
SEAT: Final[Profile] = ((-0.14, 5.2, 6.2), (-0.02, 8.4, 10.1), (0.08, 9.0, 10.7), (0.2, 9.4, 9.8))
FRONT_TRUNK: Final[Profile] = (
    (-0.14, 9.0, 9.0), (0.06, 16.4, 16.4), (0.35, 13.6, 13.6), (0.6, 14.6, 14.6), (0.85, 17.0, 17.0),
    (1.0, 17.6, 17.6), (1.1, 8.0, 8.0),
)  # fmt: skip
FRONT_SEAT: Final[Profile] = ((-0.14, 9.2, 9.2), (0.0, 16.4, 16.4), (0.1, 16.8, 16.8), (0.24, 15.0, 15.0))
# Shoe, ankle at the origin, toes to the right; head and hair, neck at the origin, looking right.
SHOE: Final = (-4.4 - 2.5j, -5.2 + 0.6j, -6.7 + 4.6j, -5.4 + 6.7j, 6 + 6.8j, 17 + 6.8j, 20 + 5.6j, 18.4 + 3.2j,
               9.5 + 0.6j, 4.6 - 2.5j)  # fmt: skip
NECK: Final = (-3.2 + 2j, -2.2 - 8j, 7.4 - 9j, 8 + 3j)
HEAD: Final = (-5.8 - 15j, -4.6 - 20.8j, 2.2 - 24.2j, 9 - 22j, 11.6 - 16.6j, 13.6 - 12.4j, 11.9 - 10.9j, 11.4 - 6.6j,
               7.8 - 4.4j, 2.6 - 5.6j, -2.6 - 9j)  # fmt: skip
HAIR: Final = (-4.4 - 9.6j, -7.2 - 15.4j, -4.8 - 22j, 2.4 - 25.4j, 9.2 - 23.4j, 11 - 18.8j, 5 - 18.6j, 2.6 - 14.4j,
               -0.6 - 10j)  # fmt: skip
FRONT_HEAD: Final = (-8.4 - 15j, -7.2 - 21j, 0 - 24.2j, 7.2 - 21j, 8.4 - 15j, 6.4 - 7.4j, 0 - 3.6j, -6.4 - 7.4j)
FRONT_HAIR: Final = (-8.8 - 13j, -8.4 - 21j, 0 - 25.6j, 8.4 - 21j, 8.8 - 13j, 6 - 18.6j, 0 - 19.6j, -6 - 18.6j)
FRONT_NECK: Final = (-5.4 + 3j, -4.6 - 7j, 4.6 - 7j, 5.4 + 3j)

Place = Callable[[float, float], complex]


def hanging(length: float) -> Place:
    """Places of a limb that hangs down from its joint by `length` cm, its front to the right."""
    return lambda share, off: complex(off, share * length)


def outline(profile: Profile, place: Place, scale: float, caps: tuple[float, float] = (0.0, 0.0)) -> list[complex]:
    """The closed outline of a part: down its front and up its back, with round caps so many cm beyond its ends."""
    front = [place(share, off * scale) for share, off, _ in profile]
    back = [place(share, -off * scale) for share, _, off in profile]
    points = [*front, *back[::-1]]
    if caps[1]:
        points.insert(len(front), _beyond(points[len(front) - 1], points[len(front)], -caps[1] * scale))
    if caps[0]:
        points.append(_beyond(points[0], points[-1], caps[0] * scale))
    return points


def _beyond(front: complex, back: complex, by: float) -> complex:
    across = front - back
    return (front + back) / 2 - 1j * by * across / abs(across)


def strip(
    profile: Profile, place: Place, scale: float, along: tuple[float, float], across: tuple[float, float]
) -> list[complex]:
    """A soft patch on a part: from and to along it, and from its back (-1) to its front (1)."""
    start, stop = along
    inner: list[complex] = []
    outer: list[complex] = []
    for share in (start, start + (stop - start) * 0.33, start + (stop - start) * 0.67, stop):
        front, back = _wide(profile, share)
        low, high = (scale * (front * edge if edge > 0 else back * edge) for edge in across)
        narrow = 0.55 if share in along else 1.0
        middle, half = (low + high) / 2, narrow * (high - low) / 2
        inner.append(place(share, middle - half))
        outer.append(place(share, middle + half))
    return [*inner, *outer[::-1]]


def _wide(profile: Profile, share: float) -> tuple[float, float]:
    for (a, front_a, back_a), (b, front_b, back_b) in pairwise(profile):
        if a <= share <= b:
            part = (share - a) / (b - a)
            return front_a + (front_b - front_a) * part, back_a + (back_b - back_a) * part
    return profile[-1][1:]
