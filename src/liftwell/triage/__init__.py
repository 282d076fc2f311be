"""Which of the causes holds: self-tests, clips and training beside the story, the ladder, and the next best test."""
