"""The evaluation of the rules: on real diaries if they are present, always on seeded simulations."""
