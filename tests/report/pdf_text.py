"""The text of a PDF that typst wrote, in the order in which it stands there; enough of the format for that and no more.

ISO 32000-1: text strings of two-byte glyph numbers (9.4.3), told apart by the ToUnicode map of each font (9.10.3).
"""

from __future__ import annotations

import re
import zlib
from typing import Final

OBJECT: Final = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM: Final = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
# A font is chosen, or a string is shown: (…), which may hold pairs of brackets and escapes, or <…> in hexadecimal.
PIECE: Final = rb"[^\\()]|\\."
PAIR: Final = rb"\((?:%b)*\)"
INNER: Final = PAIR % (PIECE + b"|" + PAIR % (PIECE + b"|" + PAIR % PIECE))
SHOWN: Final = re.compile(rb"/(\w+) [\d.]+ Tf|\(((?:%b|%b)*)\)|(?<!<)<([0-9A-Fa-f]+)>(?!>)" % (PIECE, INNER), re.DOTALL)
ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
PLAIN: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_text(pdf: bytes) -> str:
    """Every word of the pages, without any white space: where a line ends says nothing."""
    objects = {int(found[1]): found[2] for found in OBJECT.finditer(pdf)}
    contents = [one for one in map(stream, objects.values()) if b" Tf" in one and b"BT" in one]
    assert contents, "no page shows any text"
    fonts = fonts_of(objects)
    words = "".join(word for content in contents for word in shown(content, fonts))
    return squeezed(words).replace("\u200b", "")


def squeezed(words: str) -> str:
    """Words as `pdf_text` gives them."""
    return "".join(words.split())


def stream(body: bytes) -> bytes:
    """The stream of an object, unpacked; empty where it has none."""
    found = STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body[: found.start()] else found[1]


def fonts_of(objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    """For each font name of the resources, what its glyph numbers stand for."""
    fonts = {}
    for body in objects.values():
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", body):
            told = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
            assert told is not None
            fonts[name] = glyphs(stream(objects[int(told[1])]))
    return fonts


def glyphs(cmap: bytes) -> dict[int, str]:
    """A ToUnicode map: single glyphs and ranges."""
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, text in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for k in range(int(first, 16), int(last, 16) + 1):
                found[k] = chr(int(text, 16) + k - int(first, 16))
    return found


def shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    """The strings that a page shows, in order."""
    known: dict[int, str] = {}
    words = []
    for name, literal, hexadecimal in SHOWN.findall(content):
        if name:
            known = fonts[name]
            continue
        raw = bytes.fromhex(hexadecimal.decode()) if hexadecimal else ESCAPE.sub(unescaped, literal)
        words.append("".join(known.get(raw[k] * 256 + raw[k + 1], "") for k in range(0, len(raw) - 1, 2)))
    return words


def unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code.isdigit() else PLAIN.get(code, code)
