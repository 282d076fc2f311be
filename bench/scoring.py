"""How far one analysis is from the truth of a rendered clip: signed errors with the printed standard deviations.

Definitions are those of `../shared/tools/score_accuracy.py`, but for two: 0 of the back is the straightest the lifter
was seen with less than 35° of lean (docs/conventions.md) instead of the straightest at lockout, and bar and speed are
compared as printed for every repetition. The moment is told as a share of what liftwell's own model gives from true
motion.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.true_loads import true_reaction

FloatArray = NDArray[np.float64]
SERIES: Final = {"trunk": "trunk_inclination_deg", "hip": "hip_flexion_deg", "knee": "knee_flexion_deg"}
BACK: Final = {"lumbar": "lumbar_flexion", "thoracic": "thoracic_flexion"}
UPRIGHT_DEG: Final = 35.0
HALF, MOST = 0.6745, 1.96  # standard deviations within which 50 % and 95 % of honest errors lie


class Truth(NamedTuple):
    """Truth over the pictures (T,) of a clip: seconds, phase, repetition, share of the bar's way, degrees, metres."""

    time_s: FloatArray
    phase: NDArray[np.str_]
    rep: NDArray[np.int64]
    share: FloatArray
    bar_m: FloatArray
    angle: dict[str, FloatArray]

    @classmethod
    def of(cls, document: dict[str, Any]) -> Truth:
        """From a truth file."""
        frames = document["frames"]

        def column(name: str) -> FloatArray:
            return np.array([frame["angles_deg"][name] for frame in frames], float)

        trunk = column("trunk_hip_shoulder")
        angle = {"trunk": trunk, "hip": trunk - column("thigh"), "knee": column("knee_flexion")}
        upright = np.abs(trunk) < UPRIGHT_DEG
        for part, name in BACK.items():
            bend = column(name)
            angle[part] = bend - (bend[upright].min() if upright.any() else np.nan)
        return cls(
            np.array([frame["t"] for frame in frames], float),
            np.array([frame["phase"] for frame in frames]),
            np.array([frame["rep"] for frame in frames]),
            np.array([frame["bar_fraction"] for frame in frames], float),
            np.array([frame["bar3d"][2] for frame in frames], float),
            angle,
        )

    def pulls(self) -> list[tuple[int, float, float]]:
        """(repetition, start, end) in s of every way up that the clip shows whole."""
        found = []
        for rep in np.unique(self.rep[self.phase == "up"]):
            mine = np.flatnonzero((self.phase == "up") & (self.rep == rep))
            if self.share[mine[0]] < 0.1 and self.share[mine[-1]] > 0.9:
                found.append((int(rep), float(self.time_s[mine[0]]), float(self.time_s[mine[-1]])))
        return found


def score(document: dict[str, Any], analysis: dict[str, Any]) -> dict[str, Any]:
    """One clip's row of results: verdict, repetitions, series and single errors."""
    truth = Truth.of(document)
    pulls = truth.pulls()
    pairs = _matched(pulls, analysis["reps"])
    row: dict[str, Any] = {
        "verdict": analysis["capture"]["verdict"],
        "reasons": [reason["code"] for reason in analysis["capture"]["reasons"]],
        "yaw_seen": analysis["capture"]["yaw_deg"]["value"],
        "reps": {"true": len(pulls), "found": len(analysis["reps"]), "matched": len(pairs)},
    }
    if row["verdict"] == "refused":
        return row | {"series": {}, "errors": []}
    series = {name: _series_error(truth, analysis, name) for name in SERIES}
    errors = [error for pair in pairs for error in _rep_errors(truth, analysis, *pair)]
    errors += _moment_errors(document, truth, pairs)
    return row | {"series": {k: v for k, v in series.items() if v}, "errors": errors}


Pull = tuple[int, float, float]


def _matched(pulls: list[Pull], reps: list[dict[str, Any]]) -> list[tuple[Pull, dict[str, Any]]]:
    pairs = []
    for pull in pulls:
        for rep in reps:
            if pull[1] - 0.2 <= (rep["liftoff_s"] + rep["lockout_s"]) / 2 <= pull[2] + 0.2:
                pairs.append((pull, rep))
                break
    return pairs


def _series_error(truth: Truth, analysis: dict[str, Any], name: str) -> dict[str, float] | None:
    """Mean absolute and mean error over the pictures in which the bar moves, and how often the intervals hold."""
    value, sd = _at_truth(truth, analysis, SERIES[name])
    error = value - truth.angle[name]
    known = np.isin(truth.phase, ["up", "down"]) & np.isfinite(error) & np.isfinite(sd)
    if not known.any():
        return None
    off = np.abs(error[known])
    return {
        "mae": float(off.mean()),
        "bias": float(error[known].mean()),
        "sd": float(sd[known].mean()),
        "in50": float((off <= HALF * sd[known]).mean()),
        "in95": float((off <= MOST * sd[known]).mean()),
    }


def _at_truth(truth: Truth, analysis: dict[str, Any], name: str) -> tuple[FloatArray, FloatArray]:
    """A series and its standard deviation at the times of the truth, NaN where it says nothing."""
    series = analysis["series"].get(name)
    if series is None:
        return (np.full(len(truth.time_s), np.nan),) * 2
    time_s, value, sd = (
        np.array([np.nan if x is None else x for x in column], float)
        for column in (analysis["series"]["time_s"], series["value"], series["sd"])
    )
    seen = np.isfinite(value)
    if not seen.any():
        return (np.full(len(truth.time_s), np.nan),) * 2
    nearest = np.abs(time_s[seen][:, None] - truth.time_s).min(0) < 0.06
    return tuple(  # type: ignore[return-value]
        np.where(nearest, np.interp(truth.time_s, time_s[seen], column[seen], np.nan, np.nan), np.nan)
        for column in (value, sd)
    )


def _rep_errors(truth: Truth, analysis: dict[str, Any], pull: Pull, rep: dict[str, Any]) -> list[dict[str, Any]]:
    """Errors of one repetition: the back at set-up and lift-off from the series, bar and speed as printed."""
    number, start, end = pull
    errors = []
    lift_off = (truth.rep == number) & (truth.phase == "up") & (truth.share >= 0.02) & (truth.share <= 0.15)
    set_up = (truth.phase == "floor") & (truth.time_s >= start - 0.3) & (truth.time_s < start)
    for part, name in BACK.items():
        value, sd = _at_truth(truth, analysis, f"{name}_deg")
        for at, when in (("setup", set_up), ("liftoff", lift_off)):
            off = value[when] - truth.angle[part][when]
            if np.isfinite(off).any():
                true = float(truth.angle[part][when].mean())
                errors.append(_error(part, at, number, float(np.nanmean(off)), float(np.nanmean(sd[when])), true))
    height, speed = _bar_truth(truth, number, start, end)
    for what, true, printed in (("rise", height, rep["bar_rise_m"]), ("speed", speed, rep["mean_velocity_mps"])):
        if printed["value"] is not None:
            errors.append(_error(what, "rep", number, printed["value"] - true, printed["sd"], true))
    return errors


def _moment_errors(
    document: dict[str, Any], truth: Truth, pairs: list[tuple[Pull, dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Errors of the peak moments at L5/S1 that are told, as shares of the true ones."""
    told = [(pull[0], rep["l5s1_moment_nm"]["peak"]) for pull, rep in pairs]
    told = [(number, peak) for number, peak in told if peak["value"] is not None]
    if not told:
        return []
    moment = true_reaction(document).at("l5s1")
    errors = []
    for number, peak in told:
        true = _peak_moment(truth, moment, number)
        errors.append(_error("moment", "peak", number, peak["value"] / true - 1, peak["sd"] / true, true))
    return errors


def _peak_moment(truth: Truth, moment: FloatArray, number: int) -> float:
    """N·m, from the moment the bar is 10 mm up until lockout."""
    climbing = (truth.rep == number) & (truth.phase == "up")
    height = truth.bar_m - truth.bar_m[climbing].min()
    return float(moment[climbing & (height > 0.01) & (truth.share < 0.98)].max())


def _error(what: str, at: str, rep: int, error: float, sd: float, true: float) -> dict[str, Any]:
    return {"what": what, "at": at, "rep": rep, "error": round(error, 5), "sd": round(sd, 5), "true": round(true, 4)}


def _bar_truth(truth: Truth, number: int, start: float, end: float) -> tuple[float, float]:
    """Rise in m of the bar, and its mean speed in m/s between 5 % and 95 % of it."""
    when = (truth.time_s >= start - 0.05) & (truth.time_s <= end + 0.1) & (truth.rep == number)
    time_s, height = truth.time_s[when], truth.bar_m[when]
    low, rise = float(height.min()), float(height.max() - height.min())
    climbed = np.maximum.accumulate(height)
    rising = climbed + 1e-9 * np.arange(len(climbed))  # no two heights alike
    first, last = (float(np.interp(low + part * rise, rising, time_s)) for part in (0.05, 0.95))
    return rise, 0.9 * rise / max(last - first, 1e-6)
