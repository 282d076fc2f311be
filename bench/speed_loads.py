"""How fast moments and what-ifs are: CPU time in processes of their own, beside a fixed piece of NumPy.

python -m bench.speed_loads

Each figure is the median of five processes that take turns. A process does its work once to warm up and then counts
`time.process_time` on one thread, so neither a busy machine nor the clock on the wall has a say.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import pickle
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import numpy as np

import liftwell
from bench.speed import DEMO, watch
from liftwell.analysis import Analysis
from liftwell.athlete import Athlete
from liftwell.loads.moments import Lifted, loads_of

ROUNDS: Final = 5
SAMPLES: Final = 1000
AIM_CLIP_S: Final = 10.0  # the aim is told of a clip this long; the demo has 10.9 s
VARIANTS: Final = ("conventional", "sumo", "trap-bar-low", "trap-bar-high", "romanian")
HEIGHTS, LOADS = 30, 20
BAR_KG: Final = 100.0
WHAT_IF: Final = "liftwell.loads.what_if"
ONE_THREAD: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def kernel(_: Path) -> Callable[[], object]:
    """A fixed piece of NumPy to tell machines apart: products of matrices, and sines."""
    rng = np.random.default_rng(0)
    square, wide = rng.normal(size=(700, 700)), rng.normal(size=(4, 1_000_000))
    return lambda: (square @ square, np.sin(wide).sum(axis=0))


def moments(stored: Path) -> Callable[[], object]:
    """Every series of loads of the demo clip, with the errors of 1,000 samples."""
    lifted = pickle.loads(stored.read_bytes())
    return lambda: loads_of(lifted, np.random.default_rng(0), samples=SAMPLES)


def sweep(_: Path) -> Callable[[], object]:
    """A full what-if of one body: variants × heights × loads."""
    what_if, build = (importlib.import_module(name) for name in (WHAT_IF, "liftwell.loads.build"))
    body = build.body_of(Athlete(height_m=1.75, mass_kg=80.0, sex="male"))
    heights, loads = np.linspace(0.10, 0.45, HEIGHTS), np.linspace(20, 250, LOADS)
    return lambda: what_if.sweep(body, VARIANTS, heights, loads)


WORK: Final[Mapping[str, Callable[[Path], Callable[[], object]]]] = {
    "kernel": kernel, "moments": moments, "sweep": sweep,
}  # fmt: skip


def what_is_there() -> list[str]:
    """What can be measured in this version."""
    return [name for name in WORK if name != "sweep" or importlib.util.find_spec(WHAT_IF) is not None]


def lifted_of(analysis: Analysis) -> Lifted:
    """What the measuring half hands over to `liftwell.loads`."""
    assert analysis.motion is not None
    pelvis, trunk, speed = (analysis.series[name] for name in ("pelvis", "trunk_inclination", "bar_speed"))
    return Lifted(
        analysis.time_s, analysis.motion, pelvis, trunk, speed, analysis.reps, analysis.athlete, BAR_KG, "conventional"
    )


def spent_s(name: str, stored: Path) -> float:
    """CPU seconds of one piece of work, once warmed up; called in a process of its own."""
    work = WORK[name](stored)
    work()
    started = time.process_time()
    work()
    return time.process_time() - started


def measure(stored: Path) -> dict[str, float]:
    """Median CPU seconds of each piece of work over rounds in which all take turns."""
    spent: dict[str, list[float]] = defaultdict(list)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    for _ in range(ROUNDS):
        for name in what_is_there():
            done = watch([sys.executable, "-m", "bench.speed_loads", "--one", name, "--stored", stored])
            spent[name].append(float(done.printed))
    return {name: statistics.median(several) for name, several in spent.items()}


def report(spent: Mapping[str, float]) -> list[str]:
    """The table, with the aims beside the figures."""
    said = {
        "moments": (f"moments of a {AIM_CLIP_S:g} s clip × {SAMPLES} samples", 1.0),
        "sweep": (f"what-if, {len(VARIANTS)} variants × {HEIGHTS} heights × {LOADS} loads", 0.05),
    }
    lines = [f"{'fixed NumPy kernel':44}{1000 * spent['kernel']:8.1f} ms"]
    for name, (what, aim_s) in said.items():
        if name not in spent:
            lines.append(f"{what:44}{'not in this version yet':>24}")
            continue
        verdict = "met" if spent[name] <= aim_s else "missed"
        lines.append(f"{what:44}{1000 * spent[name]:8.1f} ms{spent[name] / spent['kernel']:8.2f} × kernel   "
                     f"aim ≤ {1000 * aim_s:.0f} ms: {verdict}")  # fmt: skip
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description="Speed of moments and what-ifs.")
    options.add_argument("--one", choices=tuple(WORK), help="measure this in here and print CPU seconds")
    options.add_argument("--stored", type=Path, help="the demo clip's motion, stored for --one")
    told = options.parse_args()
    if told.one is not None:
        print(spent_s(told.one, told.stored))
        return
    analysis = liftwell.analyse(DEMO, height_m=1.80, mass_kg=85.0, load_kg=BAR_KG, sex="male")
    with tempfile.TemporaryDirectory(prefix="liftwell-bench-") as folder:
        stored = Path(folder) / "lifted.pickle"
        stored.write_bytes(pickle.dumps(lifted_of(analysis)))
        print("\nLoads: CPU time on one thread")
        print("\n".join(report(measure(stored))))


if __name__ == "__main__":
    main()
