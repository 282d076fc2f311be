"""The questions as they are put to a person, in order: safety first, then who, the pain, the training, the tests.

The command line and the pages ask the same ones. Each knows where its answer goes in the file of answers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from liftwell.evidence import threshold
from liftwell.screen.questions import FIRST_PAGE, questions

Kind = Literal["choice", "many", "rating", "ratings", "whole", "number", "yesno"]
Group = Literal["safety", "about", "pain", "training", "plan", "tests"]
STIFF_MORNINGS: Final = "R16"
# What the screen itself rests on beside its questions, and what of it is another answer on another day.
BASIS: Final = ("pain.leg", "pain.now", "pain.walking", "pain.waking", "pain.worst", "pain.days")
OF_TODAY: Final = ("pain.leg", "pain.now", "pain.walking")
_FOR_PAGES: Final = "Shown on screen"  # a note to who draws the page, not to who answers


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question: `path` of its answer ("pain.now", "screen.R01"), kind, words, choices as (value, words).

    range: least and most of a number, in `unit`; test: id of the self-test it belongs to; when: asked only if.
    """

    path: str
    group: Group
    kind: Kind
    text: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    range: tuple[float, float] | None = None
    unit: str = ""
    test: str | None = None
    when: str | None = None


@cache
def prompts() -> tuple[Prompt, ...]:
    """Every question in the order of asking: `clinical.md` 2.3 for the safety questions, then the rest."""
    others = tuple(_prompt(path, row) for path, row in _shipped().items())
    about = tuple(one for one in others if one.group == "about")
    safety = {key: _of_question(key) for key in questions()}
    first = tuple(safety[key] for key in FIRST_PAGE)
    later = tuple(prompt for key, prompt in safety.items() if key not in FIRST_PAGE and key != STIFF_MORNINGS)
    basis = tuple(one for one in others if one.path in BASIS)
    rest = tuple(one for one in others if one not in about and one not in basis)
    return (*first, *about, *later, *basis, safety[STIFF_MORNINGS], *rest)


def applies(prompt: Prompt, answers: Mapping[str, Any]) -> bool:
    """Whether a question is to be asked, given the answers so far by path."""
    match prompt.when:
        case "groin":
            return "groin" in (answers.get("pain.where") or ())
        case "sore":
            return answers.get("pain.soreness.sides") in ("both", "one")
        case "long":
            days = answers.get("pain.days")
            return days is None or days > threshold("stiff_mornings_days")  # not known is not short
        case _:
            return True


def of_test(test: str) -> Iterator[Prompt]:
    """The questions about one self-test."""
    return (prompt for prompt in prompts() if prompt.test == test)


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.screen") / "prompts.toml").read_text("utf-8"))


def _of_question(key: str) -> Prompt:
    question = questions()[key]
    return Prompt(
        f"screen.{key}",
        "safety",
        "many" if question.many else "choice",
        _in_lines(question.text),
        "" if question.help.startswith(_FOR_PAGES) else question.help,
        question.answers,
        when="long" if key == STIFF_MORNINGS else None,
    )


def _in_lines(text: str) -> str:
    """The two lists of R09 and the nine lines of R16, a line each."""
    return text.replace(" A: ", "\nA: ").replace(" B: ", "\nB: ").replace(" · ", "\n· ")


def _prompt(path: str, row: Mapping[str, Any]) -> Prompt:
    return Prompt(
        path,
        row["group"],
        row["kind"],
        row["text"],
        row["help"],
        tuple((value, words) for value, words in row.get("choices", ())),
        tuple(row["range"]) if "range" in row else None,
        row.get("unit", ""),
        row.get("test"),
        row.get("when"),
    )
