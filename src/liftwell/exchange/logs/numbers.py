"""Numbers as people and phones write them: decimal commas, thousands, a unit beside them, durations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from liftwell.athlete import KG_PER_LB
from liftwell.exchange.logs.foreign_log import Unit

Mark = Literal[",", "."]
KG_PER: Final[Mapping[Unit, Decimal]] = {"kg": Decimal(1), "lb": Decimal(str(KG_PER_LB))}
METRES_PER: Final[Mapping[str, Decimal]] = {
    word: Decimal(metres)
    for words, metres in (
        ("m meter meters metre metres", "1"),
        ("km kilometer kilometers kilometre kilometres", "1000"),
        ("mi mile miles", "1609.344"),
        ("ft foot feet", "0.3048"),
        ("yd yard yards", "0.9144"),
        ("cm", "0.01"),
        ("in inch inches", "0.0254"),
    )
    for word in words.split()
}
_UNITS: Final[Mapping[str, Unit]] = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "кг"), "kg"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "#"), "lb"),
}
_SUFFIX: Final = re.compile(rf"(?<![^\W\d_])({'|'.join(sorted(_UNITS, key=len, reverse=True))})\.?$", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?<![^\W_])(kgs?|lbs?)(?![^\W_])", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}[,.]\d{3}", re.ASCII)
_PART: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?\s*")
_CLOCK: Final = re.compile(r"(?:(\d+):)?(\d+):(\d{2}(?:[.,]\d+)?)", re.ASCII)
_SECONDS: Final = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "ч"), Decimal(3600)),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "мин"), Decimal(60)),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "с"), Decimal(1)),
}


@lru_cache(maxsize=8192)
def read_number(text: str, mark: Mark | None = None) -> Decimal:
    """The number in `text`; `mark`: what stands before decimals in the rest of the file, None where nothing shows it.

    Raises ValueError where there is none, and for `1,250` where both 1250 and 1.25 are possible.
    """
    bare = _bare(text)
    if "," in bare and "." in bare:
        mark = "," if bare.rindex(",") > bare.rindex(".") else "."
    elif _EITHER.fullmatch(bare) and "," in bare and mark is None:
        raise ValueError(f"{text[:40]!r} could have decimals or thousands")
    elif not _EITHER.fullmatch(bare):
        mark = "," if bare.count(",") == 1 or bare.count(".") > 1 else "."
    western = bare.translate({44: 46, 46: 44}) if mark == "," else bare
    if _GROUPED.fullmatch(western.partition(".")[0]):
        western = western.replace(",", "")
    if not _PLAIN.fullmatch(western):
        raise ValueError(f"{text[:40]!r} is no number")
    return Decimal(western)


def decimal_mark(texts: Iterable[str]) -> Mark | None:
    """What stands before decimals, by the numbers that leave no choice; None where none does, or both are there."""
    shown: set[Mark] = set()
    for text in texts:
        bare = _bare(split_unit(text)[0])
        if "," in bare and "." in bare:
            shown.add("," if bare.rindex(",") > bare.rindex(".") else ".")
        elif bare.count(",") + bare.count(".") == 1 and not _EITHER.fullmatch(bare):
            shown.add("," if "," in bare else ".")
    return shown.pop() if len(shown) == 1 else None


def read_whole(text: str, mark: Mark | None = None) -> int:
    """A whole number, `5` or `5.0`; raises ValueError for any other."""
    number = read_number(text, mark)
    if number != number.to_integral_value():
        raise ValueError(f"{text[:40]!r} is no whole number")
    return int(number)


def read_unit(text: str) -> Unit:
    """The unit of load that a word names; raises ValueError where it names none."""
    try:
        return _UNITS[text.strip().rstrip(".").casefold()]
    except KeyError:
        raise ValueError(f"{text[:40]!r} is no unit of load") from None


def split_unit(text: str) -> tuple[str, Unit | None]:
    """`100 kg` as its number and its unit, None where no unit stands there."""
    text = text.strip()
    found = _SUFFIX.search(text)
    return (text[: found.start()].strip(), read_unit(found[1])) if found else (text, None)


def unit_in(header: str) -> Unit | None:
    """The unit that a column's name carries, `Weight (lbs)`; None where it carries none or both."""
    units = {read_unit(word) for word in _NAMED.findall(header.replace("_", " "))}
    return units.pop() if len(units) == 1 else None


def kilograms(number: Decimal, unit: Unit) -> float:
    """A load in kg to 0.01 kg; a pound is 0.45359237 kg exactly (international yard and pound agreement, 1959)."""
    return float((number * KG_PER[unit]).quantize(Decimal("0.01"))) + 0.0


def read_metres(text: str, unit: str, mark: Mark | None = None) -> float:
    """A distance in metres; raises ValueError where it is no number or its unit is not known."""
    factor = METRES_PER.get(unit.strip().rstrip(".").casefold())
    if factor is None:
        raise ValueError(f"{unit[:40]!r} is no unit of distance")
    return round(float(read_number(text, mark) * factor), 2)


def read_seconds(text: str, mark: Mark | None = None) -> float:
    """A duration in seconds: `1h 5m`, `52m`, `1:05:00`, `5:30` (minutes and seconds), or a bare number of seconds.

    Raises ValueError where it is none of these.
    """
    if clock := _CLOCK.fullmatch(text.strip()):
        hours, minutes, seconds = (Decimal((part or "0").replace(",", ".")) for part in clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip(" ,"):
        return float(read_number(text, mark))
    if unknown := [word for _, word in parts if word.casefold() not in _SECONDS]:
        raise ValueError(f"{unknown[0][:40]!r} is no unit of time")
    return float(sum(Decimal(number.replace(",", ".")) * _SECONDS[word.casefold()] for number, word in parts))


def _bare(text: str) -> str:
    return re.sub(r"[\s'’]", "", text).replace("\u2212", "-")
