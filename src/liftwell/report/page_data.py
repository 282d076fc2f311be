"""What the page's script draws: charts over time, and the lines over the film, as compact plain values."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis, FloatArray, Series, Traces
from liftwell.evidence import threshold
from liftwell.report.overlay_scene import LONGEST_GAP_S

MOST_POINTS: Final = 3000
MOST_NUMBERS: Final = 120_000  # of the lines over the film: a quarter of a megabyte
BACK_POINTS: Final = 22
REST_S: Final = 0.5  # between two measured stretches nothing was seen, and no line is drawn
FINE: Final = 8  # steps in a working pixel
UNSEEN: Final = -32768
USUAL_RATE_HZ: Final = 30.0


def page_data(analysis: Analysis) -> dict[str, Any]:
    """All of it; a refused clip has neither charts nor lines."""
    width, height = analysis.clip.width_px, analysis.clip.height_px
    data: dict[str, Any] = {"duration": analysis.clip.duration_s, "size": [width, height], "reps": _reps(analysis)}
    data["step"] = round(1 / (analysis.clip.frame_rate_hz or USUAL_RATE_HZ), 4)
    if analysis.series and (analysis.reps or analysis.self_test):
        data["charts"] = charts(analysis)
    if analysis.traces is not None:
        data["lines"] = lines(analysis.traces)
    return data


def charts(analysis: Analysis) -> dict[str, Any]:
    """Time in s and, for each quantity, values and standard deviations in everyday units; null where not seen."""
    keep = slice(None, None, max(1, math.ceil(len(analysis.time_s) / MOST_POINTS)))
    time_s = analysis.time_s[keep]
    # Before points are left out, for then a long clip's points are as far apart as its stretches.
    stretch = np.cumsum(np.diff(analysis.time_s, prepend=analysis.time_s[:1]) > REST_S)
    rests = np.flatnonzero(np.diff(stretch[keep])) + 1

    def column(name: str, factor: float, digits: int) -> dict[str, Any] | None:
        if analysis.self_test is not None and name.startswith("bar"):
            return None  # there is no bar: what was followed are the hands
        series = _rise(analysis) if name == "bar_y" else analysis.series.get(name)
        if series is None or not np.isfinite(series.value).any():
            return None
        value, sd = (np.insert(row[keep] * factor, rests, np.nan) for row in (series.value, series.sd))
        # No error is told as less than the last digit of its number.
        return {"value": numbers(value, digits), "sd": numbers(np.maximum(sd, 10.0**-digits), digits)}

    degrees = math.degrees(1.0)
    columns = {
        "low_back": column("lumbar_flexion", degrees, 1),
        "moment": column("l5s1_moment", 1.0, 0),
        "upper_back": column("thoracic_flexion", degrees, 1),
        "hip": column("hip_flexion", degrees, 1),
        "knee": column("knee_flexion", degrees, 1),
        "trunk": column("trunk_inclination", degrees, 1),
        "bar_height": column("bar_y", 100.0, 1),
        "bar_speed": column("bar_speed", 1.0, 3),
    }
    return {
        "time": numbers(np.insert(time_s, rests, time_s[rests] - 0.01), 3),
        "columns": {name: found for name, found in columns.items() if found is not None},
        # The mark is one of lifts with a bar.
        "mark": threshold("low_back_rounding_max_deg") if analysis.self_test is None else None,
    }


def _rise(analysis: Analysis) -> Series | None:
    """How far the bar is over its lowest place: that is known far better than its height over the floor."""
    height = analysis.series.get("bar_y")
    if height is None or not np.isfinite(height.value).any():
        return None
    relative = [rep.bar_rise.sd / rep.bar_rise.value for rep in analysis.reps if rep.bar_rise.value and rep.bar_rise.sd]
    rise = height.value - np.nanmin(height.value)
    return Series(rise, rise * (float(np.median(relative)) if relative else np.nan), "m")


def lines(traces: Traces) -> Mapping[str, Any]:
    """Joints and back ten times a second, the bar on every frame; places in eighths of a working pixel, packed.

    Of a long clip fewer; samples further apart than `gap` seconds have nothing between them.
    """
    some = np.linspace(0, len(traces.stations) - 1, min(BACK_POINTS, len(traces.stations))).round().astype(int)
    body = _step(len(traces.time_s) * (12 + 3 * len(some)), 0.8)
    bar = _step(len(traces.bar_time_s) * 2, 0.2)
    return {
        "time": numbers(traces.time_s[::body], 3),
        "joints": packed(traces.joints_px[::body] * FINE),
        "back": packed(traces.back_px[::body][:, some] * FINE),
        "bend": packed(np.degrees(traces.back_bend[::body][:, some]) * 10),
        "backPoints": len(some),
        "barTime": numbers(traces.bar_time_s[::bar], 3),
        "bar": packed(traces.bar_px[::bar] * FINE),
        "radius": None if math.isnan(traces.radius_px) else round(traces.radius_px, 1),
        "fine": FINE,
        "size": list(traces.size_px),
        "gap": round(LONGEST_GAP_S * body, 2),
    }


def numbers(values: FloatArray, digits: int) -> list[float | None]:
    """Rounded, None where not finite; whole numbers lose their point."""
    return [_shortest(number) if math.isfinite(number) else None for number in np.round(values, digits).tolist()]


def _shortest(number: float) -> float:
    return int(number) if number.is_integer() else number


def packed(values: FloatArray) -> str:
    """Numbers as little-endian int16 in base64, `UNSEEN` for NaN: a third of the size of their digits."""
    whole = np.clip(np.nan_to_num(np.rint(values), nan=UNSEEN), UNSEEN, 32767)
    array: NDArray[np.int16] = whole.astype("<i2")
    return base64.b64encode(array.tobytes()).decode("ascii")


def _step(numbers_in_all: int, part: float) -> int:
    return max(1, math.ceil(numbers_in_all / (part * MOST_NUMBERS)))


def _reps(analysis: Analysis) -> list[dict[str, float]]:
    return [
        {
            "index": rep.index,
            "start": round(rep.start_s, 3),
            "liftoff": round(rep.liftoff_s, 3),
            "lockout": round(rep.lockout_s, 3),
            "end": round(rep.end_s, 3),
        }
        for rep in analysis.reps
    ]
