"""Thresholds and claims with their sources."""

from liftwell.evidence.claims import Claim, Standing, all_claims, claim, parse_claims
from liftwell.evidence.thresholds import Threshold, all_thresholds, threshold

__all__ = ["Claim", "Standing", "Threshold", "all_claims", "all_thresholds", "claim", "parse_claims", "threshold"]
