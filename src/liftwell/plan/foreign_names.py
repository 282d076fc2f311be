"""The hinge of the catalogue that another app's name means, by the table `foreign_names.toml`; never a guess."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def hinge_of(name: str) -> str | None:
    """The id of the lift that `name` means in whatever case, accents and hyphens; None where it is no hinge of ours."""
    return _table().get(_plain(name))


@cache
def _table() -> Mapping[str, str]:
    """The id behind every plain name; raises ValueError where one name means two."""
    table: dict[str, str] = {}
    for key, names in tomllib.loads((files("liftwell.plan") / "foreign_names.toml").read_text("utf-8"))[
        "names"
    ].items():
        for name in map(_plain, names):
            if table.setdefault(name, key) != key:
                raise ValueError(f"{name!r} means {table[name]} and {key}")
    return table


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.replace("(", " (").split())
