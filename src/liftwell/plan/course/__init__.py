"""Course: where a lifter stands in the plan, and what moves them up, down or nowhere."""
