"""A mutation check: change each threshold of the rules by one step, and see whether a test fails."""
