"""Tables of the accuracy bench: from rows of results to lines of Markdown."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from bench.scoring import HALF, MOST

Row = Mapping[str, Any]
NEAR_DEG: Final = 15.0
REFUSE_DEG: Final = 25.0


class Quantity(NamedTuple):
    """One line of the tables: what is measured and what it should reach (mean absolute error), in `unit`."""

    name: str
    what: str
    at: str
    unit: str
    scale: float
    target: float | None


QUANTITIES: Final = (
    Quantity("trunk inclination", "trunk", "", "°", 1, 2.0),
    Quantity("hip flexion", "hip", "", "°", 1, 3.5),
    Quantity("knee flexion", "knee", "", "°", 1, 4.0),
    Quantity("lumbar flexion, set-up", "lumbar", "setup", "°", 1, 5.0),
    Quantity("lumbar flexion, lift-off", "lumbar", "liftoff", "°", 1, 5.0),
    Quantity("thoracic flexion, set-up", "thoracic", "setup", "°", 1, 6.0),
    Quantity("thoracic flexion, lift-off", "thoracic", "liftoff", "°", 1, 6.0),
    Quantity("rise of the bar", "rise", "rep", "cm", 100, 1.0),
    Quantity("mean speed of the bar", "speed", "rep", "m/s", 1, 0.02),
    Quantity("peak moment at L5/S1", "moment", "peak", "%", 100, 10.0),
)


class Spread(NamedTuple):
    """Errors over clips: how many, mean absolute, mean, root mean square, the worst clip, and intervals that hold."""

    clips: int
    mae: float
    bias: float
    rms: float
    worst: float
    worst_clip: str
    in50: float
    in95: float


def spread(rows: Sequence[Row], quantity: Quantity) -> Spread | None:
    """Errors of one quantity, every clip weighing the same."""
    per_clip = [(row["name"], *found) for row in rows if (found := of_clip(row, quantity)) is not None]
    if not per_clip:
        return None
    names = [str(entry[0]) for entry in per_clip]
    mae, bias, square, in50, in95 = np.array([entry[1:] for entry in per_clip], float).T
    k, worst = quantity.scale, int(np.argmax(mae))
    return Spread(
        len(per_clip), float(mae.mean() * k), float(bias.mean() * k), math.sqrt(float(square.mean())) * k,
        float(mae[worst] * k), names[worst], float(in50.mean()), float(in95.mean()),
    )  # fmt: skip


def of_clip(row: Row, quantity: Quantity) -> tuple[float, float, float, float, float] | None:
    """Mean absolute, mean and mean square error of a clip, and its shares within the 50 % and 95 % intervals."""
    if not quantity.at:
        series = row["series"].get(quantity.what)
        return series and (series["mae"], series["bias"], series["mae"] ** 2, series["in50"], series["in95"])
    errors = [e for e in row["errors"] if e["what"] == quantity.what and e["at"] == quantity.at]
    if not errors:
        return None
    error, sd = np.array([[e["error"], e["sd"]] for e in errors]).T
    off = np.abs(error)
    return (
        float(off.mean()), float(error.mean()), float((error**2).mean()),
        float((off <= HALF * sd).mean()), float((off <= MOST * sd).mean()),
    )  # fmt: skip


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a rate (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def rate(hits: int, count: int) -> str:
    """A rate with its interval and the numbers it comes from."""
    low, high = wilson(hits, count)
    return f"{hits} of {count} ({100 * hits / max(count, 1):.0f} %, interval {100 * low:.0f}–{100 * high:.0f} %)"


def near(rows: Sequence[Row], limit_deg: float = NEAR_DEG) -> list[Row]:
    """Rows whose camera stands within `limit_deg` of side-on."""
    return [row for row in rows if abs(row["conditions"]["yaw"]) <= limit_deg]


def quantity_table(rows: Sequence[Row]) -> list[str]:
    """A line for every quantity."""
    lines = [
        "| quantity | should reach | mean error | bias | worst clip "
        "| 50 % interval holds | 95 % interval holds | clips |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for quantity in QUANTITIES:
        found = spread(rows, quantity)
        if found is None:
            continue
        target = "–" if quantity.target is None else f"≤ {quantity.target:g} {quantity.unit}"
        digits = 3 if quantity.unit == "m/s" else 1
        lines.append(
            f"| {quantity.name} | {target} | {found.mae:.{digits}f} {quantity.unit} | {found.bias:+.{digits}f} | "
            f"{found.worst:.{digits}f} ({found.worst_clip}) | {100 * found.in50:.0f} % | {100 * found.in95:.0f} % | "
            f"{found.clips} |"
        )
    return lines


Split = tuple[str, Callable[[Row], bool]]
CONDITIONS: Final[tuple[Split, ...]] = (
    *((f"{style}", lambda r, s=style: r["conditions"]["style"] == s)
      for style in ("conventional", "sumo", "block", "romanian", "trap-bar")),
    *((f"top: {top.replace('_', ' ')}", lambda r, t=top: r["conditions"]["top"] == t)
      for top in ("tight", "tee", "loose_tee", "hoodie")),
    ("belt", lambda r: bool(r["conditions"]["belt"])),
    ("long hair", lambda r: r["conditions"]["hair"] == "long"),
    ("female bodies", lambda r: "female" in r["conditions"]["body"]),
    ("yaw under 5°", lambda r: abs(r["conditions"]["yaw"]) < 5),
    ("yaw 5–15°", lambda r: 5 <= abs(r["conditions"]["yaw"]) <= NEAR_DEG),
    ("yaw 15–25°", lambda r: NEAR_DEG < abs(r["conditions"]["yaw"]) <= REFUSE_DEG),
    ("dim light", lambda r: r["conditions"]["light"] < 0.6),
    ("hand-held", lambda r: r["conditions"]["shake_px"] > 0),
    ("camera nearer than 3.5 m", lambda r: r["conditions"]["distance_m"] < 3.5),
    ("small picture (640 px high or less)", lambda r: r["conditions"]["height_px"] <= 640),
    ("plates of 400 mm", lambda r: r["conditions"]["plate_m"] < 0.45),
    ("somebody behind", lambda r: bool(r["conditions"]["bystander"])),
)  # fmt: skip


def condition_table(rows: Sequence[Row]) -> list[str]:
    """Mean errors by condition; every line only says what the clips that fit it have in common."""
    shown = [q for q in QUANTITIES if not (q.what == "thoracic" and q.at == "liftoff")]
    lines = [
        "| clips | n | refused | " + " | ".join(f"{q.name} {q.unit}" for q in shown) + " |",
        "|---" * (len(shown) + 3) + "|",
    ]
    for name, fits in CONDITIONS:
        some = [row for row in rows if fits(row)]
        if some:
            cells = [_mean(spread(some, quantity), 3 if quantity.unit == "m/s" else 1) for quantity in shown]
            refused = sum(row["verdict"] == "refused" for row in some)
            lines.append(f"| {name} | {len(some)} | {refused} | " + " | ".join(cells) + " |")
    return lines


def _mean(found: Spread | None, digits: int) -> str:
    return "–" if found is None else f"{found.mae:.{digits}f}"


def moment_errors(rows: Sequence[Row]) -> list[float]:
    """Absolute errors of the peak moment at L5/S1 in %, of every repetition that has one."""
    errors = [e for row in rows for e in row["errors"] if e["what"] == "moment"]
    return [100 * abs(e["error"]) for e in errors]


def rep_counts(rows: Sequence[Row]) -> tuple[int, int, int, float]:
    """True, found and matched repetitions over the clips that were measured, and F1."""
    measured = [row["reps"] for row in rows if row["verdict"] != "refused"]
    true, found, matched = (sum(reps[key] for reps in measured) for key in ("true", "found", "matched"))
    return true, found, matched, 2 * matched / max(true + found, 1)


def capture_lines(captured: Sequence[Row]) -> list[str]:
    """What the capture check did with clips of one second, by how far the camera stood off side-on."""
    lines = ["| camera off side-on | refused | refused as not side-on |", "|---|---|---|"]
    for low, high in ((0, 5), (5, 10), (10, 15), (15, 20), (20, 25), (25, 30)):
        some = [row for row in captured if low <= abs(row["conditions"]["yaw"]) < high]
        refused = sum(row["refused"] for row in some)
        turned = sum(row["refused"] and "not_side_on" in row["reasons"] for row in some)
        lines.append(f"| {low}–{high}° | {rate(refused, len(some))} | {turned} |")
    return lines


def summary(rows: Sequence[Row]) -> list[str]:
    """What a terminal shows: the table of quantities over clips near side-on, and the repetitions."""
    true, found, matched, f1 = rep_counts(near(rows))
    return [*quantity_table(near(rows)), "", f"repetitions: {matched} of {true} found, {found} counted, F1 {f1:.3f}"]
