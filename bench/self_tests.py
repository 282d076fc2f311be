"""How true the self-tests from clips are: renders, measures and writes docs/self_tests.md and its numbers.

python -m bench.self_tests [--clips NAME ...] [--jobs N]      with names, nothing is written
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

import liftwell
from bench.accuracy import ROOT, commit, each, rendered, require_opengl
from bench.synthetic.scene import Scene
from bench.synthetic.self_test_scenes import held_knees, hinges, knees
from bench.synthetic.truth import lying_leg
from liftwell.analysis import HingeTest, KneeTest
from liftwell.quantity import Quantity

PAGE: Final = ROOT / "docs" / "self_tests.md"
RESULTS: Final = ROOT / "docs" / "accuracy" / "self_tests.json"
WORDS: Final = Path(__file__).with_name("self_tests_page.md")
Row = dict[str, Any]
# Of the hinge test, clinical limits: 20° and half of the own range, one standard deviation on either side.
MARK_DEG: Final = 20.0


@dataclass(frozen=True, slots=True)
class Kind:
    """A number of a test: the key of its true and measured value, what it is called, unit and digits."""

    key: str
    title: str
    unit: str
    factor: float = 1.0
    digits: int = 1


KINDS: Final = (
    Kind("lumbar", "hinge: low back at the mark", "°"),
    Kind("own_max", "hinge: low back in the toe-touch", "°"),
    Kind("hands", "hinge: hands over the floor", " cm", 100.0),
    Kind("short", "knee: short of straight", "°"),
    Kind("thigh", "knee: thigh from upright", "°"),
    Kind("short_held", "knee, thigh held in both hands: short of straight", "°"),
    Kind("thigh_held", "knee, thigh held in both hands: thigh from upright", "°"),
)


def row_of(scene: Scene) -> Row:
    """One clip: what is true, what was measured, and what the capture check said."""
    clip = Path(rendered(scene))
    truth = json.loads(clip.with_suffix(".json").read_text("utf-8"))
    knee = scene.lies
    stature_m = truth["meta"]["body"]["stature_m"]
    analysis = liftwell.analyse(clip, test="knee-extension" if knee else "hinge", height_m=stature_m)
    reasons = [reason.code for reason in analysis.capture.reasons]
    test = analysis.self_test
    numbers = _knee_truth(scene, truth) if knee else _hinge_truth(scene, truth)
    found: dict[str, Quantity] = {}
    if isinstance(test, KneeTest):
        found = dict(zip(numbers, (test.short, test.thigh), strict=True))
    elif isinstance(test, HingeTest):
        found = {"lumbar": test.lumbar, "own_max": test.own_max, "hands": test.hands}
    measured = {key: _pair(found.get(key)) for key in numbers}
    hinges_seen = len(test.hinges) if isinstance(test, HingeTest) else None
    return {
        "name": scene.name,
        "verdict": analysis.capture.verdict,
        "reasons": reasons,
        "yaw": round(scene.view.yaw, 1),
        "top": scene.outfit.top,
        "hinges": hinges_seen,
        "true": numbers,
        "measured": measured,
    }


def _pair(quantity: Quantity | None) -> list[float] | None:
    if quantity is None or quantity.value is None or quantity.sd is None:
        return None
    told = quantity.in_degrees() if quantity.unit == "rad" else quantity
    assert told.value is not None
    assert told.sd is not None
    return [round(told.value, 3), round(told.sd, 3)]


def _knee_truth(scene: Scene, truth: Row) -> dict[str, float]:
    """Degrees of the near leg, which alone moves; the thigh positive towards the head."""
    side = "L" if scene.view.side == "left" else "R"
    short, thigh = min(lying_leg(frame["joints3d"], side) for frame in truth["frames"])
    held = "_held" if scene.test == "knee-extension-held" else ""
    return {f"short{held}": round(short, 2), f"thigh{held}": round(thigh, 2)}


def _hinge_truth(scene: Scene, truth: Row) -> dict[str, float]:
    """Degrees at the deepest picture of every bend, and how far over the floor the hands grip there (m)."""
    assert scene.self_test is not None
    moving = [frame for frame in truth["frames"] if frame["phase"] in ("up", "down", "floor")]
    deepest: dict[int, Row] = {}
    for frame in moving:
        other = deepest.get(frame["rep"])
        if other is None or frame["bar_fraction"] < other["bar_fraction"]:
            deepest[frame["rep"]] = frame
    bends = [deepest[rep]["angles_deg"]["lumbar_flexion"] for rep in sorted(deepest)]
    return {"lumbar": float(np.median(bends[:-1])), "own_max": bends[-1], "hands": scene.self_test.hands_m}


def line(rows: Sequence[Row], kind: Kind) -> str:
    """A line of the table: clips, median and 95th percentile of the error, its mean, how often intervals hold."""
    pairs = [(row["measured"][kind.key], row["true"][kind.key]) for row in rows if row["measured"].get(kind.key)]
    asked = sum(kind.key in row["true"] for row in rows)
    if not pairs:
        return f"| {kind.title} | 0 of {asked} | | | | | |"
    off = np.array([found[0] - true for found, true in pairs]) * kind.factor
    sd = np.array([found[1] for found, _ in pairs]) * kind.factor
    middle, most = np.percentile(np.abs(off), [50, 95])
    holds = [f"{int((np.abs(off) <= z * sd).sum())} of {len(off)}" for z in (0.674, 1.96)]
    unit = kind.unit
    return (
        f"| {kind.title} | {len(pairs)} of {asked} | {middle:.{kind.digits}f}{unit} | {most:.{kind.digits}f}{unit} | "
        f"{off.mean():+.{kind.digits}f}{unit} | {np.median(sd):.{kind.digits}f}{unit} | {holds[0]} | {holds[1]} |"
    )


def verdict(lumbar: Sequence[float] | None, own_max: Sequence[float] | None) -> str:
    """What the hinge test says by its limits: pass, fail, or cannot tell."""
    if lumbar is None:
        return "cannot tell"
    value, sd = lumbar
    most = own_max[0] if own_max else np.inf
    if value - sd > MARK_DEG or value > most / 2:
        return "fail"
    return "pass" if value + sd <= MARK_DEG else "cannot tell"


def verdicts(rows: Sequence[Row]) -> list[str]:
    """Lines: what the hinge test said of backs that truly pass and of those that truly fail."""
    lines = []
    for title, passes in (("truly within 20° and half of the own range", True), ("truly beyond one of them", False)):
        some = [row for row in rows if "lumbar" in row["true"] and _truly_passes(row["true"]) == passes]
        said = [verdict(row["measured"]["lumbar"], row["measured"]["own_max"]) for row in some]
        counts = " | ".join(str(said.count(word)) for word in ("pass", "cannot tell", "fail"))
        lines.append(f"| {title} | {len(some)} | {counts} |")
    return lines


def _truly_passes(true: dict[str, float]) -> bool:
    return true["lumbar"] <= min(MARK_DEG, true["own_max"] / 2)


def page(results: Row) -> str:
    """docs/self_tests.md."""
    rows = results["rows"]
    refused = [f"{row['name']} ({', '.join(row['reasons'])})" for row in rows if row["verdict"] == "refused"]
    return WORDS.read_text("utf-8").format(
        commit=results["commit"],
        hinges=sum("lumbar" in row["true"] for row in rows),
        knees=sum("short" in row["true"] for row in rows),
        held=sum("short_held" in row["true"] for row in rows),
        table="\n".join(line(rows, kind) for kind in KINDS),
        verdicts="\n".join(verdicts(rows)),
        refused=", ".join(refused) or "none",
        counted=sum(row["hinges"] == 3 for row in rows),
    )


def main() -> None:
    """Render, measure, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--clips", nargs="*", default=[], help="names of clips (h00…h15, k00…k15, t06…t11)")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="clips at a time")
    chosen = options.parse_args()
    scenes = [s for s in (*hinges(), *knees(), *held_knees()) if not chosen.clips or s.name in chosen.clips]
    require_opengl(scenes)
    results = {"commit": commit(), "rows": each(row_of, scenes, chosen.jobs, "self-tests")}
    if chosen.clips:
        print(json.dumps(results["rows"], indent=1))
        return
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(results), "utf-8")


if __name__ == "__main__":
    main()
