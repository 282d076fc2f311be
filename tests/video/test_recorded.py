"""The day of a recording: as the file tells it, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from liftwell.video.recorded import recorded_on


@pytest.mark.parametrize(
    ("metadata", "day"),
    [
        ({"creation_time": "2026-11-20T23:30:00.000000Z"}, date(2026, 11, 20)),
        (
            {
                "creation_time": "2026-11-20T23:30:00.000000Z",
                "com.apple.quicktime.creationdate": "2026-11-21T00:30:00+0100",
            },
            date(2026, 11, 21),
        ),
        ({"creation_time": "1970-01-01T00:00:00Z"}, None),
        ({"creation_time": "yesterday"}, None),
        ({}, None),
    ],
)
def test_a_day_is_read_and_never_made_up(metadata: dict[str, str], day: date | None) -> None:
    assert recorded_on(metadata) == day
