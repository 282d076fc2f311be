"""Where the body is in every picture, and the outline of its back."""
