"""Today: the highest finding, the sites with their latest levels, and the form for the next entry."""
