from __future__ import annotations

from typing import Any

from bench import accuracy_page
from bench.accuracy_tables import Row
from tests.bench.test_accuracy_tables import row


def rows() -> list[Row]:
    return [row(f"m{k:02d}", yaw=1.0 + k) for k in range(4)]


def stored() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    captured = [
        {"name": "c000", "conditions": {"yaw": 3.0}, "refused": False, "reasons": []},
        {"name": "c001", "conditions": {"yaw": 28.0}, "refused": True, "reasons": ["not_side_on"]},
    ]
    synthetic = {"commit": "abc1234", "measured": rows(), "captured": captured, "worst": ["![worst](a.jpg)"]}
    shared = {name: [f"table of {name}"] for name in ("synthetic", "real", "findings")}
    return synthetic, shared, {name: [f"table of {name}"] for name in ("pairs", "edits", "end_cap")}


def test_every_mark_of_the_page_is_filled() -> None:
    text = accuracy_page.page(*stored())
    assert "{" not in text
    for told in ("`abc1234`", "table of pairs", "table of findings", "![worst](a.jpg)", "1 of 1 (100 %"):
        assert told in text


def test_only_odd_clips_are_reported() -> None:
    assert [found["name"] for found in accuracy_page.reported(rows())] == ["m01", "m03"]
