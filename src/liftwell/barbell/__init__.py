"""Where the bar is, and how large its plate looks."""
