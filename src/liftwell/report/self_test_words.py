"""The result of a self-test from a clip, in plain sentences and as rows; what it means is told elsewhere.

The clip alone says how far; whether that is much depends on the other answers, which the screen weighs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from liftwell.analysis import HingeTest, KneeTest, SelfTest
from liftwell.finding import because
from liftwell.quantity import Quantity, everyday

WHAT_NOW: Final = "What that means for you, liftwell triage works out with your other answers."
ERROR: Final = (
    "± is the error: in two of three cases the truth lies within it. The low back is counted from your own tallest "
    "posture in this clip."
)
KNEE_ERROR: Final = (
    "± is the error: in two of three cases the truth lies within it. 0° is a straight knee, and a thigh that points "
    "straight up."
)


@dataclass(frozen=True, slots=True)
class TestTold:
    """A self-test as it is shown: the one sentence, what follows it, named numbers, pictures by rep, and a note."""

    headline: str
    text: str
    facts: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[int, str], ...]
    note: str


def told(test: SelfTest) -> TestTold:
    """All of it."""
    return _hinge(test) if isinstance(test, HingeTest) else _knee(test)


def _hinge(test: HingeTest) -> TestTold:
    count = len(test.hinges)
    hinges = "1 hinge" if count == 1 else f"{count} hinges"
    if test.lumbar.seen:
        bent = f"In your hinges the low back bent by {everyday(test.lumbar)}."
    else:
        bent = "The low back could not be seen in your hinges."
    pictures = [(rep, f"Hinge {k}") for k, rep in enumerate(test.hinges, 1)]
    if test.toe_touch is not None:
        pictures.append((test.toe_touch, "Toe-touch"))
    return TestTold(
        headline=bent,
        text=" ".join(_about_hinges(test, count)),
        facts=("hinge test", hinges, "no toe-touch" if test.toe_touch is None else "1 toe-touch"),
        rows=tuple(_hinge_rows(test)),
        pictures=tuple(pictures),
        note=ERROR,
    )


def _about_hinges(test: HingeTest, count: int) -> Iterator[str]:
    if not test.lumbar.seen:
        yield _why(test.lumbar)
    elif count > 1:
        yield f"That is the middle one of {count}."
    if count < 3:
        yield "Three hinges tell more than one or two."
    if test.own_max.seen:
        yield f"In the toe-touch it bent by {everyday(test.own_max)}."
    elif test.own_max.reason != test.lumbar.reason:
        yield _why(test.own_max)
    yield WHAT_NOW


def _hinge_rows(test: HingeTest) -> Iterator[tuple[str, str]]:
    yield "Low back in the hinges", everyday(test.lumbar)
    yield "Low back in the toe-touch", everyday(test.own_max)
    if test.hands.seen:
        yield "Hands over the floor", everyday(test.hands)


def _knee(test: KneeTest) -> TestTold:
    if test.short.seen:
        headline = f"Your {test.side} knee came to {everyday(test.short)} short of straight."
        text = f"That is the best that you held for half a second. {WHAT_NOW}"
    else:
        headline, text = f"Your {test.side} knee could not be measured.", _why(test.short)
    rows = ((f"{test.side.capitalize()} knee, short of straight", everyday(test.short)),
            ("Thigh from upright", everyday(test.thigh)))  # fmt: skip
    return TestTold(headline, text, ("knee test", f"{test.side} knee"), rows, (), KNEE_ERROR)


def _why(quantity: Quantity) -> str:
    return because(quantity.reason or "hidden")
