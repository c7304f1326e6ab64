"""What several screens share: their edges, rows to choose from, ticks, ratings, and how things are said."""
