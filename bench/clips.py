"""Clips for the bench, made in a process of their own so that the bench itself stays small.

python clips.py pictures CLIP OUT.npy RATE_HZ   pictures (T, H, W, 3) uint8 RGB, evenly picked, long side ≤ 1280
python clips.py repeat CLIP OUT.mp4 TIMES       the same packets several times over, nothing encoded again
"""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

LONG_SIDE = 1280


def pictures(clip: Path, rate_hz: float) -> NDArray[np.uint8]:
    """(T, H, W, 3) RGB: the first picture in each interval of 1 / `rate_hz` seconds."""
    kept: list[NDArray[np.uint8]] = []
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            if float(frame.time or 0.0) * rate_hz + 1e-6 < len(kept):
                continue
            shrink = min(1.0, LONG_SIDE / max(frame.width, frame.height))
            size = round(frame.width * shrink), round(frame.height * shrink)
            kept.append(frame.to_ndarray(format="rgb24", width=size[0], height=size[1]).astype(np.uint8, copy=False))
    return np.stack(kept)


def repeat(clip: Path, out: Path, times: int) -> None:
    """Write the video packets of `clip` `times` times over, each copy after the last."""
    with av.open(str(out), "w") as target:
        source = av.open(str(clip))
        video = source.streams.video[0]
        stream = target.add_stream_from_template(video)
        shift = 0
        for _ in range(times):
            with av.open(str(clip)) as copy:
                end = shift
                for packet in copy.demux(copy.streams.video[0]):
                    if packet.dts is None or packet.pts is None:
                        continue
                    end = max(end, shift + packet.pts + (packet.duration or 0))
                    packet.pts, packet.dts, packet.stream = packet.pts + shift, packet.dts + shift, stream
                    target.mux(packet)
                shift = end
        source.close()


def main(command: str, clip: str, out: str, number: str) -> None:
    if command == "pictures":
        np.save(out, pictures(Path(clip), float(number)))
    else:
        repeat(Path(clip), Path(out), int(number))


if __name__ == "__main__":
    main(*sys.argv[1:])
