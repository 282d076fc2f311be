"""Thresholds and claims with their sources, and when each has to be looked at again."""

from liftwell.evidence.claims import Claim, Standing, Theme, all_claims, all_themes, claim, parse_claims
from liftwell.evidence.thresholds import Threshold, all_thresholds, threshold

__all__ = [
    "Claim",
    "Standing",
    "Theme",
    "Threshold",
    "all_claims",
    "all_themes",
    "all_thresholds",
    "claim",
    "parse_claims",
    "threshold",
]
