"""Files that people write themselves, in TOML or JSON: read, checked, and one sentence for the first mistake.

A key that there is not is an error, so that a slip of the finger is never a fact that was left out.
"""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue

MOST_BYTES: Final = 2_000_000  # years of training, logged set by set, take a tenth of it
YEARS: Final = (1990, 2200)
Finite = Annotated[float, Field(ge=-1e6, le=1e6)]
Height = Annotated[float, Field(ge=0, le=120)]  # of plates or a mark above the floor, in cm
Count = Annotated[int, Field(ge=0, le=10_000)]
Rating = Annotated[int, Field(ge=0, le=10, strict=True)]
STRICT: Final = ConfigDict(extra="forbid", allow_inf_nan=False)  # of every table

_Document = TypeVar("_Document", bound=BaseModel)


def read_content(path: Path, what: str) -> object:
    """What a file holds that should be `what`, not yet checked.

    Raises CannotRead where there is no such file, it is too large, or it is neither TOML nor JSON.
    """
    try:
        with path.open("rb") as file:
            read = file.read(MOST_BYTES + 1)
        if len(read) > MOST_BYTES:
            raise CannotRead(f"{path} is too large for {what}.")
        text = read.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise CannotRead(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError):
        raise CannotRead(f"{path} cannot be read; it should be a text file in TOML or JSON.") from None
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> object:
    as_json = path.suffix.lower() == ".json" or text.lstrip().startswith("{")
    try:
        return json.loads(text, object_pairs_hook=_once) if as_json else tomllib.loads(text)
    except RecursionError:
        why = "it is nested too deeply"
    except ValueError as error:  # numbers of thousands of digits too
        why = str(error).splitlines()[0].rstrip(".")
    raise CannotRead(f"{path} is no valid {'JSON' if as_json else 'TOML'}: {why}.")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A table of JSON; of two answers to one question none is better than the other."""
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise ValueError(f"{twice!r} stands in it twice")
    return table


def checked(document: type[_Document], content: object, name: str) -> _Document:
    """`content` of the file `name` as a document; raises ImpossibleValue naming the first place that does not fit."""
    try:
        return document.model_validate(content)
    except ValidationError as error:
        raise ImpossibleValue(f"{name}: {_first(error)}") from None


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or "the file"
    if first["type"] == "extra_forbidden":
        return f"there is nothing called {place}; is it a slip of the finger?"
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message[0].lower()}{message[1:]}{_instead(first['input'])}."


def _instead(found: object) -> str:
    """What stands there, where that is short enough to be said."""
    return f", not {str(found)[:60]!r}" if isinstance(found, str | int | float | date) else ""


def written(document: BaseModel, schema: str) -> str:
    """The file's text in JSON, only what was told."""
    content = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps({"schema": schema} | content, ensure_ascii=False, indent=1) + "\n"


def write_whole(content: str | bytes, path: Path) -> None:
    """Write the file in one go, so that a cut leaves the old one; raises CannotWrite."""
    if not path.name:  # "." and "/"
        raise CannotWrite(f"{path} is a folder; give the file a name.")
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.touch(mode=0o600)  # what is told about a body is for its owner's eyes
        draft.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise CannotWrite(f"{path} cannot be written ({error.strerror}); give another place.") from None
