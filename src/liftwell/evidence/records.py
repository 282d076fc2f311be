"""The files of this room: one table for each record, and the table's name is the record's id."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

Record = TypeVar("Record")


def shipped(name: str) -> str:
    """The text of a file that ships in this room."""
    return (files("liftwell.evidence") / name).read_text("utf-8")


def records(toml: str, record: Callable[[str, object], Record]) -> Mapping[str, Record]:
    """Records by id, read-only; `record` turns an id and its table into one and raises ValueError on a bad table."""
    return MappingProxyType({key: record(key, table) for key, table in tomllib.loads(toml).items()})
