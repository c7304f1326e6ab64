"""A mutation check: each threshold of the rules changed by one step, to see whether a test notices."""
