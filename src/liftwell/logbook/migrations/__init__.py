"""How an older logbook becomes one of today: one file for each change of the schema, run when it is opened."""
