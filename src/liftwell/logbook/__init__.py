"""The logbook: everything that was told, done and felt, in one database on the person's own machine."""
