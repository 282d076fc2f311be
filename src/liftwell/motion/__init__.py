"""From landmarks and bar to a moving skeleton: angles, back, repetitions."""
