"""Rows of a text file with columns, one at a time, whatever its encoding and delimiter.

Encodings are told by their marks and by what decodes: UTF-8, UTF-16, else the code page of Windows, else Latin-1.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liftwell.errors import CannotRead

Heard = Callable[[int, int], None]  # bytes done, bytes in total
EVERY: Final = 500  # rows between two calls of `heard`

_SAMPLE: Final = 65_536
_DELIMITERS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, ods, numbers; xls
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SEP: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


def unheard(_done: int, _total: int) -> None:
    """The listener that ignores how far reading is."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file with columns: `header` as it stands there, in row `at` (the first is 1); `size` in bytes."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    at: int
    size: int

    def rows(self, heard: Heard = unheard) -> Iterator[tuple[int, list[str]]]:
        """Every row below the header that is not blank, with its number.

        Raises CannotRead where quotation marks do not close or the text is damaged.
        """
        number = 0
        try:
            with self.path.open("rb") as raw, io.TextIOWrapper(raw, self.encoding, newline="") as text:
                for number, cells in enumerate(csv.reader(text, delimiter=self.delimiter, strict=True), 1):
                    if number % EVERY == 0:
                        heard(min(raw.tell(), self.size), self.size)
                    if number > self.at and any(cell.strip() for cell in cells):
                        yield number, cells
        except csv.Error:
            raise CannotRead(
                f"{self.path}: row {number + 1} has a quotation mark that does not end where its cell ends; correct "
                "that row or export the file again."
            ) from None
        except (OSError, UnicodeError):
            raise CannotRead(f"{self.path} is damaged after row {number}; export it again.") from None
        heard(self.size, self.size)


def open_table(path: Path) -> Table:
    """What stands at the head of a file; raises CannotRead with one sentence where it has no rows of text."""
    try:
        if path.is_dir():
            raise CannotRead(f"{path} is a folder; name the log's file in it.")
        if path.exists() and not path.is_file():
            raise CannotRead(f"{path} is no ordinary file, and a log is read twice; save it as one.")
        size = path.stat().st_size
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except FileNotFoundError:
        raise CannotRead(f"There is no file {path}.") from None
    except OSError as error:
        raise CannotRead(f"{path} cannot be read ({error.strerror}); give another file.") from None
    encoding = _encoding(path, sample)
    delimiter, header, at = _head(path, encoding)
    return Table(path, encoding, delimiter, header, at, size)


def plain(header: str) -> str:
    """A column's name without its capitals and spaces that differ from version to version: `weight(kg)`."""
    return re.sub(r"\s+", " ", header.replace("\ufeff", "")).strip().casefold().replace(" (", "(")


def _encoding(path: Path, sample: bytes) -> str:
    if not sample.strip():
        raise CannotRead(f"{path} is empty; export the log again.")
    if sample.startswith(_SHEETS):
        raise CannotRead(f"{path} is a spreadsheet or an archive; open it and save the sheet as CSV.")
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return _first_that_decodes(path, (name,))
    if b"\0" in sample and (wide := _wide(sample)):
        return _first_that_decodes(path, (wide,))
    if _CONTROL.search(sample):
        raise CannotRead(f"{path} is no text; a log is a CSV file, which the app writes under Export.")
    return _first_that_decodes(path, ("utf-8", "cp1252", "latin-1"))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of western text is zero."""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > 0.8 * len(sample) / 2 and not sample[1 - offset :: 2].count(0):
            return name
    return None


def _first_that_decodes(path: Path, names: tuple[str, ...]) -> str:
    for name in names:
        decoder = codecs.getincrementaldecoder(name)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(_SAMPLE):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            continue
        return name
    raise CannotRead(f"{path} is damaged: its text does not decode; export it again.")


def _head(path: Path, encoding: str) -> tuple[str, tuple[str, ...], int]:
    """The delimiter that gives the most columns, the header and its row."""
    with path.open(encoding=encoding, newline="") as file:
        text = file.read(_SAMPLE)
    if text.lstrip()[:1] in ("{", "["):
        raise CannotRead(f"{path} is JSON; export the log as CSV.")
    told = _SEP.match(text)
    found = [(_first(text, one, told is not None), one) for one in (told[1] if told else _DELIMITERS)]
    (header, at), delimiter = max(found, key=lambda one: len(one[0][0]))
    if not header:
        raise CannotRead(f"{path} has no row of column names; export the log again.")
    return delimiter, tuple(cell.replace("\ufeff", "").strip() for cell in header), at


def _first(text: str, delimiter: str, told: bool) -> tuple[list[str], int]:
    """The first row that is not blank, after the one that tells the delimiter if there is one."""
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        if any(cell.strip() for cell in cells) and not (told and number == 1):
            return cells, number
    return [], 0
