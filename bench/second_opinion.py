"""A second opinion from real clips, where nobody knows the truth: what must agree with itself, and does it?

python -m bench.second_opinion [--data DIR] [--only NAME ...] [--json OUT]

Without --only the tables are stored in docs/accuracy/real.json, from which docs/accuracy.md is written.

- The rounded lift of a pair reads rounder than the neutral lift of the same man.
- A clip gives the same numbers mirrored, with fewer pictures a second, cropped and smaller (`bench/edits.py`), all
  encoded alike. The two measurements share the lifter, the clothes and the bar, so they have to differ by less than one
  printed standard deviation, which also has to hold what they share.
- The tracked plate moves as the end cap of the sleeve that a person marked (`bench/end_cap.py`).

Clips stay where they are; edited ones live in a temporary folder. Takes about six minutes on two idle cores, ten on
busy ones.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

import liftwell
from bench import edits, end_cap
from liftwell.analysis import Analysis, Rep
from liftwell.motion.back import SHARED_ALIKE
from liftwell.quantity import Quantity
from liftwell.video.decode import open_clip

ROOT: Final = Path(__file__).resolve().parent.parent
STORED: Final = ROOT / "docs" / "accuracy" / "real.json"
PAIRS: Final = (("jeff_good", "jeff_bad"), ("tby_correct_side", "tby_rounded_side"))  # neutral, rounded
CLEARLY: Final = 2.0  # joint standard deviations
# Clips to edit, and after how many seconds to stop where the whole set is long.
EDITED: Final[Mapping[str, float | None]] = {
    "jeff_good": None,
    "jeff_bad": None,
    "jeff_rdl": None,
    "jeff_nico_blocked": None,
    "crossfit_side": None,
    "powerlab_overlay": 9.6,
    "tby_correct_side": 6.3,
    "tby_rounded_side": 7.5,
    "mattio_outdoor_small": None,
}
MARKED: Final = "luke_squat"
INSTANTS: Final = ("setup", "liftoff", "lockout")
SETUP_S: Final = 0.3
SAME_REP_S: Final = 0.5
COLUMNS: Final = ("trunk", "hip", "knee", "lumbar", "rise", "mean speed")


@dataclass(frozen=True, slots=True)
class Difference:
    """One number of a clip and of the same clip edited: radians, metres or m/s; `sd` is the printed one (their rms)."""

    clip: str
    edit: str
    rep: int
    name: str
    instant: str
    before: float
    after: float
    sd: float

    @property
    def sds(self) -> float:
        """How many printed standard deviations apart."""
        return abs(self.after - self.before) / self.sd


@dataclass(frozen=True, slots=True)
class Comparison:
    """A clip against the same clip edited. `times_s`: how far apart lift-off and lockout of each rep lie;
    `frame_s` the longer of the two intervals between pictures; `seen_once` numbers that only one of them has.
    """

    clip: str
    edit: str
    reps: tuple[int, int]
    differences: tuple[Difference, ...]
    times_s: tuple[float, ...]
    frame_s: float
    seen_once: tuple[str, ...]
    verdicts: tuple[str, str]


def pair_rows(analyses: Mapping[str, Analysis]) -> list[dict[str, object]]:
    """For each pair and instant: mean lumbar flexion of both in degrees, and their difference in joint sd."""
    rows: list[dict[str, object]] = []
    for neutral, rounded in PAIRS:
        for instant in ("setup", "liftoff"):
            low, high = (_mean_lumbar(analyses[name], instant) for name in (neutral, rounded))
            row: dict[str, object] = {"neutral": neutral, "rounded": rounded, "instant": instant}
            if low is not None and high is not None:
                apart = high[0] - low[0]
                joint = math.hypot(low[1], high[1])
                row |= {"values_deg": [low, high], "sds": apart / joint}
                row |= {"sds_alike": apart / (joint * math.sqrt(1 - SHARED_ALIKE))}
            rows.append(row)
    return rows


def _mean_lumbar(analysis: Analysis, instant: str) -> tuple[float, float] | None:
    """Mean over the reps and mean sd, degrees: reps of one clip share most of their error."""
    seen = [q for rep in analysis.reps if (q := getattr(rep.lumbar_flexion, instant).in_degrees()).seen]
    return (float(np.mean([q.value for q in seen])), float(np.mean([q.sd for q in seen]))) if seen else None


def numbers(analysis: Analysis, rep: Rep) -> dict[tuple[str, str], Quantity]:
    """What is compared of a rep, by name and instant."""
    found = {("rise", ""): rep.bar_rise, ("mean speed", ""): rep.mean_velocity}
    for name, four in (("trunk", rep.trunk_inclination), ("hip", rep.hip_flexion), ("lumbar", rep.lumbar_flexion)):
        found |= {(name, instant): getattr(four, instant) for instant in INSTANTS}
    spans = {
        "setup": (rep.liftoff_s - SETUP_S, rep.liftoff_s),
        "liftoff": (rep.liftoff_s,) * 2,
        "lockout": (rep.lockout_s,) * 2,
    }
    for instant, span in spans.items():
        told = getattr(rep.hip_flexion, instant).seen
        found["knee", instant] = _knee(analysis, *span) if told else Quantity.unseen("rad", "hidden")
    return found


def _knee(analysis: Analysis, begin_s: float, end_s: float) -> Quantity:
    """Mean knee flexion: the library tells it as a series only."""
    knee = analysis.series["knee_flexion"]
    inside = (analysis.time_s >= begin_s - 1e-6) & (analysis.time_s <= end_s + 1e-6) & np.isfinite(knee.value)
    if not inside.any():
        return Quantity.unseen("rad", "hidden")
    return Quantity.measured(float(knee.value[inside].mean()), float(knee.sd[inside].mean()), "rad")


def compared(clip: str, edit: str, one: Analysis, other: Analysis) -> Comparison:
    """Rep by rep, those that lift off within half a second of each other."""
    differences: list[Difference] = []
    times: list[float] = []
    once: list[str] = []
    for a, b in _same_reps(one.reps, other.reps):
        times += [b.liftoff_s - a.liftoff_s, b.lockout_s - a.lockout_s]
        before, after = numbers(one, a), numbers(other, b)
        for (name, instant), first in before.items():
            second = after[name, instant]
            if first.value is None or first.sd is None or second.value is None or second.sd is None:
                once += [f"{name} {instant} of rep {a.index}".replace("  ", " ")] * (first.seen != second.seen)
                continue
            sd = math.sqrt((first.sd**2 + second.sd**2) / 2)
            differences.append(Difference(clip, edit, a.index, name, instant, first.value, second.value, sd))
    frame_s = 1 / min(one.clip.frame_rate_hz, other.clip.frame_rate_hz)
    told = tuple(", ".join([a.capture.verdict, *(reason.code for reason in a.capture.reasons)]) for a in (one, other))
    return Comparison(
        clip, edit, (len(one.reps), len(other.reps)), tuple(differences), tuple(times), frame_s, tuple(once),
        (told[0], told[1]),
    )  # fmt: skip


def _same_reps(some: Sequence[Rep], others: Sequence[Rep]) -> Iterator[tuple[Rep, Rep]]:
    for rep in some:
        near = [other for other in others if abs(other.liftoff_s - rep.liftoff_s) < SAME_REP_S]
        if near:
            yield rep, min(near, key=lambda other: abs(other.liftoff_s - rep.liftoff_s))


def edits_of(clip: Path) -> list[edits.Edit]:
    """The edits to try on a clip."""
    rates = [edits.slower(rate_hz) for rate_hz in edits.rates_below(open_clip(clip).frame_rate_hz)]
    return [edits.COARSER, edits.MIRROR, *rates, edits.CROP, *edits.SMALLER]


def edited_comparisons(clips: Path, names: Iterable[str], work: Path) -> Iterator[Comparison]:
    """Every clip against itself under every edit."""
    for name in names:
        clip, stop_s = clips / f"{name}.mp4", EDITED[name]
        plain = _analysed(edits.write_edited(clip, work / f"{name}.mp4", edits.AS_IT_IS, stop_s))
        for edit in edits_of(clip):
            file = edits.write_edited(clip, work / f"{name}-edited.mp4", edit, stop_s)
            yield compared(name, edit.name, plain, _analysed(file))


def _analysed(clip: Path) -> Analysis:
    began_s = time.perf_counter()
    analysis = liftwell.analyse(clip)
    print(f"  {clip.stem}: {time.perf_counter() - began_s:.1f} s", file=sys.stderr, flush=True)
    return analysis


def pair_table(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """The pairs of the same man."""
    lines = ["| pair | instant | neutral ° | rounded ° | apart, joint sd | dressed alike | |", "|---" * 7 + "|"]
    for row in rows:
        cells, apart, alike = ["–", "–"], row.get("sds"), row.get("sds_alike")
        if isinstance(values := row.get("values_deg"), list):
            cells = [f"{value:.1f} ± {sd:.1f}" for value, sd in values]
        told = "not seen in both" if not isinstance(apart, float) else "clear" if apart > CLEARLY else "**not clear**"
        cells += [f"{sds:.1f}" if isinstance(sds, float) else "–" for sds in (apart, alike)]
        lines.append(f"| {row['neutral']}, {row['rounded']} | {row['instant']} | {' | '.join(cells)} | {told} |")
    return lines


def edit_table(found: Sequence[Comparison], by: str = "edit") -> list[str]:
    """A row per edit (or per `clip`): median and worst number of printed sds apart, per quantity, and of instants."""
    head = [by, *COLUMNS, "beyond 1 sd", "beyond 2 sd", "instants: median, worst", "seen once", "reps"]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for label in dict.fromkeys(getattr(comparison, by) for comparison in found):
        rows = [comparison for comparison in found if getattr(comparison, by) == label]
        every = [d for row in rows for d in row.differences]
        cells = [_median_worst([d.sds for d in every if d.name == name]) for name in COLUMNS]
        cells += [f"{sum(d.sds > limit for d in every)} of {len(every)}" for limit in (1, 2)]
        cells.append(_frames_apart(rows))
        cells.append(str(sum(len(row.seen_once) for row in rows)))
        cells.append("same" if all(a == b for a, b in (row.reps for row in rows)) else "**differ**")
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return lines


def _median_worst(sds: Sequence[float]) -> str:
    return f"{np.median(sds):.2f}, {max(sds):.1f}" if sds else "–"


def _frames_apart(rows: Sequence[Comparison]) -> str:
    """In pictures of the slower film."""
    apart = [abs(t) / row.frame_s for row in rows for t in row.times_s]
    return f"{np.median(apart):.1f}, {max(apart):.1f} pictures" if apart else "–"


def outliers(found: Sequence[Comparison], limit: float = 1.0) -> list[str]:
    """Everything further apart than it may be, worst first, and what changed in kind."""
    far = sorted((d for row in found for d in row.differences if d.sds > limit), key=lambda d: -d.sds)
    lines = [f"- {d.clip}, {d.edit}, rep {d.rep}: {_told(d)}" for d in far]
    for row in found:
        once = f"seen in one only: {', '.join(row.seen_once)}" if row.seen_once else ""
        reps = f"{row.reps[0]} reps became {row.reps[1]}" if row.reps[0] != row.reps[1] else ""
        verdict = "{} became {}".format(*row.verdicts) if row.verdicts[0] != row.verdicts[1] else ""
        late = [f"{t:+.2f} s" for t in row.times_s if abs(t) > 2 * row.frame_s]
        times = f"instants off by {', '.join(late)}" if late else ""
        told = [text for text in (reps, verdict, once, times) if text]
        lines += [f"- {row.clip}, {row.edit}: {'; '.join(told)}"] if told else []
    return lines


def _told(d: Difference) -> str:
    unit, factor, digits = {"rise": (" m", 1.0, 3), "mean speed": (" m/s", 1.0, 3)}.get(d.name, ("°", 180 / math.pi, 1))
    before, after, sd = (f"{factor * value:.{digits}f}" for value in (d.before, d.after, d.sd))
    return f"{d.name} {d.instant} {before} → {after}, printed ± {sd}{unit}: {d.sds:.1f} sd"


def end_cap_lines(found: end_cap.EndCap | None) -> list[str]:
    """What the marked end cap says, in per cent of the plate's diameter."""
    if found is None:
        return ["No plate was found."]
    return [
        f"- plate tracked in {found.tracked} of {found.frames} frames; k = {found.factor:.3f}",
        f"- end cap against tracked plate: {found.parallax:.2f} % after factor and offset, "
        f"{found.fixed_bar:.2f} % for any bar of one direction (target 1 %)",
        f"- end cap against the plate's face in all frames, no tracker: {found.best_parallax:.2f} % and "
        f"{found.best_fixed_bar:.2f} %: so much the bar itself tilts and turns",
        f"- tracked plate against the plate's face: {found.tracker:.2f} %, worst frame {found.tracker_worst:.2f} %",
    ]


def report(pairs: Sequence[Mapping[str, object]], found: Sequence[Comparison]) -> list[str]:
    """The page on pairs and edits, as far as there are any."""
    lines = ["\n## Pairs of the same man\n", *pair_table(pairs)] if pairs else []
    if found:
        for by in ("edit", "clip"):
            lines.append(f"\n## Edited clips, by {by}: printed standard deviations apart, median and worst\n")
            lines += edit_table(found, by)
        lines += ["\n## Further apart than one printed standard deviation or two pictures\n", *outliers(found)]
    return lines


def clips_of(data: Path) -> Path:
    """The folder of real clips; ends with a sentence where it is absent."""
    clips = data / "clips"
    if not clips.is_dir():
        raise SystemExit(f"No real clips at {clips}: name the folder that holds clips/ with --data or LIFTWELL_DATA.")
    return clips


def main() -> None:
    """Pairs, edits, end cap; tables to the terminal, everything into the JSON file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = Path(os.environ.get("LIFTWELL_DATA", ROOT.parent / "shared" / "data"))
    options.add_argument("--data", type=Path, default=data, help="the folder that holds clips/")
    options.add_argument("--only", nargs="*", default=[], help="names of clips; a pair needs both of its clips")
    options.add_argument("--json", type=Path, help="where to write every single number")
    chosen = options.parse_args()
    clips = clips_of(chosen.data)

    def wanted(name: str) -> bool:
        return not chosen.only or name in chosen.only

    in_pairs = [name for pair in PAIRS if all(map(wanted, pair)) for name in pair]
    whole = {name: _analysed(clips / f"{name}.mp4") for name in in_pairs}
    with tempfile.TemporaryDirectory(prefix="liftwell-second-opinion-") as folder:
        found = list(edited_comparisons(clips, filter(wanted, EDITED), Path(folder)))
    pairs = pair_rows(whole) if whole else []
    cap = end_cap.compare(clips / f"{MARKED}.mp4", clips / f"{MARKED}_endcap.txt") if wanted(MARKED) else None
    print(*report(pairs, found), sep="\n")
    if wanted(MARKED):
        print("\n## The end cap of luke_squat\n", *end_cap_lines(cap), sep="\n")
    if not chosen.only:
        tables = {"pairs": pair_table(pairs), "edits": edit_table(found), "end_cap": end_cap_lines(cap)}
        STORED.parent.mkdir(exist_ok=True)
        STORED.write_text(json.dumps(tables, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if chosen.json:
        document = {"pairs": pairs, "edited": [asdict(c) for c in found], "end_cap": asdict(cap) if cap else None}
        chosen.json.write_text(json.dumps(document, indent=1), "utf-8")


if __name__ == "__main__":
    main()
