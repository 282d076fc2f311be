"""MediaPipe's own Python pose over stored pictures: `python pose_mediapipe.py PICTURES.npy` prints one line of JSON.

Runs in an environment of its own (see `speed.py`), as MediaPipe 0.10.21 and liftwell ask for different NumPys.
The settings are those of a video: tracking on, model complexity 1 (BlazePose full), MediaPipe's own threads.
"""

from __future__ import annotations

import json
import sys
import time

import mediapipe  # type: ignore[import-not-found]
import numpy as np


def main(pictures_file: str) -> None:
    pictures = np.load(pictures_file)
    with mediapipe.solutions.pose.Pose(static_image_mode=False, model_complexity=1) as pose:
        # Loading and warming up is start-up time, which a stage's share does not hold either.
        pose.process(pictures[0])
        seen, started = 0, time.perf_counter()
        for picture in pictures:
            seen += pose.process(picture).pose_landmarks is not None
        spent = time.perf_counter() - started
    print(json.dumps({"ms_per_picture": 1000 * spent / len(pictures), "seen": seen, "pictures": len(pictures)}))


if __name__ == "__main__":
    main(sys.argv[1])
