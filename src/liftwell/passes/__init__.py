"""The two times a clip is read: once to find the lifter, once to measure. Frames stream; only numbers are kept."""
