"""Loading: the table of rows, the caps on every rise, what a set says of the best single, and plates."""
