"""The tables of the accuracy bench against published intervals and rows that are worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench.accuracy_tables import (
    CONDITIONS,
    QUANTITIES,
    Quantity,
    Row,
    capture_lines,
    condition_table,
    near,
    quantity_table,
    rate,
    rep_counts,
    spread,
    wilson,
)

LUMBAR = Quantity("lumbar flexion, set-up", "lumbar", "setup", "°", 1, 5.0)
KNEE = Quantity("knee flexion", "knee", "", "°", 1, 4.0)
USUAL: dict[str, Any] = {
    "yaw": 3.0, "style": "conventional", "top": "tee", "hair": "short", "belt": False, "body": "male_avg",
    "height_px": 848, "rate_hz": 30.0, "light": 1.0, "shake_px": 0.0, "distance_m": 4.0, "plate_m": 0.45,
    "bystander": False, "begins": "wait",
}  # fmt: skip


def error(what: str, at: str, value: float, sd: float = 2.0) -> dict[str, Any]:
    return {"what": what, "at": at, "rep": 0, "error": value, "sd": sd, "true": 10.0}


def row(name: str = "m01", errors: list[dict[str, Any]] | None = None, **conditions: str | float) -> Row:
    """A clip in which every quantity was measured, each a unit too large, with an interval that holds."""
    usual = [error(q.what, q.at, 1.0) for q in QUANTITIES if q.at]
    series = {"mae": 1.0, "bias": 1.0, "sd": 2.0, "in50": 1.0, "in95": 1.0}
    return {
        "name": name, "conditions": USUAL | conditions, "verdict": "good", "reasons": [],
        "reps": {"true": 2, "found": 2, "matched": 2},
        "series": {"trunk": series, "hip": series, "knee": series},
        "errors": usual if errors is None else errors,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(10, 100, 0.0552, 0.1744), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_intervals_of_rates_are_those_published(hits: int, count: int, low: float, high: float) -> None:
    """The last four: Newcombe 1998, table I, method 3 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>)."""
    assert wilson(hits, count) == pytest.approx((low, high), abs=1e-4)


def test_no_rate_is_known_of_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert rate(0, 0).startswith("0 of 0 ")


def test_a_rate_and_its_opposite_mirror_each_other() -> None:
    low, high = wilson(3, 17)
    assert wilson(14, 17) == pytest.approx((1 - high, 1 - low))


def test_every_clip_weighs_the_same_however_many_repetitions_it_has() -> None:
    rows = [row("m01", [error("lumbar", "setup", 8.0)]), row("m03", [error("lumbar", "setup", -2.0)] * 5)]
    found = spread(rows, LUMBAR)
    assert found is not None
    assert (found.clips, found.mae, found.bias) == pytest.approx((2, 5.0, 3.0))
    assert found.rms == pytest.approx(((64 + 4) / 2) ** 0.5)
    assert found.worst == pytest.approx(8.0)
    assert found.worst_clip == "m01"
    assert (found.in50, found.in95) == pytest.approx((0.0, 0.5))  # 8 is four standard deviations, 2 is one


def test_a_clip_without_the_quantity_is_left_out_and_none_at_all_is_nothing() -> None:
    silent = row("m05", [error("rise", "rep", 0.01)])
    found = spread([row("m01", [error("lumbar", "setup", 8.0)]), silent], LUMBAR)
    assert found is not None
    assert found.clips == 1
    assert spread([silent], LUMBAR) is None
    assert spread([], KNEE) is None


def test_the_table_has_a_line_for_every_quantity() -> None:
    lines = quantity_table([row("m01"), row("m03")])
    assert lines[0].count("|") == lines[1].count("|") == 9
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == [q.name for q in QUANTITIES]
    assert all(line.count("|") == 9 for line in lines)
    assert "1.0 °" in lines[2]
    rise = next(line for line in lines if "rise" in line)
    assert "100.0 cm" in rise  # a metre too high


def test_a_line_for_every_condition_that_a_clip_meets() -> None:
    lines = condition_table([row(), row("m03", style="sumo", belt=True, plate_m=0.4)])
    named = [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]]
    assert {"conventional", "sumo", "belt", "plates of 400 mm", "yaw under 5°"} <= set(named)
    assert "hand-held" not in named
    assert set(named) <= {name for name, _ in CONDITIONS}
    assert {line.count("|") for line in lines} == {lines[0].count("|")}


def test_conditions_of_yaw_do_not_overlap() -> None:
    splits = [fits for name, fits in CONDITIONS if name.startswith("yaw")]
    for yaw in (-24.0, -15.0, -5.0, 0.0, 4.9, 5.0, 15.0, 15.1, 25.0):
        assert sum(fits(row(yaw=yaw)) for fits in splits) == 1


def test_clips_near_side_on_are_told_by_either_sign() -> None:
    assert [r["name"] for r in near([row("a", yaw=-14.0), row("b", yaw=16.0), row("c", yaw=-16.0)])] == ["a"]


def test_repetitions_of_refused_clips_are_not_missed() -> None:
    refused = {**row("m07"), "verdict": "refused", "reps": {"true": 2, "found": 0, "matched": 0}}
    one_missed = {**row("m09"), "reps": {"true": 2, "found": 1, "matched": 1}}
    assert rep_counts([row(), refused, one_missed]) == pytest.approx((4, 3, 3, 6 / 7))


def test_refusals_are_counted_by_how_far_the_camera_is_turned() -> None:
    captured = [
        {"conditions": {"yaw": -28.0}, "refused": True, "reasons": ["not_side_on"]},
        {"conditions": {"yaw": 2.0}, "refused": True, "reasons": ["too_dark"]},
        {"conditions": {"yaw": 3.0}, "refused": False, "reasons": []},
    ]
    lines = capture_lines(captured)
    assert "1 of 2" in lines[2]
    assert lines[2].endswith("| 0 |")
    assert "1 of 1" in lines[-1]
    assert lines[-1].endswith("| 1 |")
