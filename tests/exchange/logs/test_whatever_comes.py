"""Whatever a file holds, there is a log or one sentence; and a log that was written is read as it was meant."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftwell.errors import LiftwellError
from liftwell.exchange.logs.foreign_log import ForeignLog
from liftwell.exchange.logs.read import read_log
from tests.exchange.logs.log_files import FIXTURES, sets_of

EXPORTS = [
    path.read_bytes() for path in sorted(FIXTURES.iterdir()) if path.suffix != ".md" and path.name != "phone_dates.csv"
]
TODAY = date(2026, 11, 27)
IN_ONE_FOLDER = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.one_of(
    st.sampled_from(
        ["", "-", "100", "62,5", "1,250", "nan", "5 kg", "2024-01-01", "03/04/2024", "W", "1h 5m", "9" * 400]
    ),
    st.text(max_size=20),
)


def read_or_say(path: Path) -> ForeignLog | str:
    """The log, or why there is none."""
    try:
        return read_log(path, today=TODAY)
    except LiftwellError as error:
        return str(error)


def check(found: ForeignLog | str) -> None:
    """A log keeps its bounds; a sentence is one line."""
    if isinstance(found, str):
        assert found
        assert len(found) < 600
        return
    assert sets_of(found)
    assert found.skipped <= found.rows
    for workout in found.workouts:
        assert date(1990, 1, 1) <= workout.on <= TODAY + timedelta(days=1)
    for one in sets_of(found):
        assert one.load_kg is None or 0 <= one.load_kg <= 1500
        assert one.reps is None or 0 <= one.reps <= 1000
        assert one.rpe is None or 0 < one.rpe <= 10
    assert list(found.workouts) == sorted(found.workouts, key=lambda one: one.on)


@IN_ONE_FOLDER
@given(content=st.binary(max_size=300))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    check(read_or_say(path))


@IN_ONE_FOLDER
@given(
    content=st.sampled_from(EXPORTS), at=st.integers(0, 2000), instead=st.binary(max_size=6), gone=st.integers(0, 40)
)
def test_an_export_that_was_damaged(tmp_path: Path, content: bytes, at: int, instead: bytes, gone: int) -> None:
    at %= len(content)
    path = tmp_path / "log.csv"
    path.write_bytes(content[:at] + instead + content[at + gone :])
    check(read_or_say(path))


@IN_ONE_FOLDER
@given(content=st.sampled_from(EXPORTS), cells=st.lists(st.lists(CELLS, max_size=14), max_size=4))
def test_an_export_with_rows_of_anything(tmp_path: Path, content: bytes, cells: list[list[str]]) -> None:
    text = io.StringIO()
    delimiter = max(",;\t", key=content.splitlines()[0].decode().count)
    csv.writer(text, delimiter=delimiter).writerows(cells)
    path = tmp_path / "log.csv"
    path.write_bytes(content + text.getvalue().encode("utf-8", "replace"))
    check(read_or_say(path))


LIFT = st.tuples(
    st.dates(date(1990, 1, 1), TODAY), st.integers(0, 3000), st.integers(1, 1000), st.sampled_from(["kg", "lbs"])
)


@IN_ONE_FOLDER
@given(lifts=st.lists(LIFT, min_size=1, max_size=12))
def test_a_written_log_is_read_as_it_was_meant(tmp_path: Path, lifts: list[tuple[date, int, int, str]]) -> None:
    head = "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps"
    rows = [
        f"{day} 10:00:00;A;Deadlift;1;{half / 2:g}".replace(".", ",") + f";{unit};{reps}"
        for day, half, reps, unit in lifts
    ]
    path = tmp_path / "log.csv"
    path.write_text("\n".join([head, *rows]), "utf-8")
    meant = sorted(
        ((day, half / 2 * (1 if unit == "kg" else 0.45359237), reps) for day, half, reps, unit in lifts),
        key=lambda one: one[0],
    )
    log = read_log(path, today=TODAY)
    read = [(workout.on, one.load_kg or 0.0, one.reps) for workout in log.workouts for one in workout.sets]
    assert not log.doubts
    assert [(day, reps) for day, _, reps in read] == [(day, reps) for day, _, reps in meant]
    assert all(abs(one[1] - other[1]) <= 0.005 + 1e-9 for one, other in zip(read, meant, strict=True))
