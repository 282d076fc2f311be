"""What was done under the bar and how it felt."""
