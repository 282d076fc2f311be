"""The rungs of the ladder: foundation, technique, load and set-up, and what is none of them (`clinical.md` 3.4)."""
