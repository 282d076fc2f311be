"""Rows of text: any encoding and delimiter that is written anywhere, and one sentence for what is no text."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from liftwell.errors import CannotRead
from liftwell.exchange.logs.rows import EVERY, open_table, plain
from tests.exchange.logs.log_files import written

TEXT = "Datum;Übung;Notiz\n2024-01-01;Kreuzheben;größer – „schwer“\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    table = open_table(written(tmp_path, TEXT, encoding))
    assert table.header == ("Datum", "Übung", "Notiz")
    assert list(table.rows()) == [(2, ["2024-01-01", "Kreuzheben", "größer – „schwer“"])]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(tmp_path: Path, encoding: str) -> None:
    assert open_table(written(tmp_path, "Date,Exercise\n2024-01-01,Row\n" * 20, encoding)).header == (
        "Date",
        "Exercise",
    )


def test_bytes_that_no_code_page_has_are_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"Date,Exercise\n2024-01-01,\x81\xe9\n")
    assert list(open_table(path).rows()) == [(2, ["2024-01-01", "\x81é"])]


def test_a_letter_far_down_is_still_seen(tmp_path: Path) -> None:
    path = written(tmp_path, "Date,Exercise\n" + "2024-01-01,Row\n" * 10_000 + "2024-01-01,Übung\n", "cp1252")
    assert list(open_table(path).rows())[-1] == (10_002, ["2024-01-01", "Übung"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    table = open_table(written(tmp_path, f'a{delimiter}b{delimiter}"c, d; e"\n1{delimiter}2{delimiter}3\n'))
    assert (table.delimiter, table.header) == (delimiter, ("a", "b", "c, d; e"))


def test_excel_tells_its_delimiter(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "sep=;\na;b\n1;2\n"))
    assert (table.header, table.at, list(table.rows())) == (("a", "b"), 2, [(3, ["1", "2"])])


def test_blank_rows_count_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, '\n a , b \n\n1,"two\nlines"\n , \n3,4\n'))
    assert (table.header, table.at) == (("a", "b"), 2)
    assert list(table.rows()) == [(4, ["1", "two\nlines"]), (6, ["3", "4"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    assert list(open_table(written(tmp_path, f"a,b{end}1,2{end}3,4")).rows()) == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_how_far_it_is(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "a,b\n" + "12345,67890\n" * 5000))
    heard: list[tuple[int, int]] = []
    assert sum(1 for _ in table.rows(lambda done, total: heard.append((done, total)))) == 5000
    assert len(heard) == 5001 // EVERY + 1
    assert heard == sorted(heard)
    assert {total for _, total in heard} == {table.size}
    assert heard[-1] == (table.size, table.size)


def test_plain_names() -> None:
    assert [plain(name) for name in ("Weight (kg)", " Weight(KG) ", "\ufeffDate", "Set  Order")] == [
        "weight(kg)", "weight(kg)", "date", "set order",
    ]  # fmt: skip


def sheet() -> bytes:
    """What a spreadsheet program saves."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "is empty"),
        (sheet(), "save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "save the sheet as CSV"),
        (b"SQLite format 3\0" + bytes(range(256)) * 8, "is no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is no text"),
        (b'{"history": []}', "is JSON"),
        (b"\xff\xfea", "does not decode"),
        (b"\xef\xbb\xbf\n\n", "no row of column names"),
        (b"sep=;\n", "no row of column names"),
    ],
)
def test_what_is_no_log(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=says) as error:
        open_table(path)
    assert str(path) in str(error.value)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="There is no file"):
        open_table(tmp_path / "none.csv")
    with pytest.raises(CannotRead, match="is a folder"):
        open_table(tmp_path)


def test_what_the_system_refuses_and_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"cannot be read .*; give another file"):
        open_table(tmp_path / ("x" * 300))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(CannotRead, match="no ordinary file"):
        open_table(pipe)


def test_an_open_quotation_mark_swallows_no_rows(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, 'a,b\n1,2\n3,"open\n5,6\n'))
    with pytest.raises(CannotRead, match="row 3 has a quotation mark"):
        list(table.rows())


def test_a_file_that_goes_away(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\n")
    table = open_table(path)
    path.unlink()
    with pytest.raises(CannotRead, match="damaged after row 0"):
        list(table.rows())
