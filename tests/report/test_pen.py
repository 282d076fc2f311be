"""Any words come out as plain ones that a page can show, and what was changed is said."""

from __future__ import annotations

import unicodedata
from typing import Final

import pytest
import typst

from liftwell.report.pen import COVERED, CUT, LONGEST_WORD, NO_LETTERS, UNKNOWN, Pen

SET: Final = b'#set document(title: "x")\n#set text(lang: "en", font: "Libertinus Serif")\n#title()\n#sys.inputs.words'


@pytest.mark.parametrize(
    "words", ["Zoë Müller, 5 µm ± 2 · “so” – ½ kg", "Ελένη", "Жанна", "Nguyễn", "≤ 90°", "$5 #a *b* [c] \\d"]
)
def test_plain_words_stay_as_they_are(words: str) -> None:
    pen = Pen()
    assert pen.cut(words, 100) == words
    assert pen.notices == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a 日本語 b", f"a {UNKNOWN} b"),
        ("😀", UNKNOWN),
        ("\ud800 x", f"{UNKNOWN} x"),
        ("\ue000", UNKNOWN),
    ],
)
def test_signs_without_letters_are_shown_as_such_and_said(words: str, shown: str) -> None:
    pen = Pen()
    assert pen.cut(words, 100) == shown
    assert pen.notices == (NO_LETTERS,)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\u202eb\u2066c", "abc"),
        ("e\u0301\u0301\u0301", "é"),
        ("a\n\n\tb\r\n c\u2028d", "a b c d"),
    ],
)
def test_signs_that_steer_are_left_out_and_lines_joined(words: str, shown: str) -> None:
    assert Pen().cut(words, 100) == shown


def test_long_words_are_cut_and_it_is_said() -> None:
    pen = Pen()
    assert pen.cut("one two three", 8) == "one two…"
    assert pen.notices == (CUT,)
    assert pen.cut("one two", 7) == "one two"


def test_a_word_without_an_end_may_break() -> None:
    broken = Pen().cut("x" * 100, 200)
    assert broken.replace("\u200b", "") == "x" * 100
    assert max(map(len, broken.split("\u200b"))) <= LONGEST_WORD


@pytest.mark.parametrize(("first", "last"), COVERED, ids=lambda code: f"{code:x}")
def test_typst_has_letters_for_all_that_is_let_through(first: int, last: int) -> None:
    """PDF/UA-1 refuses a page with a sign that no font has, so one that slipped through would fail here."""
    signs = [chr(code) for code in range(first, last + 1)]
    let_through = "".join(sign for sign in signs if Pen().cut(sign, 9) == unicodedata.normalize("NFC", sign))
    assert len(let_through) > 5
    done = typst.compile(
        SET, format="pdf", pdf_standards="ua-1", ignore_system_fonts=True, sys_inputs={"words": " ".join(let_through)}
    )
    assert isinstance(done, bytes)
    assert done.startswith(b"%PDF")
