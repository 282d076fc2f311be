"""The day on which a clip was recorded, where its file tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

# Apple's key holds the day where the phone was; the other one the day in Greenwich.
_KEYS: Final = ("com.apple.quicktime.creationdate", "creation_time")
_FIRST_YEAR: Final = 2000  # cameras that do not know the day write one of 1904 or 1970


def recorded_on(metadata: Mapping[str, str]) -> date | None:
    """The day in the container's `metadata`; None where it tells none, or one before phones had cameras."""
    for key in _KEYS:
        try:
            told = date.fromisoformat(metadata.get(key, "")[:10])
        except ValueError:
            continue
        if told.year >= _FIRST_YEAR:
            return told
    return None
