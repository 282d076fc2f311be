"""Every address of the app that can be looked at, for tests that walk all of it."""

from __future__ import annotations

from fastapi.routing import APIRoute

from liftwell.web import week
from liftwell.web.app import PAGES

# What stands for the parts of an address that differ: an athlete, and a clip that nobody has.
PARTS = {"{name}": "me", "{token}": "x" * 32, "{signature}": "0" * 32}


def routes() -> list[APIRoute]:
    """Every route of every page."""
    routers = [*(page.router for page in PAGES), week.feed]
    return [route for router in routers for route in router.routes if isinstance(route, APIRoute)]


def addresses() -> list[str]:
    """Every address that is asked with GET."""
    found = []
    for route in routes():
        if "GET" in (route.methods or ()):
            path = route.path
            for part, value in PARTS.items():
                path = path.replace(part, value)
            found.append(path)
    return found
