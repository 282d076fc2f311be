"""Reading ahead changes when things are made, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from liftwell.video.ahead import read_ahead


class Source:
    """Counts what it has made, and knows when and where it was closed."""

    def __init__(self, length: int, fails_at: int = -1) -> None:
        self.made = 0
        self.closed_on = ""
        self.third = threading.Event()
        self._length, self._fails_at = length, fails_at

    def items(self) -> Generator[int, None, None]:
        try:
            for item in range(self._length):
                if item == self._fails_at:
                    raise ValueError("item 2 is damaged")
                self.made += 1
                if self.made == 3:
                    self.third.set()
                yield item
        finally:
            self.closed_on = threading.current_thread().name


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Generator[None, None, None]:
    yield
    assert "read-ahead" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("length", [0, 1, 2, 50])
def test_everything_comes_in_order(length: int) -> None:
    source = Source(length)
    assert list(read_ahead(source.items(), depth=2)) == list(range(length))
    assert source.closed_on == "read-ahead"


def test_it_runs_ahead_but_not_far() -> None:
    source = Source(1000)
    ahead = read_ahead(source.items(), depth=3)
    assert next(ahead) == 0
    assert source.third.wait(5), "the second and third are made while the caller holds the first"
    assert source.made <= 5
    ahead.close()


def test_stopping_early_closes_the_source() -> None:
    source = Source(1000)
    ahead = read_ahead(source.items())
    assert next(ahead) == 0
    ahead.close()
    assert source.closed_on == "read-ahead"
    assert source.made < 10


def test_an_error_comes_after_what_was_made_before_it() -> None:
    ahead = read_ahead(Source(5, fails_at=2).items())
    assert [next(ahead), next(ahead)] == [0, 1]
    with pytest.raises(ValueError, match="item 2 is damaged"):
        next(ahead)


def test_ctrl_c_in_the_caller_ends_the_thread() -> None:
    source = Source(1000)

    def work() -> None:
        for item in read_ahead(source.items()):
            if item == 4:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert source.closed_on == "read-ahead"
