"""Rotations of the world frame: x forward, y left, z up; positive about y tilts forward."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def unit(vector: ArrayLike) -> FloatArray:
    """The directions of vectors (..., 3)."""
    array = np.asarray(vector, float)
    return np.asarray(array / np.linalg.norm(array, axis=-1, keepdims=True))


def tilt(angle_rad: float) -> FloatArray:
    """(3, 3): forward about the y axis."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def swivel(angle_rad: float) -> FloatArray:
    """(3, 3): to the left about the z axis."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])


def roll(angle_rad: float) -> FloatArray:
    """(3, 3): to the right about the x axis."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]])


def about(axis: FloatArray, angle_rad: float) -> FloatArray:
    """(3, 3): about any `axis` (3,), right-handed (Rodrigues)."""
    x, y, z = unit(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle_rad) * cross + (1 - np.cos(angle_rad)) * cross @ cross)


def frame(along: FloatArray, across: FloatArray) -> FloatArray:
    """(3, 3) columns: `along`, the part of `across` square to it, and their product."""
    first = unit(along)
    second = unit(across - first * (first @ across))
    return np.stack([first, second, np.cross(first, second)], axis=1)


def carried(along: FloatArray, across: FloatArray, rest_along: FloatArray, rest_across: FloatArray) -> FloatArray:
    """(3, 3): the turn that takes a bone from its rest direction and hinge to those wanted."""
    return np.asarray(frame(along, across) @ frame(rest_along, rest_across).T)
