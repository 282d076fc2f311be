"""Pictures of the bench's worst clips: the true near leg and trunk in green, what liftwell fitted in red."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import av
import cv2
import numpy as np
from numpy.typing import NDArray

import liftwell
from bench.synthetic.scene import Scene
from liftwell.analysis import Analysis

Image = NDArray[np.uint8]
TRUE_BGR, FITTED_BGR = (80, 200, 80), (60, 60, 235)
HEIGHT_PX: Final = 480


def worst_picture(scene: Scene, clip: Path, truth: dict[str, Any], time_s: float) -> Image:
    """(480, W, 3) BGR: the clip at `time_s` with both skeletons drawn over it."""
    picture, at_s = _frame(clip, time_s)
    analysis = liftwell.analyse(clip)
    near = "L" if scene.view.side == "left" else "R"
    frame = min(truth["frames"], key=lambda f: abs(f["t"] - at_s))
    true = np.array([frame["joints2d"][f"{joint}_{near}"] for joint in ("ankle", "knee", "hip", "shoulder")])
    thick = max(2, picture.shape[0] // 300)
    _draw(picture, true, TRUE_BGR, thick + 2)
    fitted = _fitted(analysis, at_s, picture.shape[1])
    if fitted is not None:
        _draw(picture, fitted, FITTED_BGR, thick)
    return np.asarray(cv2.resize(picture, None, fx=HEIGHT_PX / len(picture), fy=HEIGHT_PX / len(picture)), np.uint8)


def side_by_side(pictures: list[Image], path: Path) -> None:
    """Write pictures of one height beside each other as JPEG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.hstack(pictures), [cv2.IMWRITE_JPEG_QUALITY, 82])


def _frame(clip: Path, time_s: float) -> tuple[Image, float]:
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            if (frame.time or 0.0) >= time_s - 1e-3:
                return np.asarray(frame.to_ndarray(format="bgr24"), np.uint8), float(frame.time or 0.0)
    raise ValueError(f"{clip} ends before {time_s} s")


def _fitted(analysis: Analysis, time_s: float, width_px: int) -> NDArray[np.float64] | None:
    """(4, 2) px of ankle, knee, hip and shoulder, None where nothing was fitted."""
    traces = analysis.traces
    if traces is None or not len(traces.time_s):
        return None
    k = int(np.abs(traces.time_s - time_s).argmin())
    if abs(traces.time_s[k] - time_s) > 0.15:
        return None
    return np.asarray(traces.joints_px[k, :4] * width_px / traces.size_px[0])


def _draw(picture: Image, joints: NDArray[np.float64], colour: tuple[int, int, int], thick: int) -> None:
    places = [(round(float(x)), round(float(y))) for x, y in joints]
    for one, other in pairwise(places):
        cv2.line(picture, one, other, colour, thick, cv2.LINE_AA)
    for place in places:
        cv2.circle(picture, place, 2 * thick, colour, -1, cv2.LINE_AA)
