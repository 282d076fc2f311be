"""The app: pages on the person's own machine, served to their own browser."""
