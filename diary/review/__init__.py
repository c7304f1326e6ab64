"""The only door from the interfaces to the analysis: the diary as it stands, what changed, what was raised before."""
