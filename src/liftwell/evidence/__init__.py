"""Claims and thresholds with their sources."""
