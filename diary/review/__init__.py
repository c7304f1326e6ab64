"""The only way from the interfaces to the analysis: the diary as it is now, what changed, what was raised before."""
