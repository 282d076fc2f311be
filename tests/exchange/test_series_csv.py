"""`series.csv` opens in a spreadsheet: one row a time, a header with units, empty where nothing was seen."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from liftwell.analysis import Series
from liftwell.errors import CannotWrite
from liftwell.exchange.analysis_json import to_document
from liftwell.exchange.series_csv import write
from tests.analyses import made_analysis


def test_one_row_per_time_with_units_in_the_header(tmp_path: Path) -> None:
    analysis = made_analysis()
    write(to_document(analysis).series, tmp_path / "series.csv")
    rows = list(csv.DictReader((tmp_path / "series.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == len(analysis.time_s)
    assert {"time_s", "bar_y_m", "bar_y_m_sd", "lumbar_flexion_deg", "lumbar_flexion_deg_sd"} <= set(rows[0])
    assert float(rows[7]["time_s"]) == 0.7
    expected = np.degrees(analysis.series["lumbar_flexion"].value[7])
    assert float(rows[7]["lumbar_flexion_deg"]) == pytest.approx(expected, abs=0.006)


def test_what_was_not_seen_is_an_empty_cell(tmp_path: Path) -> None:
    unseen = np.full(140, np.nan)
    analysis = replace(made_analysis(), series={"pelvis": Series(unseen, unseen.copy(), "rad")})
    write(to_document(analysis).series, tmp_path / "series.csv")
    assert (tmp_path / "series.csv").read_text().splitlines()[:2] == ["time_s,pelvis_deg,pelvis_deg_sd", "0.0,,"]


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="another folder"):
        write(to_document(made_analysis()).series, tmp_path / "gone" / "series.csv")
