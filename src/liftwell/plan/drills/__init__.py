"""Drills: everything in a session but its main lift."""
