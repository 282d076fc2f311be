"""Clips as they may come: short ones that differ in a few bytes, and files that are no clips at all."""

from __future__ import annotations

import gzip
import random
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent.parent / "data"
# About the shortest work that there is: nobody is seen, and that is said.
SHORT: Final = DATA / "no_person.mp4"
_MB: Final = 1 << 20


def another(clip: Path, number: int) -> bytes:
    """The same film in other bytes: a box that players pass over is added."""
    filling = number.to_bytes(8, "big")
    return clip.read_bytes() + struct.pack(">I4s", 8 + len(filling), b"free") + filling


def hostile(count: int) -> Iterator[tuple[str, bytes]]:
    """So many files with their names, none of which is a clip to measure; the same ones each time."""
    chance = random.Random(9)
    kinds = (_flipped, _cut, _of_another_kind, _named_to_escape, _noise, _lying_box)
    for number in range(count):
        yield kinds[number % len(kinds)](number, chance)


def _flipped(number: int, chance: random.Random) -> tuple[str, bytes]:
    """Bits turned over, most of all in the boxes that say what follows."""
    content = bytearray(chance.choice(sorted(DATA.glob("*.mp4"))).read_bytes())
    for _ in range(chance.choice((200, 2000, 20_000))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    for at in range(4, 40):
        content[at] ^= chance.randrange(256)
    return f"flipped-{number}.mp4", bytes(content)


def _cut(number: int, chance: random.Random) -> tuple[str, bytes]:
    content = chance.choice(sorted(DATA.glob("*.mp4"))).read_bytes()
    return f"cut-{number}.mov", content[: chance.choice((1, 7, 8, 31, 500, len(content) // 3))]


def _of_another_kind(number: int, chance: random.Random) -> tuple[str, bytes]:
    """What is no video, under the name of one: archives that grow without end, pages, pictures, lists of addresses."""
    return f"other-{number}.mp4", chance.choice(_OTHERS)()


def _zip_bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("clip.mp4", bytes(64 * _MB))
    return packed.getvalue()


_OTHERS: Final = (
    _zip_bomb,
    lambda: gzip.compress(bytes(64 * _MB)),
    lambda: b"<!doctype html><script>alert(1)</script>",
    lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
    lambda: b"GIF89a\xff\xff\xff\xff\xf7\x00\x00" + bytes(800),
    lambda: b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/x.ts\n#EXTINF:9,\nfile:///etc/passwd\n",
    lambda: b"ffconcat version 1.0\nfile /etc/passwd\n",
    lambda: b"#!/bin/sh\nrm -rf /\n",
    lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    lambda: b"RIFF\xff\xff\xff\xffAVI LIST\xff\xff\xff\x7fhdrl" + bytes(64),
    lambda: b"\x1aE\xdf\xa3" + b"\xff" * 200,
)
_WAYS_OUT: Final = (
    "../../../../tmp/out.mp4", "..\\..\\out.mp4", "/etc/passwd", "a\x00.mp4", "\r\nset-cookie: a=b.mp4", "." * 200,
    "é" * 400 + ".mp4", "<script>alert(1)</script>.mp4", "--out=elsewhere.mp4", "-", "clip.mp4/../../told.json", "CON",
    "%2e%2e%2f%2e%2e%2fout.mp4", "{{7*7}}.mp4", "con cat:|x.mp4", "file:///etc/passwd", "told.json", "results",
)  # fmt: skip


def _named_to_escape(number: int, chance: random.Random) -> tuple[str, bytes]:
    return _WAYS_OUT[number // 6 % len(_WAYS_OUT)], chance.randbytes(300)


def _noise(number: int, chance: random.Random) -> tuple[str, bytes]:
    return f"noise-{number}.webm", chance.randbytes(chance.choice((1, 100, 70_000)))


def _lying_box(number: int, chance: random.Random) -> tuple[str, bytes]:
    """The beginning of an mp4 whose boxes claim to be larger than any disk, or tables without end."""
    head = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"isom", 0, b"isom", b"mp42")
    lie = chance.choice((0xFFFFFFFF, 0x7FFFFFFF, 1, 0))
    body = (
        struct.pack(">I4s", lie, b"moov")
        + struct.pack(">I4s", lie, b"trak")
        + struct.pack(">I4sII", lie, b"stts", 0, lie)
    )
    return f"lying-{number}.mp4", head + body + chance.randbytes(400)
