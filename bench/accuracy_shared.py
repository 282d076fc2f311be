"""Score liftwell on the shared clips and write docs/accuracy.md.

python bench/accuracy_shared.py [--data DIR] [--only NAME ...]

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

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
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


def analysed(clip: Path, out: Path) -> dict[str, Any]:
    """The analysis.json of one clip, by the command that everybody uses."""
    command = [str(Path(sys.executable).with_name("liftwell")), "analyse", str(clip), "--out", str(out), "--json"]
    print(f"  {clip.name}", file=sys.stderr, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{clip.name} failed with status {done.returncode}: {done.stderr[-500:]}")
    return dict(json.loads((out / "analysis.json").read_text("utf-8")))


def scored(data: Path, work: Path, only: list[str]) -> dict[str, Any]:
    """The shared scorer's rows and means over the synthetic clips."""
    pairs = []
    for truth in sorted((data / "synthetic").glob("*.json")):
        if only and truth.stem not in only:
            continue
        analysed(truth.with_suffix(".mp4"), work / truth.stem)
        pairs.append(f"{truth}={work / truth.stem / 'analysis.json'}")
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


def page(score: dict[str, Any], real: dict[str, dict[str, Any]], commit: str) -> str:
    """docs/accuracy.md: the text of bench/accuracy_page.md with the two tables put in."""
    text = (ROOT / "bench" / "accuracy_page.md").read_text("utf-8")
    tables = {"{synthetic}": synthetic_table(score), "{real}": real_table(real)}
    for mark, lines in tables.items():
        text = text.replace(mark, "\n".join(lines))
    return text.replace("{commit}", commit)


def main() -> None:
    """Analyse, score, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--data", type=Path, default=Path(os.environ.get("LIFTWELL_DATA", ROOT.parent / "shared" / "data"))
    )
    options.add_argument("--only", nargs="*", default=[], help="names of clips; the page is then printed, not written")
    chosen = options.parse_args()
    commit = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    with tempfile.TemporaryDirectory(prefix="liftwell-accuracy-") as folder:
        work = Path(folder)
        score = scored(chosen.data, work, chosen.only)
        clips = sorted((chosen.data / "clips").glob("*.mp4"))
        wanted = [clip for clip in clips if not chosen.only or clip.stem in chosen.only]
        real = {clip.stem: analysed(clip, work / clip.stem) for clip in wanted}
    text = page(score, real, commit.stdout.strip() or "unknown")
    if not chosen.only:
        PAGE.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
