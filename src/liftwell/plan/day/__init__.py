"""Day: what the check-in, the week and each set change about one session."""
