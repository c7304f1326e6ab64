"""The evaluation of the rules: on real diaries where they are present, on seeded simulations always."""
