"""Our pose stage over stored pictures: `python pose_liftwell.py PICTURES.npy default|fast` prints one line of JSON.

Both modes follow everyone with BlazePose full; the default then looks at the lifter again with BlazePose heavy and
traces the back, as an analysis does.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np

from liftwell.passes.bodies import STREAMS, Bodies
from liftwell.passes.first import BODY_RATE_HZ, facing_of
from liftwell.pose.detect import BlazePose
from liftwell.pose.follow import Crowd, lifter
from liftwell.pose.pose import PoseTrack
from liftwell.pose.smooth import region_at, smooth_regions
from liftwell.video.clip import Frame


def follow(frames: list[Frame], model: BlazePose) -> PoseTrack | None:
    """The first pass: whoever lifts."""
    crowd = Crowd(model)
    for frame in frames:
        crowd.see(frame.time_s, frame.image)
    chosen = lifter(crowd.people)
    return chosen.track() if chosen else None


def look_again(frames: list[Frame], track: PoseTrack, model: BlazePose) -> PoseTrack:
    """The second pass: the lifter's landmarks and the outline of the back."""
    regions = smooth_regions(track.time_s, track.region)
    bodies = Bodies(model, facing_of(track))
    for frame in frames:
        bodies.look(frame, region_at(track.time_s, regions, frame.time_s))
    return bodies.finish()[0]


def main(pictures_file: str, mode: str) -> None:
    pictures = np.load(pictures_file)[..., ::-1]
    frames = [Frame(i, i / BODY_RATE_HZ, np.ascontiguousarray(picture)) for i, picture in enumerate(pictures)]
    full, heavy = BlazePose("full"), BlazePose("heavy", streams=STREAMS) if mode == "default" else None
    follow(frames[:1], full)  # loads the detector and warms up, which MediaPipe's first picture does as well
    started = time.perf_counter()
    track = follow(frames, full)
    if heavy is not None and track is not None:
        track = look_again(frames, track, heavy)
    spent, seen = time.perf_counter() - started, 0 if track is None else len(track.time_s)
    print(json.dumps({"ms_per_picture": 1000 * spent / len(frames), "seen": seen, "pictures": len(frames)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
