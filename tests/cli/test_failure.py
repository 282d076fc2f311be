"""Exit statuses and sentences for everything that can go wrong."""

from __future__ import annotations

import errno

import pytest

from liftwell.cli.failure import failure_of, worst
from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue, LiftwellError


@pytest.mark.parametrize(
    ("error", "status"),
    [(ImpossibleValue("a"), 2), (CannotRead("a"), 4), (CannotWrite("a"), 5), (LiftwellError("a"), 1)],
)
def test_what_liftwell_raises_is_told_as_it_stands(error: LiftwellError, status: int) -> None:
    assert (failure_of(error).status, failure_of(error).sentence) == (status, "a")


def test_what_nobody_foresaw_is_our_fault_and_says_how_to_report_it() -> None:
    failure = failure_of(ZeroDivisionError("division by zero\nand more"))
    assert failure.status == 1
    assert "ZeroDivisionError: division by zero)" in failure.sentence
    assert "--debug" in failure.sentence
    assert "\n" not in failure.sentence


def test_a_full_disk_behind_the_output_is_told() -> None:
    assert failure_of(OSError(errno.ENOSPC, "No space left on device")).status == 5
    assert failure_of(OSError(errno.EIO, "Input/output error")).status == 1


def test_an_error_without_words_is_named() -> None:
    assert "(KeyError: )" in failure_of(KeyError()).sentence


@pytest.mark.parametrize(
    ("statuses", "status"), [([], 0), ([0, 3], 3), ([4, 3, 0], 4), ([5, 4], 5), ([1, 5, 4, 3], 1), ([0, 0], 0)]
)
def test_the_worst_of_several(statuses: list[int], status: int) -> None:
    assert worst(statuses) == status
