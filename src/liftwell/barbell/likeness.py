"""Which of many candidate discs show the same plate, and how far each is turned: plates roll and spin on the sleeve."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.barbell.register import Pose2
from liftwell.barbell.sample import Sample

Floats = NDArray[np.float32]
FloatArray = NDArray[np.float64]

_SPOKES, _RINGS = 64, 8
_FROM, _TO = 0.2, 0.92  # part of the radius that is compared
_TURN_COST: Final = 0.15  # correlation per radian: highlights do not turn, so a turn must earn its place
_ROUNDS: Final = 3


def alike(samples: list[Sample], candidates: list[FloatArray], radius: float) -> list[Pose2]:
    """For every sample the candidate (of P: x, y, score) that looks most like the others', with its turn."""
    prints = [_prints(s.blurred, c[:, :2], radius) for s, c in zip(samples, candidates, strict=True)]
    model = _most_typical(np.stack([p[0] for p in prints]))
    for _ in range(_ROUNDS):
        found = [_best(p, model) for p in prints]
        clear = np.argsort([-likeness for _, _, likeness in found])[: (len(found) + 1) // 2]
        model = _unit(np.mean([np.roll(prints[i][found[i][0]], -found[i][1], axis=1) for i in clear], 0))
    step = 2 * np.pi / _SPOKES
    return [
        Pose2(float(c[k, 0]), float(c[k, 1]), float(((turn + _SPOKES // 2) % _SPOKES - _SPOKES // 2) * step))
        for c, (k, turn, _) in zip(candidates, found, strict=True)
    ]


def _prints(blurred: Floats, centres: FloatArray, radius: float) -> Floats:
    """Grey levels (P, rings, spokes) around each centre, of zero mean and unit length."""
    angle = np.arange(_SPOKES) * 2 * np.pi / _SPOKES
    ring = np.linspace(_FROM, _TO, _RINGS)[:, None] * radius
    x = np.rint(centres[:, 0, None, None] + ring * np.cos(angle)).astype(int)
    y = np.rint(centres[:, 1, None, None] + ring * np.sin(angle)).astype(int)
    height, width = blurred.shape
    return _unit(blurred[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)])


def _unit(prints: NDArray[np.floating]) -> Floats:
    level = prints - prints.mean((-2, -1), keepdims=True)
    size = np.sqrt((level**2).sum((-2, -1), keepdims=True))
    return np.asarray(level / np.maximum(size, 1e-6), np.float32)


def _by_turn(prints: Floats, model: Floats) -> FloatArray:
    """Correlation (P, spokes) of prints (P, rings, spokes), turned back by each number of spokes, with the model."""
    product = np.fft.rfft(prints) * np.conj(np.fft.rfft(model))
    turns = np.fft.irfft(product.sum(-2), _SPOKES)
    away = np.minimum(np.arange(_SPOKES), _SPOKES - np.arange(_SPOKES)) * 2 * np.pi / _SPOKES
    return np.asarray(turns - _TURN_COST * away)


def _best(prints: Floats, model: Floats) -> tuple[int, int, float]:
    """Candidate, its turn in spokes, and its likeness to the model."""
    turns = _by_turn(prints, model)
    k, turn = np.unravel_index(int(turns.argmax()), turns.shape)
    return int(k), int(turn), float(turns.max())


def _most_typical(prints: Floats) -> Floats:
    """The one of M prints that the better half of the others resembles most."""
    support = [np.sort(_by_turn(prints, p).max(1))[len(prints) // 2 :].mean() for p in prints]
    return np.asarray(prints[int(np.argmax(support))])
