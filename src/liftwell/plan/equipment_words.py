"""What people call the things they own, read into plain tags and weights, with the tables of `equipment.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from liftwell.athlete import KG_PER_LB, LOAD_RANGE_KG, require_within

_PLAIN: Final = (
    (re.compile(r"[\u2010-\u2015\u2212]"), "-"),
    (re.compile("\u2019"), "'"),
    (re.compile(r"\b(?:an?|my|the|some|one|two|pair of|set of)\b"), " "),
    (re.compile(r"[()]"), " "),
    (re.compile(r"[&+;/]|\band\b"), ", "),
    (re.compile(r"\bup to (?=\d)"), "0-"),
    (re.compile(r"\s+"), " "),
)
# Whatever is named after these words is not there.
_DENIED: Final = re.compile(r"(?:\b(?:no|not|without|none|neither|dont|cannot)\b|n't\b).*")
_UNIT: Final = r" ?(?:kg|kilos?|kilograms?|lbs?|pounds?)\b"
_SIZES: Final = re.compile(
    rf"(?:\d+ ?[x×] ?)?(?P<low>\d+(?:\.\d+)?)(?:{_UNIT})?(?: ?(?:-|to) ?(?P<high>\d+(?:\.\d+)?)(?:{_UNIT})?)?"
)
_MEASURED: Final = re.compile(rf"\d{_UNIT}")
_BAR: Final = r"(?<![a-z])(?:(?<=kg )|(?<=lb )|(?<=lbs )|(?<![a-z][ -]))bars?(?![a-z])"
_POUNDS: Final = re.compile(r"\d ?(?:lbs?|pounds?)\b")


@dataclass(frozen=True, slots=True)
class Owned:
    """What was read: tags of `equipment.toml` or the words themselves, bars and bells in kg, bells in order."""

    tags: frozenset[str]
    bars_kg: tuple[float, ...]
    trap_bars_kg: tuple[float, ...]
    bells_kg: tuple[float, ...]


@cache
def tables() -> Mapping[str, Any]:
    """The tables of `equipment.toml`, read once."""
    return tomllib.loads((files("liftwell.plan") / "equipment.toml").read_text("utf-8"))


def read_words(words: Sequence[str]) -> Owned:
    """What the words name, in any case, singular or plural; a text without a known word is kept as its own tag."""
    named = [thing for text in words for thing in _things(text)]
    sizes = {key: [size for tags, found in named if key in tags for size in found] for key in _weighed()}
    tags = frozenset(tag for found, _ in named for tag in found)
    bells = {size for key in ("kettlebell", "dumbbell") if key in tags for size in _bells(key, sizes[key])}
    return Owned(tags, _ends(sizes["barbell"]), _ends(sizes["trap bar"]), tuple(sorted(bells)))


def _weighed() -> tuple[str, ...]:
    return ("barbell", "trap bar", "kettlebell", "dumbbell")


def _things(text: str) -> list[tuple[frozenset[str], list[tuple[float, float]]]]:
    """Each thing of one text with its sizes (from, to) in kg: those beside its name, and bare ones that follow."""
    plain = text.lower()
    for pattern, instead in _PLAIN:
        plain = pattern.sub(instead, plain)
    things: list[tuple[frozenset[str], list[tuple[float, float]]]] = []
    told = _DENIED.sub("", plain)
    unit = KG_PER_LB if _POUNDS.search(told) else 1.0
    for clause in told.split(","):
        found = list(_names().finditer(clause))
        starts = [0, *(one.start() for one in found[1:]), len(clause)]
        for one, start, end in zip(found, starts, starts[1:], strict=False):
            before = clause[start : one.start()] if start == 0 else ""
            # A bare number before a name counts things: "2 kettlebells"; one with a unit is their size.
            sizes = _sizes(before, unit)[-1:] if _MEASURED.search(before) else []
            things.append((_tags_of(one.group()), sizes + _sizes(clause[one.end() : end], unit)))
        if things and not found and not _SIZES.sub("", clause).strip():
            things[-1][1].extend(_sizes(clause, unit))
    return things or [(frozenset({plain.strip(" ,")} - {""}), [])]


def _sizes(text: str, unit: float) -> list[tuple[float, float]]:
    return [_kilograms(size, unit) for size in _SIZES.finditer(text)]


def _kilograms(size: re.Match[str], unit: float) -> tuple[float, float]:
    low = float(size["low"])
    return round(low * unit, 2), round(float(size["high"] or low) * unit, 2)


@cache
def _names() -> re.Pattern[str]:
    """Every word of the table, the longest first; "bar" alone, so that no other bar is taken for one."""
    words = sorted({word for listed in tables()["words"].values() for word in listed}, key=len, reverse=True)
    patterns = [rf"(?<![a-z])(?:{_loose(word)})(?:e?s)?(?![a-z])" for word in words if word != "bar"]
    return re.compile("|".join([*patterns, _BAR]))


def _loose(word: str) -> str:
    return "[ -]?".join(map(re.escape, word.split(" ")))


@cache
def _tags_of(name: str) -> frozenset[str]:
    """Every tag that lists this word."""
    listed = tables()["words"]
    return frozenset(
        tag for tag, words in listed.items() if any(re.fullmatch(f"{_loose(word)}(?:e?s)?", name) for word in words)
    )


def _ends(sizes: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """What may be the weight of a bar; a hundred kilograms are a bar with its plates."""
    lightest, heaviest = tables()["weights"]["bars_kg"]
    return tuple(sorted({end for size in sizes for end in size if lightest <= end <= heaviest}))


def _bells(key: str, sizes: Sequence[tuple[float, float]]) -> Iterator[float]:
    """The bells of a kind: the ends of each range and what is usual in between."""
    weights = tables()["weights"]
    unsaid: tuple[float, float] = tuple(weights["unsaid_kg"][key])
    for least, high in map(sorted, sizes or [unsaid]):
        require_within("load", high, LOAD_RANGE_KG, "kg")
        low = least or min(unsaid[0], high)  # "up to 20 kg" has no least
        yield from (float(low), float(high))
        if key == "kettlebell":
            yield from (float(usual) for usual in weights["kettlebells_kg"] if low < usual < high)
        else:
            yield from steps(low, high, weights["dumbbell_step_kg"])


def steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """`low`, `low + step`, … up to `high`."""
    return tuple(low + n * step for n in range(int((high - low) / step + 1e-9) + 1))
