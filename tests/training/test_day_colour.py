"""The colour of a day, over every day there can be (`clinical.md` 5.2)."""

from __future__ import annotations

import itertools

import pytest

from liftwell.training.day_colour import colour_of, green_limit

RATINGS = range(11)
MAYBE = (None, *RATINGS)


@pytest.mark.parametrize(
    ("base", "limit"), [(0, 2), (1, 2), (2, 3), (3, 4), (4, 5), (5, 5), (6, 5), (10, 5)]
)  # fmt: skip
def test_how_much_a_green_day_may_hurt(base: int, limit: int) -> None:
    assert green_limit(base) == limit


@pytest.mark.parametrize(
    ("base", "during", "after", "morning", "colour"),
    [
        (1, 2, 1, 1, "green"),
        (1, 3, 1, 1, "amber"),
        (1, 1, 3, 1, "amber"),
        (1, 2, 2, 2, "amber"),
        (1, 2, 2, 3, "red"),
        (1, 6, 0, 0, "red"),
        (1, 0, 6, 0, "red"),
        (1, 2, None, 1, "green"),
        (1, None, 2, 1, "unrated"),
        (1, 2, 1, None, "unrated"),
        (None, 2, 1, 1, "unrated"),
        (None, 6, None, None, "red"),
        (1, None, None, 3, "red"),
    ],
)
def test_days(base: int | None, during: int | None, after: int | None, morning: int | None, colour: str) -> None:
    assert colour_of(base, during, after, morning) == colour


def test_every_day_there_can_be() -> None:
    for base, during, after, morning in itertools.product(MAYBE, repeat=4):
        colour = colour_of(base, during, after, morning)
        worst = max(pain for pain in (during, after, -1) if pain is not None)
        if worst >= 6 or (base is not None and morning is not None and morning >= base + 2):
            assert colour == "red"
        elif None in (base, during, morning):
            assert colour == "unrated"
        else:
            assert base is not None
            assert morning is not None
            good = worst <= green_limit(base) and morning <= base
            assert colour == ("green" if good else "amber")


def test_a_missing_answer_never_makes_a_day_better() -> None:
    order = ("green", "amber", "unrated", "red")
    for told in itertools.product(RATINGS, (0, 2, 3, 6), (0, 3, 6), (0, 1, 2, 3, 9)):
        whole = colour_of(*told)
        for gap in range(4):
            colour = colour_of(*(None if place == gap else pain for place, pain in enumerate(told)))
            if gap != 2:  # within the hour after it is asked beside the session
                assert colour in ("unrated", "red"), (told, gap)
            assert order.index(colour) >= 0
            assert whole in order
