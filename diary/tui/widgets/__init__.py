"""What several screens share: their edges, rows to choose from, ticks, ratings, windows, and texts."""
