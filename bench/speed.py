"""How fast liftwell is and how much memory it takes: `make bench` prints everything in one run.

Every figure comes from a process of its own, started and watched from here; runs of one round follow each other,
then the next round begins, so that a busy minute does not fall on one of them alone, and the median of the rounds
counts. The aims stand beside the figures. Nothing fails on a slow machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.environment import python_with

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
DEMO = ROOT / "src" / "liftwell" / "demo" / "lifter.mp4"
DATA = Path(os.environ.get("LIFTWELL_DATA", ROOT.parent / "shared" / "data"))
CLIPS = (DATA / "synthetic" / "d10_handheld_720.mp4", DATA / "clips" / "powerlab_overlay.mp4")
MEDIAPIPE = "mediapipe==0.10.21"  # the last version whose Python solution still holds its own weights
BODY_RATE_HZ = 10.0  # how often liftwell looks at the body
COPIES = 10
MODES = ("default", "fast")


class ChildFailed(Exception):
    """A measured process did not end well; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that ended well: what it printed, seconds from start to exit, peak resident memory in MiB."""

    printed: str
    wall_s: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Analysed:
    """One `liftwell analyse`: seconds and memory of the whole command, and its own `timing`."""

    wall_s: float
    peak_mib: float
    clip_s: float
    stages: dict[str, float]


def watch(command: Sequence[str | Path]) -> Finished:
    """Run a command and ask the kernel what it took; raises ChildFailed when it exits with another status than 0."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as complaint:
        started = time.perf_counter()
        child = subprocess.Popen([str(part) for part in command], stdout=out, stderr=complaint)
        _, status, used = os.wait4(child.pid, 0)
        wall_s = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        complaint.seek(0)
        if child.returncode:
            raise ChildFailed(f"{command[0]} … exited with {child.returncode}: {complaint.read()[-800:]}")
        # Linux counts in KiB, macOS in bytes.
        return Finished(out.read(), wall_s, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def analyse(clip: Path, mode: str) -> Analysed:
    """`liftwell analyse` once, into a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="liftwell-bench-") as folder:
        program = [sys.executable, "-c", "import sys; from liftwell.cli.app import main; sys.exit(main())"]
        options = ["--fast"] if mode == "fast" else []
        done = watch([*program, "analyse", clip, *options, "--json", "--out", f"{folder}/out"])
        document: dict[str, Any] = json.loads(Path(folder, "out", "analysis.json").read_text(encoding="utf-8"))
    return Analysed(done.wall_s, done.peak_mib, document["clip"]["duration_s"], document["timing"]["stages"])


def bench_analysis(clips: Sequence[Path], rounds: int) -> None:
    """Analysis time over clip time, and where it goes."""
    analyse(DEMO, "default")  # compiles the networks once; every later start takes them from the cache
    runs: dict[tuple[str, str], list[Analysed]] = defaultdict(list)
    for _ in range(rounds):
        for clip in clips:
            for mode in MODES:
                runs[clip.stem, mode].append(analyse(clip, mode))
    print("\nThe whole command, from start to exit, with overlay.mp4 written")
    print(f"{'clip':22}{'mode':9}{'clip s':>7}{'took s':>8}{'÷ clip':>8}  aim")
    for (name, mode), several in runs.items():
        wall_s, clip_s = statistics.median(run.wall_s for run in several), several[0].clip_s
        aim_s, formula = (0.7 * clip_s, "0.7 × clip") if mode == "fast" else (1.3 * clip_s + 2, "1.3 × clip + 2 s")
        verdict = f"≤ {aim_s:.1f} s ({formula}): {'met' if wall_s <= aim_s else 'missed'}"
        print(f"{name:22}{mode:9}{clip_s:7.1f}{wall_s:8.1f}{wall_s / clip_s:8.2f}  {verdict}")
        print(f"{'':31}{shares(several)}")


def shares(several: Sequence[Analysed]) -> str:
    """Each stage's part of the whole command; the rest is starting Python, loading libraries and writing files."""
    whole = statistics.median(run.wall_s for run in several)
    stages = {name: statistics.median(run.stages[name] for run in several) for name in several[0].stages}
    stages["the rest"] = whole - sum(stages.values())
    return ", ".join(f"{name} {100 * seconds / whole:.0f} %" for name, seconds in stages.items())


def bench_memory(clip: Path, folder: Path) -> None:
    """Peak memory of a clip once and ten times over."""
    long_clip = folder / "ten_times.mp4"
    watch([sys.executable, BENCH / "clips.py", "repeat", clip, long_clip, str(COPIES)])
    once, often = analyse(clip, "default"), analyse(long_clip, "default")
    ratio = often.peak_mib / once.peak_mib
    print(f"\nPeak memory, {clip.stem}, default")
    print(f"once      {once.clip_s:7.1f} s of video {once.peak_mib:7.0f} MiB")
    print(f"{COPIES} times  {often.clip_s:7.1f} s of video {often.peak_mib:7.0f} MiB   took {often.wall_s:.1f} s")
    print(f"ratio {ratio:.2f}  aim ≤ 1.1: {'met' if ratio <= 1.1 else 'missed'}")


def bench_pose(clip: Path, rounds: int, folder: Path) -> None:
    """Our pose stage and MediaPipe's, over the same pictures."""
    pictures = folder / "pictures.npy"
    watch([sys.executable, BENCH / "clips.py", "pictures", clip, pictures, str(BODY_RATE_HZ)])
    ours: list[str | Path] = [sys.executable, BENCH / "pose_liftwell.py", pictures]
    contenders: dict[str, list[str | Path]] = {f"liftwell {mode}": [*ours, mode] for mode in MODES}
    rival = python_with("mediapipe", MEDIAPIPE)
    if rival is not None:
        contenders["MediaPipe"] = [rival, BENCH / "pose_mediapipe.py", pictures]
    runs: dict[str, list[dict[str, float]]] = defaultdict(list)
    for _ in range(rounds):
        for name, command in contenders.items():
            runs[name].append(json.loads(watch(command).printed))
    print(f"\nPose alone, {clip.stem} at {BODY_RATE_HZ:g} pictures/s, already decoded, loading not counted")
    spent = {name: statistics.median(run["ms_per_picture"] for run in several) for name, several in runs.items()}
    for name, milliseconds in spent.items():
        print(f"{name:18}{milliseconds:6.1f} ms a picture   lifter seen in {runs[name][0]['seen']:.0f} "
              f"of {runs[name][0]['pictures']:.0f}")  # fmt: skip
    if rival is not None:
        verdict = "met" if spent["liftwell fast"] <= spent["MediaPipe"] else "missed"
        print(f"aim: liftwell fast no slower than {MEDIAPIPE} (model complexity 1, tracking): {verdict}")


def main() -> None:
    options = argparse.ArgumentParser(description="Speed and memory of liftwell.")
    options.add_argument("--repeat", type=int, default=3, metavar="N", help="rounds; the median counts (3)")
    rounds: int = options.parse_args().repeat
    clips = [clip for clip in CLIPS if clip.is_file()]
    if not clips:
        print(f"No clips in {DATA} (set LIFTWELL_DATA to the folder that holds them): measured on the demo clip.")
        clips = [DEMO]
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    cores = f"{os.cpu_count()} cores, load average {busy} before the start"
    print(f"{platform.system()} {platform.machine()}, {cores}, median of {rounds}")
    with tempfile.TemporaryDirectory(prefix="liftwell-bench-") as folder:
        parts: tuple[Callable[[], None], ...] = (
            lambda: bench_analysis(clips, rounds),
            lambda: bench_pose(clips[0], rounds, Path(folder)),
            lambda: bench_memory(clips[0], Path(folder)),
        )
        for part in parts:
            try:
                part()
            except ChildFailed as error:
                print(f"\nNot measured: {error}")


if __name__ == "__main__":
    main()
