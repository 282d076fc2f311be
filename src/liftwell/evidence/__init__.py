"""Thresholds with their sources."""

from liftwell.evidence.thresholds import Threshold, all_thresholds, threshold

__all__ = ["Threshold", "all_thresholds", "threshold"]
