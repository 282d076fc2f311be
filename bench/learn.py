"""Learn what the outline of the back tells: motion/under_outline.toml and the table [bent] of motion/back_model.toml.

python -m bench.learn      prints both tables; takes about an hour on two cores the first time, half of it later

It uses the 240 short clips that are there for nothing else (`design.learnt`). Every clip weighs the same. Errors are
those of clips left out, a twelfth at a time.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import each, rendered
from bench.scoring import Truth
from bench.synthetic import design
from bench.synthetic.scene import Scene
from liftwell.frames import Sagittal
from liftwell.motion.back import bent_features, tallest
from liftwell.motion.body import Moving, by_landmarks, reconstruct
from liftwell.motion.gaussian import regression
from liftwell.motion.linkage import NOMINAL_BODY_M
from liftwell.motion.under_outline import depth_features, outwards
from liftwell.passes.first import facing_of, look_through
from liftwell.passes.second import SecondSight, Seen, watch_stretches
from liftwell.passes.stretches import moving_stretches
from liftwell.pose.detect import BlazePose
from liftwell.pose.smooth import places_at
from liftwell.progress import silent
from liftwell.video.clip import Clip
from liftwell.video.decode import open_clip

FloatArray = NDArray[np.float64]
# Where along the back its depth is read, in trunk lengths from the hip.
STATIONS: Final = np.array([-0.06, 0.05, 0.15, 0.28, 0.4, 0.5, 0.62, 0.75, 0.88, 1.0])
DEPTH_NOISE, SLOPE_NOISE_DEG = 0.01, 3.0
LEAN_DEG, TRUNK_OFF_DEG, FEWEST, FOLDS = 35.0, 15.0, 5, 12


class Watched(NamedTuple):
    """A clip as the second pass saw it, and its truth document."""

    clip: Clip
    seen: SecondSight
    scene: Scene
    truth: dict[str, Any]

    @property
    def size_px(self) -> tuple[int, int]:
        """The working picture's."""
        return self.clip.working_width_px, self.clip.working_height_px

    def at(self, when_s: FloatArray) -> list[dict[str, Any]]:
        """The frames of the truth nearest to `when_s`."""
        frames = self.truth["frames"]
        times = np.array([frame["t"] for frame in frames])
        return [frames[k] for k in np.abs(times[:, None] - when_s).argmin(0)]


class Samples(NamedTuple):
    """Rows of a clip: features and targets of the joints under the outline, and of the bent back (degrees)."""

    joints: FloatArray
    back: FloatArray


def samples(scene: Scene) -> Samples | None:
    """What is learnt from one clip; None where the lifter was not seen."""
    path = Path(rendered(scene))
    clip = open_clip(path)
    first = look_through(clip, BlazePose("full"), silent)
    stretches = moving_stretches(first.track) if first.track is not None else []
    if first.track is None or not stretches or facing_of(first.track) != scene.view.side:
        return None
    model = BlazePose("heavy", streams=2)
    seen = watch_stretches(clip, first, stretches, scene.view.side, model, silent)
    return rows(Watched(clip, seen, scene, json.loads(path.with_suffix(".json").read_text("utf-8"))))


def rows(watched: Watched) -> Samples | None:
    """The samples of a clip that was watched."""
    if not watched.seen.stretches:
        return None
    joints = np.concatenate([_joint_rows(watched, seen) for seen in watched.seen.stretches])
    return Samples(joints[np.isfinite(joints).all(1)], _back_rows(watched))


def _joint_rows(watched: Watched, seen: Seen) -> FloatArray:
    """(T, S + 3): depths and lean, then how far outwards true hip and shoulder lie from the fitted ones."""
    middle = (watched.size_px[0] / 2, watched.size_px[1] / 2)
    plane = Sagittal(middle, watched.seen.body_px / NOMINAL_BODY_M, watched.scene.view.side)
    found = by_landmarks(seen.track, seen.outline, seen.bar, plane)
    link, frames = found.linkage, watched.at(seen.track.time_s)
    scale = watched.size_px[0] / watched.truth["meta"]["size"][0]
    moved = places_at(seen.bar.time_s, seen.shift_px, seen.track.time_s)
    trunk = np.linalg.norm(link.joints[:, 3] - link.joints[:, 2], axis=1)
    side = "R" if watched.scene.view.side == "right" else "L"
    hip, shoulder = (
        found.sight.joint(np.array([f["joints2d"][f"{name}_{side}"] for f in frames]) * scale - moved, name)
        for name in ("hip", "shoulder")
    )
    # The line of the near joints is not quite that of the trunk: the shoulder is put where the trunk's has it.
    lean = np.radians([frame["angles_deg"]["trunk_hip_shoulder"] for frame in frames])
    length = np.linalg.norm(shoulder - hip, axis=1)[:, None]
    shoulder = hip + length * np.column_stack([np.sin(lean), np.cos(lean)])
    away = (hip - link.joints[:, 2], shoulder - link.joints[:, 3])
    off = [np.einsum("tk,tk->t", one, outwards(link)) / trunk for one in away]
    lifting = np.array([frame["phase"] != "free" for frame in frames])
    told = np.column_stack([depth_features(found.depth, link.angle[:, 2], STATIONS), *off])
    return np.asarray(told[lifting])


def _back_rows(watched: Watched) -> FloatArray:
    """(N, F + 3) degrees: features of the bent pictures, then true lumbar, thoracic and pelvis angle."""
    bodies = [_body(watched, seen) for seen in watched.seen.stretches]
    reference = tallest(np.concatenate([m.slopes for m in bodies]), np.concatenate([m.lean for m in bodies]))
    truth = Truth.of(watched.truth)
    pelvis = np.array([frame["angles_deg"]["pelvis_pitch"] for frame in watched.truth["frames"]])
    kept = []
    for body in bodies:
        k = np.abs(truth.time_s[:, None] - body.linkage.time_s).argmin(0)
        trunk = truth.angle["trunk"][k]
        features = np.degrees(bent_features(body.slopes, body.lean, reference.slope))
        true = np.column_stack([truth.angle["lumbar"][k], truth.angle["thoracic"][k], pelvis[k] - trunk])
        lean = np.degrees(body.lean)
        good = (lean > LEAN_DEG) & (np.abs(lean - trunk) < TRUNK_OFF_DEG) & np.isfinite(features).all(1)
        kept.append(np.hstack([features, true])[good])
    return np.concatenate(kept)


def _body(watched: Watched, seen: Seen) -> Moving:
    facing, body_px = watched.scene.view.side, watched.seen.body_px
    return reconstruct(seen.track, seen.outline, seen.bar, facing, body_px, watched.size_px)


class Learnt(NamedTuple):
    """Mean (F + K,), covariance (F + K, F + K), and mean errors (C, K) of clips left out with what was expected."""

    mean: FloatArray
    covariance: FloatArray
    errors: FloatArray
    expected: FloatArray


def learn(clips: list[FloatArray], targets: int, noise: float) -> Learnt:
    """A Gaussian over clips of rows whose last `targets` are to be told from the others."""
    errors, expected = np.zeros((len(clips), targets)), np.zeros((len(clips), targets))
    part = np.random.default_rng(0).permutation(len(clips)) % FOLDS
    for fold in range(FOLDS):
        mean, covariance = moments([clip for clip, k in zip(clips, part, strict=True) if k != fold])
        count = len(mean) - targets
        weights, sd = regression(covariance, np.ones(count, bool), noise**2 * np.eye(count))
        for k in np.flatnonzero(part == fold):
            told = mean[count:] + (clips[k][:, :count] - mean[:count]) @ weights
            errors[k], expected[k] = (told - clips[k][:, count:]).mean(0), sd
    return Learnt(*moments(clips), errors, expected)


def moments(clips: list[FloatArray]) -> tuple[FloatArray, FloatArray]:
    """Mean and covariance over clips of samples, each clip weighing the same."""
    mean = np.mean([clip.mean(0) for clip in clips], axis=0)
    return mean, np.mean([(clip - mean).T @ (clip - mean) / len(clip) for clip in clips], axis=0)


def print_joints(clips: list[FloatArray]) -> None:
    """under_outline.toml."""
    learnt = learn(clips, 2, DEPTH_NOISE)
    before = np.array([clip[:, -2:].mean(0) for clip in clips])
    print(f"# {len(clips)} clips; rms of both offsets: {_rms(before)}, of clips left out {_rms(learnt.errors)}")
    print(f"stations = {STATIONS.tolist()}\nmean_percent = {(100 * learnt.mean).round(2).tolist()}")
    _matrix("covariance_percent2", 100**2 * learnt.covariance, 2)
    print(f"noise_sd_percent = {100 * DEPTH_NOISE:g}")


def print_back(clips: list[FloatArray]) -> None:
    """[bent] of back_model.toml."""
    learnt = learn(clips, 3, SLOPE_NOISE_DEG)
    spread = np.sqrt((learnt.errors**2 / learnt.expected**2).mean(0))
    off = np.abs(learnt.errors).mean(0).round(1).tolist()
    print(f"# {len(clips)} clips; mean absolute error of clips left out: {off}")
    print(f"[bent]\nmean_deg = {learnt.mean.round(1).tolist()}")
    _matrix("covariance_deg2", learnt.covariance, 1)
    print(f"noise_sd_deg = {SLOPE_NOISE_DEG:g}\nspread = {spread.round(2).tolist()}")


def _rms(values: FloatArray) -> list[float]:
    return [round(100 * float(x), 1) for x in np.sqrt((values**2).mean(0))]


def _matrix(name: str, values: FloatArray, digits: int) -> None:
    print(f"{name} = [", *(f"    {line.round(digits).tolist()}," for line in values), "]", sep="\n")


def main() -> None:
    """Learn and print."""
    found = [one for one in each(samples, design.learnt(), os.cpu_count() or 1, "seen") if one is not None]
    print_joints([one.joints for one in found if len(one.joints) >= FEWEST])
    print()
    print_back([one.back for one in found if len(one.back) >= FEWEST])


if __name__ == "__main__":
    main()
