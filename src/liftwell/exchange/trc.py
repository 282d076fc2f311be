"""`motion.trc`: the places of joints and bar over time, as markers for OpenSim's inverse kinematics.

Metres; x forward from the near ankle joint, y up from the floor, z to the lifter's right and always 0, for only the
sagittal plane is measured. Format: TRC as OpenSim 4 reads it (`OpenSim/Common/TRCFileAdapter.cpp`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import MOTION_POINTS, Analysis
from liftwell.exchange.opensim import METRE_DIGITS, SECOND_DIGITS, cells, near_side, save

FloatArray = NDArray[np.float64]
Steps = NDArray[np.int_]
GAP_S: Final = 0.2  # two sights of a marker further apart than this leave a gap between them
_SAME_S: Final = 1e-6  # moments closer than this are one: times come from divisions
_BODY: Final = [index for index, point in enumerate(MOTION_POINTS) if point != "bar"]
_KEYS: Final = (
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate", "OrigDataStartFrame", "OrigNumFrames",
)  # fmt: skip


def can_write(analysis: Analysis) -> bool:
    """Whether there are places in metres: no without a scale (`motion.body` says why), and none of a refused clip."""
    return bool(_body_seen(_places_m(analysis)).any())


def write(analysis: Analysis, path: Path) -> None:
    """Write a row per picture at an even rate, the clip's; the cells of a marker that was not seen are empty.

    Rows without any marker of the body are left out, since OpenSim 4.6's inverse kinematics stops at them; `Frame#`
    and `Time` count on, so every time still is a whole number of steps from the first.
    Raises ValueError unless `can_write`, and CannotWrite when `path` cannot be written.
    """
    if not can_write(analysis):
        raise ValueError("no places in metres; ask can_write first")
    rate_hz = round(analysis.clip.frame_rate_hz, 2)
    step, time_s, places_m = _evenly(analysis.time_s, _places_m(analysis), rate_hz)
    save([*_head(path.name, marker_names(analysis), len(step), rate_hz), "", *_rows(step, time_s, places_m)], path)


def marker_names(analysis: Analysis) -> list[str]:
    """`MOTION_POINTS` in OpenSim's manner: RAnkle for the ankle of a body measured from its right; Bar has no side."""
    side = near_side(analysis)[0].upper()
    return ["Bar" if point == "bar" else side + point.capitalize() for point in MOTION_POINTS]


def _places_m(analysis: Analysis) -> FloatArray:
    """(T, 9, 2) m in the order of `MOTION_POINTS`; NaN where not seen, so all of it without a scale."""
    motion = analysis.motion
    if motion is None or motion.body.value is None:
        return np.full((len(analysis.time_s), len(MOTION_POINTS), 2), np.nan)
    return motion.points * motion.body.value


def _body_seen(places: FloatArray) -> NDArray[np.bool_]:
    """(T,) whether any marker but the bar is there."""
    there = np.asarray(np.isfinite(places[:, _BODY]).all(axis=2))
    return np.asarray(there.any(axis=1))


def _evenly(time_s: FloatArray, places: FloatArray, rate_hz: float) -> tuple[Steps, FloatArray, FloatArray]:
    """Which step (N,), its time (N,) s and the places (N, 9, 2) then: a phone varies its rate, `DataRate` does not."""
    begin, end = time_s[_body_seen(places)][[0, -1]]
    step = np.arange(int((end - begin + _SAME_S) * rate_hz) + 1)
    even_s = begin + step / rate_hz
    even = np.stack([_between(time_s, places[:, k], even_s) for k in range(places.shape[1])], axis=1)
    seen = _body_seen(even)
    return step[seen], even_s[seen], even[seen]


def _between(time_s: FloatArray, places: FloatArray, at: FloatArray) -> FloatArray:
    """Places (T, 2) at increasing times (T,) brought to `at` (N,), linear between sights; gaps over `GAP_S` stay."""
    seen = np.isfinite(places).all(axis=1)
    if not seen.any():
        return np.full((len(at), 2), np.nan)
    known, there = time_s[seen], places[seen]
    before = np.searchsorted(known, at + _SAME_S, side="right") - 1
    after = np.searchsorted(known, at - _SAME_S)
    inside = (before >= 0) & (after < len(known))
    apart = known[np.minimum(after, len(known) - 1)] - known[before]
    near = inside & (apart <= GAP_S + _SAME_S)
    filled = np.stack([np.interp(at, known, there[:, axis]) for axis in (0, 1)], axis=1)
    return np.where(near[:, None], filled, np.nan)


def _head(name: str, markers: list[str], frames: int, rate_hz: float) -> Iterator[str]:
    """The five lines above the numbers; a tab ends the lower two as it ends every row."""
    facts = (rate_hz, rate_hz, frames, len(markers), "m", rate_hz, 1, frames)
    yield f"PathFileType\t4\t(X/Y/Z)\t{name}"
    yield "\t".join(_KEYS)
    yield "\t".join(f"{fact:g}" if isinstance(fact, float) else str(fact) for fact in facts)
    yield "Frame#\tTime\t" + "".join(f"{marker}\t\t\t" for marker in markers)
    yield "\t\t" + "".join(f"X{k}\tY{k}\tZ{k}\t" for k in range(1, len(markers) + 1))


def _rows(step: Steps, time_s: FloatArray, places_m: FloatArray) -> Iterator[str]:
    """A line per time. It ends with a tab, without which OpenSim loses count when the last cells are empty."""
    columns = [[str(number + 1) for number in step], cells(time_s, SECOND_DIGITS)]
    for k in range(places_m.shape[1]):
        x, y = (cells(places_m[:, k, axis], METRE_DIGITS) for axis in (0, 1))
        columns += [x, y, ["0" if cell else "" for cell in x]]
    return ("\t".join(row) + "\t" for row in zip(*columns, strict=True))
