"""Is it safe, what is the story of the pain, what do the self-tests say, and which of the causes holds."""
