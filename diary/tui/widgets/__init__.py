"""Widgets and texts that several screens share: edges, lists, ticks, ratings, windows, wording."""
