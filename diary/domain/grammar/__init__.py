"""Words that a person types, read as things of the diary, and the same things written back as words."""
