"""Write docs/accuracy.md from what the benches have stored in docs/accuracy/.

python -m bench.accuracy_page

`synthetic.json` comes from bench/accuracy.py, `shared.json` from bench/accuracy_shared.py, `real.json` from
bench/second_opinion.py; the words are in bench/accuracy_page.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench import accuracy_tables as tables
from bench.accuracy_tables import Row
from bench.synthetic.design import is_reported
from liftwell.motion.back import SHARED_ALIKE

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "accuracy"
PAGE: Final = ROOT / "docs" / "accuracy.md"
WORDS: Final = ROOT / "bench" / "accuracy_page.md"


def reported(rows: list[Row]) -> list[Row]:
    """The half that nothing was tuned on."""
    return [row for row in rows if is_reported(row["name"])]


def lifter_followed(row: Row) -> bool:
    """Whether nobody else stands in the picture."""
    return not row["conditions"]["bystander"]


def rates(rows: list[Row], captured: list[Row]) -> list[str]:
    """Repetitions and verdicts, with their intervals."""
    near, far = tables.near(rows), [r for r in rows if abs(r["conditions"]["yaw"]) > tables.REFUSE_DEG]
    true, found, matched, f1 = tables.rep_counts(near)
    refused = [sum(row["verdict"] == "refused" for row in some) for some in (near, far)]
    side_on, round_the_corner = (
        [r for r in captured if low <= abs(r["conditions"]["yaw"]) < high] for low, high in ((0, 15), (25, 31))
    )
    off = tables.moment_errors(near)
    return [
        f"- Peak moment at L5/S1: off by {np.median(off):.1f} % in the middle of {len(off)} repetitions (aim 10 %), by "
        f"less than {np.percentile(off, 95):.1f} % in 95 of 100 (aim 20 %).",
        f"- Repetitions: {matched} of {true} found, {found} counted: F1 {f1:.3f} (aim 0.995).",
        f"- Whole clips within 15° of side-on that were refused: {tables.rate(refused[0], len(near))} (aim 2 %).",
        f"- Whole clips beyond 25° that were refused: {tables.rate(refused[1], len(far))} (aim 95 %).",
        "- Clips of one second within 15° that the first look refused: "
        f"{tables.rate(sum(r['refused'] for r in side_on), len(side_on))} (aim 2 %).",
        "- Clips of one second beyond 25° that the first look refused: "
        f"{tables.rate(sum(r['refused'] for r in round_the_corner), len(round_the_corner))} (aim 95 %).",
    ]


def page(synthetic: dict[str, Any], shared: dict[str, Any], real: dict[str, Any]) -> str:
    """The page: words with the tables put in."""
    rows, captured = reported(synthetic["measured"]), reported(synthetic["captured"])
    alone = [row for row in tables.near(rows) if lifter_followed(row)]
    parts = {
        "{commit}": [synthetic["commit"]],
        "{count}": [str(len(tables.near(rows)))],
        "{alone_count}": [str(len(alone))],
        "{quantities}": tables.quantity_table(tables.near(rows)),
        "{alone}": tables.quantity_table(alone),
        "{rates}": rates(rows, captured),
        "{capture}": tables.capture_lines(captured),
        "{conditions}": tables.condition_table(rows),
        "{tuned}": tables.quantity_table(tables.near([r for r in synthetic["measured"] if r not in rows])),
        "{worst}": synthetic.get("worst", []),
        "{shared}": shared["synthetic"],
        "{real}": shared["real"],
        "{findings}": shared["findings"],
        "{pairs}": real["pairs"],
        "{shared_alike}": [f"{100 * SHARED_ALIKE:.0f}"],
        "{edits}": real["edits"],
        "{end_cap}": real["end_cap"],
    }
    text = WORDS.read_text("utf-8")
    for mark, lines in parts.items():
        text = text.replace(mark, "\n".join(lines))
    return text


def stored(name: str) -> dict[str, Any]:
    """What a bench has stored."""
    path = FOLDER / f"{name}.json"
    if not path.exists():
        raise SystemExit(f"{path} is missing: run the bench that writes it (see python -m bench.accuracy_page --help).")
    return dict(json.loads(path.read_text("utf-8")))


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(stored("synthetic"), stored("shared"), stored("real")), "utf-8")


if __name__ == "__main__":
    write()
    print(PAGE)
