"""Learn how the outline of a bent back goes with the spine beneath it: the table [bent] of motion/back_model.toml.

python -m bench.learn_back      prints the table; takes about ten minutes on two cores

Only the tuning half of the bench's clips within 17° of side-on is used, and only pictures with more than 35° of lean in
which the trunk was found within 15°. Every clip weighs the same. Errors are those of clips left out, one at a time.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import each, rendered
from bench.scoring import Truth
from bench.synthetic import design
from bench.synthetic.scene import Scene
from liftwell.capture.verdict import check_first_pass
from liftwell.motion.back import bent_features, regression, tallest
from liftwell.motion.body import Moving, reconstruct
from liftwell.passes.first import facing_of, look_through
from liftwell.passes.second import watch_stretches
from liftwell.passes.stretches import moving_stretches
from liftwell.pose.detect import BlazePose
from liftwell.progress import silent
from liftwell.video.decode import open_clip

FloatArray = NDArray[np.float64]
MOST_YAW_DEG, LEAN_DEG, TRUNK_OFF_DEG, FEWEST = 17.0, 35.0, 15.0, 5
NOISE_DEG: Final = 2.0
FEATURES: Final = 4


def moving(path: Path) -> list[Moving]:
    """The fitted body in every stretch of a clip; nothing for a clip that is refused."""
    clip = open_clip(path)
    first = look_through(clip, BlazePose("full"), silent)
    refuses = any(reason.refuses for reason in check_first_pass(clip, first))
    stretches = moving_stretches(first.track) if first.track and not refuses else []
    if first.track is None or not stretches:
        return []
    side = facing_of(first.track)
    seen = watch_stretches(clip, first, stretches, side, BlazePose("heavy", streams=2), silent)
    size = (clip.working_width_px, clip.working_height_px)
    return [reconstruct(s.track, s.outline, s.bar, side, seen.body_px, size) for s in seen.stretches]


def samples(scene: Scene) -> list[list[float]]:
    """Rows of four features, then true lumbar, thoracic and pelvis angle, degrees, over the bent pictures of a clip."""
    path = Path(rendered(scene))
    stretches = moving(path)
    if not stretches:
        return []
    document = json.loads(path.with_suffix(".json").read_text("utf-8"))
    truth = Truth.of(document)
    pelvis = np.array([frame["angles_deg"]["pelvis_pitch"] for frame in document["frames"]])
    reference = tallest(np.concatenate([m.slopes for m in stretches]), np.concatenate([m.lean for m in stretches]))
    rows = []
    for body in stretches:
        k = np.abs(truth.time_s[:, None] - body.linkage.time_s).argmin(0)
        lean, trunk = np.degrees(body.lean), truth.angle["trunk"][k]
        features = np.degrees(bent_features(body.slopes, reference.slope))
        true = np.column_stack([truth.angle["lumbar"][k], truth.angle["thoracic"][k], pelvis[k] - trunk])
        kept = (lean > LEAN_DEG) & (np.abs(lean - trunk) < TRUNK_OFF_DEG) & np.isfinite(features).all(1)
        rows += np.hstack([features, true])[kept].tolist()
    return rows if len(rows) >= FEWEST else []


def moments(clips: list[FloatArray]) -> tuple[FloatArray, FloatArray]:
    """Mean (7,) and covariance (7, 7) over clips of samples (N, 7), each clip weighing the same."""
    mean = np.mean([clip.mean(0) for clip in clips], axis=0)
    return mean, np.mean([(clip - mean).T @ (clip - mean) / len(clip) for clip in clips], axis=0)


def predicted(mean: FloatArray, covariance: FloatArray, clip: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Angles (N, 3) and their expected sd (3,)."""
    weights, sd = regression(covariance, np.ones(FEATURES, bool), NOISE_DEG**2 * np.eye(FEATURES))
    return mean[FEATURES:] + (clip[:, :FEATURES] - mean[:FEATURES]) @ weights, sd


def left_out(clips: list[FloatArray]) -> tuple[FloatArray, FloatArray]:
    """Mean error (C, 3) of every clip by a model that never saw it, and what that model expected."""
    errors, expected = [], []
    for k, clip in enumerate(clips):
        found, sd = predicted(*moments(clips[:k] + clips[k + 1 :]), clip)
        errors.append((found - clip[:, FEATURES:]).mean(0))
        expected.append(sd)
    return np.array(errors), np.array(expected)


def main() -> None:
    """Learn and print."""
    scenes = [s for s in design.measured() if not design.is_reported(s.name) and abs(s.view.yaw) <= MOST_YAW_DEG]
    clips = [np.array(rows) for rows in each(samples, scenes, os.cpu_count() or 1, "seen") if rows]
    errors, expected = left_out(clips)
    mean, covariance = moments(clips)
    spread = np.maximum(1.0, np.sqrt((errors**2 / expected**2).mean(0)))
    print(f"# {len(clips)} clips; mean absolute error of clips left out: {np.abs(errors).mean(0).round(1).tolist()}")
    print(f"mean_deg = {mean.round(1).tolist()}")
    print("covariance_deg2 = [", *(f"    {line.round(1).tolist()}," for line in covariance), "]", sep="\n")
    print(f"noise_sd_deg = {NOISE_DEG:g}\nspread = {spread.round(2).tolist()}")


if __name__ == "__main__":
    main()
