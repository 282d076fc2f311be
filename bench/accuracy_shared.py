"""Score liftwell on the shared clips, store the tables in docs/accuracy/shared.json and write docs/accuracy.md.

python -m bench.accuracy_shared [--data DIR] [--only NAME ...]

Synthetic clips are scored by the shared scorer against their exact truth; real clips, for which nobody knows the
truth, are listed with what their README expects. Clips and results stay outside the repository.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import accuracy_page

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "docs" / "accuracy" / "shared.json"
COLUMNS = {
    "rep_f1": "reps F1", "trunk": "trunk °", "hip": "hip °", "knee": "knee °", "lumbar_setup": "lumbar set-up °",
    "lumbar_liftoff": "lumbar lift-off °", "thoracic_setup": "thoracic set-up °",
    "thoracic_liftoff": "thoracic lift-off °", "bar_rise_m": "rise m", "bar_speed_rmse_mps": "speed m/s",
    "cover": "95 % holds",
}  # fmt: skip
FINE = ("bar_rise_m", "bar_speed_rmse_mps", "cover")
EXPECTED = {
    "jeff_good": "1 rep, neutral", "jeff_bad": "1 rep, strongly rounded", "jeff_rdl": "1 rep", "jeff_heellift": "1 rep",
    "jeff_arm_bend": "1 rep", "jeff_nico_blocked": "1 rep, the hands come down first",
    "jeff_nico_unblocked": "1 rep, the hands come down first",
    "tby_correct_side": "about 10 reps, no plate scale, other motion not counted",
    "tby_rounded_side": "about 10 reps, more rounded than tby_correct_side",
    "tby_correct_45deg": "refused, same count", "crossfit_side": "2–3 reps, easy",
    "powerlab_overlay": "4 reps, 0.53–0.55 m/s",

    "mattio_cropped": "refused or usable, crop named", "mattio_outdoor_small": "usable at most, no 450 mm scale",
    "nmn_45deg": "refused, not side-on", "kantesh_front": "refused, not side-on", "bichra_edited_cuts": "refused, cuts",
    "luke_squat": "a squat: no pull",
}  # fmt: skip
# What was done wrong in a clip, in words, and the finding that has to name it; none where nothing may be to change.
FAULTS: dict[str, tuple[str, str | None]] = {
    "jeff_rdl": ("hips back and legs nearly straight", "step5.legs_lead"),
    "jeff_heellift": ("heels come up", "step1.heels_down"),
    "jeff_arm_bend": ("pulled with bent arms", "step1.straight_arms"),
    "jeff_bad": ("low back strongly rounded", "step3.low_back_at_start"),
    "jeff_good": ("none", None),
    "d01_neutral": ("none", None),
    "d03_fatigue": ("7° more rounding on every rep", "set.low_back_grows"),
    "d08_bar_drift": ("the bar swings 5 cm forward", "step5.bar_drift"),
    "d09_liftoff_bump": ("the low back rounds by 13° after lift-off", "step3.rounds_at_liftoff"),
}


def analysed(clip: Path, out: Path) -> dict[str, Any]:
    """The analysis.json of one clip, by the command that everybody uses."""
    command = [str(Path(sys.executable).with_name("liftwell")), "analyse", str(clip), "--out", str(out), "--json"]
    print(f"  {clip.name}", file=sys.stderr, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{clip.name} failed with status {done.returncode}: {done.stderr[-500:]}")
    return dict(json.loads((out / "analysis.json").read_text("utf-8")))


def chosen_clips(folder: Path, only: list[str]) -> list[Path]:
    """The clips of a folder, or those of these names."""
    return [clip for clip in sorted(folder.glob("*.mp4")) if not only or clip.stem in only]


def scored(data: Path, work: Path, names: list[str]) -> dict[str, Any]:
    """The shared scorer's rows and means over the synthetic clips of these names, which have been analysed."""
    pairs = [f"{data / 'synthetic' / name}.json={work / name / 'analysis.json'}" for name in names]
    if not pairs:
        return {"clips": [], "mean": {}}
    scorer = [sys.executable, str(data.parent / "tools" / "score_accuracy.py"), *pairs, "--json"]
    return dict(json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout))


def synthetic_table(score: dict[str, Any]) -> list[str]:
    """A row for every synthetic clip and one for the mean."""
    lines = ["| clip | verdict | " + " | ".join(COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 2) + "|"]
    for row in [*score["clips"], {"clip": "**mean**", "verdict": "", **score["mean"]}]:
        cells = [_cell(row.get(key), 3 if key in FINE else 1) for key in COLUMNS]
        lines.append(f"| {row['clip']} | {row['verdict']} | " + " | ".join(cells) + " |")
    return lines


def _cell(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def real_table(results: dict[str, dict[str, Any]]) -> list[str]:
    """A row for every real clip: what was expected, what came out."""
    lines = [
        "| clip | expected | verdict | reasons | reps | lumbar set-up ° | lumbar lift-off ° | mean speed m/s |",
        "|---" * 8 + "|",
    ]
    for name, found in results.items():
        reps, capture = found["reps"], found["capture"]
        reasons = ", ".join(reason["code"] for reason in capture["reasons"]) or "–"
        flexion = [_over_reps([rep["lumbar_flexion_deg"][instant] for rep in reps]) for instant in ("setup", "liftoff")]
        speed = _over_reps([rep["mean_velocity_mps"] for rep in reps], 2)
        lines.append(
            f"| {name} | {EXPECTED.get(name, '')} | {capture['verdict']} | {reasons} | {len(reps)} | "
            f"{flexion[0]} | {flexion[1]} | {speed} |"
        )
    return lines


def _over_reps(quantities: list[dict[str, Any]], digits: int = 0) -> str:
    """Mean ± mean sd over the reps that have a value."""
    seen = [q for q in quantities if q["value"] is not None]
    if not seen:
        return "–"
    value, sd = (sum(q[key] for q in seen) / len(seen) for key in ("value", "sd"))
    return f"{value:.{digits}f} ± {sd:.{digits}f}"


def findings_table(results: dict[str, dict[str, Any]]) -> list[str]:
    """A row for every clip of which the fault is known: what was found of it, and what else has to change."""
    lines = ['| clip | fault | found | number | also "fix" |', "|---" * 5 + "|"]
    for name, (fault, code) in FAULTS.items():
        findings = results[name]["findings"] if name in results else []
        named = next((f for f in findings if f["code"] == code and f["verdict"] in ("watch", "fix")), None)
        others = ", ".join(
            f"{f['title']} (`{f['code']}`)" for f in findings if f["verdict"] == "fix" and f is not named
        )
        found, number = ("–" if code is None else "**missed**"), "–"
        if named is not None:
            found = f"{named['verdict']}: {named['title']}"
            unit = named["quantity"]["unit"]
            number = f"{_over_reps([named['quantity']], 3 if unit == 'm' else 1)} {unit}"
        lines.append(f"| {name} | {fault} | {found} | {number} | {others or '–'} |")
    return lines


def main() -> None:
    """Analyse, score, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--data", type=Path, default=Path(os.environ.get("LIFTWELL_DATA", ROOT.parent / "shared" / "data"))
    )
    options.add_argument("--only", nargs="*", default=[], help="names of clips; the page is then printed, not written")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="liftwell-accuracy-") as folder:
        work = Path(folder)
        rendered, real = (chosen_clips(chosen.data / part, chosen.only) for part in ("synthetic", "clips"))
        results = {clip.stem: analysed(clip, work / clip.stem) for clip in [*rendered, *real]}
        score = scored(chosen.data, work, [clip.stem for clip in rendered])
    tables = {
        "synthetic": synthetic_table(score),
        "real": real_table({clip.stem: results[clip.stem] for clip in real}),
        "findings": findings_table(results),
    }
    print("\n\n".join("\n".join(lines) for lines in tables.values()))
    if not chosen.only:
        STORED.parent.mkdir(exist_ok=True)
        STORED.write_text(json.dumps(tables, indent=1, ensure_ascii=False) + "\n", "utf-8")
        accuracy_page.write()


if __name__ == "__main__":
    main()
