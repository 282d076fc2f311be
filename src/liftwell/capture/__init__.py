"""Was the clip filmed in a way that can be measured? One file per reason."""
