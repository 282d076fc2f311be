"""Our moments beside OpenSim's on the demo clip: `make oracle` writes docs/accuracy/oracle.json and docs/oracle.md.

OpenSim 4.6 lives in an environment of its own, made on first use. It builds a body with our segments, follows our
`motion.trc` and `motion.mot` by its inverse kinematics, and asks its inverse dynamics; ours gets the same motion.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.environment import python_with
from bench.oracle_body import Body, accelerations_of, description, points_of
from liftwell.loads.inverse_dynamics import JOINTS, Load, reaction
from liftwell.loads.posture import POINTS
from liftwell.loads.segments import FOREARM_PER_STATURE, HAND_PER_STATURE, parts_of

FloatArray = NDArray[np.float64]
ROOT: Final = Path(__file__).resolve().parent.parent
DEMO: Final = ROOT / "src" / "liftwell" / "demo" / "lifter.mp4"
STORED: Final = ROOT / "docs" / "accuracy" / "oracle.json"
PAGE: Final = ROOT / "docs" / "oracle.md"
WORDS: Final = ROOT / "bench" / "oracle_page.md"
OPENSIM: Final = "opensim==4.6"
MASS_KG, BAR_KG, STATURE_M = 85.0, 100.0, 1.80
ROUNDS: Final = 5
# Generalised forces that OpenSim gives for each joint, both sides, and the sign that makes extension positive.
THEIRS: Final = {
    "l5s1": (("lumbar_extension",), 1.0),
    "hip": (("hip_flexion_r", "hip_flexion_l"), -1.0),
    "knee": (("knee_angle_r", "knee_angle_l"), -1.0),
    "ankle": (("ankle_angle_r", "ankle_angle_l"), -1.0),
}
MARKER_POINTS: Final = ("hip", "knee", "ankle", "shoulder", "elbow", "hand")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns (T,) of one of our files, by their names."""

    time_s: FloatArray
    columns: Mapping[str, FloatArray]


def read_mot(path: Path) -> Table:
    """The coordinates of `motion.mot`, degrees and metres as written."""
    lines = path.read_text("utf-8").splitlines()
    names = lines[lines.index("endheader") + 1].split("\t")
    numbers = np.array([line.split("\t") for line in lines[lines.index("endheader") + 2 :]], np.float64).T
    return Table(numbers[0], dict(zip(names[1:], numbers[1:], strict=True)))


def read_trc(path: Path) -> Table:
    """Where each marker of `motion.trc` is by its name without the side: (T, 2) m, NaN where it was not seen."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    names = [name for name in lines[3][2:] if name]
    rows = [[float(cell) if cell else np.nan for cell in line[: 2 + 3 * len(names)]] for line in lines[6:]]
    numbers = np.array(rows)
    places = numbers[:, 2:].reshape(len(rows), len(names), 3)[..., :2]
    return Table(
        numbers[:, 1], {name.removeprefix("L").removeprefix("R"): places[:, k] for k, name in enumerate(names)}
    )


def body_of(markers: Table) -> Body:
    """The demo's lifter with the lengths that liftwell measured."""

    def between(one: str, other: str) -> float:
        return float(np.nanmedian(np.linalg.norm(markers.columns[one] - markers.columns[other], axis=1)))

    below_elbow = between("Elbow", "Hand")
    hand = HAND_PER_STATURE / 2 / (FOREARM_PER_STATURE + HAND_PER_STATURE / 2) * below_elbow
    return Body(parts_of("male"), MASS_KG, BAR_KG, between("Hip", "Shoulder"), between("Hip", "Knee"),
                between("Knee", "Ankle"), between("Shoulder", "Elbow"), below_elbow - hand, hand)  # fmt: skip


def analyse_demo(folder: Path) -> None:
    """`liftwell analyse` of the demo clip into `folder`."""
    facts = ["--height", f"{STATURE_M}", "--mass", f"{MASS_KG}", "--load", f"{BAR_KG}", "--sex", "male"]
    program = [sys.executable, "-c", "import sys; from liftwell.cli.app import main; sys.exit(main())"]
    run([*program, "analyse", str(DEMO), *facts, "--json", "--out", str(folder)])


def run(command: list[str], folder: Path = ROOT) -> None:
    """Run a command in a folder, quietly; ends this program with what it said when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise SystemExit(
            f"{' '.join(command[:2])} … exited with {done.returncode}:\n{done.stdout}{done.stderr}"[-3000:]
        )


def start_of(mot: Table) -> dict[str, float]:
    """Where OpenSim's inverse kinematics looks first: the file's first row, arms hanging down."""
    angles = ("pelvis_tilt", "hip_flexion", "knee_angle", "ankle_angle", "lumbar_extension")
    first = {name: float(np.radians(column[0])) for name, column in mot.columns.items() if name.startswith(angles)}
    first |= {name: float(mot.columns[name][0]) for name in ("pelvis_tx", "pelvis_ty")}
    hanging = -first["pelvis_tilt"] - first["lumbar_extension"]
    return first | {"arm_flex_r": hanging, "arm_flex_l": hanging}


def ours(body: Body, motion: Mapping[str, FloatArray], *, moving: bool) -> FloatArray:
    """(4, T) N·m at `JOINTS`: where `liftwell.loads` comes in."""
    points = points_of(body, {name: one[0] for name, one in motion.items()})
    gains = accelerations_of(body, motion) if moving else np.zeros_like(points)
    return reaction(points, gains, body.pieces, Load(body.bar_kg)).moment


def theirs(forces: FloatArray, order: list[str]) -> FloatArray:
    """(4, T) N·m at `JOINTS` from OpenSim's generalised forces (T, C)."""
    return np.stack([sign * sum(forces[:, order.index(name)] for name in names) for names, sign in THEIRS.values()])


def beside(one: FloatArray, other: FloatArray) -> dict[str, dict[str, float]]:
    """How far ours (4, T) is from theirs at each joint, N·m and % of their peak."""
    return {
        joint: {
            "largest_nm": float(np.abs(one[j] - other[j]).max()),
            "rms_nm": float(np.sqrt(np.mean((one[j] - other[j]) ** 2))),
            "peak_nm": float(other[j].max()),
            "peak_percent": float(100 * (one[j].max() / other[j].max() - 1)),
        }
        for j, joint in enumerate(JOINTS)
    }


def compare(body: Body, found: Mapping[str, Any], pulled: NDArray[np.bool_]) -> dict[str, Any]:
    """Everything that is stored, from what OpenSim has left behind; `pulled` (T,) are the ways up of the bar."""
    order = [str(name) for name in found["order"]]
    results: dict[str, Any] = {}
    for back in ("rigid", "bending"):
        motion = {name: found[f"{back}_motion"][..., c] for c, name in enumerate(order)}
        points = points_of(body, {name: one[0] for name, one in motion.items()})
        shown = np.stack([points[POINTS.index(name)].T for name in MARKER_POINTS], 1)
        results[back] = {"places_m": float(np.abs(shown - found[f"{back}_places"]).max())}
        for how in ("still", "moving"):
            mine, other = ours(body, motion, moving=how == "moving"), theirs(found[f"{back}_{how}"], order)
            results[back][how] = {"whole": beside(mine, other), "way_up": beside(mine[:, pulled], other[:, pulled])}
    return results


def ways_up(analysis: Path, time_s: FloatArray) -> NDArray[np.bool_]:
    """(T,) whether the bar is between a lift-off and its lockout."""
    reps = json.loads(analysis.read_text("utf-8"))["reps"]
    inside = [(rep["liftoff_s"] <= time_s) & (time_s <= rep["lockout_s"]) for rep in reps]
    return np.asarray(np.any(inside, axis=0), np.bool_)


def per_frame_s(body: Body, found: Mapping[str, Any]) -> dict[str, float]:
    """CPU seconds per frame: ours over the whole motion at once, OpenSim's solver and its tool."""
    motion = {str(name): found["bending_motion"][..., c] for c, name in enumerate(found["order"])}
    points, gains = points_of(body, {name: one[0] for name, one in motion.items()}), accelerations_of(body, motion)
    pieces, spent = body.pieces, []
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(100):
            reaction(points, gains, pieces, Load(body.bar_kg))
        spent.append((time.process_time() - started) / 100 / points.shape[-1])
    return {"liftwell": statistics.median(spent), "opensim_solver": float(found["solver_s"]),
            "opensim_tool": float(found["tool_s"])}  # fmt: skip


def ask(python: Path, folder: Path) -> dict[str, Any]:
    """The whole comparison, as it is stored."""
    analyse_demo(folder / "demo")
    files = folder / "demo"
    mot, markers = read_mot(files / "motion.mot"), read_trc(files / "motion.trc")
    body, near = body_of(markers), (files / "motion.trc").read_text("utf-8").splitlines()[3].split("\t")[2][0].lower()
    (files / "body.json").write_text(json.dumps(description(body, near, start_of(mot))), "utf-8")
    run([str(python), str(ROOT / "bench" / "oracle_opensim.py"), str(files)], files)
    with np.load(files / "opensim.npz") as found:
        return {
            "date": dt.datetime.now(dt.UTC).date().isoformat(),
            "opensim": str(found["version"]).split("-")[0],
            "machine": f"{platform.system()} {platform.machine()}",
            "body_kg": MASS_KG,
            "bar_kg": BAR_KG,
            "frames": len(found["time_s"]),
            "results": compare(body, found, ways_up(files / "analysis.json", found["time_s"])),
            "per_frame_s": per_frame_s(body, found),
        }


def table(stored: Mapping[str, Any], back: str, when: str) -> list[str]:
    """Rows of the page for one kind of back."""
    lines = ["| Joint | OpenSim's peak | ours | largest difference | root mean square | the same, standing still |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    still, moving = (stored["results"][back][how][when] for how in ("still", "moving"))
    for joint, name in {"l5s1": "L5/S1", "hip": "hip", "knee": "knee", "ankle": "ankle"}.items():
        now = moving[joint]
        ours_percent = round(now["peak_percent"], 1) + 0.0  # no minus before a zero
        cells = (name, f"{now['peak_nm']:.0f} N·m", f"{ours_percent:+.1f} %", told(now["largest_nm"]),
                 told(now["rms_nm"]), told(still[joint]["rms_nm"]))  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def told(moment_nm: float) -> str:
    """A difference, as small as it is worth telling."""
    return (
        f"{moment_nm:.1f} N·m" if moment_nm >= 0.05 else "< 0.001 N·m" if moment_nm < 1e-3 else f"{moment_nm:.3f} N·m"
    )


def page(stored: Mapping[str, Any]) -> str:
    """The page: words with the tables put in."""
    spent = {name: 1e6 * seconds for name, seconds in stored["per_frame_s"].items()}
    marks = {
        **{f"{{{name}}}": str(stored[name]) for name in ("date", "opensim", "machine", "frames")},
        "{body}": f"{stored['body_kg']:g}",
        "{bar}": f"{stored['bar_kg']:g}",
        "{rigid}": "\n".join(table(stored, "rigid", "whole")),
        "{bending}": "\n".join(table(stored, "bending", "way_up")),
        "{whole_largest}": told(stored["results"]["bending"]["moving"]["whole"]["l5s1"]["largest_nm"]),
        "{ours_us}": f"{spent['liftwell']:.1f}",
        "{solver_us}": f"{spent['opensim_solver']:.0f}",
        "{tool_us}": f"{spent['opensim_tool']:.0f}",
        "{solver_ratio}": f"{spent['opensim_solver'] / spent['liftwell']:.0f}",
        "{tool_ratio}": f"{spent['opensim_tool'] / spent['liftwell']:.0f}",
    }
    text = WORDS.read_text("utf-8")
    for mark, words in marks.items():
        text = text.replace(mark, words)
    return text


def main() -> None:
    python = python_with("opensim", OPENSIM)
    if python is None:
        return
    with tempfile.TemporaryDirectory(prefix="liftwell-oracle-") as folder:
        stored = ask(python, Path(folder))
    STORED.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(stored), "utf-8")
    print(PAGE.read_text("utf-8"))


if __name__ == "__main__":
    main()
