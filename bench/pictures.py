"""Make the README's picture from the demo, the way everybody sees it.

python bench/pictures.py      analyses the demo clip and writes docs/pictures/demo.jpg
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures" / "demo.jpg"


def moments(analysis: Path) -> list[float]:
    """Set-up and mid-pull of the first rep, lockout of the second, set-up of the last: seconds."""
    reps = json.loads(analysis.read_text("utf-8"))["reps"]
    first, second, last = reps[0], reps[1], reps[-1]
    middle = (first["liftoff_s"] + first["lockout_s"]) / 2
    return [first["liftoff_s"] - 0.1, middle, second["lockout_s"] + 0.1, last["liftoff_s"] - 0.1]


def frames_at(video: Path, times: list[float]) -> list[NDArray[np.uint8]]:
    """The pictures (H, W, 3) BGR shown at `times`."""
    found: list[NDArray[np.uint8]] = []
    with av.open(str(video)) as container:
        for frame in container.decode(video=0):
            if len(found) < len(times) and float(frame.time or 0.0) >= times[len(found)]:
                found.append(np.asarray(frame.to_ndarray(format="bgr24"), np.uint8))
    return found


def main() -> None:
    """Run the demo, cut four pictures out of its overlay, lay them side by side."""
    with tempfile.TemporaryDirectory(prefix="liftwell-pictures-") as folder:
        out = Path(folder) / "demo"
        subprocess.run([str(Path(sys.executable).with_name("liftwell")), "demo", "--out", str(out)], check=True)
        strip = np.hstack(frames_at(out / "overlay.mp4", moments(out / "analysis.json")))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(TARGET), strip, [cv2.IMWRITE_JPEG_QUALITY, 82])
    print(f"{TARGET.relative_to(ROOT)}: {strip.shape[1]} × {strip.shape[0]}, {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
