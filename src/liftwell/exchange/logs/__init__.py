"""Logs of other apps: a file of sets in, workouts out, and every doubt named; nothing here writes."""
