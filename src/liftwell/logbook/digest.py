"""By what a file is known again, whatever it is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

from liftwell.errors import CannotRead


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file in hex, read piece by piece; raises CannotRead."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise CannotRead(f"{file} cannot be read ({error.strerror}).") from None
