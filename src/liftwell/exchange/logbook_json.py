"""Everything of one athlete as JSON, schema `liftwell.logbook/2`: sorted, without the time of the export, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.logbook.checked import checked_contents
from liftwell.logbook.contents import Content

MOST_BYTES: Final = 500_000_000


def to_json(content: Content) -> str:
    """The file's text: the same facts give the same bytes."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_contents(path: Path) -> Content:
    """What an export holds, checked; raises CannotRead, or ImpossibleValue naming the first place that does not fit."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotRead(f"{path} is too large for a logbook.")
        content = json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise CannotRead(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError):
        raise CannotRead(f"{path} cannot be read; it should be a JSON file that liftwell export has written.") from None
    except (ValueError, RecursionError):
        raise CannotRead(f"{path} is no valid JSON.") from None
    try:
        return checked_contents(content)
    except ImpossibleValue as error:
        raise ImpossibleValue(f"{path}: {error}") from None
