"""Is it safe to train: the questions, the story of the pain, and what they mean, in fixed words."""
