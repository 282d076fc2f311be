"""`motion.mot`: the angles of the joints over time, as coordinates of an OpenSim model.

Degrees and metres; names and signs of the full-body model of Rajagopal et al. 2016 (doi:10.1109/TBME.2016.2586891),
in which a positive rotation turns x (forward) towards y (up). Format: OpenSim's Storage, version 1.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liftwell.analysis import Analysis
from liftwell.exchange.opensim import DEGREE_DIGITS, METRE_DIGITS, SECOND_DIGITS, cells, near_side, save

FloatArray = NDArray[np.float64]
_LIMBS: Final = ("shank", "knee_flexion", "hip_flexion", "trunk_inclination")
_ROUNDING: Final = ("lumbar_flexion", "thoracic_flexion")
# The line of a comment may hold no equals sign: OpenSim would take it for a fact about the table.
_COMMENT: Final = """\
Measured by liftwell from the {side} side, in the sagittal plane; both sides of the body get its values.
Signs as in the model Rajagopal 2016: flexion of the knee is positive, where gait2392 has it negative.
ankle_angle takes the foot as flat on the floor. pelvis_tx and pelvis_ty are the place of the hip joint.
lumbar_flexion and thoracic_flexion are rounding against the lifter's tallest posture.
Where back_seen is 0 the back was hidden: its shape there lies between those seen before and after."""


def can_write(analysis: Analysis) -> bool:
    """Whether leg and trunk were seen together at any time; a refused clip has nothing."""
    return bool(_whole(analysis, _columns(analysis)).any())


def write(analysis: Analysis, path: Path) -> None:
    """Write one row for each time of the analysis at which leg, trunk and arm were seen; no cell is ever empty.

    OpenSim's Storage reads neither an empty cell nor "nan": it misses both without a word and takes the numbers behind
    for others. So the rest are left out, and where only the back was hidden `back_seen` is 0 and the pelvis moves with
    the trunk, between the shapes of the back seen before and after (as one with it if there are none).
    Without a scale pelvis_tx and pelvis_ty are left out, and so is what was never seen.
    Raises ValueError unless `can_write`, and CannotWrite when `path` cannot be written.
    """
    columns = _columns(analysis)
    whole = _whole(analysis, columns)
    if not whole.any():
        raise ValueError("no time at which leg and trunk were seen; ask can_write first")
    text = [cells(analysis.time_s[whole], SECOND_DIGITS)]
    text += [cells(column[whole], _digits(name)) for name, column in columns.items()]
    rows = ["\t".join(row) for row in zip(*text, strict=True)]
    head = ["liftwell", "version=1", f"nRows={len(rows)}", f"nColumns={len(text)}", "inDegrees=yes", ""]
    comment = _COMMENT.format(side=near_side(analysis)).splitlines()
    save([*head, *comment, "", "endheader", "\t".join(["time", *columns]), *rows], path)


def _columns(analysis: Analysis) -> dict[str, FloatArray]:
    """Each coordinate (T,) in deg or m by its name, NaN where a limb was not seen; empty when one never was."""
    angle = {name: np.degrees(one.value) for name, one in analysis.series.items() if np.isfinite(one.value).any()}
    if not set(_LIMBS) <= set(angle):
        return {}
    shank, knee, hip, trunk = (angle[name] for name in _LIMBS)
    lean = _bridged(analysis.time_s, angle["pelvis"] - trunk) if "pelvis" in angle else np.zeros_like(trunk)
    return {
        "pelvis_tilt": -(trunk + lean),
        **_hip_joint_m(analysis),
        **_both_sides("hip_flexion", hip + lean),  # against the pelvis, as in the model
        **_both_sides("knee_angle", knee),
        **_both_sides("ankle_angle", shank),
        "lumbar_extension": lean,  # the trunk against the pelvis: -(trunk - pelvis)
        **(_both_sides("elbow_flex", angle["elbow_flexion"]) if "elbow_flexion" in angle else {}),
        **{name: _bridged(analysis.time_s, angle[name]) for name in _ROUNDING if name in angle},
        "back_seen": _back_seen(angle, trunk),
    }


def _whole(analysis: Analysis, columns: dict[str, FloatArray]) -> NDArray[np.bool_]:
    """(T,) the times with a number in every column."""
    if not columns:
        return np.zeros(len(analysis.time_s), bool)
    return np.asarray(np.isfinite(list(columns.values())).all(axis=0), np.bool_)


def _both_sides(coordinate: str, value: FloatArray) -> dict[str, FloatArray]:
    """The near side's value for the right and for the left."""
    return {f"{coordinate}_{side}": value for side in "rl"}


def _hip_joint_m(analysis: Analysis) -> dict[str, FloatArray]:
    """Where the near hip joint is, m; nothing without a scale."""
    if analysis.motion is None or analysis.motion.body.value is None:
        return {}
    x, y = (analysis.motion.point("hip") * analysis.motion.body.value).T
    return {"pelvis_tx": x, "pelvis_ty": y}


def _back_seen(angle: dict[str, FloatArray], trunk: FloatArray) -> FloatArray:
    """(T,) 1 where everything known of the back was seen, 0 where any of it is carried over or nothing ever was."""
    back = [angle[name] for name in ("pelvis", *_ROUNDING) if name in angle]
    return np.asarray(np.isfinite(back).all(axis=0), np.float64) if back else np.zeros_like(trunk)


def _bridged(time_s: FloatArray, value: FloatArray) -> FloatArray:
    """`value` (T,), linear over time where it was not seen and held at the ends; 0 when it never was."""
    seen = np.isfinite(value)
    return np.asarray(np.interp(time_s, time_s[seen], value[seen])) if seen.any() else np.zeros_like(value)


def _digits(column: str) -> int:
    if column == "back_seen":
        return 0
    return METRE_DIGITS if column in {"pelvis_tx", "pelvis_ty"} else DEGREE_DIGITS
