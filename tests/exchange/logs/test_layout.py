"""Layouts: which header is whose, whatever stands around its columns, and what the marks of sets mean."""

from __future__ import annotations

import pytest

from liftwell.exchange.logs.layout import Layout, LoadColumn, Row, found, kind_marked
from liftwell.exchange.logs.read import APPS
from liftwell.exchange.logs.rows import open_table, plain
from liftwell.training.workout import SetKind
from tests.exchange.logs.log_files import FIXTURES

APP = {
    "strong": "Strong",
    "hevy": "Hevy",
    "fitnotes": "FitNotes",
    "liftosaur": "Liftosaur",
    "openbarbell": "OpenBarbell",
}
EXPORTS = sorted(path.name for path in FIXTURES.iterdir() if path.name.partition("_")[0].partition(".")[0] in APP)


def test_every_variant_has_its_fixture() -> None:
    assert len(EXPORTS) == 13


@pytest.mark.parametrize("name", EXPORTS)
def test_a_header_belongs_to_one_app(name: str) -> None:
    header = [plain(one) for one in open_table(FIXTURES / name).header]
    layouts = [one for app in APPS if (one := app(header))]
    assert [one.app for one in layouts] == [APP[name.partition("_")[0].partition(".")[0]]]
    assert len(set(layouts[0].columns.values())) == len(layouts[0].columns)


@pytest.mark.parametrize("name", EXPORTS)
def test_columns_may_stand_in_any_order(name: str) -> None:
    header = [plain(one) for one in open_table(FIXTURES / name).header]
    for turned in (header[::-1], ["new column", *header, "another"]):
        (layout,) = [one for app in APPS if (one := app(turned))]
        (usual,) = [one for app in APPS if (one := app(header))]
        assert {meaning: turned[at] for meaning, at in layout.columns.items()} == {
            meaning: header[at] for meaning, at in usual.columns.items()
        }


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("1", "work"), ("", "work"), ("normal", "work"), ("W", "warm-up"), ("w1", "warm-up"), ("Warm-up", "warm-up"),
        ("warmup", "warm-up"), ("D", "drop"), ("drop_set", "drop"), ("dropset", "drop"), ("F", "failure"),
        ("failure", "failure"), ("To failure", "failure"),
    ],
)  # fmt: skip
def test_marks(mark: str, kind: SetKind) -> None:
    assert kind_marked(mark) == kind


@pytest.mark.parametrize("mark", ["X", "rest", "wd", "x" * 1000])
def test_a_mark_that_means_nothing(mark: str) -> None:
    with pytest.raises(ValueError, match="marks no kind of set") as error:
        kind_marked(mark)
    assert len(str(error.value)) < 100


def test_cells_that_say_that_they_are_empty() -> None:
    row = Row(2, [" 5 ", "-", "null", "NaN", "–", "0"], {"reps": 0, "rpe": 1, "note": 9})
    assert [row["reps"], row["rpe"], row["note"], row["date"]] == ["5", "", "", ""]
    assert [row.cell(at) for at in range(7)] == ["5", "", "", "", "", "0", ""]


def test_the_first_name_that_stands_there_is_taken() -> None:
    assert found(["b", "a", "c"], {"note": ("a", "b"), "set": ("x", "c"), "rpe": ("y",)}) == {"note": 1, "set": 2}


def test_which_columns_tell_the_load() -> None:
    columns = (LoadColumn(0), LoadColumn(1))
    first, both = Layout("A", "", {}, columns), Layout("A", "", {}, columns, one_load=True)
    for cells, of_first, of_both in (
        (["", ""], [], []),
        (["", "5"], [1], [1]),
        (["6", "5"], [0], [0, 1]),
        (["0", "5"], [0], [1]),
        (["0.0", "0"], [0], [0]),
    ):
        row = Row(2, cells, {})
        assert [one.at for one in first.filled(row)] == of_first
        assert [one.at for one in both.filled(row)] == of_both
