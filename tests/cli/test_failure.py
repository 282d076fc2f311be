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


@pytest.mark.parametrize(
    "error",
    [MemoryError(), OSError(errno.ENOMEM, "Cannot allocate memory"), RuntimeError("std::bad_alloc"),
     RuntimeError("can't start new thread"), RuntimeError("OpenCV alloc.cpp:73: (-4:Insufficient memory) Failed"),
     ImportError("libopenvino.so: failed to map segment from shared object")],
)  # fmt: skip
def test_too_little_memory_is_told_in_one_sentence(error: Exception) -> None:
    for told in (error, chained(error)):
        failure = failure_of(told)
        assert failure.status == 4
        assert failure.sentence.startswith("This clip needs more memory than liftwell may use here;")


def chained(error: Exception) -> Exception:
    """What liftwell makes of an error of a library."""
    try:
        raise CannotRead("set.mp4 is not a video.") from error
    except CannotRead as told:
        return told


def test_an_error_without_words_is_named() -> None:
    assert "(KeyError: )" in failure_of(KeyError()).sentence


@pytest.mark.parametrize(
    ("statuses", "status"), [([], 0), ([0, 3], 3), ([4, 3, 0], 4), ([5, 4], 5), ([1, 5, 4, 3], 1), ([0, 0], 0)]
)
def test_the_worst_of_several(statuses: list[int], status: int) -> None:
    assert worst(statuses) == status
