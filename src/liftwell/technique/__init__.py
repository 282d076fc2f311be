"""The six steps of the lift, one file each, and the set as a whole: from what was measured to findings."""
