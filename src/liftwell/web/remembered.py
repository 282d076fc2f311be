"""Remembered: what takes long to work out is kept in memory for as long as nothing in the logbook has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from liftwell.logbook.shelf import Shelf
from liftwell.web.desk import Desk

Found = TypeVar("Found")
_MOST: Final = 200
_kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
_turn = Lock()


def remembered(desk: Desk, shelf: Shelf, what: str, make: Callable[[], Found]) -> Found:
    """What `make` gives, or gave before, while neither the day nor anything that is kept has changed."""
    key = (desk.logbook.place, shelf.name, what)
    state = (desk.now().date(), desk.logbook.state())
    with _turn:
        known = _kept.get(key)
        if known is not None and known[0] == state:
            _kept.move_to_end(key)
            return known[1]  # type: ignore[no-any-return]
    found = make()
    with _turn:
        _kept[key] = (state, found)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found
