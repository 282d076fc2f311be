"""A file that appears whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from liftwell.errors import CannotWrite


def write_whole(content: bytes, path: Path) -> None:
    """Write `content`, whole or not at all. Raises CannotWrite when `path` cannot be written."""
    partial = path.with_name(f".{path.stem[:50]}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise CannotWrite(f"Could not write {path} ({error.strerror}); please choose another folder.") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
