"""What the tests of the command line have at hand too."""

from tests.cli.conftest import clip, clock, engine, home, liftwell, measured

__all__ = ["clip", "clock", "engine", "home", "liftwell", "measured"]
