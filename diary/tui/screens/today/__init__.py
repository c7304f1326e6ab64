"""Today: the findings, where it hurts now, and the form for the next entry."""
