"""The demo clip and its truth fit each other and the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from liftwell.video.decode import open_clip, read_frames

CLIP = files("liftwell.demo") / "lifter.mp4"


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    text = (files("liftwell.demo") / "lifter.truth.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def test_clip_is_small_enough_to_ship() -> None:
    assert len(CLIP.read_bytes()) < 1_000_000


def test_clip_lasts_as_long_as_its_truth_says(truth: dict[str, Any]) -> None:
    clip = open_clip(str(CLIP))
    assert (clip.width_px, clip.height_px) == (480, 848)
    assert clip.frame_rate_hz == pytest.approx(truth["frame_rate_hz"])
    assert clip.duration_s == pytest.approx(truth["duration_s"], abs=0.05)
    last = max(frame.time_s for frame in read_frames(clip))
    assert last == pytest.approx(truth["duration_s"], abs=0.1)


def test_every_rep_lies_in_the_clip_and_rounds_more_than_the_last(truth: dict[str, Any]) -> None:
    reps = truth["reps"]
    moments = [rep[key] for rep in reps for key in ("liftoff_s", "lockout_s", "end_s")]
    assert moments == sorted(moments)
    assert moments[-1] < truth["duration_s"]
    rounding = [rep["lumbar_flexion_deg"]["setup"] for rep in reps]
    assert rounding == [8.0, 17.0, 26.0, 35.0]
    shares = [rep["hip_share"] for rep in reps]
    assert shares == sorted(shares, reverse=True), "who rounds more folds less at the hip"
