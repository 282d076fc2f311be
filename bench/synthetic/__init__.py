"""A lifter with known joints: renders clips of lifts whose truth is exact. Not part of what is installed."""

from typing import Final

# Raised by hand whenever the same scene would give other pictures: clips that were kept are then made anew.
EDITION: Final = 1
