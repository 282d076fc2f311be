"""A session as somebody says it in one line: `conventional 3x5x100 @7 pain 2`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from liftwell.athlete import KG_PER_LB
from liftwell.errors import ImpossibleValue
from liftwell.plan.exercise import exercise
from liftwell.plan.exercise_named import exercise_named
from liftwell.plan.loading.plates import Unit
from liftwell.plan.loading.weight_unit import pounds
from liftwell.training.diary import Lift

# So many digits are more than anybody lifts; a number of thousands of them is no number.
_COUNT: Final = r"[0-9]{1,6}"
_NUMBER: Final = rf"{_COUNT}(?:[.,][0-9]{{1,15}})?"
_REPS: Final = rf"{_COUNT}(?:\+{_COUNT})*"  # 2+2+2: in a cluster, with short rests inside
_SETS: Final = re.compile(rf"({_COUNT})x({_REPS})x({_NUMBER})(kg|lbs?)?")
_SET: Final = re.compile(rf"({_COUNT})x({_NUMBER})(kg|lbs?)?")
_CLUSTERS: Final = re.compile(rf"({_COUNT})x({_REPS})")
_LOAD: Final = re.compile(rf"({_NUMBER})(kg|lbs?)?")
# A further part of a line begins with sets: "5x100 @7 pain 2, 5x100 @8 pain 3".
_PARTS: Final = re.compile(rf"[,;]\s+(?={_COUNT}\s*[x×*]\s*[0-9])")
_TIMES: Final = re.compile(r"[0-9]\s*[x×*]\s*[0-9]")
_APART: Final = re.compile(r"(?<=[0-9])\s*[x×*]\s*(?=[0-9])|(?<=@)\s+(?=[0-9])")
_WORDS: Final = ("rpe", "pain", "after", "morning", "raised")
_OF_A_PART: Final = ("rpe", "pain")  # the others are told of the whole session
_MARKS: Final = ",;:."
# Of two numbers the second is a load where no set has that many repetitions ("judgement": nobody does 5 x 21).
_MOST_REPS: Final = 20
_MOST_SETS: Final = 50
EXAMPLE: Final = "conventional 3x5x100 @7 pain 2"
HOW: Final = f'say it like "{EXAMPLE}": sets x reps x load, RPE, worst pain'


@dataclass(frozen=True, slots=True)
class Part:
    """Sets alike within a session: the lift, RPE of the hardest of them, and the worst pain in them."""

    lift: Lift
    rpe: float | None = None
    during: int | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said: the lift, RPE of the hardest set, pain during, within an hour after, and the next morning.

    further: where the line has several parts, those after the first, of which lift, RPE and pain then are.
    """

    lift: Lift
    rpe: float | None = None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    relief: bool = False
    further: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, the first too."""
        return Part(self.lift, self.rpe, self.during), *self.further


def spoken(line: str, unit: Unit = "kg") -> Spoken:
    """The session in a line; unit: that of a load which stands alone.

    Raises ImpossibleValue, with how to say it, where it cannot be understood.
    """
    first, *rest = _parted(line.lower())
    name, words = _named(_plain(first))
    whole: dict[str, float] = {}
    told = [_part(part, whole, unit) for part in (words, *map(_plain, rest))]
    if len(told) > 1 and sum(one.sets[0] for one in told) > _MOST_SETS:
        raise ImpossibleValue(f"A session has at most {_MOST_SETS} sets; {HOW}.")
    parts = [Part(_lift(name, one.sets, whole.get("raised", 0.0)), one.rpe, one.pain) for one in told]
    after, morning = (_pain(whole.get(word), word) for word in ("after", "morning"))
    lift, rpe, during = parts[0].lift, parts[0].rpe, parts[0].during
    return Spoken(lift, rpe, during, after, morning, "relief" in whole, tuple(parts[1:]))


def _parted(line: str) -> list[str]:
    """The parts of a line; what stands before the first sets belongs to them."""
    first, *rest = _PARTS.split(line)
    while rest and not _TIMES.search(first):
        first = f"{first} {rest.pop(0)}"
    return [first, *rest]


class _Told(NamedTuple):
    """One part as it was said, its exercise apart."""

    sets: tuple[int, tuple[int, ...], float]
    rpe: float | None
    pain: int | None


def _part(words: list[str], whole: dict[str, float], unit: Unit) -> _Told:
    """One part of a line; what is told of the whole session goes to `whole`."""
    told: dict[str, float] = {}
    sets: tuple[int, tuple[int, ...], float] | None = None
    while words:
        word = words.pop(0)
        if word.startswith("@"):
            _tell(told, "rpe", word[1:])
        elif word in _WORDS:
            _tell(told if word in _OF_A_PART else whole, word, words.pop(0) if words else "")
        elif word == "relief":
            whole[word] = 1
        elif sets is None:
            sets = _sets(word, words, unit)
        elif word not in ("kg", "cm"):
            raise ImpossibleValue(f"{word[:40]!r} is not understood here; {HOW}.")
    if sets is None:
        raise ImpossibleValue(f"How many repetitions, and how heavy? Please {HOW}.")
    return _Told(sets, told.get("rpe"), _pain(told.get("pain"), "pain"))


def hinge_named(name: str, raised_cm: float = 0.0) -> str:
    """The id of the lift or hinge that a name means; raises ImpossibleValue where it is none, or a drill."""
    found = exercise(exercise_named(name, raised_cm))
    if found.kind not in ("lift", "skill"):
        raise ImpossibleValue(f"{found.name} is no hinge; a session tells of a lift. Other work: --other.")
    return found.id


def line_of(lift: Lift, unit: Unit = "kg") -> str:
    """How a lift is said, so that `spoken` understands the same; pounds have their unit beside them."""
    reps = "+".join(map(str, lift.inside)) or lift.reps
    raised = f" raised {_text(lift.raised_cm)}" if lift.raised_cm else ""
    load = _text(lift.load_kg) if unit == "kg" else f"{_text(pounds(lift.load_kg))}lb"
    return f"{lift.exercise} {lift.sets}x{reps}x{load}{raised}"


def _text(value: float) -> str:
    return f"{value:.15f}".rstrip("0").rstrip(".")


def _plain(line: str) -> list[str]:
    """The words, in small letters and without marks; `3 x 5 x 100` is one word."""
    words = (word.strip(_MARKS) for word in _APART.sub(_joined, line.lower()).split())
    return [word for word in words if word]


def _joined(found: re.Match[str]) -> str:
    return "" if found[0].isspace() else "x"


def _named(words: list[str]) -> tuple[str, list[str]]:
    """The words of the exercise, up to the first that is a number, and the rest."""
    number = next((place for place, word in enumerate(words) if word[0] in "0123456789@"), len(words))
    if not number:
        raise ImpossibleValue(f"Which lift was it? Please {HOW}.")
    return " ".join(words[:number]), words[number:]


def _sets(word: str, rest: list[str], unit: Unit) -> tuple[int, tuple[int, ...], float]:
    """Sets, repetitions and load: 3x5x100, 5x100 (one set), 3x5 100, or 3x2+2+2x100 in clusters."""
    if found := _SETS.fullmatch(word):
        return int(found[1]), _counts(found[2]), _load(found[3], found[4] or _unit(rest, unit))
    if (found := _SET.fullmatch(word)) and (found[3] or not _is_reps(found[2])):
        return 1, _counts(found[1]), _load(found[2], found[3] or _unit(rest, unit))
    if not (found := _CLUSTERS.fullmatch(word)):
        raise ImpossibleValue(f"{word[:40]!r} is not understood as sets; {HOW}.")
    if not rest or not (load := _LOAD.fullmatch(rest[0])):
        raise ImpossibleValue(f"How heavy was {word[:40]}? Please {HOW}.")
    rest.pop(0)
    return int(found[1]), _counts(found[2]), _load(load[1], load[2] or _unit(rest, unit))


def _counts(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("+"))


def _is_reps(text: str) -> bool:
    return text.isdigit() and int(text) <= _MOST_REPS


def _unit(rest: list[str], usual: Unit) -> str:
    """A unit that stands apart from its number, the usual one where none does."""
    return rest.pop(0) if rest and rest[0] in ("kg", "lb", "lbs") else usual


def _load(text: str, unit: str) -> float:
    load = float(text.replace(",", "."))
    return load if unit == "kg" else round(load * KG_PER_LB, 6)


def _lift(name: str, sets: tuple[int, tuple[int, ...], float], raised_cm: float) -> Lift:
    count, reps, load_kg = sets
    if not (count and all(reps)):
        raise ImpossibleValue(f"A session has at least one set of one repetition; {HOW}.")
    inside = reps if len(reps) > 1 else ()
    return Lift(hinge_named(name, raised_cm), count, sum(reps), load_kg, raised_cm, inside)


def _tell(told: dict[str, float], word: str, text: str) -> None:
    """Take the number after a word; raises ImpossibleValue where there is none, or where it is told twice."""
    if not re.fullmatch(f"{_NUMBER}(?:cm)?", text):
        raise ImpossibleValue(f"{_name(word)} needs a number after it; {HOW}.")
    if word in told:
        raise ImpossibleValue(f"{_name(word)} stands in it twice; one line is one lift.")
    told[word] = float(text.removesuffix("cm").replace(",", "."))


def _name(word: str) -> str:
    return "RPE" if word == "rpe" else f"{word!r}"


def _pain(value: float | None, word: str) -> int | None:
    if value is not None and not (value.is_integer() and 0 <= value <= 10):
        raise ImpossibleValue(f"{word!r} takes a whole number from 0 to 10, not {value:g}.")
    return None if value is None else int(value)
