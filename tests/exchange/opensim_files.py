"""TRC and MOT files read for tests: as strict as OpenSim 4 where that refuses, stricter where it misreads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Trc:
    """`facts` are those of the third line, `markers` name each (N, 3), NaN where the cells are empty."""

    facts: dict[str, str]
    frame: list[int]
    time_s: FloatArray
    markers: dict[str, FloatArray]


@dataclass(frozen=True)
class Mot:
    """`facts` are the lines of the head with an equals sign, `columns` name each (N,)."""

    facts: dict[str, str]
    comment: str
    time_s: FloatArray
    columns: dict[str, FloatArray]


def read_trc(path: Path) -> Trc:
    first, keys, values, names, axes, blank, *rows = lines_of(path)
    assert first.split("\t")[:3] == ["PathFileType", "4", "(X/Y/Z)"]
    assert blank == ""
    facts = dict(zip(keys.split("\t"), values.split("\t"), strict=True))
    markers = names.removeprefix("Frame#\tTime\t").split("\t")[:-1:3]
    assert names == "Frame#\tTime\t" + "".join(f"{marker}\t\t\t" for marker in markers)
    assert axes.split() == [f"{axis}{k}" for k in range(1, len(markers) + 1) for axis in "XYZ"]
    cells = [opensim_cells(row) for row in rows]
    assert {len(row) for row in [*cells, opensim_cells(axes)]} == {2 + 3 * len(markers)}
    table = np.array([[number(cell) if cell else np.nan for cell in row[1:]] for row in cells])
    places = {name: table[:, 1 + 3 * k : 4 + 3 * k] for k, name in enumerate(markers)}
    return Trc(facts, [int(row[0]) for row in cells], table[:, 0], places)


def read_mot(path: Path) -> Mot:
    lines = lines_of(path)
    end = lines.index("endheader")
    facts = dict(line.split("=") for line in lines[:end] if "=" in line)
    comment = "\n".join(line for line in lines[1:end] if "=" not in line).strip()
    labels = lines[end + 1].split("\t")
    table = np.array([[number(cell) for cell in line.split("\t")] for line in lines[end + 2 :]])
    assert table.shape == (int(facts["nRows"]), int(facts["nColumns"]))
    assert labels[0] == "time"
    return Mot(facts, comment, table[:, 0], dict(zip(labels[1:], table.T[1:], strict=True)))


def lines_of(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


def opensim_cells(line: str) -> list[str]:
    """OpenSim takes a tab for the end of a cell: nothing after the last one is no cell."""
    return line.removesuffix("\t").split("\t")


def number(cell: str) -> float:
    """Plain decimals only: Storage stumbles over "nan", and over nothing at all."""
    assert NUMBER.fullmatch(cell), cell
    assert not re.fullmatch(r"-0(\.0+)?", cell), "a zero carries no sign"
    return float(cell)
