"""Plan: what to do today, from the catalogue of drills and lifts."""
