"""From a template and plain facts to a page; the figures and styles are those of the reports."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from starlette.responses import HTMLResponse

from liftwell import __version__
from liftwell.report.html import GLOBALS, json_block, with_options
from liftwell.report.intended_use import INTENDED_USE

# Where each file that a page loads lies; the address has a digest of all, so that a browser may keep them for good.
STATIC: Final = ("liftwell.web:static", "liftwell.web:vendor", "liftwell.report:static", "liftwell.report:vendor")
WORDS: Final = NullTranslations()  # a catalogue of another language takes its place


def page(request: Request, template: str, status: int = 200, **facts: Any) -> HTMLResponse:  # noqa: ANN401
    """The page of a template; `shelf` among the facts tells whose it is."""
    facts = {"request": request, "here": request.scope["raw_path"].decode("latin-1"), **facts}
    return HTMLResponse(environment().get_template(template).render(**facts), status)


@cache
def environment() -> Environment:
    """The templates of the app, and as "report/…" those of the reports."""
    found = Environment(
        loader=ChoiceLoader(
            [PackageLoader("liftwell.web"), PrefixLoader({"report": PackageLoader("liftwell.report")})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    found.install_gettext_translations(WORDS, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    found.filters |= {"json_block": json_block, "with_options": with_options}
    found.globals |= {
        **GLOBALS,
        "static": static_address,
        "intended_use": INTENDED_USE,
        "version": __version__,
        "home_path": home_of,
    }
    return found


def home_of(name: str) -> str:
    """The address of the part of an athlete.

    Servers and browsers read slashes, dots and percents of an address in ways of their own, so that those of a name are
    told as "~2F": see `name_of`.
    """
    odd = "~/%\\" + ("" if name.strip(".") else ".")
    return "/of/" + quote("".join(f"~{ord(letter):02X}" if letter in odd else letter for letter in name), safe="~")


def name_of(told: str) -> str:
    """The name that an address tells."""
    return _ODD.sub(lambda found: chr(int(found[1], 16)), told)


_ODD: Final = re.compile("~([0-9A-F]{2})")


def static_address(name: str) -> str:
    """The address of a file that pages load."""
    return f"/static/{_digest()}/{name}"


@cache
def static_files() -> dict[str, bytes]:
    """Every file that a page may load, by name."""
    found: dict[str, bytes] = {}
    for place in STATIC:
        package, _, folder = place.partition(":")
        for entry in (files(package) / folder).iterdir():
            if entry.name.endswith((".css", ".js", ".png", ".svg", ".webmanifest")):
                found[entry.name] = entry.read_bytes()
    return found


@cache
def _digest() -> str:
    together = hashlib.sha256()
    for name, content in sorted(static_files().items()):
        together.update(name.encode() + content)
    return together.hexdigest()[:16]
